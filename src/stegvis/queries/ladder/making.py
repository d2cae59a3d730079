"""Ladders for whoever makes them (trapporna): what is in force, who follows it, and what each point is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Max, QuerySet

from ...models import Case, Criterion, CriterionMark, Ladder, Step
from ...models.ladder import LadderQuerySet
from .which import usual_ladder


class When(StrEnum):
    """Whether something holds on a day."""

    COMING = "coming"
    NOW = "now"
    ENDED = "ended"


def when(valid_from: date | None, valid_to: date | None, today: date) -> When:
    if valid_from is not None and valid_from > today:
        return When.COMING
    return When.ENDED if valid_to is not None and valid_to < today else When.NOW


@dataclass(frozen=True)
class LadderRow:
    """One ladder in the list."""

    pk: int
    name: str
    valid_from: date
    valid_to: date | None
    when: When
    is_common: bool
    is_usual: bool
    steps: int
    points: int
    followers: int


@dataclass(frozen=True)
class MadePoint:
    """One point as its maker sees it; `judged` is how many people have a mark on it."""

    pk: int
    text: str
    plain_text: str
    valid_from: date | None
    valid_to: date | None
    when: When
    judged: int


@dataclass(frozen=True)
class MadeStep:
    """One step with all its points, ended ones last."""

    pk: int
    number: int
    name: str
    plain_name: str
    common_step: int | None
    points: tuple[MadePoint, ...]

    @property
    def current(self) -> tuple[MadePoint, ...]:
        """Those that are asked about now or are to be."""
        return tuple(point for point in self.points if point.when is not When.ENDED)

    @property
    def ended(self) -> tuple[MadePoint, ...]:
        return tuple(point for point in self.points if point.when is When.ENDED)


def ladder_rows(*, today: date) -> tuple[LadderRow, ...]:
    """Every ladder, those in force first: four statements."""
    usual = usual_ladder(today)
    followers = dict(Case.objects.open().order_by().values_list("ladder").annotate(people=Count("pk")))
    steps = dict(Step.objects.order_by().values_list("ladder").annotate(steps=Count("pk")))
    points = dict(Criterion.objects.on(today).order_by().values_list("step__ladder").annotate(points=Count("pk")))
    rows = [
        LadderRow(
            ladder.pk,
            ladder.name,
            ladder.valid_from,
            ladder.valid_to,
            when(ladder.valid_from, ladder.valid_to, today),
            ladder.is_common,
            ladder.pk == usual,
            steps.get(ladder.pk, 0),
            points.get(ladder.pk, 0),
            followers.get(ladder.pk, 0) + (followers.get(None, 0) if ladder.pk == usual else 0),
        )
        for ladder in Ladder.objects.order_by("valid_from", "pk")
    ]
    return tuple(sorted(rows, key=lambda row: (row.when is When.ENDED, row.is_common)))


def made_steps(ladder: Ladder, *, today: date) -> tuple[MadeStep, ...]:
    """The steps from the lowest with all their points: three statements."""
    judged = dict(
        CriterionMark.objects.filter(criterion__step__ladder=ladder)
        .order_by()
        .values_list("criterion")
        .annotate(people=Count("pk"))
    )
    points: dict[int, list[MadePoint]] = {}
    for row in Criterion.objects.filter(step__ladder=ladder).order_by("step", "position"):
        state = when(row.valid_from, row.valid_to, today)
        made = MadePoint(row.pk, row.text, row.plain_text, row.valid_from, row.valid_to, state, judged.get(row.pk, 0))
        points.setdefault(row.step_id, []).append(made)
    return tuple(
        MadeStep(step.pk, step.number, step.name, step.plain_name, step.common_step_id, tuple(points.get(step.pk, ())))
        for step in Step.objects.filter(ladder=ladder).order_by("number")
    )


def followers_by_name(ladder: Ladder) -> int:
    """How many open cases have the ladder written on them."""
    return Case.objects.open().filter(ladder=ladder).count()


def highest_step_without_ladder() -> int:
    """The highest step of those who follow the usual ladder."""
    return Case.objects.open().filter(ladder__isnull=True).aggregate(step=Max("step"))["step"] or 1


def empty_steps(ladder: Ladder, *, on: date) -> int:
    """How many of its steps nothing is asked about on a day."""
    filled = Criterion.objects.on(on).filter(step__ladder=ladder).values("step")
    return Step.objects.filter(ladder=ladder).exclude(pk__in=filled).count()


def ladders_to_follow(*, today: date) -> QuerySet[Ladder]:
    """Those that somebody may be put on today."""
    return Ladder.objects.of_our_own().on(today).order_by("valid_from", "pk")


def others_than(ladder: Ladder) -> LadderQuerySet:
    """Ladders that have not ended, besides one."""
    return Ladder.objects.filter(valid_to__isnull=True).exclude(pk=ladder.pk)
