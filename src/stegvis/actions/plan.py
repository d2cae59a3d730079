"""Plan (handlingsplan): save a version, record the answer, move one thing to do along."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Plan, PlanAction, PlanGoal
from ..rules import plan as rules
from ..rules.history import EventKind
from ..rules.plan import ActionStatus, PlanAnswer, PlannedAction
from .log import log, stop_if


@transaction.atomic
def save_plan(
    case: Case,
    *,
    goals: list[str],
    actions: list[PlannedAction],
    base_version: int,
    made_on: date | None = None,
    change_reason: str = "",
    by: Actor,
) -> Plan:
    """Save a new version on top of the one that was read (0 when there is none); earlier versions stay readable."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.PLAN_WRITE, case)
    latest = case.plans.order_by("-version").values_list("version", flat=True).first() or 0
    stop_if(
        rules.reasons_not_to_save(
            status=case.status, goals=goals, actions=actions, base_version=base_version, latest_version=latest
        )
    )
    stands = dict(PlanAction.objects.filter(plan__case=case, plan__version=latest).values_list("position", "status"))
    plan = Plan.objects.create(
        case=case,
        version=latest + 1,
        made_on=made_on or timezone.localdate(),
        made_by_id=by.user_id,
        change_reason=change_reason.strip(),
    )
    PlanGoal.objects.bulk_create(
        PlanGoal(plan=plan, position=position, text=text.strip())
        for position, text in enumerate((goal for goal in goals if goal.strip()), start=1)
    )
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan,
            position=position,
            text=action.text.strip(),
            owner=action.owner,
            due_on=action.due_on,  # type: ignore[misc]  # the rule refuses actions without a day
            status=stands.get(action.continues or 0, action.status),
        )
        for position, action in enumerate(
            (action for action in actions if action.text.strip() and action.due_on), start=1
        )
    )
    log(EventKind.PLAN_SAVED, plan, by=by, happened_on=plan.made_on, version=plan.version)
    return plan


@transaction.atomic
def answer_plan(plan: Plan, *, answer: PlanAnswer, comment: str, answered_on: date | None = None, by: Actor) -> Plan:
    """Record what the participant says. Disagreement becomes a task for the coordinator and blocks nothing."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    require(by, Permission.PLAN_WRITE, plan)
    today = timezone.localdate()
    day = answered_on or today
    reasons = rules.reasons_not_to_answer(
        is_latest=_is_latest(plan), answer=answer, comment=comment, answered_on=day, made_on=plan.made_on, today=today
    )
    stop_if(plan.case.reasons_not_to_write() + reasons)
    plan.answer, plan.answer_comment = answer, comment.strip()
    plan.answered_on, plan.answer_recorded_by_id = day, by.user_id
    plan.save()
    kind = EventKind.PLAN_AGREED if answer is PlanAnswer.AGREED else EventKind.PLAN_DISAGREED
    log(kind, plan, by=by, happened_on=plan.answered_on, version=plan.version)
    return plan


def _is_latest(plan: Plan) -> bool:
    return not plan.case.plans.filter(version__gt=plan.version).exists()


@transaction.atomic
def change_action(action: PlanAction, *, status: ActionStatus, by: Actor) -> PlanAction:
    """Say how far one thing to do has come."""
    action = PlanAction.objects.select_for_update(of=("self",)).select_related("plan__case").get(pk=action.pk)
    require(by, Permission.PLAN_WRITE, action)
    case = action.plan.case
    stop_if(rules.reasons_not_to_change_action(status=case.status, is_latest=_is_latest(action.plan)))
    if action.status != status:
        action.status = status
        action.save()
        log(EventKind.PLAN_ACTION_CHANGED, action.plan, by=by, position=action.position, status=status.value)
    return action
