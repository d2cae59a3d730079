"""Moving (stegförflyttning): points in red, yellow and green, and steps in both directions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..case import CaseStatus, reasons_not_to_write
from ..words import N_, Labelled, Reason

FIRST_STEP, LAST_STEP = 1, 4
"""The last step of the usual ladder; a ladder may have fewer or more."""
MOST_STEPS = 10
MOST_IN_REPORT = 4_000


class Mark(Labelled):
    """Where a point (criterion) stands: a colour for a point, never for a person."""

    RED = "red", N_("ej påbörjad")
    YELLOW = "yellow", N_("påbörjad")
    GREEN = "green", N_("klar")


def step_is_reached(marks: Iterable[Mark]) -> bool:
    """A step is reached when every one of its points is green; a step without points never is."""
    marks = list(marks)
    return bool(marks) and all(mark is Mark.GREEN for mark in marks)


def reasons_not_to_move(
    *,
    status: CaseStatus,
    from_step: int,
    to_step: int,
    marks_below: Iterable[Mark],
    reason: str,
    moved_on: date,
    last_moved_on: date | None,
    opened_on: date,
    today: date,
    last_step: int = LAST_STEP,
    has_points_there: bool = True,
) -> list[Reason]:
    """One step at a time; up when the points are green, down with a reason; never before the last move.

    Nobody is moved to a step that nothing is asked about on: they could never leave it upwards.
    """
    reasons = reasons_not_to_write(status=status)
    if not FIRST_STEP <= to_step <= last_step:
        reasons.append(Reason("Trappan har steg {first}–{last}.", at="to_step", first=FIRST_STEP, last=last_step))
    elif abs(to_step - from_step) != 1:
        reasons.append(Reason("Flytta ett steg i taget, från steg {step}.", at="to_step", step=from_step))
    if to_step > from_step and not step_is_reached(marks_below):
        reasons.append(Reason("Några punkter på steg {step} är inte klara än.", at="to_step", step=from_step))
    if not has_points_there and FIRST_STEP <= to_step <= last_step:
        reasons.append(
            Reason("Steg {step} har inga punkter än. Systemförvaltaren lägger till dem.", at="to_step", step=to_step)
        )
    if to_step < from_step and not reason.strip():
        reasons.append(Reason("Skriv varför steget ändras nedåt.", at="reason"))
    if moved_on > today:
        reasons.append(Reason("Flytten kan inte ha ett datum som inte har varit än.", at="moved_on"))
    if moved_on < opened_on:
        reasons.append(Reason("Flytten kan inte ligga före inskrivningen, {day}.", at="moved_on", day=opened_on))
    elif last_moved_on is not None and moved_on < last_moved_on:
        reasons.append(
            Reason("Förra flytten var {day}. Välj det datumet eller ett senare.", at="moved_on", day=last_moved_on)
        )
    return reasons


def reasons_not_to_mark(
    *,
    status: CaseStatus,
    marked_on: date,
    opened_on: date,
    today: date,
    points: int,
    outside: Iterable[str] = (),
) -> list[Reason]:
    """A point is judged on a day that has been, in an open case, and only while the person's ladder has it.

    `outside` names the points that have ended, or that belong to another ladder.
    """
    reasons = reasons_not_to_write(status=status)
    if marked_on > today:
        reasons.append(Reason("Bedömningen kan inte ha ett datum som inte har varit än.", at="marked_on"))
    if marked_on < opened_on:
        reasons.append(Reason("Bedömningen kan inte ligga före inskrivningen, {day}.", at="marked_on", day=opened_on))
    if not points:
        reasons.append(Reason("Ändra minst en punkt."))
    reasons += [Reason("Punkten ”{text}” finns inte längre på trappan.", text=text) for text in outside]
    return reasons


def since_when(*, before: Mark | None, since: date | None, mark: Mark, marked_on: date) -> date:
    """The day a point came to stand as it does; judged the same again, it has stood so all the time."""
    if before is mark and since is not None:
        return min(since, marked_on)
    return marked_on


def reasons_not_to_report(*, status: CaseStatus, text: str) -> list[Reason]:
    """The participant's own words are written while the case is open, and there must be some."""
    reasons = reasons_not_to_write(status=status)
    if not text.strip():
        reasons.append(Reason("Skriv något om hur det har gått.", at="text"))
    elif len(text) > MOST_IN_REPORT:
        reasons.append(Reason("Texten får ha högst {most} tecken.", at="text", most=MOST_IN_REPORT))
    return reasons


@dataclass(frozen=True)
class Recount:
    """The step counted anew from what has happened; `broken` counts moves that begin elsewhere than the last ended."""

    step: int
    broken: int = 0


def recount(start: int, moves: Iterable[tuple[int, int]]) -> Recount:
    """Follow the moves (from step, to step) from the start. A right chain is never broken."""
    step, broken = start, 0
    for from_step, to_step in moves:
        broken += from_step != step
        step = to_step
    return Recount(step, broken)
