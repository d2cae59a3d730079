"""What stands beside the chain in the reference: the week, both voices, meetings, household, from objects."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.models import (
    Activity,
    Conversation,
    CoordinatorCover,
    Document,
    HouseholdMember,
    Meeting,
    Note,
    OwnRequest,
    Placement,
    Rating,
    RatingAnswer,
)
from stegvis.queries.rating import VoiceLine
from stegvis.queries.rating.form import Wording
from stegvis.rules.activity import FULL_TIME_HOURS, ActivityKind
from stegvis.rules.employment import Contract, Support
from stegvis.rules.household import Occupation, ages_in
from stegvis.rules.meeting import MeetingKind, MeetingStatus, follow_up_due
from stegvis.rules.own import PageLanguage, RequestKind, due_on
from stegvis.rules.place import ExtractLaw, PlacementForm
from stegvis.rules.placement import SEATED
from stegvis.rules.programme import introduction
from stegvis.rules.rating import AnswerState, Direction, Given, InstrumentKind, Respondent, Said, rounds_of
from stegvis.rules.schedule import room_in, week_to_show
from stegvis.web.drawing.voices import voices_chart
from stegvis.web.week_words import room_in_words, short_day

DAY = timedelta(days=1)
ROUNDS_SHOWN = 4
ARROWS = {Direction.UP: "↗", Direction.SAME: "→", Direction.DOWN: "↘", Direction.FIRST: ""}


def beside(person, case, today):
    """Everything that other stages say of an open or closed case."""
    found = {"week": week_of(case, today) if case.closed_on is None else None}
    found |= {"voices": voices_of(case, person), "stand_in": stand_in(case, today), "remarks": remarks_on(person)}
    return found | meetings_of(case, today) | belonging_of(person, case, today) | employed(person, case, today)


def week_of(case, today):
    """The week's lines, one for each activity or placement that runs in it, day by day."""
    shown_on = week_to_show(today)
    monday = shown_on - shown_on.weekday() * DAY
    sunday = monday + 6 * DAY
    activities = Activity.objects.filter(case=case).prefetch_related("slots").order_by("starts_on", "pk")
    placements = (
        Placement.objects.filter(case=case, status__in=SEATED)
        .select_related("place")
        .prefetch_related("slots")
        .order_by("starts_on", "pk")
    )
    things = [
        *((ActivityKind(each.kind), each.name, "activity_times", each) for each in activities),
        *((PlacementForm(each.form), each.place.name, "placement_times", each) for each in placements),
    ]
    things = [one for one in things if in_week(one[3], monday, sunday)]
    days = [monday + number * DAY for number in range(7)]
    used = [day for day in days if day.weekday() < 5 or any(on(one[3], day) for one in things)]
    lines = [line_of(*one, used) for one in things]
    by_day = [sum(line["days"][place] or 0 for line in lines) for place in range(len(used))]
    hours = sum(line["hours"] for line in lines)
    is_known = lines and all(line["has_times"] for line in lines)
    room = room_in({day.isoweekday(): by_day[place] for place, day in enumerate(used)}) if is_known else None
    return {
        "days": [short_day(day) for day in used],
        "lines": lines,
        "by_day": by_day,
        "hours": hours,
        "full_time": FULL_TIME_HOURS,
        "room": room_in_words(room),
    }


def in_week(thing, monday, sunday):
    return thing.starts_on <= sunday and (thing.ends_on is None or thing.ends_on >= monday)


def on(thing, day):
    return [
        slot for slot in thing.slots.all()
        if slot.weekday == day.isoweekday() and slot.starts_on <= day and (slot.ends_on is None or day <= slot.ends_on)
    ]  # fmt: skip


def line_of(kind, name, url, thing, days):
    stretches = [on(thing, day) for day in days]
    hours = [sum(slot.ends_minute - slot.starts_minute for slot in day) / 60 for day in stretches]
    has_times, agreed = any(stretches), float(thing.hours_per_week)
    whole = thing.starts_on <= days[0] and (thing.ends_on is None or thing.ends_on >= days[4])
    return {
        "kind": kind,
        "name": name,
        "url": url,
        "days": [number if day else None for number, day in zip(hours, stretches, strict=True)],
        "has_times": has_times,
        "hours": sum(hours) if has_times else agreed,
        "agreed": agreed,
        "differs": has_times and whole and sum(hours) != agreed,
    }


def voices_of(case, person):
    """Both pictures: the ratings with their answers, question by question."""
    ratings = list(
        Rating.objects.filter(case=case)
        .select_related("version__instrument", "answered_by")
        .prefetch_related(Prefetch("answers", RatingAnswer.objects.select_related("item")))
        .order_by("asked_on", "pk")
    )
    mine = [each for each in ratings if each.answered_on and each.version.instrument.kind == InstrumentKind.TWO_VOICES]
    if not mine:
        return {"lines": []}
    newest = max(mine, key=lambda each: (each.answered_on, each.pk))
    said = [Said(each.pk, Respondent(each.respondent), each.answered_on) for each in mine]
    rounds = rounds_of(said)[-ROUNDS_SHOWN:]
    given = {
        (each.pk, answer.item.key): Given(AnswerState(answer.state), answer.value, answer.comment)
        for each in mine
        for answer in each.answers.all()
    }
    by_staff = [each for each in mine if each.respondent == Respondent.PROFESSIONAL and each.answered_by]
    latest = max(by_staff, key=lambda each: (each.answered_on, each.pk), default=None)
    professional = latest.answered_by.name.split()[0] if latest else _("Koordinatorn")
    return {
        "participant": person.given_name,
        "professional": professional,
        "lowest": newest.version.lowest,
        "highest": newest.version.highest,
        "days": [each.on for each in rounds],
        "lines": [
            shown(line, person.given_name, professional, newest.version)
            for line in lines_of(newest.version, rounds, given)
        ],
    }


