"""The points of an introduction (introduktionens punkter): which ones a checklist has, and how the list changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .words import Reason

MOST_POINTS = 30
"""A longer list is not gone through."""
MOST_DAYS_AHEAD = 365


@dataclass(frozen=True)
class Point:
    """One wording of a point, from its first day to its last; those of one position follow each other in time."""

    key: int
    position: int
    text: str
    first: date
    last: date | None = None

    def is_live(self, today: date) -> bool:
        """Whether it holds, or is to hold."""
        return self.last is None or self.last >= today

    @property
    def rests_from(self) -> date | None:
        return self.last + timedelta(days=1) if self.last else None


@dataclass(frozen=True)
class Line:
    """One point of the list as it is kept: the wording that holds or is first to come, and the one after it."""

    now: Point
    later: Point | None = None


def checklist_day(*, starts_on: date, begun_on: date | None, today: date) -> date:
    """Whose points somebody has: those of the day when they began to go through them, or of the first day of work.

    A list that is begun keeps its points, whatever is changed afterwards.
    """
    return min(starts_on, begun_on or today)


def lines_of(points: Iterable[Point], today: date) -> tuple[list[Line], list[Point]]:
    """The list in its order, and the points that rest, each in its latest wording."""
    by_position: dict[int, list[Point]] = {}
    for point in sorted(points, key=lambda each: (each.position, each.first, each.key)):
        by_position.setdefault(point.position, []).append(point)
    lines, rest = [], []
    for wordings in by_position.values():
        live = [each for each in wordings if each.is_live(today)]
        if live:
            lines.append(Line(live[0], live[1] if len(live) > 1 else None))
        else:
            rest.append(wordings[-1])
    return lines, rest


def _about_words(text: str, taken: Collection[str]) -> list[Reason]:
    if not text:
        return [Reason("Skriv vad som ska gås igenom.", at="text")]
    if text.casefold() in {each.casefold() for each in taken}:
        return [Reason("Punkten finns redan.", at="text")]
    return []


def _about_day(from_on: date, today: date) -> list[Reason]:
    """From tomorrow: somebody may have begun today."""
    if from_on <= today:
        return [
            Reason("Välj i morgon eller senare. De som redan har börjat behåller sina punkter.", at="from_on"),
        ]
    if from_on > today + timedelta(days=MOST_DAYS_AHEAD):
        return [Reason("Det är mer än ett år dit. Kontrollera året.", at="from_on")]
    return []


def reasons_not_to_add(*, text: str, taken: Collection[str], number: int, from_on: date, today: date) -> list[Reason]:
    """A point has words of its own, from a day that has not begun."""
    reasons = _about_words(text, taken) + _about_day(from_on, today)
    if number >= MOST_POINTS:
        reasons.append(Reason("Listan har redan {most} punkter. Låt någon vila först.", most=MOST_POINTS))
    return reasons


def reasons_not_to_reword(
    *, line: Line | None, point: Point, text: str, taken: Collection[str], from_on: date, today: date
) -> list[Reason]:
    """The new words hold from a day; a change that is to come already is taken back first."""
    if stop := _not_the_last(line, point):
        return stop
    if point.last is not None:
        return [Reason("Punkten ska vila från {day}. Låt den gälla vidare först.", day=point.rests_from)]
    if text == point.text and point.first <= today:
        return [Reason("Skriv något annat än förut.", at="text")]
    return _about_words(text, taken) + _about_day(from_on, today)


def reasons_not_to_rest(*, line: Line | None, point: Point, from_on: date, today: date) -> list[Reason]:
    """A point that holds is left out of the lists that are begun from a day."""
    if stop := _not_the_last(line, point):
        return stop
    if point.last is not None:
        return [Reason("Punkten vilar redan från {day}.", day=point.rests_from)]
    if point.first > today:
        return [Reason("Punkten har inte börjat gälla. Ta bort den i stället.")]
    return _about_day(from_on, today)


def _not_the_last(line: Line | None, point: Point) -> list[Reason]:
    if line is None or point not in (line.now, line.later):
        return [Reason("Punkten gäller inte längre. Gå tillbaka till listan.")]
    if line.later is not None and point == line.now:
        return [Reason("Punkten ändras redan {day}. Ta tillbaka den ändringen först.", day=line.later.first)]
    return []


def reasons_not_to_take_back(*, point: Point, today: date) -> list[Reason]:
    """Only what has not begun to hold."""
    if point.first > today:
        return []
    return [Reason("Punkten gäller sedan {day}. Låt den vila i stället.", day=point.first)]


def reasons_not_to_resume(*, point: Point, rests: bool, taken: Collection[str], number: int) -> list[Reason]:
    """One that rests, or is to rest, holds again. `rests` is whether it stands among those."""
    if not rests:
        return [Reason("Punkten vilar inte.")]
    if point.text.casefold() in {each.casefold() for each in taken}:
        return [Reason("En annan punkt med samma ord gäller redan.")]
    if number >= MOST_POINTS:
        return [Reason("Listan har redan {most} punkter. Låt någon vila först.", most=MOST_POINTS)]
    return []


def reasons_not_to_order(*, order: Sequence[int], current: Collection[int]) -> list[Reason]:
    """Every point once, and no other: somebody may have changed the list meanwhile."""
    if sorted(order) == sorted(current):
        return []
    return [Reason("Listan har ändrats sedan du läste den. Titta igen och flytta punkten då.")]


def reasons_not_to_have_gone_through(*, points: Iterable[Point], done_on: date) -> list[Reason]:
    """A point is gone through on a day when it holds."""
    return [
        Reason("”{point}” gäller från {day}. Välj den dagen eller en senare.", at="done_on", point=point.text,
               day=point.first)
        for point in points
        if point.first > done_on
    ]  # fmt: skip
