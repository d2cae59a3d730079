"""Facts (underlag): the flat rows that figures are counted from, one statement for each kind of row.

Figures count everybody, also people with protected identity, so this does not start from `visible_to`: nothing here is
shown before it has been counted and small groups are hidden. The records behind a figure do (queries/indicator.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, Exists, Min, OuterRef, Q
from django.db.models.functions import Greatest, Least

from stegvis.models import Case, Exit, Organisation, PlaceCapacity, Referral, ReviewFinding, ReviewItem, StepMove
from stegvis.queries.household_facts import household_facts
from stegvis.rules.indicator.facts import (
    CaseFact,
    ExitFact,
    Facts,
    FirstPlacementFact,
    MoveFact,
    ReferralFact,
    ReviewFact,
    SeatsFact,
)
from stegvis.rules.people import OrganisationKind
from stegvis.rules.placement import SEATED
from stegvis.rules.quality import SHORTCOMINGS, SampleKind
from stegvis.rules.words import N_


class Between(NamedTuple):
    """The days that facts are fetched for."""

    first: date
    last: date


@dataclass(frozen=True)
class Underlay:
    """The facts, and what each unit and department in them is called."""

    facts: Facts
    names: Mapping[str, str]


def facts_of(kinds: Collection[str], between: Between) -> Underlay:
    """The facts of the given kinds (the fields of `Facts`): one statement for each, and one for the names."""
    organisations = _organisations()
    found = {kind: FETCH[kind](between) for kind in kinds if kind != "seats"}
    if "seats" in kinds:
        found["seats"] = _seats(between, _departments(organisations))
    names = {str(each.id): each.name for each in organisations.values()} | OUTSIDE
    return Underlay(Facts(**found), names)


def _referrals(between: Between) -> tuple[ReferralFact, ...]:
    rows = Referral.objects.filter(received_on__range=between).order_by("received_on", "id")
    return _made(
        ReferralFact, rows.values_list("id", "participant_id", "participant__gender", "unit_id", "received_on")
    )


def _cases(between: Between) -> tuple[CaseFact, ...]:
    rows = Case.objects.filter(opened_on__lte=between.last).order_by("opened_on", "id")
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=between.first))
    return _made(CaseFact, rows.values_list("id", *OF_PERSON, "opened_on", "closed_on"))


def _moves(between: Between) -> tuple[MoveFact, ...]:
    rows = StepMove.objects.filter(moved_on__range=between).order_by("moved_on", "id")
    return _made(MoveFact, rows.values_list("id", *OF_CASE, "moved_on", "from_step", "to_step"))


def _exits(between: Between) -> tuple[ExitFact, ...]:
    rows = Exit.objects.filter(exited_on__range=between).order_by("exited_on", "id")
    return _made(ExitFact, rows.values_list("id", *OF_CASE, "exited_on", "outcome", "lasts_a_month", "outcome_held"))


def _first_placements(between: Between) -> tuple[FirstPlacementFact, ...]:
    """The first day that anybody of the case was at a place."""
    rows = (
        Case.objects.filter(placements__status__in=SEATED)
        .annotate(on=Min("placements__starts_on"))
        .filter(on__range=between)
        .order_by("on", "id")
    )
    return _made(FirstPlacementFact, rows.values_list("id", *OF_PERSON, "on", "referred_on"))


def _reviews(between: Between) -> tuple[ReviewFact, ...]:
    """Plans that were reviewed, whichever sample they were drawn in."""
    short = ReviewFinding.objects.filter(item=OuterRef("pk"), answer__in=SHORTCOMINGS)
    rows = ReviewItem.objects.filter(sample__kind=SampleKind.PLANS, reviewed_on__range=between)
    rows = rows.annotate(is_without_remark=~Exists(short)).order_by("reviewed_on", "id")
    return _made(ReviewFact, rows.values_list("id", *OF_CASE, "reviewed_on", "is_without_remark"))


def _seats(between: Between, departments: Mapping[int, str]) -> tuple[SeatsFact, ...]:
    """Capacity as long as the place itself is there."""
    rows = (
        PlaceCapacity.objects.filter(seats__gt=0, starts_on__lte=between.last)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=between.first))
        .annotate(
            first=Greatest("starts_on", "place__opened_on", output_field=DateField()),
            last=Least("ends_on", "place__closed_on", output_field=DateField()),
        )
        .order_by("place_id", "starts_on")
        .values_list("place_id", "place__host_id", "seats", "first", "last")
    )
    return tuple(
        SeatsFact(place, departments[host], seats, first, last)
        for place, host, seats, first, last in rows
        if last is None or first <= last
    )


OF_PERSON = ("participant_id", "participant__gender", "unit_id")
OF_CASE = ("case__participant_id", "case__participant__gender", "case__unit_id")
FETCH: dict[str, Callable[[Between], tuple[Any, ...]]] = {
    "referrals": _referrals,
    "cases": _cases,
    "moves": _moves,
    "exits": _exits,
    "first_placements": _first_placements,
    "reviews": _reviews,
    "households": lambda between: household_facts(between.first, between.last),
}


def _made(fact: Any, rows: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Rows of the database as facts; the unit's key becomes text."""
    return tuple(fact(key, person, gender, str(unit), *rest) for key, person, gender, unit, *rest in rows)


class _Organisation(NamedTuple):
    id: int
    name: str
    kind: str
    parent: int | None


OUTSIDE: dict[str, str] = {
    OrganisationKind.MUNICIPAL_COMPANY.value: N_("kommunala bolag"),
    OrganisationKind.ASSOCIATION.value: N_("föreningar"),
    OrganisationKind.COMPANY.value: N_("företag"),
    OrganisationKind.MUNICIPALITY.value: N_("kommunen, utan förvaltning"),
}
"""Hosts that stand for themselves, by kind."""


def _organisations() -> dict[int, _Organisation]:
    rows = Organisation.objects.order_by("id").values_list("id", "name", "kind", "parent_id")
    return {row[0]: _Organisation(*row) for row in rows}


def _departments(organisations: Mapping[int, _Organisation]) -> dict[int, str]:
    """Where the seats of each host are counted: once, in the nearest department or by the kind of host."""
    return {key: _department(each, organisations) for key, each in organisations.items()}


def _department(host: _Organisation, organisations: Mapping[int, _Organisation]) -> str:
    if host.kind in OUTSIDE and host.kind != OrganisationKind.MUNICIPALITY:
        return host.kind
    each: _Organisation | None = host
    seen: set[int] = set()
    while each is not None and each.id not in seen:
        if each.kind == OrganisationKind.DEPARTMENT:
            return str(each.id)
        if each.kind in OUTSIDE:
            return each.kind
        seen.add(each.id)
        each = organisations.get(each.parent) if each.parent is not None else None
    return OrganisationKind.MUNICIPALITY.value
