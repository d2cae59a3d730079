"""The drawing of the staircase (trappan) for one person, made from steps, points and moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from ...queries.ladder import LaidStep, judged_points
from ...queries.ladder.parts import LadderStep, Move, Point
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
    is_open: bool = True,
) -> Staircase | None:
    """The steps with their points, where the person stands, and the moves back; nothing where there is no ladder.

    Of an enrolment that has ended the drawing says where the person was then.
    """
    if not steps:
        return None
    here = _("{name} är här") if is_open else _("{name} var här till sist")
    return staircase(
        id="stairs",
        title=_("Utvecklingstrappan för {name}").format(name=name),
        description=_all_said(steps, current, given_name, is_open=is_open),
        steps=[_step(step, moves, current, since, is_open=is_open) for step in steps],
        current=current,
        here=here.format(name=given_name),
        moves_back=[_move_back(move, today) for move in moves if move.is_back],
        to_the_left=get_language_bidi(),
    )


def own_stairs(
    steps: Sequence[LaidStep],
    moves: Sequence[Move],
    *,
    current: int,
    since: date | None,
    today: date,
    is_open: bool = True,
) -> Staircase | None:
    """The same for the participant's own pages: plain words, and "you"."""
    if not steps:
        return None
    plain = [_in_plain_words(step) for step in steps]
    here = _("Du är här") if is_open else _("Här var du till sist")
    return staircase(
        id="stairs",
        title=_("Mina steg"),
        description=" ".join(_said_to_you(step, current) for step in plain),
        steps=[_step(step, moves, current, since, is_open=is_open) for step in plain],
        current=current,
        here=here,
        moves_back=[_move_back(move, today) for move in moves if move.is_back],
        to_the_left=get_language_bidi(),
    )


def _in_plain_words(step: LaidStep) -> LadderStep:
    points = tuple(replace(point, text=point.plain, marked_by="") for point in judged_points(step))
    return LadderStep(step.number, step.plain, points)


def _said_to_you(step: LadderStep, current: int) -> str:
    points = {"step": step.number, "done": step.done, "all": len(step.points)}
    if step.number == current:
        return _("Du är på steg {step}. Där är {done} av {all} saker klara.").format(**points)
    return _("På steg {step} är {done} av {all} saker klara.").format(**points)


def _step(step: LadderStep, moves: Sequence[Move], current: int, since: date | None, *, is_open: bool = True) -> Step:
    return Step(
        number=step.number,
        name=step.name,
        criteria=tuple(_criterion(point) for point in step.points),
        note=_note(step, moves, current, since, is_open=is_open),
        reached=step.number < current,
    )


def _criterion(point: Point) -> Criterion:
    judged = ", ".join(filter(None, [point.marked_by, short_date(point.marked_on) if point.marked_on else ""]))
    return Criterion(point.text, STATES[point.mark], label(point.mark), judged)


def _note(step: LadderStep, moves: Sequence[Move], current: int, since: date | None, *, is_open: bool) -> str:
    """When the step was reached, since when one is here, or how far it is."""
    if step.number < current:
        left = [move.moved_on for move in moves if move.from_step == step.number and not move.is_back]
        return _("Nått {day}").format(day=full_date(left[-1])) if left else ""
    if step.number == current and since:
        said = _("Här sedan {day}") if is_open else _("Nådde hit {day}")
        return said.format(day=full_date(since))
    if not step.points:
        return _("Inga punkter än")
    return _("{done} av {all} klara").format(done=step.done, all=len(step.points))


def _move_back(move: Move, today: date) -> MoveBack:
    day = day_and_month(move.moved_on) if move.moved_on.year == today.year else short_date(move.moved_on)
    return MoveBack(move.to_step, _("tillbaka {day}").format(day=day))


def _all_said(steps: Sequence[LadderStep], current: int, given_name: str, *, is_open: bool) -> str:
    """The picture in words, one sentence for each step."""
    said = [_said(step, current, given_name, is_open=is_open) for step in steps]
    return " ".join([*said, _("Alla punkter finns i tabellen under bilden.")])


def _said(step: LadderStep, current: int, given_name: str, *, is_open: bool) -> str:
    points = {"step": step.number, "done": step.done, "all": len(step.points), "name": given_name}
    if step.number == current and is_open:
        return _("{name} är på steg {step}, där {done} av {all} punkter är klara.").format(**points)
    if step.number == current:
        return _("{name} var till sist på steg {step}, där {done} av {all} punkter var klara.").format(**points)
    return _("På steg {step} är {done} av {all} punkter klara.").format(**points)
