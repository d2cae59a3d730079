"""Idag as a competent Django developer writes it: the caseload as objects with what belongs to them, the same rules."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bench.reference.frame import log_read, role_of
from bench.reference.participants import visible_cases
from bench.reference.words import reason
from stegvis.access import AFTER_EXIT_DAYS
from stegvis.models import (
    AttendanceMark,
    AttendanceMonth,
    Case,
    CaseEvent,
    CoordinatorPeriod,
    Meeting,
    Placement,
    Plan,
    PlanAction,
    Rating,
    SharingSchedule,
    Snooze,
)
from stegvis.queries.attendance.seated import as_day_mark, seated_by_placement
from stegvis.queries.attendance.waiting import MONTHS_TOLD
from stegvis.queries.sharing import holds
from stegvis.queries.today.placements import TOLD_FOR_DAYS
from stegvis.rules.attendance import MonthSum, first_of_month, month_before, month_sum, unmarked_days
from stegvis.rules.exit import Outcome
from stegvis.rules.placement import MISSING_FOR_DAYS, WAITING, PlacementStatus, Voice
from stegvis.rules.plan import PlanAnswer
from stegvis.rules.today import (
    Band,
    CaseFacts,
    MeetingFacts,
    PlacementFacts,
    WorkRule,
    called_month,
    evaluation_missing_line,
    in_order,
    lines_of,
    month_line,
    reservation_expired_line,
    sharing_line,
)
from stegvis.web.drawing.ages import Age, age_bar
from stegvis.web.today import SNOOZE_REASONS, TOPICS, WORDS

LEADS_TO_CASE = {
    WorkRule.OBJECTION: "plan",
    WorkRule.MAPPING_MISSING: "mapping_new",
    WorkRule.PLAN_MISSING: "plan_edit",
    WorkRule.NO_ACTIVITY: "activity_new",
    WorkRule.MEETING_SOON: "meeting_before",
    WorkRule.FOLLOW_UP: "conversation",
    WorkRule.ABSENT_LONG: "week",
    WorkRule.PLAN_UNANSWERED: "plan",
    WorkRule.ACTION_LATE: "plan",
    WorkRule.SAME_STEP: "criteria",
    WorkRule.CONFIRM_OUTCOME: "outcome_confirm",
    WorkRule.NO_COORDINATOR: "coordinator_assign",
}


@login_required
def today(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    cases = list(caseload(request, day))
    by_key = {case.pk: case for case in cases}
    facts = [facts_of(case, day) for case in cases]
    put_off = {(each.rule, each.subject_id): each for each in Snooze.objects.filter(user=request.user, until__gt=day)}
    lines = [line for each in facts for line in lines_of(each, today=day)]
    lines = in_order([*lines, *to_share(cases, day), *over(cases, day), *to_approve(request, day)], today=day)
    shown = [line for line in lines if (line.rule, line.subject_id) not in put_off]
    groups = {band: [] for band in Band}
    for line in shown:
        groups[line.band(day)].append(row_of(line, by_key.get(line.case_id)))
    people = sorted({by_key[line.case_id].participant_id for line in shown if line.case_id})
    if people:
        log_read(request, people, screen="today", kind="list")
    open_cases = [each for each in facts if each.exited_on is None]
    context = {
        "heading": heading(groups),
        "groups": [(band, rows) for band, rows in groups.items() if rows],
        "waiting": len(shown),
        "open_cases": len(open_cases),
        "without_activity": sum(not each.runs_now for each in open_cases),
        "without_coordinator": without_coordinator(request),
        "ages": ages([each for each in open_cases if each.plan_made_on], day),
        "days": days(day),
        "why": SNOOZE_REASONS,
        "put_off": [
            (called(line, by_key.get(line.case_id)), _(TOPICS[line.rule]), put_off[line.rule, line.subject_id])
            for line in lines
            if (line.rule, line.subject_id) in put_off
        ],
        "done": done(request, day, cases),
    }
    return render(request, "reference/today.html", context)


def caseload(request, day):
    """The reader's open cases, and those that ended lately and wait for their outcome."""
    mine = CoordinatorPeriod.objects.filter(coordinator=request.user, case=OuterRef("pk"))
    mine = mine.filter(Q(ends_on__isnull=True) | Q(ends_on=F("case__closed_on")))
    since = day - timedelta(days=AFTER_EXIT_DAYS)
    return (
        visible_cases(request)
        .filter(Exists(mine))
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since, exit__confirmed_on__isnull=True))
        .select_related("participant", "exit")
        .prefetch_related(
            Prefetch("plans", Plan.objects.order_by("case", "-version").distinct("case"), "latest_plans"),
            Prefetch("latest_plans__actions", PlanAction.objects.order_by("due_on", "position"), "things_to_do"),
            Prefetch(
                "placements", Placement.objects.select_related("place__agreement").order_by("pk"), "all_placements"
            ),
            Prefetch("meetings", Meeting.objects.filter(status="planned").order_by("starts_at", "pk"), "booked"),
            Prefetch("ratings", Rating.objects.filter(answered_on__isnull=False), "answered_ratings"),
            "conversations",
            "absence_notices",
            "mappings",
            "activities",
            "step_moves",
            "coordinator_periods",
        )
        .order_by("pk")
    )


