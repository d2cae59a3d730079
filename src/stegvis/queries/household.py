"""Households (hushåll) on screen: who lives there in ages, and how many children there are for lists and queues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from ..models import Case, HouseholdChild, HouseholdMember, Participant
from ..rules.household import Occupation, ages_in, earliest_birth_year


@dataclass(frozen=True)
class HouseholdNow:
    """The household as it is noted: ages in the year, and no names."""

    since: date
    noted_on: date
    other_adult: Occupation
    ages: tuple[int, ...]
    born_years: tuple[int, ...]
    other_participants: int

    @property
    def children(self) -> int:
        return len(self.ages)


def household_of(case: Case, *, today: date) -> HouseholdNow | None:
    """The household that the participant lives in; nothing until it is noted. One statement."""
    there = HouseholdMember.objects.filter(household=OuterRef("household"), ends_on__isnull=True)
    others = there.order_by().exclude(participant=case.participant_id).values("household")
    row = (
        HouseholdMember.objects.filter(participant=case.participant_id, ends_on__isnull=True)
        .annotate(
            years=ArrayAgg("household__children__born_year", filter=Q(household__children__isnull=False)),
            others=Coalesce(Subquery(others.annotate(many=Count("pk")).values("many")), 0),
        )
        .order_by()
        .values_list("starts_on", "household__noted_on", "household__other_adult", "years", "others")
        .first()
    )
    if row is None:
        return None
    since, noted_on, other_adult, years, many = row
    born_years = tuple(sorted(years or ()))
    return HouseholdNow(
        since, noted_on, Occupation(other_adult), tuple(ages_in(today.year, born_years)), born_years, many
    )


def lives_with(case: Case) -> list[Participant]:
    """The participants who share the household now, in the order of their names."""
    mine = HouseholdMember.objects.filter(participant=case.participant_id, ends_on__isnull=True).values("household")
    there = Q(household_members__household__in=mine, household_members__ends_on__isnull=True)
    return list(Participant.objects.filter(there).exclude(pk=case.participant_id).order_by("sort_name", "pk"))


def children_at_home(preliminary: str, *, person: str, today: date) -> models.Case:
    """How many children there are at home, for any list: the household's where it is noted, else what was first said.

    `preliminary` is the column that the referral filled, `person` the path to the participant's key.
    """
    member = HouseholdMember.objects.filter(participant=OuterRef(person), ends_on__isnull=True).order_by()
    counted = (
        HouseholdChild.objects.filter(
            household__members__participant=OuterRef(person),
            household__members__ends_on__isnull=True,
            born_year__gte=earliest_birth_year(today),
        )
        .order_by()
        .values("household")
        .annotate(many=Count("pk"))
        .values("many")
    )
    noted = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    said = ExpressionWrapper(F(preliminary), output_field=IntegerField())
    return models.Case(When(Exists(member), then=noted), default=said, output_field=IntegerField())
