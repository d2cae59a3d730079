"""What hangs on one enrolment (kedjan): mapping, plan, activities, placements, exit; one statement each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from ...models import Activity, Case, Exit, Placement, Plan, PlanAction, PlanGoal
from ...models.written import written_once
from ...rules.activity import ActivityKind
from ...rules.exit import Outcome
from ...rules.place import PlacementForm
from ...rules.placement import SEATED, months_later
from ...rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer
from ..supervisor import who_supervises
from .parts import ExitPart, PlanLine, PlanPart, Run

TIMELINE_MONTHS = 18
OPEN_LINE = (ActionStatus.TO_DO, ActionStatus.STARTED)


def timeline_from(today: date) -> date:
    """The first day that the timeline looks at: the first of the month, 18 months with this one."""
    return months_later(today.replace(day=1), 1 - TIMELINE_MONTHS)


class PlacementRow(NamedTuple):
    """One placement of a case with its place, as the page needs it."""

    pk: int
    status: str
    form: str
    starts_on: date
    ends_on: date
    hours_per_week: Decimal
    studies_follow: bool
    place_id: int
    place: str
    host: str
    supervisor: str
    supervisor_user_id: int | None
    manager_id: int | None


@written_once
def _placements(case: int, today: date) -> QuerySet[Placement, tuple[Any, ...]]:
    rows = Placement.objects.filter(case=case).order_by("-starts_on", "-pk")
    return rows.values_list(
        "pk", "status", "form", "starts_on", "ends_on", "hours_per_week", "studies_follow",
        "place_id", "place__name", "place__host__name", who_supervises(today),
        "supervisor__user", "place__manager",
    )  # fmt: skip


def placements_of(case: Case) -> list[PlacementRow]:
    """Every placement of the case, the latest first; a case has a handful."""
    return [PlacementRow(*row) for row in _placements(case.pk, localdate())]


@written_once
def _activities(case: int, since: date) -> QuerySet[Activity, tuple[Any, ...]]:
    reaches_in = Q(ends_on__isnull=True) | Q(ends_on__gte=since)
    rows = Activity.objects.filter(reaches_in, case=case).order_by("starts_on", "pk")
    return rows.values_list("pk", "kind", "name", "starts_on", "ends_on", "hours_per_week")


def runs_of(case: Case, placements: list[PlacementRow], *, today: date) -> tuple[Run, ...]:
    """What has run beside each other in the time of the timeline, and what is planned."""
    since = timeline_from(today)
    runs = [
        Run(ActivityKind(kind), name, starts_on, ends_on, float(hours), pk)
        for pk, kind, name, starts_on, ends_on, hours in _activities(case.pk, since)
    ]
    runs += [_run(each) for each in placements if each.status in SEATED and each.ends_on >= since]
    return tuple(sorted(runs, key=lambda run: run.starts_on))


def _run(placement: PlacementRow) -> Run:
    return Run(
        PlacementForm(placement.form),
        placement.place,
        placement.starts_on,
        placement.ends_on,
        float(placement.hours_per_week),
    )


@written_once
def _latest_plan(case: int) -> QuerySet[Plan, tuple[Any, ...]]:
    rows = Plan.objects.filter(case=case).order_by("-version")
    return rows.values_list(
        "pk", "version", "made_on", "made_at", "made_by__name", "direction__name", "own_words",
        "answer", "answer_comment", "answered_on", "answered_how", "answer_recorded_by__name",
    )[:1]  # fmt: skip


@written_once
def _goals(plan: int) -> QuerySet[PlanGoal, tuple[Any, ...]]:
    return PlanGoal.objects.filter(plan=plan).order_by("position").values_list("text")


@written_once
def _things(plan: int) -> QuerySet[PlanAction, tuple[Any, ...]]:
    rows = PlanAction.objects.filter(plan=plan).order_by("position")
    return rows.values_list("text", "owner", "due_on", "status")


def plan_of(case: Case, *, today: date) -> PlanPart | None:
    """The latest version with its goals and what there is to do."""
    found = _latest_plan(case.pk)
    if not found:
        return None
    pk, version, made_on, made_at, made_by, direction, own_words, answer, comment, answered_on, how, by = found[0]
    return PlanPart(
        version=version,
        made_on=made_on,
        made_at=made_at,
        made_by=made_by or "",
        goals=tuple(text for (text,) in _goals(pk)),
        actions=tuple(
            PlanLine(
                text=text,
                owner=ActionOwner(owner),
                due_on=due_on,
                status=ActionStatus(status),
                is_late=due_on < today and status in OPEN_LINE,
            )
            for text, owner, due_on, status in _things(pk)
        ),
        answer=PlanAnswer(answer),
        answer_comment=comment,
        answered_on=answered_on,
        answered_how=AnsweredHow(how) if how else None,
        answer_recorded_by=by or "",
        direction=direction or "",
        own_words=own_words,
    )


def ending_of(case: Case) -> ExitPart | None:
    """How a closed case ended; the case is read together with its exit."""
    ending: Exit | None = getattr(case, "exit", None)
    if ending is None:
        return None
    return ExitPart(
        pk=ending.pk,
        exited_on=ending.exited_on,
        outcome=Outcome(ending.outcome),
        confirmed_on=ending.confirmed_on,
        outcome_held=ending.outcome_held,
    )
