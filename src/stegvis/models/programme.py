"""Programmes (program) that a case moves through, and the projects that activities count in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ..rules.programme import Funder
from .referral import Case, Programme
from .tracking import ends_after_start, known, never_overlap, tracked


@tracked()
class ProgrammeEnrolment(models.Model):
    """One programme of one case for a time (inskrivning i program). Moving to another programme is no exit."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="enrolments")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="enrolments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            ends_after_start(name="programme_enrolment_ends_after_start"),
            never_overlap("case_id", name="programme_enrolments_never_overlap"),
        ]


@tracked()
class Project(models.Model):
    """A project with its own money and its own report (projekt, till exempel ESF)."""

    name = models.CharField(max_length=80, unique=True)
    funder = models.CharField(max_length=20)
    reference = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("funder", Funder, name="project_funder_known"),
            ends_after_start(name="project_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name
