"""What a ladder consists of on screen (trappans delar): steps with their points, and moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...rules.ladder import Mark, step_is_reached


@dataclass(frozen=True)
class Point:
    """One point of a step with its mark; who judged it and when, where somebody has."""

    text: str
    mark: Mark
    marked_on: date | None = None
    marked_by: str = ""


@dataclass(frozen=True)
class LadderStep:
    """One step with its points."""

    number: int
    name: str
    points: tuple[Point, ...]

    @property
    def is_reached(self) -> bool:
        return step_is_reached(point.mark for point in self.points)

    @property
    def done(self) -> int:
        return sum(point.mark is Mark.GREEN for point in self.points)


@dataclass(frozen=True)
class Move:
    """A move on the ladder."""

    from_step: int
    to_step: int
    moved_on: date
    reason: str

    @property
    def is_back(self) -> bool:
        return self.to_step < self.from_step
