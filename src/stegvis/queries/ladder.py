"""The ladder (utvecklingstrappan) on screen: its steps with the points of one case, and the moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..models import Case, Criterion, CriterionMark, Step, StepMove
from ..rules.ladder import LAST_STEP, Mark, step_is_reached


@dataclass(frozen=True)
class Point:
    """One point (punkt) of a step, as it stands for one case; `mark` is None while nobody has judged it."""

    pk: int
    text: str
    mark: Mark | None
    note: str = ""
    marked_on: date | None = None
    marked_by: str = ""


@dataclass(frozen=True)
class Rung:
    """One step (steg) with its points."""

    number: int
    name: str
    points: list[Point] = field(default_factory=list)

    @property
    def green(self) -> int:
        return sum(point.mark is Mark.GREEN for point in self.points)

    @property
    def all_green(self) -> bool:
        return step_is_reached(point.mark or Mark.RED for point in self.points)


@dataclass(frozen=True)
class Move:
    """One move on the ladder."""

    from_step: int
    to_step: int
    moved_on: date
    reason: str
    moved_by: str

    @property
    def is_up(self) -> bool:
        return self.to_step > self.from_step


@dataclass(frozen=True)
class LadderOf:
    """The whole ladder of one case: the steps from the lowest, the moves from the first."""

    step: int
    rungs: list[Rung]
    moves: list[Move]

    @property
    def now(self) -> Rung:
        return next((rung for rung in self.rungs if rung.number == self.step), Rung(self.step, ""))

    def reached_on(self, step: int) -> date | None:
        """When the case last came to a step, if it did by a move."""
        return next((move.moved_on for move in reversed(self.moves) if move.to_step == step), None)


def ladder_of(case: Case) -> LadderOf:
    """Three statements: points, marks, moves."""
    marks = {mark.criterion_id: mark for mark in case.marks.select_related("marked_by")}
    rungs: dict[int, Rung] = {}
    criteria = Criterion.objects.filter(step__ladder__valid_to__isnull=True).select_related("step")
    for criterion in criteria.order_by("step__number", "position"):
        rung = rungs.setdefault(criterion.step.number, Rung(criterion.step.number, criterion.step.name))
        rung.points.append(_point(criterion, marks.get(criterion.pk)))
    moves = case.step_moves.select_related("moved_by").order_by("moved_on", "pk")
    return LadderOf(case.step, list(rungs.values()), [_move(move) for move in moves])


def _point(criterion: Criterion, mark: CriterionMark | None) -> Point:
    if mark is None:
        return Point(criterion.pk, criterion.text, None)
    by = mark.marked_by.name if mark.marked_by else ""
    return Point(criterion.pk, criterion.text, Mark(mark.mark), mark.note, mark.marked_on, by)


def _move(move: StepMove) -> Move:
    by = move.moved_by.name if move.moved_by else ""
    return Move(move.from_step, move.to_step, move.moved_on, move.reason, by)


def step_names() -> dict[int, str]:
    """The names of the steps of the ladder in force, by number."""
    names = dict(Step.objects.filter(ladder__valid_to__isnull=True).order_by("number").values_list("number", "name"))
    return names or dict.fromkeys(range(1, LAST_STEP + 1), "")
