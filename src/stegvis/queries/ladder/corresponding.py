"""The common ladder (den gemensamma trappan): what steps correspond to across authorities with ladders of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ...models import Case, Ladder, Step


@dataclass(frozen=True)
class CommonStep:
    """A step of the common ladder."""

    number: int
    name: str


def with_common_step(cases: QuerySet[Case], *, today: date) -> QuerySet[Any]:
    """The cases with `common_step` (a number, or nothing where the step corresponds to none): a slice to filter by."""
    usual = Ladder.objects.usual(today).values("pk")
    common = Step.objects.filter(
        Q(common_step__ladder__valid_to__isnull=True) | Q(common_step__ladder__valid_to__gte=today),
        common_step__ladder__is_common=True,
        common_step__ladder__valid_from__lte=today,
        number=OuterRef("step"),
        ladder=Coalesce(OuterRef("ladder"), Subquery(usual)),
    )
    return cases.annotate(common_step=Subquery(common.values("common_step__number")[:1]))


def common_step_of(case: Case, *, today: date) -> CommonStep | None:
    """What the step of one case corresponds to; nothing without a common ladder or a mapping."""
    number = (
        with_common_step(Case.objects.filter(pk=case.pk), today=today).values_list("common_step", flat=True).first()
    )
    return next((step for step in common_steps(today=today) if step.number == number), None)


def common_steps(*, today: date) -> tuple[CommonStep, ...]:
    """The steps of the common ladder in force; none without one."""
    steps = Step.objects.filter(ladder__in=Ladder.objects.on(today).filter(is_common=True)).order_by("number")
    return tuple(CommonStep(number, name) for number, name in steps.values_list("number", "name"))


def people_on_common_steps(cases: QuerySet[Case], *, today: date) -> dict[int | None, int]:
    """How many of the cases are on each step of the common ladder; None for those whose step corresponds to none."""
    rows = with_common_step(cases, today=today).order_by().values("common_step").annotate(people=Count("pk"))
    return dict(rows.values_list("common_step", "people"))
