"""Place (arbetsplats) with its capacity over time, and the agreement it rests on."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules.place import AgreementKind, Field, PlacementForm
from .people import Organisation, User
from .tracking import ends_after_start, known, never_overlap, tracked


@tracked()
class Agreement(models.Model):
    """What the municipality and the host have agreed on (avtal)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    seats = models.PositiveSmallIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [
            known("kind", AgreementKind, name="agreement_kind_known"),
            ends_after_start(name="agreement_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.reference


@tracked()
class Place(models.Model):
    """Somewhere to train and work, with its profile (arbetsplats med platsprofil)."""

    host = models.ForeignKey(Organisation, models.PROTECT, related_name="places")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="places")
    name = models.CharField(max_length=120)
    field = models.CharField(max_length=20)
    tasks = models.TextField(blank=True)
    trains = models.TextField(blank=True)
    forms = ArrayField(models.CharField(max_length=20))
    independence_from = models.PositiveSmallIntegerField(default=1)
    independence_to = models.PositiveSmallIntegerField(default=4)
    hours_from = models.PositiveSmallIntegerField(default=10)
    hours_to = models.PositiveSmallIntegerField(default=40)
    slots = models.PositiveSmallIntegerField()
    travel_zone = models.CharField(max_length=40, blank=True)
    lowest_swedish = models.PositiveSmallIntegerField(default=0)
    needs_driving_licence = models.BooleanField(default=False)
    needs_extract = models.BooleanField(default=False)
    needs_lifting = models.BooleanField(default=False)
    supervisor_name = models.CharField(max_length=120, blank=True)
    supervisor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    manager = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    supervisor_room = models.PositiveSmallIntegerField(default=3)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"supervisor_name"})

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["host", "name"], name="place_name_once_per_host"),
            known("field", Field, name="place_field_known"),
            models.CheckConstraint(
                condition=Q(forms__contained_by=[form.value for form in PlacementForm]) & ~Q(forms=[]),
                name="place_forms_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    independence_from__gte=1, independence_to__lte=4, independence_from__lte=F("independence_to")
                ),
                name="place_independence_range",
            ),
            models.CheckConstraint(condition=Q(hours_from__lte=F("hours_to")), name="place_hours_range"),
            ends_after_start(name="place_closed_after_opened", start="opened_on", end="closed_on"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class PlaceCapacity(models.Model):
    """How many seats a place has from one day to another (antal platser). Intervals of a place never overlap."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="capacities")
    seats = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start(name="place_capacity_ends_after_start"),
            never_overlap("place_id", name="place_capacities_never_overlap"),
        ]


@tracked()
class TravelTime(models.Model):
    """Minutes by bus and on foot between two zones (restid)."""

    from_zone = models.CharField(max_length=40)
    to_zone = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["from_zone", "to_zone"], name="travel_time_once")]
