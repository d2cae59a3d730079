"""Employment (anställning) with its state support, and the extract some places ask to see before anybody starts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.employment.words import Contract, Support
from ..rules.place import EXTRACT_LAWS
from .people import Participant, User
from .referral import Case
from .tracking import ends_after_start, known, never_overlap, tracked


@tracked()
class Employment(models.Model):
    """An employment of a participant by the municipality or a host (anställning): contract × state support × period.

    Several placements may rest on one employment, as when somebody employed by the municipality works at a company
    during the transition. One that goes on longer, or is renewed by another, says why in `goes_on_because`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="employments")
    contract = models.CharField(max_length=20)
    support = models.CharField(max_length=20, default=Support.NONE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField()
    ended_because = models.CharField(max_length=200, blank=True)
    renews = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewed_by")
    goes_on_because = models.CharField(max_length=300, blank=True, default="", db_default="")

    personal: ClassVar[frozenset[str]] = frozenset({"support", "ended_because", "goes_on_because"})

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            known("contract", Contract, name="employment_contract_known"),
            known("support", Support, name="employment_support_known"),
            ends_after_start(name="employment_ends_after_start"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=40), name="employment_hours_within_week"
            ),
            never_overlap("case_id", name="employments_never_overlap"),
        ]


@tracked()
class SupportDecision(models.Model):
    """The employment service's decision on state support (beslut): reference, period and share of the cost.

    An extension is a decision of its own, with the reason why; decisions of one employment never overlap.
    """

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="decisions")
    reference = models.CharField(max_length=60)
    decided_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    share_percent = models.DecimalField(max_digits=4, decimal_places=1)
    reason = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"reference", "reason"})

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start(name="support_decision_ends_after_start"),
            models.CheckConstraint(condition=Q(share_percent__range=(0, 100)), name="support_decision_share_percent"),
            never_overlap("employment_id", name="support_decisions_never_overlap"),
        ]


@tracked()
class ExtractShown(models.Model):
    """That somebody showed an extract from the criminal record (utdrag ur belastningsregistret). Never what it said."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="extracts_shown")
    law = models.CharField(max_length=20)
    extract_date = models.DateField()
    shown_on = models.DateField()
    shown_to = models.ForeignKey(User, models.PROTECT, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"law"})

    class Meta:
        ordering = ["-shown_on", "-id"]
        constraints = [
            known("law", EXTRACT_LAWS, name="extract_shown_law_known"),
            ends_after_start(name="extract_shown_after_its_date", start="extract_date", end="shown_on"),
        ]
