"""Mapping, plan and activity: the smallest world of each action."""

from __future__ import annotations

from decimal import Decimal

from stegvis.actions import (
    activity,
    assessment,
    plan,
)
from stegvis.models import Plan
from stegvis.rules.activity import ActivityKind
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer, PlannedAction
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("assessment.hold_mapping", Kind.MAPPING_HELD, Kind.BASELINE_LOCKED)
def _() -> Act:
    case = make.case()
    return lambda: assessment.hold_mapping(
        case, held_on=make.today(), found=assessment.Found(), step=1, independence_level=1, by=BY
    )


def saved_plan() -> Plan:
    actions = [PlannedAction("Ringa", ActionOwner.BOTH, make.today())]
    return plan.save_plan(make.case(), goals=["Arbete"], actions=actions, base_version=0, by=BY)


@leaves("plan.save_plan", Kind.PLAN_SAVED)
def _() -> Act:
    return saved_plan


@leaves("plan.answer_plan", Kind.PLAN_DISAGREED)
def _() -> Act:
    one = saved_plan()
    return lambda: plan.answer_plan(one, answer=PlanAnswer.DISAGREED, comment="Svenskan först", by=BY)


@leaves("plan.change_action", Kind.PLAN_ACTION_CHANGED)
def _() -> Act:
    line = saved_plan().actions.get()
    return lambda: plan.change_action(line, status=ActionStatus.DONE, by=BY)


@leaves("activity.add_activity", Kind.ACTIVITY_ADDED)
def _() -> Act:
    case = make.case()
    return lambda: activity.add_activity(
        case, kind=ActivityKind.SFI, starts_on=make.today(), ends_on=None, hours_per_week=Decimal(8), by=BY
    )


@leaves("activity.end_activity", Kind.ACTIVITY_ENDED)
def _() -> Act:
    one = make.activity(make.case(), ends_on=None)
    return lambda: activity.end_activity(one, ends_on=make.today(), by=BY)