def facts_of(case, day):
    plan = case.latest_plans[0] if case.latest_plans else None
    seated = [each for each in case.all_placements if each.seat is not None]
    running = [*case.activities.all(), *seated]
    ended = [each.ends_on for each in running if each.ends_on and each.ends_on < day]
    moves = case.step_moves.all()
    mappings = case.mappings.all()
    ending = getattr(case, "exit", None)
    return CaseFacts(
        case_id=case.pk,
        first_name=case.participant.given_name,
        opened_on=case.opened_on,
        step=case.step,
        level=case.independence_level,
        mapped_on=mappings[0].held_on if mappings else None,
        plan_made_on=plan.made_on if plan else None,
        plan_answer=PlanAnswer(plan.answer) if plan else None,
        plan_answered_on=plan.answered_on if plan else None,
        plan_comment=plan.answer_comment if plan else "",
        late_action=late(plan, day) if plan else None,
        runs_now=any(each.starts_on <= day and (each.ends_on is None or each.ends_on >= day) for each in running),
        last_ran_on=max(ended, default=None),
        on_step_since=moves[len(moves) - 1].moved_on if moves else None,
        placements=tuple(placement_of(each) for each in case.all_placements if is_now(each)),
        conversation_on=max((each.held_on for each in case.conversations.all()), default=None),
        rated_on=max((each.answered_on for each in case.answered_ratings), default=None),
        meeting=next((meeting_of(each) for each in case.booked if day_of(each) >= day), None),
        unsettled=next((meeting_of(each) for each in reversed(case.booked) if day_of(each) < day), None),
        absent_since=next((each.starts_on for each in case.absence_notices.all() if is_now_on(each, day)), None),
        has_coordinator=any(each.ends_on is None for each in case.coordinator_periods.all()),
        exited_on=ending.exited_on if ending else None,
        outcome=Outcome(ending.outcome) if ending else None,
        confirmed=bool(ending and ending.confirmed_on),
    )


def over(cases, day):
    """Placements of the own people that nobody answered about in time, or that nobody has evaluated."""
    since = day - timedelta(days=TOLD_FOR_DAYS)
    later = Placement.objects.filter(case=OuterRef("case"), proposed_on__gt=OuterRef("reserved_until"))
    unanswered = Q(~Exists(later), not_realised_because="no_answer", status="not_realised", reserved_until__gte=since)
    ended = Q(status="ended", ends_on__gte=day - timedelta(days=MISSING_FOR_DAYS), said__lt=len(Voice))
    rows = Placement.objects.filter(case__in=cases, case__closed_on__isnull=True).annotate(said=Count("evaluations"))
    return [
        over_line(each, day) for each in rows.filter(unanswered | ended).select_related("place", "case__participant")
    ]


def over_line(placement, day):
    name = placement.case.participant.given_name
    about = {"placement_id": placement.pk, "case_id": placement.case_id, "name": name}
    about["place_name"] = placement.place.name
    if placement.status == PlacementStatus.ENDED:
        return evaluation_missing_line(**about, ended_on=placement.ends_on, today=day)
    return reservation_expired_line(**about, until=placement.reserved_until or day, today=day)


def to_share(cases, day):
    """What is to be shared about the own people on days that have come."""
    due = SharingSchedule.objects.filter(case__in=cases, next_on__lte=day, ended_on__isnull=True)
    return [
        sharing_line(
            schedule_id=each.pk,
            case_id=each.case_id,
            receiver=each.receiver,
            next_on=each.next_on,
            ground_holds=each.consent is None or holds(each.consent, day),
            today=day,
        )
        for each in due.filter(case__closed_on__isnull=True).select_related("consent")
    ]


