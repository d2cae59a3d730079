"""The plan (handlingsplanen) on screen: one version with its lines, and which versions there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..models import Case, Plan, PlanTemplate
from ..rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer, PlannedAction


@dataclass(frozen=True)
class Version:
    """One version in the list of versions."""

    version: int
    made_on: date
    made_by: str
    answer: PlanAnswer
    change_reason: str


@dataclass(frozen=True)
class ActionLine:
    """One thing to do, with the key by which its state is changed."""

    pk: int
    position: int
    planned: PlannedAction


@dataclass(frozen=True)
class PlanVersion:
    """One version of the plan, whole."""

    pk: int
    version: int
    made_on: date
    made_at: datetime
    made_by: str
    change_reason: str
    answer: PlanAnswer
    answer_comment: str
    answered_on: date | None
    answered_by: str
    answered_how: AnsweredHow | None
    direction: str
    direction_pk: int | None
    own_words: str
    goals: list[str]
    actions: list[ActionLine]

    @property
    def planned(self) -> list[PlannedAction]:
        return [line.planned for line in self.actions]


def versions_of(case: Case) -> list[Version]:
    """Every version, the latest first."""
    rows = case.plans.order_by("-version").values_list("version", "made_on", "made_by__name", "answer", "change_reason")
    return [
        Version(version, made_on, made_by or "", PlanAnswer(answer), change_reason)
        for version, made_on, made_by, answer, change_reason in rows
    ]


def latest_version(case: Case) -> int:
    """The number of the version that counts; 0 when there is none."""
    return case.plans.order_by("-version").values_list("version", flat=True).first() or 0


def plan_of(case: Case, version: int) -> PlanVersion | None:
    """One version with its lines, or nothing when there is no such version. Three statements."""
    plan = case.plans.filter(version=version).select_related("made_by", "answer_recorded_by", "direction").first()
    return _whole(plan) if plan else None


def _whole(plan: Plan) -> PlanVersion:
    return PlanVersion(
        pk=plan.pk,
        version=plan.version,
        made_on=plan.made_on,
        made_at=plan.made_at,
        made_by=plan.made_by.name if plan.made_by else "",
        change_reason=plan.change_reason,
        answer=PlanAnswer(plan.answer),
        answer_comment=plan.answer_comment,
        answered_on=plan.answered_on,
        answered_by=plan.answer_recorded_by.name if plan.answer_recorded_by else "",
        answered_how=AnsweredHow(plan.answered_how) if plan.answered_how else None,
        direction=plan.direction.name if plan.direction else "",
        direction_pk=plan.direction_id,
        own_words=plan.own_words,
        goals=[goal.text for goal in plan.goals.order_by("position")],
        actions=[
            ActionLine(
                action.pk,
                action.position,
                PlannedAction(
                    action.text, ActionOwner(action.owner), action.due_on, ActionStatus(action.status), action.position
                ),
            )
            for action in plan.actions.order_by("position")
        ],
    )


@dataclass(frozen=True)
class Template:
    """A template that can be used, with its lines dated from one day."""

    pk: int
    name: str
    actions: list[PlannedAction]


def templates_on(day: date) -> list[Template]:
    """The templates in use, their lines dated as if they were used that day. Two statements."""
    rows = PlanTemplate.objects.filter(is_open=True).order_by("name").prefetch_related("actions")
    return [
        Template(
            row.pk,
            row.name,
            [
                PlannedAction(line.text, ActionOwner(line.owner), day + timedelta(days=line.due_after_days))
                for line in sorted(row.actions.all(), key=lambda line: line.position)
            ],
        )
        for row in rows
    ]
