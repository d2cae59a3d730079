"""Place (arbetsplats): its profile, its way from idea to closed, its seats over time and those who supervise there."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import place as rules
from ..rules.place import ConfirmationAnswer, ExtractLaw, Field, PlacementForm, PlaceStatus
from ..rules.words import Reason
from .agreement import Agreement
from .people import Organisation, User
from .supervisor import Supervisor
from .tracking import ends_after_start, known, never_overlap, tracked


@tracked()
class Place(models.Model):
    """Somewhere to train and work, with its profile (arbetsplats med platsprofil)."""

    host = models.ForeignKey(Organisation, models.PROTECT, related_name="places")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="places")
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=20, default=PlaceStatus.PROPOSED, db_default=PlaceStatus.PROPOSED.value)
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
    extract_law = models.CharField(max_length=20, blank=True, default="", db_default="")
    needs_lifting = models.BooleanField(default=False)
    has_shifts = models.BooleanField(default=False, db_default=False)
    requirements = models.CharField(max_length=300, blank=True, default="", db_default="")
    supervision_hours = models.DecimalField(max_digits=4, decimal_places=1, default=2, db_default=2)
    manager = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    union_noted_on = models.DateField(null=True, blank=True)
    union_note = models.CharField(max_length=300, blank=True, default="", db_default="")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    paused_until = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"union_note"})

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["host", "name"], name="place_name_once_per_host"),
            known("field", Field, name="place_field_known"),
            known("status", PlaceStatus, name="place_status_known"),
            known("extract_law", ExtractLaw, name="place_extract_law_known"),
            models.CheckConstraint(
                condition=~Q(status=PlaceStatus.CLOSED) | Q(closed_on__isnull=False), name="place_closed_has_day"
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True, approved_by__isnull=True) | Q(approved_on__isnull=False),
                name="place_approved_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PlaceStatus.OPEN, PlaceStatus.PAUSED]) | Q(opened_on__isnull=False),
                name="place_open_has_first_day",
            ),
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

    def reasons_not_to_be_used(self, *, ends_on: date) -> list[Reason]:
        return rules.reasons_not_to_be_used(status=PlaceStatus(self.status), closed_on=self.closed_on, ends_on=ends_on)


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


class PlaceSupervisorQuerySet(models.QuerySet["PlaceSupervisor"]):
    def on(self, day: date) -> PlaceSupervisorQuerySet:
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@tracked()
class PlaceSupervisor(models.Model):
    """Who supervises at a place (arbetsplatshandledare), from one day to another."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="supervisions")
    supervisor = models.ForeignKey(Supervisor, models.PROTECT, related_name="supervisions")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PlaceSupervisorQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start(name="place_supervisor_ends_after_start"),
            never_overlap("place_id", "supervisor_id", name="place_supervisors_never_overlap"),
        ]


@tracked()
class PlaceConfirmation(models.Model):
    """A host asked whether the place is still as it stands (stämmer det?), and what it said.

    `mailed_on` is when the question left by e-mail; without it somebody has to phone.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="confirmations")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=20, default=ConfirmationAnswer.WAITING)
    mailed_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    comment = models.CharField(max_length=500, blank=True)
    enough_until = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"answered_by", "comment"})

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            known("answer", ConfirmationAnswer, name="place_confirmation_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=ConfirmationAnswer.WAITING, answered_on__isnull=True)
                | ~Q(answer=ConfirmationAnswer.WAITING) & Q(answered_on__isnull=False),
                name="place_confirmation_answered_has_day",
            ),
            models.CheckConstraint(
                condition=Q(answer=ConfirmationAnswer.ENOUGH) | Q(enough_until__isnull=True),
                name="place_confirmation_until_when_enough",
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(answer=ConfirmationAnswer.WAITING), name="place_confirmation_one_waiting"
            ),
        ]

    @property
    def answer_label(self) -> str:
        return ConfirmationAnswer(self.answer).label


@tracked()
class TravelTime(models.Model):
    """Minutes by bus and on foot between two zones (restid)."""

    from_zone = models.CharField(max_length=40)
    to_zone = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["from_zone", "to_zone"], name="travel_time_once")]
