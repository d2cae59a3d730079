"""The drawing of the staircase (trappan) for one person, made from steps, points and moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from ...queries.people.parts import LadderStep, Move, Point
from ...rules.ladder import Mark
from ..drawing.staircase import Criterion, MoveBack, Staircase, Step, staircase
from ..format import day_and_month, full_date, label, short_date

STATES = {Mark.RED: "not_started", Mark.YELLOW: "started", Mark.GREEN: "done"}


def stairs(
    steps: Sequence[LadderStep],
    moves: Sequence[Move],
    *,
    current: int,
    since: date | None,
    name: str,
    given_name: str,
    today: date,
) -> Staircase | None:
    """The steps with their points, where the person stands, and the moves back; nothing where there is no ladder."""
    if not steps:
        return None
    return staircase(
        id="stairs",
        title=_("Utvecklingstrappan för {name}").format(name=name),
        description=_all_said(steps, current, given_name),
        steps=[_step(step, moves, current, since) for step in steps],
        current=current,
        here=_("{name} är här").format(name=given_name),
        moves_back=[_move_back(move, today) for move in moves if move.is_back],
    )


def _step(step: LadderStep, moves: Sequence[Move], current: int, since: date | None) -> Step:
    return Step(
        number=step.number,
        name=step.name,
        criteria=tuple(_criterion(point) for point in step.points),
        note=_note(step, moves, current, since),
        reached=step.number < current,
    )


def _criterion(point: Point) -> Criterion:
    judged = ", ".join(filter(None, [point.marked_by, short_date(point.marked_on) if point.marked_on else ""]))
    return Criterion(point.text, STATES[point.mark], label(point.mark), judged)


def _note(step: LadderStep, moves: Sequence[Move], current: int, since: date | None) -> str:
    """When the step was reached, since when one is here, or how far it is."""
    if step.number < current:
        left = [move.moved_on for move in moves if move.from_step == step.number and not move.is_back]
        return _("Nått {day}").format(day=full_date(left[-1])) if left else ""
    if step.number == current and since:
        return _("Här sedan {day}").format(day=full_date(since))
    return _("{done} av {all} klara").format(done=step.done, all=len(step.points))


def _move_back(move: Move, today: date) -> MoveBack:
    day = day_and_month(move.moved_on) if move.moved_on.year == today.year else short_date(move.moved_on)
    return MoveBack(move.to_step, _("tillbaka {day}").format(day=day))


def _all_said(steps: Sequence[LadderStep], current: int, given_name: str) -> str:
    """The picture in words, one sentence for each step."""
    said = [_said(step, current, given_name) for step in steps]
    return " ".join([*said, _("Alla punkter finns i tabellen under bilden.")])


def _said(step: LadderStep, current: int, given_name: str) -> str:
    points = {"step": step.number, "done": step.done, "all": len(step.points), "name": given_name}
    if step.number == current:
        return _("{name} är på steg {step}, där {done} av {all} punkter är klara.").format(**points)
    return _("På steg {step} är {done} av {all} punkter klara.").format(**points)
