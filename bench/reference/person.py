"""The participant's page as a competent Django developer writes it: objects with their relations, the same rules."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bench.reference.beside import beside
from bench.reference.frame import log_read, role_of
from bench.reference.participants import visible_cases
from bench.reference.pictures import stairs_of, timeline_of
from stegvis.models import (
    AccessLog,
    CaseEvent,
    CoordinatorPeriod,
    Criterion,
    CriterionMark,
    Participant,
    Placement,
    Plan,
    StepMove,
)
from stegvis.rules.activity import FULL_TIME_HOURS, ActivityKind
from stegvis.rules.exit import Outcome
from stegvis.rules.history import EventKind
from stegvis.rules.ladder import Mark, step_is_reached
from stegvis.rules.next_step import NextAct, Standing, what_next
from stegvis.rules.people import Role
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import SEATED, WAITING, PlacementStatus, last_allowed_day, months_later
from stegvis.rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer
from stegvis.rules.referral import ReferralSource
from stegvis.rules.words import Reason

LEADS_TO_CASE = {
    NextAct.ASSIGN_COORDINATOR: "coordinator_assign",
    NextAct.HOLD_MAPPING: "mapping_new",
    NextAct.MAKE_PLAN: "plan_edit",
    NextAct.READ_ANSWER: "plan",
    NextAct.PREPARE_MEETING: "meeting_before",
    NextAct.HOLD_CONVERSATION: "conversation",
    NextAct.RECORD_ANSWER: "plan",
    NextAct.MOVE_UP: "step_move",
    NextAct.EXIT: "case_exit",
    NextAct.CONFIRM_OUTCOME: "outcome_confirm",
}
WITH_NAME = {
    EventKind.PLACEMENT_PROPOSED: "{name} föreslagen",
    EventKind.PARTICIPANT_SAID_YES: "Deltagaren tackade ja till {name}",
    EventKind.PARTICIPANT_SAID_NO: "Deltagaren tackade nej till {name}",
    EventKind.HOST_SAID_YES: "{name} tackade ja",
    EventKind.HOST_SAID_NO: "{name} tackade nej",
    EventKind.PLACEMENT_STARTED: "Placeringen på {name} började",
    EventKind.PLACEMENT_ENDED: "Placeringen på {name} slutade",
    EventKind.PLACEMENT_GIVEN_UP: "Placeringen på {name} blev inte av",
}
MARKED = {
    Mark.RED: "”{point}” är inte påbörjad",
    Mark.YELLOW: "”{point}” är påbörjad",
    Mark.GREEN: "”{point}” blev klar",
}


@never_cache
@login_required
def participant(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever may read the file of everyone in the unit."""
    today = timezone.localdate()
    person = get_object_or_404(Participant, pk=pk)
    if role_of(request).role != Role.UNIT_MANAGER or not visible_cases(request).filter(participant=person).exists():
        raise PermissionDenied
    cases = sorted(cases_of(person), key=lambda each: (each.closed_on is None, each.opened_on), reverse=True)
    case = cases[0]
    for each in cases[1:]:
        each.outcome = Outcome(each.exit.outcome)
    referrals = list(person.referrals.select_related("referred_by").order_by("-received_on", "-pk"))
    context = {"person": person, "case": case, "earlier": cases[1:], "now": today, "full_time": FULL_TIME_HOURS}
    context |= of_case(case, today) | {"referral": referred(referrals)} | beside(person, case, today)
    context["is_coordination_number"] = bool(person.identity_number) and int(person.identity_number[6:8]) > 60
    context["hours_left"] = FULL_TIME_HOURS - context["hours"]
    context["moves_back_in_time"] = list(context["moves"])[::-1]
    context["waiting_referrals"] = [each for each in referrals if each.status == "received"]
    context["next"] = what_next(standing(person, case, context), today=today)
    context["next_href"] = next_href(person, case, context)
    context["stairs"] = stairs_of(person, case, context["ladder"], context["moves"], today)
    context["any_judged"] = any(one.judged_by for step in context["stairs"].steps for one in step.criteria)
    context["timeline"] = timeline_of(case, context["runs"], context["moves"], today) if not case.closed_on else None
    events = CaseEvent.objects.filter(participant_id=person.pk)
    latest = events.exclude(kind__in=["message_noted", "message_settled"]).order_by("-happened_on", "-pk")[:6]
    context |= {"events": in_words(list(latest)), "event_count": events.count()}
    context |= {"readers": readers(person)}
    log_read(request, [person.pk], screen="participant", kind="read")
    return render(request, "reference/participant.html", context)


