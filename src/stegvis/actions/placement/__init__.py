"""Placement (placering): ask both, sign, start, go on longer, end, and say how it went."""

from .asking import (
    answer_for_participant,
    approve_presentation,
    call_off_all,
    change_presentation,
    expire_reservations,
    give_up_placement,
    propose_placement,
    remind,
)
from .evaluating import disagree_with_evaluation, evaluate_placement
from .hosts import MadeHostLink, answer_for_host, enter_as_host, make_host_link, plan_visit, revoke_host_link
from .longer import extend_placement, renew_placement
from .running import change_tasks, end_placement, sign_placement, start_placement

__all__ = [
    "MadeHostLink",
    "answer_for_host",
    "answer_for_participant",
    "approve_presentation",
    "call_off_all",
    "change_presentation",
    "change_tasks",
    "disagree_with_evaluation",
    "end_placement",
    "enter_as_host",
    "evaluate_placement",
    "expire_reservations",
    "extend_placement",
    "give_up_placement",
    "make_host_link",
    "plan_visit",
    "propose_placement",
    "remind",
    "renew_placement",
    "revoke_host_link",
    "sign_placement",
    "start_placement",
]
