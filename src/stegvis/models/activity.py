"""Activity (insats): what a participant does, beside each other, with hours a week."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.activity import ActivityKind
from .referral import Case
from .tracking import ends_after_start, known, tracked


@tracked()
class Activity(models.Model):
    """One activity of one case (insats). A placement is not one of these; both stand in the timeline."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)

    personal: ClassVar[frozenset[str]] = frozenset({"name"})

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            known("kind", ActivityKind, name="activity_kind_known"),
            ends_after_start(name="activity_ends_after_start"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=40), name="activity_hours_within_week"
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_on"], name="activity_of_case")]
