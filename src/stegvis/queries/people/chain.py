"""What hangs on one enrolment (kedjan): mapping, plan, activities, placements, exit; one statement each."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from ...models import Activity, Case, Exit, Placement, Plan
from ...rules.activity import ActivityKind
from ...rules.exit import Outcome
from ...rules.place import PlacementForm
from ...rules.placement import SEATED, months_later
from ...rules.plan import ActionOwner, ActionStatus, PlanAnswer
from .parts import ExitPart, PlanLine, PlanPart, Run

TIMELINE_MONTHS = 18
OPEN_LINE = (ActionStatus.TO_DO, ActionStatus.STARTED)


def timeline_from(today: date) -> date:
    """The first day that the timeline looks at: the first of the month, 18 months with this one."""
    return months_later(today.replace(day=1), 1 - TIMELINE_MONTHS)


def placements_of(case: Case) -> list[Placement]:
    """Every placement of the case, the latest first; a case has a handful."""
    return list(Placement.objects.filter(case=case).select_related("place__host").order_by("-starts_on", "-pk"))


def runs_of(case: Case, placements: list[Placement], *, today: date) -> tuple[Run, ...]:
    """What has run beside each other in the time of the timeline, and what is planned."""
    since = timeline_from(today)
    reaches_in = Q(ends_on__isnull=True) | Q(ends_on__gte=since)
    activities = Activity.objects.filter(reaches_in, case=case).order_by("starts_on", "pk")
    runs = [
        Run(ActivityKind(kind), name, starts_on, ends_on, float(hours), pk)
        for pk, kind, name, starts_on, ends_on, hours in activities.values_list(
            "pk", "kind", "name", "starts_on", "ends_on", "hours_per_week"
        )
    ]
    runs += [_run(each) for each in placements if each.status in SEATED and each.ends_on >= since]
    return tuple(sorted(runs, key=lambda run: run.starts_on))


def _run(placement: Placement) -> Run:
    return Run(
        PlacementForm(placement.form),
        placement.place.name,
        placement.starts_on,
        placement.ends_on,
        float(placement.hours_per_week),
    )


def plan_of(case: Case, *, today: date) -> PlanPart | None:
    """The latest version with its goals and what there is to do."""
    plan = (
        Plan.objects.filter(case=case)
        .select_related("made_by", "answer_recorded_by")
        .prefetch_related("goals", "actions")
        .order_by("-version")
        .first()
    )
    if plan is None:
        return None
    return PlanPart(
        version=plan.version,
        made_on=plan.made_on,
        made_at=plan.made_at,
        made_by=plan.made_by.name if plan.made_by else "",
        goals=tuple(goal.text for goal in plan.goals.all()),
        actions=tuple(
            PlanLine(
                text=line.text,
                owner=ActionOwner(line.owner),
                due_on=line.due_on,
                status=ActionStatus(line.status),
                is_late=line.due_on < today and line.status in OPEN_LINE,
            )
            for line in plan.actions.all()
        ),
        answer=PlanAnswer(plan.answer),
        answer_comment=plan.answer_comment,
        answered_on=plan.answered_on,
        answer_recorded_by=plan.answer_recorded_by.name if plan.answer_recorded_by else "",
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
