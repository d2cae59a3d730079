"""Which ladder (vilken trappa): the one a case follows, with its steps and the points that are asked about on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from ...models import Case, Criterion, Ladder, Step


def day_of(case: Case, today: date) -> date:
    """The day a case is looked at: today, or the last one of a case that is closed."""
    return min(today, case.closed_on) if case.closed_on else today


def ladders_of(case: Case, *, today: date) -> QuerySet[Ladder]:
    """The ladder of a case as a query of one row: its own, or else the usual one of the day."""
    if case.ladder_id is not None:
        return Ladder.objects.filter(pk=case.ladder_id)
    return Ladder.objects.usual(day_of(case, today))


def ladder_for(case: Case, *, today: date) -> Ladder | None:
    """The ladder that a case follows; nothing where none is laid in."""
    return ladders_of(case, today=today).first()


def criteria_for(case: Case, *, today: date) -> QuerySet[Criterion]:
    """The points asked about on the ladder of a case, from the lowest step."""
    points = Criterion.objects.on(day_of(case, today)).filter(step__ladder__in=ladders_of(case, today=today))
    return points.order_by("step__number", "position")


@dataclass(frozen=True)
class StepWords:
    """One step as it is laid in: its words, and the key of what it corresponds to on the common ladder."""

    number: int
    name: str
    plain_name: str
    common_number: int | None


@dataclass(frozen=True)
class PointWords:
    """One point as it is laid in."""

    pk: int
    text: str
    plain_text: str


def steps_with_points(ladders: QuerySet[Ladder], *, on: date) -> list[tuple[StepWords, tuple[PointWords, ...]]]:
    """The steps of a ladder with the points of the day, in one statement; a step without points is there too."""
    begun = Q(criteria__valid_from__isnull=True) | Q(criteria__valid_from__lte=on)
    going = Q(criteria__valid_to__isnull=True) | Q(criteria__valid_to__gte=on)
    rows = (
        Step.objects.filter(ladder__in=ladders)
        .annotate(point=FilteredRelation("criteria", condition=begun & going))
        .order_by("number", "point__position")
        .values_list(
            "number", "name", "plain_name", "common_step__number", "point__pk", "point__text", "point__plain_text"
        )
    )
    steps: dict[StepWords, list[PointWords]] = {}
    for number, name, plain_name, common, pk, text, plain_text in rows:
        points = steps.setdefault(StepWords(number, name, plain_name, common), [])
        if pk is not None:
            points.append(PointWords(pk, text, plain_text))
    return [(step, tuple(points)) for step, points in steps.items()]


@dataclass(frozen=True)
class PointOf:
    """One point with the step and the ladder it stands on."""

    pk: int
    text: str
    step: int
    step_name: str
    ladder: int
    ladder_name: str


def usual_ladder(today: date) -> int | None:
    """The key of the ladder that is followed where nothing else is said."""
    return Ladder.objects.usual(today).values_list("pk", flat=True).first()


def points_on(ladders: Iterable[int | None], *, today: date) -> dict[tuple[int, int], list[PointOf]]:
    """The points of several ladders by ladder and step, in one statement."""
    keys = {key for key in ladders if key is not None}
    rows = (
        Criterion.objects.on(today).filter(step__ladder__in=keys).order_by("step__ladder", "step__number", "position")
    )
    found: dict[tuple[int, int], list[PointOf]] = {}
    for row in rows.values_list("pk", "text", "step__number", "step__name", "step__ladder", "step__ladder__name"):
        point = PointOf(*row)
        found.setdefault((point.ladder, point.step), []).append(point)
    return found


def keys_of(points: Iterable[Sequence[PointOf]]) -> list[int]:
    return [point.pk for each in points for point in each]
