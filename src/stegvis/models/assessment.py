"""Mapping and baseline (kartläggning och utgångsläge)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.assessment import Swedish
from ..rules.ladder import MOST_STEPS
from ..rules.place import ALL_HALF_DAYS
from .people import User
from .referral import Case
from .tracking import known, tracked


@tracked()
class Baseline(models.Model):
    """Where the case started: preliminary at referral, locked at the first mapping (utgångsläge)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="baseline")
    step = models.PositiveSmallIntegerField()
    independence_level = models.PositiveSmallIntegerField()
    set_on = models.DateField()
    locked_on = models.DateField(null=True, blank=True)
    locked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(step__range=(1, MOST_STEPS), independence_level__range=(1, 4)), name="baseline_on_ladder"
            ),
        ]


@tracked()
class IntakeMapping(models.Model):
    """What the participant and the coordinator found out together (kartläggning). The latest one counts."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="mappings")
    held_on = models.DateField()
    held_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    own_words = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    wishes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(default=20)
    slots = models.PositiveSmallIntegerField(default=ALL_HALF_DAYS)
    longest_travel_minutes = models.PositiveSmallIntegerField(default=45)
    swedish = models.CharField(max_length=1, default=Swedish.C)
    has_driving_licence = models.BooleanField(default=False)
    can_lift = models.BooleanField(default=True)
    extract_shown_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"own_words", "strengths", "obstacles", "wishes", "swedish"})

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [known("swedish", Swedish, name="mapping_swedish_known")]
        indexes = [models.Index(fields=["case", "-held_on"], name="mapping_latest")]