def cases_of(person):
    latest = Plan.objects.order_by("case", "-version").distinct("case").select_related("made_by", "direction")
    return person.cases.select_related("unit", "programme", "exit").prefetch_related(
        Prefetch("coordinator_periods", CoordinatorPeriod.objects.select_related("coordinator").order_by("-starts_on")),
        Prefetch(
            "placements", Placement.objects.select_related("place__host", "supervisor").order_by("-starts_on", "-pk")
        ),
        Prefetch("plans", latest.prefetch_related("goals", "actions"), "latest_plans"),
        Prefetch("marks", CriterionMark.objects.select_related("marked_by")),
        "step_moves",
        "activities",
        "mappings",
    )


def of_case(case, today):
    """What the page says of the enrolment, out of the objects."""
    periods = case.coordinator_periods.all()
    placements = case.placements.all()
    running = [each for each in placements if each.status == PlacementStatus.ACTIVE]
    ladder = ladder_of(case)
    plan = case.latest_plans[0] if case.latest_plans else None
    if plan and plan.answered_how:
        plan.how = AnsweredHow(plan.answered_how)
    runs = runs_of(case, today)
    is_current = periods and (periods[0].ends_on is None or case.closed_on)
    for action in plan.actions.all() if plan else ():
        action.is_late = action.due_on < today and action.status in ("to_do", "started")
        action.status_label, action.owner_label = ActionStatus(action.status), ActionOwner(action.owner)
    return {
        "period": periods[0] if is_current else None,
        "periods_before": len(periods) - 1,
        "coordinator_name": periods[0].coordinator.name.split(" ")[0] if is_current else "",
        "placement": with_limits(running[0], today) if running else None,
        "waiting_placements": [with_limits(each, today) for each in placements if each.status in WAITING],
        "ladder": ladder,
        "step_now": next((step for step in ladder if step["number"] == case.step), None),
        "moves": case.step_moves.all(),
        "plan": plan,
        "runs": runs,
        "hours": sum(each["hours"] for each in runs if each["start"] <= today and not ended(each, today)),
        "open_activities": [each for each in runs if each["activity"] and not ended(each, today)],
        "has_activities": any(each["activity"] for each in runs),
        "ending": getattr(case, "exit", None),
        "outcome": Outcome(case.exit.outcome) if hasattr(case, "exit") else None,
        "has_mapping": bool(case.mappings.all()),
    }


def referred(referrals):
    """The latest referral, with who made it."""
    if not referrals:
        return None
    latest = referrals[0]
    latest.source_word = ReferralSource(latest.source)
    latest.by = latest.referred_by.name if latest.referred_by else latest.referrer_name
    return latest


def ended(run, today):
    return run["end"] is not None and run["end"] < today


def ladder_of(case):
    """The steps with their points and where each stands."""
    marks = {mark.criterion_id: mark for mark in case.marks.all()}
    steps = {}
    for criterion in Criterion.objects.filter(step__ladder__valid_to__isnull=True).select_related("step"):
        step = steps.setdefault(criterion.step.number, {"name": criterion.step.name, "points": []})
        row = marks.get(criterion.pk)
        step["points"].append((criterion.text, Mark(row.mark) if row else Mark.RED, row))
    for number, step in steps.items():
        points = [mark for _text, mark, _row in step["points"]]
        step |= {"number": number, "done": points.count(Mark.GREEN), "is_reached": step_is_reached(points)}
    return list(steps.values())


def runs_of(case, today):
    """Activities and placements of the last 18 months."""
    since = months_later(today.replace(day=1), -17)
    runs = [
        {"kind": ActivityKind(each.kind), "name": each.name, "start": each.starts_on, "end": each.ends_on,
         "hours": float(each.hours_per_week), "activity": each.pk}
        for each in case.activities.all() if each.ends_on is None or each.ends_on >= since
    ]  # fmt: skip
    runs += [
        {"kind": PlacementForm(each.form), "name": each.place.name, "start": each.starts_on, "end": each.ends_on,
         "hours": float(each.hours_per_week), "activity": None}
        for each in case.placements.all() if each.status in SEATED and each.ends_on >= since
    ]  # fmt: skip
    return sorted(runs, key=lambda each: each["start"])


