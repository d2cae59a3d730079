"""Households as facts (underlag om hushåll): those with children and an open case, cut where going to work changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from stegvis.models import Case, HouseholdChild
from stegvis.rules.activity import Span
from stegvis.rules.household import EMPLOYMENTS, Occupation, last_day_with_children, spells, within
from stegvis.rules.indicator.facts import HouseholdFact
from stegvis.rules.people import Protection
from stegvis.rules.placement import SEATED


class _Row(NamedTuple):
    """One case of one member with one of its placements, if it has any; the fields are in the order of COLUMNS."""

    household: int
    moved_in: date
    moved_out: date | None
    other_adult: str
    youngest: int
    case: int
    unit: int
    person: int
    protection: str
    opened_on: date
    closed_on: date | None
    form: str | None
    status: str | None
    placed_from: date | None
    placed_to: date | None


COLUMNS = (
    "participant__household_members__household_id",
    "participant__household_members__starts_on",
    "participant__household_members__ends_on",
    "participant__household_members__household__other_adult",
    "youngest",
    "pk",
    "unit_id",
    "participant_id",
    "participant__protection",
    "opened_on",
    "closed_on",
    "placements__form",
    "placements__status",
    "placements__starts_on",
    "placements__ends_on",
)


@dataclass
class _Household:
    """What the rows of one household say together."""

    lived: list[Span] = field(default_factory=list)
    works: list[Span] = field(default_factory=list)
    stands: tuple[bool, int, int, int] | None = None
    """Who stands for it: protected first, so that the records leave it out; then the first case."""


def household_facts(first: date, last: date) -> tuple[HouseholdFact, ...]:
    """The stretches of every household with children that reach into the days. One statement."""
    households: dict[int, _Household] = defaultdict(_Household)
    for values in _cases(first, last).values_list(*COLUMNS):
        row = _Row(*values)
        _add(households[row.household], row)
    return tuple(
        HouseholdFact(key, one.stands[2], str(one.stands[3]), span.starts_on, span.ends_on, works)
        for key, one in sorted(households.items())
        if one.stands is not None
        for span, works in spells(one.lived, one.works)
    )


def _cases(first: date, last: date) -> QuerySet[Case]:
    children = HouseholdChild.objects.filter(household=OuterRef("participant__household_members__household"))
    youngest = children.order_by().values("household").annotate(year=Max("born_year")).values("year")
    return (
        Case.objects.filter(participant__household_members__isnull=False, opened_on__lte=last)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gte=first))
        .annotate(youngest=Subquery(youngest))
        .filter(youngest__isnull=False)
        .order_by("pk", "placements__pk")
    )


def _add(one: _Household, row: _Row) -> None:
    member = Span(row.moved_in, row.moved_out)
    lived = within(member, Span(row.opened_on, row.closed_on), Span(date.min, last_day_with_children([row.youngest])))
    if lived is None:
        return
    one.lived.append(lived)
    stands = (row.protection == Protection.NONE, row.case, row.person, row.unit)
    one.stands = min(one.stands or stands, stands)
    if row.other_adult == Occupation.WORKS:
        one.works.append(lived)
    if row.form in EMPLOYMENTS and row.status in SEATED and row.placed_from is not None:
        placed = within(Span(row.placed_from, row.placed_to), member)
        if placed is not None:
            one.works.append(placed)
