"""The ladder (utvecklingstrappan) on screen: its steps with the points of one case, and the moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...models import Case, Criterion, CriterionMark, Ladder, Step
from ...rules.ladder import LAST_STEP, Mark
from .parts import LadderStep, Move, Point
from .which import PointWords, criteria_for, day_of, ladder_for, ladders_of, steps_with_points


@dataclass(frozen=True)
class JudgedPoint(Point):
    """One point of a step with the key it is judged by, the note of the last judgement, and its plain words."""

    pk: int = 0
    note: str = ""
    plain_text: str = ""

    @property
    def said(self) -> str:
        """The mark somebody has given; nothing while nobody has judged."""
        return self.mark.value if self.marked_on else ""

    @property
    def plain(self) -> str:
        return self.plain_text or self.text


@dataclass(frozen=True)
class LaidStep(LadderStep):
    """One step with its plain words, and what it corresponds to on the common ladder."""

    plain_name: str = ""
    common_number: int | None = None

    @property
    def plain(self) -> str:
        return self.plain_name or self.name


@dataclass(frozen=True)
class EndedPoint:
    """What was said of a point that the ladder no longer has; it stays readable."""

    text: str
    step: int
    mark: Mark
    marked_on: date
    marked_by: str
    ended_on: date | None


@dataclass(frozen=True)
class LadderOf:
    """The whole ladder of one case: the steps from the lowest, the moves from the first."""

    step: int
    since: date
    steps: tuple[LadderStep, ...]
    moves: tuple[Move, ...]
    pk: int = 0
    name: str = ""
    ended: tuple[EndedPoint, ...] = ()

    @property
    def now(self) -> LadderStep:
        return self.at(self.step)

    def at(self, number: int) -> LadderStep:
        return next((step for step in self.steps if step.number == number), LadderStep(number, "", ()))

    @property
    def last_step(self) -> int:
        """The number of the highest step."""
        return max((step.number for step in self.steps), default=LAST_STEP)

    @property
    def points(self) -> list[JudgedPoint]:
        return [point for step in self.steps for point in judged_points(step)]


def judged_points(step: LadderStep) -> list[JudgedPoint]:
    """The points of a step, with the keys they are judged by."""
    return [point for point in step.points if isinstance(point, JudgedPoint)]


def steps_of(case: Case, *, today: date) -> tuple[LaidStep, ...]:
    """The steps of the ladder that a case follows, with its points as they stand: two statements."""
    return _steps(case, _marks(case), today=today)


def _marks(case: Case) -> dict[int, CriterionMark]:
    judged = CriterionMark.objects.filter(case=case).select_related("marked_by", "criterion__step")
    return {row.criterion_id: row for row in judged}


def _steps(case: Case, marks: Mapping[int, CriterionMark], *, today: date) -> tuple[LaidStep, ...]:
    laid = steps_with_points(ladders_of(case, today=today), on=day_of(case, today))
    return tuple(
        LaidStep(
            step.number,
            step.name,
            tuple(_point(point, marks.get(point.pk)) for point in points),
            step.plain_name,
            step.common_number,
        )
        for step, points in laid
    )


def ladder_of(case: Case, *, today: date) -> LadderOf:
    """Four statements: marks, the ladder, its points, moves. What was said of ended points comes last."""
    marks = _marks(case)
    ladder = ladder_for(case, today=today)
    steps = _steps(case, marks, today=today)
    rows = case.step_moves.order_by("moved_on", "pk").values_list("from_step", "to_step", "moved_on", "reason")
    moves = tuple(Move(*row) for row in rows)
    current = {point.pk for step in steps for point in judged_points(step)}
    return LadderOf(
        step=case.step,
        since=moves[-1].moved_on if moves else case.opened_on,
        steps=steps,
        moves=moves,
        pk=ladder.pk if ladder else 0,
        name=ladder.name if ladder else "",
        ended=tuple(_ended(row) for key, row in sorted(marks.items()) if key not in current),
    )


def _point(point: PointWords, row: CriterionMark | None) -> JudgedPoint:
    if row is None:
        return JudgedPoint(point.text, Mark.RED, pk=point.pk, plain_text=point.plain_text)
    by = row.marked_by.name if row.marked_by else ""
    return JudgedPoint(
        point.text, Mark(row.mark), row.marked_on, by, pk=point.pk, note=row.note, plain_text=point.plain_text
    )


def _ended(row: CriterionMark) -> EndedPoint:
    point = row.criterion
    by = row.marked_by.name if row.marked_by else ""
    return EndedPoint(point.text, point.step.number, Mark(row.mark), row.marked_on, by, point.valid_to)


def criteria_by_key(case: Case, keys: list[int], *, today: date) -> dict[int, Criterion]:
    """The points with the keys, of those asked about on the ladder of the case."""
    return criteria_for(case, today=today).in_bulk(keys)


def step_names(case: Case | None = None, *, today: date) -> dict[int, str]:
    """The names of the steps by number: of the ladder that a case follows, or of the usual one."""
    ladders = ladders_of(case, today=today) if case else Ladder.objects.usual(today)
    laid = Step.objects.filter(ladder__in=ladders).order_by("number")
    return dict(laid.values_list("number", "name")) or dict.fromkeys(range(1, LAST_STEP + 1), "")


def most_steps() -> int:
    """The highest step of any ladder of our own, for the filter of a list."""
    return Step.objects.filter(ladder__is_common=False).order_by("-number").values_list(
        "number", flat=True
    ).first() or (LAST_STEP)
