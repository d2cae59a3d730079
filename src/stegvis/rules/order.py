"""Place order (platsbeställning), soon ready (snart redo) and time to move on (dags att gå vidare)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .case import CaseStatus
from .employer import OrderStatus
from .words import Reason

MOVES: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.WAITING: frozenset({OrderStatus.TAKEN, OrderStatus.ANSWERED, OrderStatus.WITHDRAWN}),
    OrderStatus.TAKEN: frozenset({OrderStatus.WAITING, OrderStatus.ANSWERED, OrderStatus.WITHDRAWN}),
    OrderStatus.ANSWERED: frozenset(),
    OrderStatus.WITHDRAWN: frozenset(),
}
SHARE_OF_STEP_DONE = 0.75
READY_FROM_STEP = 2
"""The municipality's own rule since 2026: three quarters of the points of step 2 or higher make somebody soon ready."""


def reasons_not_to_order(
    *,
    case_status: CaseStatus,
    has_open: bool,
    fields: Collection[str],
    need: str,
    from_on: date,
    answer_by: date,
    hours_per_week: float,
    today: date,
) -> list[Reason]:
    """An order says what is needed, from when, and when somebody is to answer; one at a time for each person."""
    reasons = []
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if has_open:
        reasons.append(Reason("Det finns redan en beställning som väntar på svar."))
    if not fields and not need:
        reasons.append(Reason("Välj minst ett område, eller skriv vad som behövs.", at="fields"))
    if from_on < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="from_on"))
    if answer_by < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="answer_by"))
    if not 1 <= hours_per_week <= 40:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och 40.", at="hours_per_week"))
    return reasons


def reasons_not_to_change_order(status: OrderStatus, to: OrderStatus) -> list[Reason]:
    """The way of an order."""
    if to in MOVES[status]:
        return []
    return [Reason("Läget är ”{status}”, så det går inte nu.", status=status.label)]


def reasons_not_to_answer_order(*, status: OrderStatus, has_place: bool, answer: str) -> list[Reason]:
    """An answer is a place, or words."""
    reasons = reasons_not_to_change_order(status, OrderStatus.ANSWERED)
    if not has_place and not answer:
        reasons.append(Reason("Välj en arbetsplats, eller skriv vad du kom fram till.", at="place"))
    return reasons


def is_soon_ready(*, step: int, done: int, points: int) -> bool:
    """By rule: most of the points of the step are done. `done` of `points` are green."""
    return step >= READY_FROM_STEP and points > 0 and done / points >= SHARE_OF_STEP_DONE


def has_outgrown(*, level: int | None, independence_to: int) -> bool:
    """Whether a participant's independence is above what the place suits: time to move on."""
    return level is not None and level > independence_to