def shown(line, participant, professional, version):
    """One question with its drawing, both values now and every round."""
    values = [
        [None if each is None else each.value for each in voice] for voice in (line.participant, line.professional)
    ]
    steps = line.difference
    difference = "–" if steps is None else _("lika")
    if steps:
        name = participant if steps > 0 else professional
        difference = ngettext("%(name)s %(num)s högre", "%(name)s %(num)s högre", abs(steps)) % {
            "name": name,
            "num": abs(steps),
        }
    return {
        "words": line.words,
        "is_internal": line.is_internal,
        "canvas": voices_chart(
            participant=values[0], professional=values[1], lowest=version.lowest, highest=version.highest
        ),
        "participant": voice_of(line, Respondent.PARTICIPANT),
        "professional": voice_of(line, Respondent.PROFESSIONAL),
        "difference": difference,
        "rounds": [(said(one), said(other)) for one, other in zip(line.participant, line.professional, strict=True)],
    }


def voice_of(line, who):
    now = line.latest(who)
    where = line.direction(who) if now is not None and now.value is not None else Direction.FIRST
    return {
        "said": said(now),
        "arrow": ARROWS[where],
        "direction": "" if where is Direction.FIRST else _(where.label),
    }


def said(given):
    if given is None:
        return "–"
    return str(given.value) if given.state is AnswerState.ANSWERED else _(given.state.label)


def lines_of(version, rounds, given):
    for item in version.items.prefetch_related("texts").order_by("position"):
        texts = [text for text in item.texts.all() if text.language == PageLanguage.SWEDISH]
        text = min(texts, key=lambda one: one.respondent != Respondent.PARTICIPANT)
        yield VoiceLine(
            item.key,
            Wording(text.text, PageLanguage.SWEDISH),
            item.is_internal,
            *(
                tuple(given.get((each.keys.get(who, 0), item.key)) for each in rounds)
                for who in (Respondent.PARTICIPANT, Respondent.PROFESSIONAL)
            ),
        )


def meetings_of(case, today):
    now = timezone.now()
    booked = Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED).order_by("starts_at", "pk")
    ahead = [each for each in booked if each.starts_at + timedelta(minutes=each.minutes) > now]
    last = Conversation.objects.filter(case=case).order_by("-held_on", "-pk").first()
    plan = case.latest_plans[0] if case.latest_plans else None
    rated = Rating.objects.filter(case=case, answered_on__isnull=False).order_by("-answered_on").first()
    for each in ahead[:1]:
        each.kind_word = MeetingKind(each.kind)
    return {
        "meeting": ahead[0] if ahead else None,
        "conversation": last,
        "note_count": Note.objects.filter(case=case).count(),
        "document_count": Document.objects.filter(case=case, removed_at__isnull=True).count(),
        "clock": follow_up_due(
            last_conversation_on=last.held_on if last else None,
            plan_made_on=plan.made_on if plan else None,
            rated_on=rated.answered_on if rated else None,
            opened_on=case.opened_on,
            today=today,
        ),
    }


def employed(person, case, today):
    """Employments with the latest decision on support, and the extracts that have been shown."""
    employments = list(case.employments.prefetch_related("decisions").order_by("-starts_on", "-pk"))
    for each in employments:
        decided = [decision.ends_on for decision in each.decisions.all()]
        each.decided_until = max(decided, default=None)
        each.contract_word, each.support_word = Contract(each.contract), Support(each.support)
    extracts = list(person.extracts_shown.order_by("-shown_on", "-pk"))
    for each in extracts:
        each.law_word = ExtractLaw(each.law)
    return {"employments": employments, "extracts": extracts}


def belonging_of(person, case, today):
    enrolments = list(case.enrolments.select_related("programme").order_by("-starts_on"))
    member = (
        HouseholdMember.objects.filter(participant=person, ends_on__isnull=True)
        .select_related("household")
        .prefetch_related("household__children", "household__members")
        .first()
    )
    household = None
    if member:
        others = [each for each in member.household.members.all() if each.ends_on is None and each.pk != member.pk]
        years = [child.born_year for child in member.household.children.all()]
        household = {
            "ages": list(ages_in(today.year, years)),
            "others": others,
            "other_adult": Occupation(member.household.other_adult),
        }
        household["in_words"] = in_words(household["ages"])
    running = Activity.objects.filter(case=case, starts_on__lte=today).select_related("project", "course__project")
    projects = {
        project.name
        for each in running if each.ends_on is None or each.ends_on >= today
        for project in (each.project, each.course.project if each.course else None) if project
    }  # fmt: skip
    return {
        "enrolment": enrolments[0] if enrolments else None,
        "enrolments_before": len(enrolments) - 1,
        "household": household,
        "introduction": introduction(started_on=person.introduction_started_on, today=today),
        "projects": ", ".join(sorted(projects)),
    }


def in_words(ages):
    """9, 7 och 4."""
    if len(ages) < 2:
        return "".join(map(str, ages))
    return _("%(first)s och %(last)s") % {"first": ", ".join(map(str, ages[:-1])), "last": ages[-1]}


def stand_in(case, today):
    periods = [each for each in case.coordinator_periods.all() if each.ends_on is None]
    covers = CoordinatorCover.objects.on(today).filter(coordinator__in=[each.coordinator_id for each in periods])
    return covers.select_related("coordinator", "substitute").first()


def remarks_on(person):
    rows = OwnRequest.objects.filter(participant=person, kind=RequestKind.CORRECTION).order_by("-made_on", "-pk")
    for each in rows:
        each.due_on = due_on(RequestKind.CORRECTION, made_on=each.made_on)
    return rows
