"""Plan (handlingsplan): goals, dated actions, and the participant's answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .case import CaseStatus, reasons_not_to_write
from .words import Labelled, N_, Reason

FRESH_DAYS = 90


class PlanAnswer(Labelled):
    """What the participant says of a version."""

    WAITING = "waiting", N_("väntar på svar")
    AGREED = "agreed", N_("håller med")
    DISAGREED = "disagreed", N_("håller inte med")


class ActionStatus(Labelled):
    """Where one thing to do stands."""

    TO_DO = "to_do", N_("inte påbörjat")
    STARTED = "started", N_("påbörjat")
    DONE = "done", N_("klart")
    DROPPED = "dropped", N_("inte längre aktuellt")


class ActionOwner(Labelled):
    """Who does it."""

    PARTICIPANT = "participant", N_("deltagaren")
    COORDINATOR = "coordinator", N_("koordinatorn")
    BOTH = "both", N_("deltagaren och koordinatorn")
    OTHER = "other", N_("någon annan")


@dataclass(frozen=True)
class PlannedAction:
    """One thing to do: the text, who does it, the last day and where it stands."""

    text: str
    owner: ActionOwner
    due_on: date | None
    status: ActionStatus = ActionStatus.TO_DO


def reasons_not_to_save(
    *,
    status: CaseStatus,
    goals: list[str],
    actions: list[PlannedAction],
    base_version: int,
    latest_version: int,
) -> list[Reason]:
    """A plan says where to and what happens next; nobody overwrites what they have not seen."""
    reasons = reasons_not_to_write(status=status)
    if not any(goal.strip() for goal in goals):
        reasons.append(Reason("Skriv minst ett mål.", at="goals"))
    if any(action.text.strip() and action.due_on is None for action in actions):
        reasons.append(Reason("Varje sak att göra behöver ett sista datum.", at="actions"))
    if not any(action.text.strip() for action in actions):
        reasons.append(Reason("Skriv minst en sak att göra, med vem och när.", at="actions"))
    if base_version != latest_version:
        reasons.append(
            Reason(
                "Planen ändrades medan du skrev. Version {latest} finns nu. Se vad som är nytt.", latest=latest_version
            )
        )
    return reasons


def reasons_not_to_answer(*, is_latest: bool, answer: PlanAnswer, comment: str) -> list[Reason]:
    """Disagreement always carries a comment; it warns and never blocks."""
    reasons = []
    if not is_latest:
        reasons.append(Reason("Det finns en nyare version av planen. Svara på den."))
    if answer is PlanAnswer.WAITING:
        reasons.append(Reason("Välj om deltagaren håller med eller inte.", at="answer"))
    if answer is PlanAnswer.DISAGREED and not comment.strip():
        reasons.append(Reason("Skriv vad deltagaren vill ändra.", at="comment"))
    return reasons


def is_stale(*, made_on: date, today: date, fresh_days: int = FRESH_DAYS) -> bool:
    """True when the plan is older than it may be."""
    return today - made_on > timedelta(days=fresh_days)


def unseen(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The lines of `after` that do not stand in `before`, in order: what is new since one looked."""
    known = set(before)
    return [line for line in after if line not in known]
