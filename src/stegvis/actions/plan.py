"""Plan (handlingsplan): save a version, record the answer, move one thing to do along."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Plan, PlanAction, PlanDirection, PlanGoal
from ..rules import plan as rules
from ..rules.history import EventKind
from ..rules.message import MessageKind
from ..rules.plan import ActionOwner, ActionStatus, AnsweredHow, Content, PlanAnswer, PlannedAction
from .log import log, stop_if
from .message import tell_participant


@transaction.atomic
def save_plan(
    case: Case,
    *,
    goals: list[str],
    actions: list[PlannedAction],
    base_version: int,
    direction: PlanDirection | None = None,
    own_words: str = "",
    made_on: date | None = None,
    change_reason: str = "",
    by: Actor,
) -> Plan:
    """Save a new version on top of the one that was read (0 when there is none); earlier versions stay readable.

    The participant is told that there is a plan to answer.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.PLAN_WRITE, case)
    latest = case.plans.select_related("direction").order_by("-version").first()
    before = content_of(latest)
    now = Content(goals, [each for each in actions if each.text.strip()], direction.key if direction else "")
    stop_if(
        rules.reasons_not_to_save(
            status=case.status,
            goals=goals,
            actions=actions,
            base_version=base_version,
            latest_version=latest.version if latest else 0,
            is_material=rules.is_material(before, now),
            change_reason=change_reason,
            direction_is_offered=direction is None or direction.is_open or direction.key == before.direction,
        )
    )
    plan = Plan.objects.create(
        case=case,
        version=latest.version + 1 if latest else 1,
        made_on=made_on or timezone.localdate(),
        made_by_id=by.user_id,
        change_reason=change_reason.strip(),
        direction=direction,
        own_words=own_words.strip(),
    )
    _write_lines(plan, goals, actions, stands={line.continues or 0: line.status for line in before.actions})
    log(EventKind.PLAN_SAVED, plan, by=by, happened_on=plan.made_on, version=plan.version)
    tell_participant(case.participant, MessageKind.PLAN_TO_ANSWER, plan, by=by)
    return plan


def content_of(plan: Plan | None) -> Content:
    """The agreement of a version; `continues` is each line's own position."""
    if plan is None:
        return Content()
    return Content(
        goals=[goal.text for goal in plan.goals.all()],
        actions=[
            PlannedAction(line.text, ActionOwner(line.owner), line.due_on, ActionStatus(line.status), line.position)
            for line in plan.actions.all()
        ],
        direction=plan.direction.key if plan.direction else "",
    )


def _write_lines(
    plan: Plan, goals: list[str], actions: list[PlannedAction], *, stands: dict[int, ActionStatus]
) -> None:
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
            status=rules.state_of(action, stands=stands),
        )
        for position, action in enumerate(
            (action for action in actions if action.text.strip() and action.due_on), start=1
        )
    )


@transaction.atomic
def answer_plan(
    plan: Plan,
    *,
    answer: PlanAnswer,
    comment: str,
    how: AnsweredHow | None = None,
    answered_on: date | None = None,
    by: Actor,
) -> Plan:
    """Keep what the participant says, on the own page or to the coordinator; disagreement blocks nothing."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    require(by, Permission.PLAN_ANSWER, plan)
    is_own, today = by.participant_id is not None, timezone.localdate()
    how = how or (AnsweredHow.OWN_PAGE if is_own else AnsweredHow.TOGETHER)
    day = answered_on or today
    reasons = rules.reasons_not_to_answer(
        is_latest=_is_latest(plan),
        answer=answer,
        comment=comment,
        answered_on=day,
        made_on=plan.made_on,
        today=today,
        how=how,
        is_own=is_own,
    )
    stop_if(plan.case.reasons_not_to_write() + reasons)
    plan.answer, plan.answer_comment, plan.answered_how = answer, comment.strip(), how
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
