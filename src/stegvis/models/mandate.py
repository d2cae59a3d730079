"""Mandate (uppdrag): places to be made, part by part and department by department, against what there was."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .people import Organisation
from .tracking import ends_after_start, tracked


@tracked()
class Mandate(models.Model):
    """What a committee has decided about places (uppdrag), as the 500 new ones, with where it stands written."""

    name = models.CharField(max_length=120, unique=True)
    committee = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [ends_after_start(name="mandate_ends_after_start")]

    def __str__(self) -> str:
        return self.name


@tracked()
class MandateTarget(models.Model):
    """How many new places one part of a mandate asks for (mål): in a year or in all, of a department or of everybody.

    `forms` and `kinds` say which placements forms and kinds of host count; empty means all. `baseline` is what stood
    before, in places.
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="targets")
    part = models.CharField(max_length=120)
    department = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    forms = models.JSONField(default=list, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    baseline = models.PositiveIntegerField(default=0)
    target = models.PositiveIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["part", "year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "part", "department", "year"], name="mandate_target_once", nulls_distinct=False
            )
        ]
