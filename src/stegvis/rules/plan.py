"""Plan (handlingsplan): goals, dated actions, and the participant's answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import TypeVar

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason

FRESH_DAYS = 90


class PlanAnswer(Labelled):
    """What the participant says of a version."""

    WAITING = "waiting", N_("väntar på svar")
    AGREED = "agreed", N_("håller med")
    DISAGREED = "disagreed", N_("håller inte med")


class AnsweredHow(Labelled):
    """How the participant's answer came in."""

    OWN_PAGE = "own_page", N_("på Mina sidor")
    TOGETHER = "together", N_("tillsammans på skärmen")
    PAPER = "paper", N_("på papper")


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
    """One thing to do: the text, who does it, the last day and where it stands.

    `continues` is the position of the line it continues in the version before; where that line stands comes along.
    """

    text: str
    owner: ActionOwner
    due_on: date | None
    status: ActionStatus = ActionStatus.TO_DO
    continues: int | None = None

    @property
    def wording(self) -> tuple[str, str, date | None]:
        """What the plan says, whoever has done what of it."""
        return self.text, self.owner, self.due_on


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


def reasons_not_to_answer(
    *, is_latest: bool, answer: PlanAnswer, comment: str, answered_on: date, made_on: date, today: date
) -> list[Reason]:
    """Disagreement always carries a comment; it warns and never blocks."""
    reasons = []
    if not is_latest:
        reasons.append(Reason("Det finns en nyare version av planen. Svara på den."))
    if answer is PlanAnswer.WAITING:
        reasons.append(Reason("Välj om deltagaren håller med eller inte.", at="answer"))
    if answer is PlanAnswer.DISAGREED and not comment.strip():
        reasons.append(Reason("Skriv vad deltagaren vill ändra.", at="comment"))
    if not made_on <= answered_on <= today:
        reasons.append(Reason("Svaret ska ligga mellan planens dag, {day}, och i dag.", at="answered_on", day=made_on))
    return reasons


def reasons_not_to_change_action(*, status: CaseStatus, is_latest: bool) -> list[Reason]:
    """What is done is noted in the version that counts."""
    reasons = reasons_not_to_write(status=status)
    if not is_latest:
        reasons.append(Reason("Det finns en nyare version av planen. Ändra i den."))
    return reasons


def is_stale(*, made_on: date, today: date, fresh_days: int = FRESH_DAYS) -> bool:
    """True when the plan is older than it may be."""
    return today - made_on > timedelta(days=fresh_days)


Line = TypeVar("Line")


def changed(
    before: Sequence[Line], now: Sequence[Line], *, wording: Callable[[Line], object]
) -> list[tuple[Line | None, Line | None]]:
    """The lines that differ, as pairs of before and now; None where a line was added or taken away.

    Lines with the same wording are the same line, wherever they stand; the rest are paired in order.
    """
    known, found = {wording(line) for line in before}, {wording(line) for line in now}
    gone = [line for line in before if wording(line) not in found]
    new = [line for line in now if wording(line) not in known]
    return list(zip_longest(gone, new))


def followed(before: Sequence[PlannedAction], now: Sequence[PlannedAction]) -> dict[int, int]:
    """Where the lines of one version stand in a later one, by position from 1; a line that is gone is left out."""
    places = {line.text: position for position, line in enumerate(now, start=1)}
    return {position: places[line.text] for position, line in enumerate(before, start=1) if line.text in places}
