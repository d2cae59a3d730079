"""Plan (handlingsplan): goals, dated actions, and the participant's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


SETTLED = frozenset({ActionStatus.DONE, ActionStatus.DROPPED})
"""Where nothing more is to be done of a line."""


@dataclass(frozen=True)
class PlannedAction:
    """One thing to do: the text, who does it, the last day and where it stands.

    `continues` is the position of the line it continues in the version before; where that line stands comes along.
    `stood` is where it stood when somebody began to write; a state that differs from it is news of its own.
    """

    text: str
    owner: ActionOwner
    due_on: date | None
    status: ActionStatus = ActionStatus.TO_DO
    continues: int | None = None
    stood: ActionStatus | None = None

    @property
    def wording(self) -> tuple[str, str, date | None]:
        """What the plan says, whoever has done what of it."""
        return self.text, self.owner, self.due_on


@dataclass(frozen=True)
class Content:
    """What two versions are compared by: goals, things to do and the key of the chosen direction."""

    goals: Sequence[str] = ()
    actions: Sequence[PlannedAction] = ()
    direction: str = ""


def is_material(before: Content, now: Content) -> bool:
    """Whether the agreement itself changed: goals, direction, what is to be done, by whom and when.

    How far something has come is no such change, nor that a line is left out when it is done or no longer relevant.
    """
    goals = _written(before.goals) != _written(now.goals)
    known, found = {line.wording for line in before.actions}, {line.wording for line in now.actions}
    open_before = {line.wording for line in before.actions if line.status not in SETTLED}
    return goals or before.direction != now.direction or bool(found - known) or bool(open_before - found)


def _written(goals: Sequence[str]) -> set[str]:
    return {goal.strip() for goal in goals if goal.strip()}


def state_of(action: PlannedAction, *, stands: Mapping[int, ActionStatus]) -> ActionStatus:
    """Where a line stands in the new version: as was just noted, otherwise as it stands by now, whoever noted it."""
    by_now = stands.get(action.continues or 0)
    if by_now is None or (action.stood is not None and action.status is not action.stood):
        return action.status
    return by_now


def reasons_not_to_save(
    *,
    status: CaseStatus,
    goals: list[str],
    actions: list[PlannedAction],
    base_version: int,
    latest_version: int,
    is_material: bool = False,
    change_reason: str = "",
    direction_is_offered: bool = True,
) -> list[Reason]:
    """A plan says where to and what happens next; nobody overwrites what they have not seen.

    From the second version on, a change of the agreement itself says why.
    """
    reasons = reasons_not_to_write(status=status)
    if not any(goal.strip() for goal in goals):
        reasons.append(Reason("Skriv minst ett mål.", at="goals"))
    if any(action.text.strip() and action.due_on is None for action in actions):
        reasons.append(Reason("Varje sak att göra behöver ett sista datum.", at="actions"))
    if not any(action.text.strip() for action in actions):
        reasons.append(Reason("Skriv minst en sak att göra, med vem och när.", at="actions"))
    if not direction_is_offered:
        reasons.append(Reason("Den inriktningen används inte längre. Välj en annan.", at="direction"))
    if is_material and base_version == latest_version > 0 and not change_reason.strip():
        reasons.append(
            Reason(
                "Skriv varför planen ändras. Det behövs när mål, inriktning eller saker att göra ändras.",
                at="change_reason",
            )
        )
    if base_version != latest_version:
        reasons.append(
            Reason(
                "Planen ändrades medan du skrev. Version {latest} finns nu. Se vad som är nytt.", latest=latest_version
            )
        )
    return reasons


def reasons_not_to_answer(
    *,
    is_latest: bool,
    answer: PlanAnswer,
    comment: str,
    answered_on: date,
    made_on: date,
    today: date,
    how: AnsweredHow = AnsweredHow.TOGETHER,
    is_own: bool = False,
) -> list[Reason]:
    """Disagreement always carries a comment; it warns and never blocks."""
    reasons = []
    if not is_latest:
        reasons.append(Reason("Det finns en nyare version av planen. Svara på den."))
    if answer is PlanAnswer.WAITING:
        reasons.append(Reason("Välj om deltagaren håller med eller inte.", at="answer"))
    if answer is PlanAnswer.DISAGREED and not comment.strip():
        reasons.append(Reason("Skriv vad deltagaren vill ändra.", at="comment"))
    if is_own is not (how is AnsweredHow.OWN_PAGE):
        reasons.append(Reason("På Mina sidor svarar bara deltagaren själv.", at="how"))
    if not made_on <= answered_on <= today:
        reasons.append(Reason("Svaret ska ligga mellan planens dag, {day}, och i dag.", at="answered_on", day=made_on))
    return reasons


def reasons_not_to_change_action(*, status: CaseStatus, is_latest: bool) -> list[Reason]:
    """What is done is noted in the version that counts."""
    reasons = reasons_not_to_write(status=status)
    if not is_latest:
        reasons.append(Reason("Det finns en nyare version av planen. Ändra i den."))
    return reasons


MOST_DAYS_AHEAD = 730


@dataclass(frozen=True)
class TemplateLine:
    """One thing to do of a template: its last day is so many days after the day the template is used."""

    text: str
    owner: ActionOwner
    due_after_days: int


def reasons_not_to_save_template(*, name: str, is_taken: bool, lines: Sequence[TemplateLine]) -> list[Reason]:
    """A template has a name of its own and at least one thing to do."""
    reasons = reasons_about_name(name=name, is_taken=is_taken)
    if not lines:
        reasons.append(Reason("Skriv minst en sak att göra.", at="lines"))
    if any(not 0 <= line.due_after_days <= MOST_DAYS_AHEAD for line in lines):
        reasons.append(Reason("Antal dagar ska vara mellan 0 och {most}.", most=MOST_DAYS_AHEAD, at="lines"))
    return reasons


def reasons_about_name(*, name: str, is_taken: bool) -> list[Reason]:
    """What people choose among has names that can be told apart."""
    if not name.strip():
        return [Reason("Skriv ett namn.", at="name")]
    return [Reason("Namnet finns redan.", at="name")] if is_taken else []


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
