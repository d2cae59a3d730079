"""What is known (det som är känt) of each case: what the rules of the day need, in two statements for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, JSONObject
from django.utils import timezone

from stegvis.models import (
    AbsenceNotice,
    Activity,
    Case,
    Conversation,
    CoordinatorPeriod,
    IntakeMapping,
    Meeting,
    Placement,
    Plan,
    PlanAction,
    Rating,
    StepMove,
)
from stegvis.models.written import written_once
from stegvis.rules.exit import Outcome
from stegvis.rules.meeting import MeetingStatus
from stegvis.rules.placement import WAITING, PlacementStatus
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer
from stegvis.rules.today import CaseFacts, MeetingFacts, PlacementFacts

from .person import Person


class Known(NamedTuple):
    """One case with who it is about. Dates that never happened are None; a meeting is its key and its moment."""

    pk: int
    participant_id: int
    participant__given_name: str
    participant__family_name: str
    opened_on: date
    step: int
    independence_level: int
    mapped_on: date | None
    plan_made_on: date | None
    plan_answer: str | None
    plan_answered_on: date | None
    plan_comment: str | None
    late_text: str | None
    late_on: date | None
    runs: bool
    activity_ended_on: date | None
    placement_ended_on: date | None
    on_step_since: date | None
    has_coordinator: bool
    conversation_on: date | None
    rated_on: date | None
    meeting: dict[str, Any] | None
    unsettled: dict[str, Any] | None
    absent_since: date | None
    exit__exited_on: date | None
    exit__outcome: str | None
    exit__confirmed_on: date | None


def known_of(case_ids: list[int], day: date) -> list[tuple[Person, CaseFacts]]:
    """Each case with who it is about, in the order of their keys."""
    placements = _placements_of(case_ids)
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    rows = [Known(*row) for row in _known(case_ids, day, midnight)]
    return [(_person(row), _facts(row, placements)) for row in rows]


@written_once
def _known(case_ids: list[int], day: date, midnight: datetime) -> QuerySet[Case, tuple[Any, ...]]:
    plan = Plan.objects.filter(case=OuterRef("pk")).order_by("-version")
    late = _late(day)
    of_case = {"case": OuterRef("pk")}
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    planned = Meeting.objects.filter(**of_case, status=MeetingStatus.PLANNED)
    rated = Rating.objects.filter(**of_case, answered_on__isnull=False)
    activities = Activity.objects.filter(**of_case)
    placements = Placement.objects.filter(**of_case).seated()
    found = Case.objects.filter(pk__among=case_ids).annotate(
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
        meeting=Subquery(_meeting(planned.filter(starts_at__gte=midnight).order_by("starts_at", "pk"))),
        unsettled=Subquery(_meeting(planned.filter(starts_at__lt=midnight).order_by("-starts_at", "pk"))),
        absent_since=Subquery(AbsenceNotice.objects.filter(running, **of_case).values("starts_on")[:1]),
    )
    return found.order_by("pk").values_list(*Known._fields)


def _late(day: date) -> QuerySet[PlanAction]:
    """What the coordinator should have done by now in the latest plan."""
    return PlanAction.objects.filter(
        plan=OuterRef("plan_id"),
        owner__in=[ActionOwner.COORDINATOR, ActionOwner.BOTH],
        status__in=[ActionStatus.TO_DO, ActionStatus.STARTED],
        due_on__lt=day,
    ).order_by("due_on", "position")


def _meeting(meetings: QuerySet[Meeting]) -> QuerySet[Meeting, Any]:
    """The first one as key and moment, in one value."""
    return meetings.annotate(found=JSONObject(pk="pk", at="starts_at")).values("found")[:1]


@written_once
def _placements(case_ids: list[int]) -> QuerySet[Placement, tuple[Any, ...]]:
    rows = Placement.objects.filter(case__among=case_ids, status__in=[*WAITING, PlacementStatus.ACTIVE])
    return rows.order_by("pk").values_list(
        "case_id",
        "pk",
        "place_id",
        "place__name",
        "status",
        "starts_on",
        "ends_on",
        Greatest("proposed_on", F("participant_answered_on")),
        "place__agreement__ends_on",
        "place__independence_to",
    )


def _placements_of(case_ids: list[int]) -> Mapping[int, list[PlacementFacts]]:
    found: dict[int, list[PlacementFacts]] = defaultdict(list)
    for case_id, pk, place_id, name, status, *days, independence_to in _placements(case_ids):
        starts_on, ends_on, asked_on, agreement_ends_on = days
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
                independence_to=independence_to,
            )
        )
    return found


def _person(row: Known) -> Person:
    return Person(row.participant_id, f"{row.participant__given_name} {row.participant__family_name}", row.step)


def _facts(row: Known, placements: Mapping[int, list[PlacementFacts]]) -> CaseFacts:
    ended = [day for day in (row.activity_ended_on, row.placement_ended_on) if day]
    return CaseFacts(
        case_id=row.pk,
        first_name=row.participant__given_name,
        opened_on=row.opened_on,
        step=row.step,
        level=row.independence_level,
        mapped_on=row.mapped_on,
        plan_made_on=row.plan_made_on,
        plan_answer=PlanAnswer(row.plan_answer) if row.plan_answer else None,
        plan_answered_on=row.plan_answered_on,
        plan_comment=row.plan_comment or "",
        late_action=(row.late_text or "", row.late_on) if row.late_on else None,
        runs_now=row.runs,
        last_ran_on=max(ended, default=None),
        on_step_since=row.on_step_since,
        placements=tuple(placements.get(row.pk, ())),
        has_coordinator=row.has_coordinator,
        conversation_on=row.conversation_on,
        rated_on=row.rated_on,
        meeting=_meeting_of(row.meeting),
        unsettled=_meeting_of(row.unsettled),
        absent_since=row.absent_since,
        exited_on=row.exit__exited_on,
        outcome=Outcome(row.exit__outcome) if row.exit__outcome else None,
        confirmed=row.exit__confirmed_on is not None,
    )


def _meeting_of(found: dict[str, Any] | None) -> MeetingFacts | None:
    if found is None:
        return None
    at = timezone.localtime(datetime.fromisoformat(found["at"]))
    return MeetingFacts(found["pk"], at.date(), f"{at:%H.%M}")
