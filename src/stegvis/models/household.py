"""Households (hushåll): who lives together. Children stand by year of birth, never by name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.household import Occupation
from .people import Participant
from .tracking import ends_after_start, known, never_overlap, tracked


@tracked()
class Household(models.Model):
    """One household (hushåll); what an adult does who is not a participant here is a fixed code."""

    other_adult = models.CharField(max_length=20, default=Occupation.UNKNOWN)
    noted_on = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset({"other_adult"})

    class Meta:
        constraints = [known("other_adult", Occupation, name="household_other_adult_known")]


@tracked()
class HouseholdMember(models.Model):
    """A participant lives in a household for a time."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="household_members")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            ends_after_start(name="household_member_ends_after_start"),
            never_overlap("participant_id", name="household_member_in_one_household"),
        ]


@tracked()
class HouseholdChild(models.Model):
    """A child of a household: the year of birth, and nothing else."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="children")
    born_year = models.PositiveSmallIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["born_year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(born_year__range=(1990, 2100)), name="household_child_born_year_possible"
            )
        ]
