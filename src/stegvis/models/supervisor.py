"""Supervisor (arbetsplatshandledare): who guides people at a place, and for how many there is room."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .people import Organisation, User
from .tracking import ends_after_start, never_overlap, tracked


@tracked()
class Supervisor(models.Model):
    """Somebody at a host who guides those who are placed there; trained from the day of the introduction."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supervisors")
    name = models.CharField(max_length=120)
    user = models.OneToOneField(User, models.PROTECT, null=True, blank=True, related_name="supervisor")
    trained_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name"})

    class Meta:
        ordering = ["name"]
        constraints = [ends_after_start(name="supervisor_ends_after_start")]

    def __str__(self) -> str:
        return f"Arbetsplatshandledare {self.pk}"


@tracked()
class SupervisorRoom(models.Model):
    """How many a supervisor can take (handledarutrymme), in people or, where somebody wants it, in hours a week."""

    supervisor = models.ForeignKey(Supervisor, models.CASCADE, related_name="rooms")
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start(name="supervisor_room_ends_after_start"),
            models.CheckConstraint(
                condition=Q(people__isnull=False, hours_per_week__isnull=True)
                | Q(people__isnull=True, hours_per_week__isnull=False),
                name="supervisor_room_in_people_or_hours",
            ),
            never_overlap("supervisor_id", name="supervisor_rooms_never_overlap"),
        ]


@tracked()
class SupervisorLoad(models.Model):
    """Others a supervisor has (studerande, nyanställda): a dated number, in people and the hours a week they take."""

    supervisor = models.ForeignKey(Supervisor, models.CASCADE, related_name="loads")
    what = models.CharField(max_length=80)
    people = models.PositiveSmallIntegerField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["starts_on"]
        constraints = [ends_after_start(name="supervisor_load_ends_after_start")]


@tracked()
class SupervisorTraining(models.Model):
    """A training offered to a supervisor (handledarutbildning), and taken when there is a day for it."""

    supervisor = models.ForeignKey(Supervisor, models.CASCADE, related_name="trainings")
    name = models.CharField(max_length=120)
    offered_on = models.DateField()
    taken_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["-offered_on", "-id"]
        constraints = [
            ends_after_start(name="supervisor_training_taken_after_offered", start="offered_on", end="taken_on"),
        ]
