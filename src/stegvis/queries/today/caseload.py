"""The caseload (egna deltagare): what the rules of the day need to know of each case, in two statements."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, JSONObject
from django.utils import timezone

from stegvis.access import AFTER_EXIT_DAYS, Actor, Permission, may, visible_to
from stegvis.models import (
    AbsenceNotice,
    Activity,
    Case,
    Conversation,
    CoordinatorCover,
    CoordinatorPeriod,
    IntakeMapping,
    Meeting,
    Placement,
    Plan,
    PlanAction,
    Rating,
    StepMove,
)
from stegvis.rules.exit import Outcome
from stegvis.rules.meeting import MeetingStatus
from stegvis.rules.placement import WAITING, PlacementStatus
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer
from stegvis.rules.today import CaseFacts, MeetingFacts, PlacementFacts


def caseload(actor: Actor, day: date) -> list[tuple[dict, list[PlacementFacts]]]:
    """The caseload: for a coordinator the own cases, for a manager those of the unit that nobody has."""
    covered = CoordinatorCover.objects.on(day).filter(substitute=actor.user_id).values("coordinator")
    mine = CoordinatorPeriod.objects.filter(case=OuterRef("pk"))
    mine = mine.filter(Q(coordinator=actor.user_id) | Q(coordinator__in=covered))
    own = Exists(mine.filter(Q(ends_on__isnull=True) | Q(ends_on=OuterRef("closed_on"))))
    nobody = ~Exists(CoordinatorPeriod.objects.filter(case=OuterRef("pk"), ends_on__isnull=True))
    in_unit = Q(nobody & Q(unit__in=actor.unit_ids, closed_on__isnull=True))
    wanted = own | in_unit if may(actor, Permission.COORDINATOR_ASSIGN) else own
    cases = visible_to(actor, Case).filter(wanted, _recent(day))
    rows = list(_with_dates(cases, day).values(*COLUMNS))
    placements = _placements([row["pk"] for row in rows])
    return [(row, placements[row["pk"]]) for row in rows]


def _recent(day: date) -> Q:
    return Q(closed_on__isnull=True) | Q(
        closed_on__gte=day - timedelta(days=AFTER_EXIT_DAYS), exit__confirmed_on__isnull=True
    )


COLUMNS = (
    "pk",
    "participant_id",
    "opened_on",
    "step",
    "mapped_on",
    "plan_made_on",
    "plan_answer",
    "plan_answered_on",
    "plan_comment",
    "late_text",
    "late_on",
    "runs",
    "activity_ended_on",
    "placement_ended_on",
    "on_step_since",
    "has_coordinator",
    "conversation_on",
    "rated_on",
    "meeting",
    "unsettled",
    "absent_since",
    "participant__given_name",
    "participant__family_name",
    "exit__exited_on",
    "exit__outcome",
    "exit__confirmed_on",
)


def _with_dates(cases: QuerySet[Case], day: date) -> QuerySet[Case]:
    plan = Plan.objects.filter(case=OuterRef("pk")).order_by("-version")
    late = (
        PlanAction.objects.filter(
            plan=OuterRef("plan_id"),
            owner__in=[ActionOwner.COORDINATOR, ActionOwner.BOTH],
            status__in=[ActionStatus.TO_DO, ActionStatus.STARTED],
            due_on__lt=day,
        )
        .order_by("due_on", "position")
        .values("text", "due_on")
    )
    of_case = {"case": OuterRef("pk")}
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    now = timezone.make_aware(datetime.combine(day, time.min))
    planned = Meeting.objects.filter(**of_case, status=MeetingStatus.PLANNED)
    rated = Rating.objects.filter(**of_case, answered_on__isnull=False)
    activities = Activity.objects.filter(**of_case)
    placements = Placement.objects.filter(**of_case).seated()
    return cases.annotate(
        plan_id=Subquery(plan.values("pk")[:1]),
        plan_made_on=Subquery(plan.values("made_on")[:1]),
        plan_answer=Subquery(plan.values("answer")[:1]),
        plan_answered_on=Subquery(plan.values("answered_on")[:1]),
        plan_comment=Subquery(plan.values("answer_comment")[:1]),
        late_text=Subquery(late.values("text")[:1]),
        late_on=Subquery(late.values("due_on")[:1]),
        mapped_on=Subquery(IntakeMapping.objects.filter(**of_case).order_by("-held_on").values("held_on")[:1]),
        on_step_since=Subquery(StepMove.objects.filter(**of_case).order_by("-moved_on").values("moved_on")[:1]),
        runs=Exists(activities.filter(running)) | Exists(placements.filter(running)),
        activity_ended_on=Subquery(activities.filter(ends_on__lt=day).order_by("-ends_on").values("ends_on")[:1]),
        placement_ended_on=Subquery(placements.filter(ends_on__lt=day).order_by("-ends_on").values("ends_on")[:1]),
        has_coordinator=Exists(CoordinatorPeriod.objects.filter(**of_case, ends_on__isnull=True)),
        conversation_on=Subquery(Conversation.objects.filter(**of_case).order_by("-held_on").values("held_on")[:1]),
        rated_on=Subquery(rated.order_by("-answered_on").values("answered_on")[:1]),
        meeting=Subquery(_meeting(planned.filter(starts_at__gte=now).order_by("starts_at", "pk"))),
        unsettled=Subquery(_meeting(planned.filter(starts_at__lt=now).order_by("-starts_at", "pk"))),
        absent_since=Subquery(AbsenceNotice.objects.filter(running, **of_case).values("starts_on")[:1]),
    ).order_by("pk")


def _meeting(meetings: QuerySet[Meeting]) -> QuerySet[Meeting, Any]:
    """The first one as key and moment, in one value."""
    return meetings.annotate(found=JSONObject(pk="pk", at="starts_at")).values("found")[:1]


def _placements(case_ids: list[int]) -> dict[int, list[PlacementFacts]]:
    rows = Placement.objects.filter(case__among=case_ids, status__in=[*WAITING, PlacementStatus.ACTIVE]).values_list(
        "case_id",
        "pk",
        "place_id",
        "place__name",
        "status",
        "starts_on",
        "ends_on",
        Greatest("proposed_on", F("participant_answered_on")),
        "place__agreement__ends_on",
    )
    found: dict[int, list[PlacementFacts]] = defaultdict(list)
    for case_id, pk, place_id, name, status, starts_on, ends_on, asked_on, agreement_ends_on in rows.order_by("pk"):
        found[case_id].append(
            PlacementFacts(
                placement_id=pk,
                place_id=place_id,
                place_name=name,
                status=PlacementStatus(status),
                starts_on=starts_on,
                ends_on=ends_on,
                asked_on=asked_on,
                agreement_ends_on=agreement_ends_on,
            )
        )
    return found


def facts_of(row: dict, placements: list[PlacementFacts]) -> CaseFacts:
    ended = [day for day in (row["activity_ended_on"], row["placement_ended_on"]) if day]
    return CaseFacts(
        case_id=row["pk"],
        first_name=row["participant__given_name"],
        opened_on=row["opened_on"],
        step=row["step"],
        mapped_on=row["mapped_on"],
        plan_made_on=row["plan_made_on"],
        plan_answer=PlanAnswer(row["plan_answer"]) if row["plan_answer"] else None,
        plan_answered_on=row["plan_answered_on"],
        plan_comment=row["plan_comment"] or "",
        late_action=(row["late_text"], row["late_on"]) if row["late_on"] else None,
        runs_now=row["runs"],
        last_ran_on=max(ended, default=None),
        on_step_since=row["on_step_since"],
        placements=tuple(placements),
        has_coordinator=row["has_coordinator"],
        conversation_on=row["conversation_on"],
        rated_on=row["rated_on"],
        meeting=_meeting_of(row["meeting"]),
        unsettled=_meeting_of(row["unsettled"]),
        absent_since=row["absent_since"],
        exited_on=row["exit__exited_on"],
        outcome=Outcome(row["exit__outcome"]) if row["exit__outcome"] else None,
        confirmed=row["exit__confirmed_on"] is not None,
    )


def _meeting_of(found: dict[str, Any] | None) -> MeetingFacts | None:
    if found is None:
        return None
    at = timezone.localtime(datetime.fromisoformat(found["at"]))
    return MeetingFacts(found["pk"], at.date(), f"{at:%H.%M}")
