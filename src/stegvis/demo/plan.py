"""Plans of the demonstration (handlingsplan): versions, answers, and things to do that get done."""

from __future__ import annotations

from datetime import date

from ..rules.history import EventKind
from ..rules.plan import ActionStatus, AnsweredHow, PlanAnswer
from . import rows
from .world import Life, World

Planned = tuple[str, str, date, str]
"""Text, who, last day, where it stands."""


def save_plan(
    world: World, life: Life, *, goals: list[str], actions: list[Planned], reason: str = "", own_words: str = ""
) -> None:
    """A new version; it becomes the latest."""
    if life.case is None or life.coordinator is None:
        raise ValueError("no case is open")
    plan = world.add(
        rows.Plan,
        case_id=life.case.id,
        version=life.plan.version + 1 if life.plan else 1,
        made_on=world.date,
        made_at=world.moment(life),
        made_by_id=life.coordinator.id,
        change_reason=reason,
        own_words=own_words,
    )
    life.goals = [
        world.add(rows.PlanGoal, plan_id=plan.id, position=position, text=text)
        for position, text in enumerate(goals, start=1)
    ]
    life.actions = [
        world.add(
            rows.PlanAction,
            plan_id=plan.id,
            position=position,
            text=text,
            owner=owner,
            due_on=due_on,
            status=status,
            first_status=status,
        )
        for position, (text, owner, due_on, status) in enumerate(actions, start=1)
    ]
    life.plan = plan
    world.log(EventKind.PLAN_SAVED, plan, life.coordinator, life, version=plan.version)


def answer_plan(world: World, life: Life, plan: rows.Plan, *, comment: str = "") -> None:
    """The participant agrees, or with a comment disagrees; only the latest version, in an open case."""
    if life.plan is not plan or life.coordinator is None or plan.answer != PlanAnswer.WAITING.value:
        return
    plan.answer = (PlanAnswer.DISAGREED if comment else PlanAnswer.AGREED).value
    plan.answer_comment = comment
    together = plan.made_on == world.date
    plan.answered_how = (AnsweredHow.TOGETHER if together else AnsweredHow.PAPER).value
    plan.answered_on, plan.answer_recorded_by_id = world.date, life.coordinator.id
    kind = EventKind.PLAN_DISAGREED if comment else EventKind.PLAN_AGREED
    world.log(kind, plan, life.coordinator, life, version=plan.version)


def change_action(world: World, life: Life, action: rows.PlanAction, *, status: ActionStatus) -> None:
    """One thing to do moves along."""
    if life.plan is None or life.coordinator is None or action.status == status.value:
        return
    action.status = status.value
    world.log(
        EventKind.PLAN_ACTION_CHANGED, life.plan, life.coordinator, life, position=action.position, status=status.value
    )