def to_approve(request, day):
    """Months with days noted that nobody has approved as they stand, with how many people."""
    this = first = first_of_month(day)
    for _each in range(MONTHS_TOLD):
        first = month_before(first)
    mine = CoordinatorPeriod.objects.filter(coordinator=request.user, case=OuterRef("pk"))
    mine = mine.filter(Q(ends_on__isnull=True) | Q(ends_on=F("case__closed_on")))
    since = day - timedelta(days=AFTER_EXIT_DAYS)
    cases = visible_cases(request).filter(Exists(mine)).filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since))
    rows = AttendanceMark.objects.filter(placement__case__in=cases, superseded_by__isnull=True)
    noted = {}
    for mark in rows.filter(day__gte=first, day__lt=this).order_by("day"):
        noted.setdefault((mark.placement_id, first_of_month(mark.day)), []).append(mark)
    months = AttendanceMonth.objects.filter(placement__case__in=cases, month__gte=first).order_by("version")
    approved = {
        (row.placement_id, row.month): MonthSum(row.planned_minutes, row.attended_minutes, row.absence_minutes)
        for row in months
    }
    placements = {row.pk: row for row in Placement.objects.filter(case__in=cases).select_related("place")}
    seated = seated_by_placement(placements.values(), first=first, last=this)
    people, lacking = Counter(), Counter()
    for (placement, month), marks in noted.items():
        if approved.get((placement, month)) != month_sum(as_day_mark(mark) for mark in marks):
            people[month] += 1
            lacking[month] += bool(unmarked_days(seated[placement].days_of(month), [mark.day for mark in marks]))
    return [
        month_line(month=month, people=many, lacking=lacking[month], today=day)
        for month, many in sorted(people.items())
    ]


def day_of(meeting):
    return timezone.localdate(meeting.starts_at)


def meeting_of(meeting):
    return MeetingFacts(meeting.pk, day_of(meeting), f"{timezone.localtime(meeting.starts_at):%H.%M}")


def is_now_on(notice, day):
    return notice.starts_on <= day and (notice.ends_on is None or notice.ends_on >= day)


def late(plan, day):
    for each in plan.things_to_do:
        if each.owner in ("coordinator", "both") and each.status in ("to_do", "started") and each.due_on < day:
            return each.text, each.due_on
    return None


def is_now(placement):
    return placement.status == PlacementStatus.ACTIVE or placement.status in WAITING


def placement_of(placement):
    agreement = placement.place.agreement
    return PlacementFacts(
        placement_id=placement.pk,
        place_id=placement.place_id,
        place_name=placement.place.name,
        status=PlacementStatus(placement.status),
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        asked_on=max(filter(None, [placement.proposed_on, placement.participant_answered_on])),
        agreement_ends_on=agreement.ends_on if agreement else None,
        independence_to=placement.place.independence_to,
    )


def row_of(line, case):
    if line.rule == WorkRule.OUTGROWN:
        href = reverse("match", args=[case.participant_id])
    elif line.rule == WorkRule.PLACEMENT_ENDS:
        href = reverse("placement_extend", args=[line.subject_id])
    elif line.rule == WorkRule.MEETING_UNSETTLED:
        href = reverse("meeting", args=[line.subject_id])
    elif line.rule == WorkRule.SHARING_DUE:
        href = reverse("sharing_preview", args=[line.subject_id])
    elif line.rule in LEADS_TO_CASE:
        href = reverse(LEADS_TO_CASE[line.rule], args=[case.pk])
    elif line.rule == WorkRule.MONTH_WAITING:
        href = f"{reverse('attendance_month')}?dag={date.fromordinal(line.subject_id)}"
    else:
        href = reverse("placement", args=[line.subject_id])
    about = reverse("participant", args=[case.participant_id]) if case else href
    return {"line": line, "case": case, "name": called(line, case), "about": about, "href": href}


def called(line, case):
    """Who or what a line is about."""
    return case.participant.name if case else reason(called_month(date.fromordinal(line.subject_id)))


def heading(groups):
    total = sum(len(rows) for rows in groups.values())
    soon = len(groups[Band.BEFORE_WEEKEND])
    if not total:
        return _("Inget behöver dig just nu")
    said = ngettext("%(many)s sak behöver dig", "%(many)s saker behöver dig", total) % {"many": in_words(total)}
    if 0 < soon < total:
        said = _("%(all)s, %(soon)s före helgen") % {"all": said, "soon": in_words(soon)}
    return said[:1].upper() + said[1:]


def in_words(number):
    return _(WORDS[number]) if number < len(WORDS) else str(number)


def ages(cases, day):
    counts = [0, 0, 0, 0]
    for case in cases:
        counts[sum((day - case.plan_made_on).days > age for age in (30, 60, 90))] += 1
    words = (_("under 30 dagar"), "30–60", "61–90", _("över 90"))
    return age_bar([Age(count, word) for count, word in zip(counts, words, strict=True)])


def days(day):
    monday = day + timedelta(days=7 - day.weekday())
    return sorted({day + timedelta(days=1), monday, day + timedelta(days=7), day + timedelta(days=14)})


def without_coordinator(request):
    cases = Case.objects.filter(closed_on__isnull=True, unit=role_of(request).unit_id)
    return cases.exclude(Exists(CoordinatorPeriod.objects.current().filter(case=OuterRef("pk")))).count()


def done(request, day, cases):
    people = {case.participant_id: case.participant for case in cases}
    since = timezone.make_aware(datetime.combine(day, time.min))
    events = CaseEvent.objects.filter(actor_id=request.user.pk, recorded_at__gte=since).order_by("-pk")[:20]
    return [(event, people.get(event.participant_id)) for event in events]