def with_limits(placement, today):
    placement.form_word, placement.status_word = PlacementForm(placement.form), PlacementStatus(placement.status)
    if placement.status == PlacementStatus.ACTIVE:
        last = last_allowed_day(starts_on=placement.starts_on, studies_follow=placement.studies_follow)
        placement.used_days = max(0, (min(today, placement.ends_on) - placement.starts_on).days)
        placement.most_days = (last - placement.starts_on).days
    return placement


def standing(person, case, found):
    plan, placement, ending, step = found["plan"], found["placement"], found["ending"], found["step_now"]
    waiting = found["waiting_placements"][0] if found["waiting_placements"] else None
    return Standing(
        given_name=person.given_name,
        has_case=True,
        is_open=case.closed_on is None,
        has_waiting_referral=bool(found["waiting_referrals"]),
        has_coordinator=found["period"] is not None,
        has_mapping=found["has_mapping"],
        plan_made_on=plan.made_on if plan else None,
        plan_answer=PlanAnswer(plan.answer) if plan else PlanAnswer.WAITING,
        placement_ends_on=placement.ends_on if placement else None,
        waiting_place=waiting.place.name if waiting else "",
        waiting_status=waiting.status_word if waiting else None,
        step=case.step,
        step_is_reached=bool(step and step["is_reached"]),
        exited_on=ending.exited_on if ending else None,
        outcome_confirmed=bool(ending and ending.confirmed_on),
        follow_up=found["clock"],
        meeting_on=timezone.localdate(found["meeting"].starts_at) if found["meeting"] else None,
    )


def next_href(person, case, found):
    act = found["next"].act
    if act == NextAct.SEE_PLACES:
        return reverse("match", args=[person.pk])
    if act in (NextAct.START_PLACEMENT, NextAct.OPEN_PLACEMENT):
        return reverse("placement", args=[(found["waiting_placements"] or [found["placement"]])[0].pk])
    if act == NextAct.DECIDE_REFERRAL:
        return reverse("referral", args=[found["waiting_referrals"][0].pk])
    return reverse(LEADS_TO_CASE[act], args=[case.pk]) if act in LEADS_TO_CASE else ""


def in_words(events):
    """The events, each said with what its keys stand for; asks only for what they name."""
    placements = Placement.objects.select_related("place").in_bulk(keys(events, "placement"))
    moves = StepMove.objects.in_bulk(keys(events, "stepmove"))
    criteria = Criterion.objects.in_bulk({each.data["criterion"] for each in events if "criterion" in each.data})
    for each in events:
        kind = EventKind(each.kind)
        each.said = Reason(kind.label)
        if kind in WITH_NAME and each.subject_id in placements:
            each.said = Reason(WITH_NAME[kind], name=placements[each.subject_id].place.name)
        elif kind == EventKind.CRITERION_MARKED and each.data.get("criterion") in criteria:
            each.said = Reason(MARKED[Mark(each.data["mark"])], point=criteria[each.data["criterion"]].text)
        elif kind == EventKind.STEP_UP and "to_step" in each.data:
            each.said = Reason("Upp till steg {step}", step=each.data["to_step"])
        elif kind == EventKind.STEP_DOWN and "to_step" in each.data:
            each.said = Reason("Ner till steg {step}", step=each.data["to_step"])
        elif kind == EventKind.PLAN_SAVED and "version" in each.data:
            each.said = Reason("Plan version {version} sparad", version=each.data["version"])
        each.note = (
            moves[each.subject_id].reason if each.subject_id in moves and each.subject_type == "stepmove" else ""
        )
    return events


def keys(events, subject):
    return {each.subject_id for each in events if each.subject_type == subject}


def readers(person):
    """Who has read the file in the last 30 days."""
    since = timezone.now() - timedelta(days=30)
    rows = AccessLog.objects.filter(
        participant_ids__contains=[person.pk], at__gte=since, kind__in=["read", "break_glass", "export"]
    ).exclude(role="participant")
    return [
        {"label": Role(row["role"]).label if row["role"] else "", **row}
        for row in rows.values("user_name", "role", "unit_name")
        .annotate(
            times=Count("pk", filter=~Q(kind="break_glass")),
            latest=Max("at"),
            because=Max("purpose", filter=Q(kind="break_glass")),
            beyond_name=Count("pk", filter=~Q(screen="participant_name")),
            beyond_work=Count("pk", filter=~Q(screen__in=["participant_name", "participant_work"])),
        )
        .order_by("-latest")
    ]
