"""The ladder (utvecklingstrappan) on screen: its steps with the points of one case, and the moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Case, Criterion, CriterionMark, Step
from ..rules.ladder import LAST_STEP, Mark
from .people.parts import LadderStep, Move, Point


@dataclass(frozen=True)
class JudgedPoint(Point):
    """One point of a step with the key it is judged by, and the note of the last judgement."""

    pk: int = 0
    note: str = ""

    @property
    def said(self) -> str:
        """The mark somebody has given; nothing while nobody has judged."""
        return self.mark.value if self.marked_on else ""


@dataclass(frozen=True)
class LadderOf:
    """The whole ladder of one case: the steps from the lowest, the moves from the first."""

    step: int
    since: date
    steps: tuple[LadderStep, ...]
    moves: tuple[Move, ...]

    @property
    def now(self) -> LadderStep:
        return self.at(self.step)

    def at(self, number: int) -> LadderStep:
        return next((step for step in self.steps if step.number == number), LadderStep(number, "", ()))

    @property
    def points(self) -> list[JudgedPoint]:
        return [point for step in self.steps for point in judged_points(step)]


def judged_points(step: LadderStep) -> list[JudgedPoint]:
    """The points of a step, with the keys they are judged by."""
    return [point for point in step.points if isinstance(point, JudgedPoint)]


def ladder_of(case: Case) -> LadderOf:
    """Three statements: points, marks, moves."""
    marks = {row.criterion_id: row for row in case.marks.select_related("marked_by")}
    criteria = Criterion.objects.filter(step__ladder__valid_to__isnull=True).select_related("step")
    steps: dict[int, tuple[str, list[JudgedPoint]]] = {}
    for criterion in criteria.order_by("step__number", "position"):
        _, points = steps.setdefault(criterion.step.number, (criterion.step.name, []))
        points.append(_point(criterion, marks.get(criterion.pk)))
    rows = case.step_moves.order_by("moved_on", "pk").values_list("from_step", "to_step", "moved_on", "reason")
    moves = tuple(Move(*row) for row in rows)
    return LadderOf(
        step=case.step,
        since=moves[-1].moved_on if moves else case.opened_on,
        steps=tuple(LadderStep(number, name, tuple(points)) for number, (name, points) in steps.items()),
        moves=moves,
    )


def _point(criterion: Criterion, row: CriterionMark | None) -> JudgedPoint:
    if row is None:
        return JudgedPoint(criterion.text, Mark.RED, pk=criterion.pk)
    by = row.marked_by.name if row.marked_by else ""
    return JudgedPoint(criterion.text, Mark(row.mark), row.marked_on, by, pk=criterion.pk, note=row.note)


def criteria_by_key(keys: list[int]) -> dict[int, Criterion]:
    """The points with the keys, of the ladder in force."""
    return Criterion.objects.filter(step__ladder__valid_to__isnull=True).in_bulk(keys)


def step_names() -> dict[int, str]:
    """The names of the steps of the ladder in force, by number."""
    names = dict(Step.objects.filter(ladder__valid_to__isnull=True).order_by("number").values_list("number", "name"))
    return names or dict.fromkeys(range(1, LAST_STEP + 1), "")
