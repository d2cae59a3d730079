"""Referral (anvisning) and case (inskrivning), with the coordinators who have had it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules import case as case_rules
from ..rules.case import CaseStatus
from ..rules.ladder import MOST_STEPS
from ..rules.referral import ReferralSource, ReferralStatus, ReturnReason
from ..rules.words import Reason
from .people import Organisation, Participant, User
from .tracking import ends_after_start, known, never_overlap, tracked


@tracked()
class Programme(models.Model):
    """What a case is enrolled in (program)."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_open = models.BooleanField(default=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Referral(models.Model):
    """Somebody asks that a person may take part (anvisning)."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="referrals")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, default=ReferralStatus.RECEIVED)
    source = models.CharField(max_length=20)
    referred_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    referrer_name = models.CharField(max_length=120, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    from_paper = models.BooleanField(default=False)
    received_on = models.DateField()
    wish = models.TextField(blank=True)
    receives_income_support = models.BooleanField(default=False)
    children_in_household = models.PositiveSmallIntegerField(default=0)
    first_step = models.PositiveSmallIntegerField(default=1)
    first_independence_level = models.PositiveSmallIntegerField(default=1)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted_anyway_because = models.TextField(blank=True)
    return_reason = models.CharField(max_length=30, blank=True)
    return_comment = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset(
        {"referrer_name", "wish", "accepted_anyway_because", "return_comment"}
    )

    class Meta:
        constraints = [
            known("status", ReferralStatus, name="referral_status_known"),
            known("source", ReferralSource, name="referral_source_known"),
            models.CheckConstraint(
                condition=Q(return_reason="") | Q(return_reason__in=[r.value for r in ReturnReason]),
                name="referral_return_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(status=ReferralStatus.RECEIVED, decided_at__isnull=True)
                | ~Q(status=ReferralStatus.RECEIVED) & Q(decided_at__isnull=False),
                name="referral_decided_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReferralStatus.RETURNED) | ~Q(return_comment=""),
                name="referral_returned_with_comment",
            ),
            models.UniqueConstraint(
                fields=["participant"], condition=Q(status=ReferralStatus.RECEIVED), name="referral_one_waiting"
            ),
        ]
        indexes = [models.Index(fields=["unit", "status", "received_on"], name="referral_queue")]

    @property
    def status_label(self) -> str:
        return ReferralStatus(self.status).label


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        return self.filter(closed_on__isnull=True)

    def in_unit(self, unit: Organisation | int) -> CaseQuerySet:
        return self.filter(unit=unit)


@tracked()
class Case(models.Model):
    """One enrolment of one person, from referral to exit (inskrivning)."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="cases")
    referral = models.OneToOneField(Referral, models.PROTECT, null=True, blank=True, related_name="case")
    number = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    referred_on = models.DateField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    ladder = models.ForeignKey("stegvis.Ladder", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.PositiveSmallIntegerField(default=1)
    independence_level = models.PositiveSmallIntegerField(default=1)
    children_in_household = models.PositiveSmallIntegerField(default=0)

    objects = CaseQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(closed_on__isnull=True), name="case_one_open_per_participant"
            ),
            ends_after_start(name="case_closed_after_opened", start="opened_on", end="closed_on"),
            models.CheckConstraint(condition=Q(step__range=(1, MOST_STEPS)), name="case_step_on_ladder"),
            models.CheckConstraint(condition=Q(independence_level__range=(1, 4)), name="case_independence_level_known"),
        ]
        indexes = [
            models.Index(fields=["unit"], condition=Q(closed_on__isnull=True), name="case_open_in_unit"),
            models.Index(fields=["participant", "-opened_on"], name="case_of_participant"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def status(self) -> CaseStatus:
        return CaseStatus.OPEN if self.closed_on is None else CaseStatus.CLOSED

    def reasons_not_to_write(self) -> list[Reason]:
        return case_rules.reasons_not_to_write(status=self.status)


class CoordinatorPeriodQuerySet(models.QuerySet["CoordinatorPeriod"]):
    def current(self) -> CoordinatorPeriodQuerySet:
        return self.filter(ends_on__isnull=True)


@tracked()
class CoordinatorPeriod(models.Model):
    """Who had the case when (koordinatorsperiod). Periods of one case never overlap."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="coordinator_periods")
    coordinator = models.ForeignKey(User, models.PROTECT, related_name="coordinator_periods")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    over_ceiling_because = models.CharField(max_length=200, blank=True, db_default="")

    objects = CoordinatorPeriodQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"reason", "over_ceiling_because"})

    class Meta:
        constraints = [
            ends_after_start(name="coordinator_period_ends_after_start"),
            never_overlap("case_id", name="coordinator_periods_never_overlap"),
        ]
        indexes = [
            models.Index(
                fields=["coordinator", "case"], condition=Q(ends_on__isnull=True), name="coordinator_current_cases"
            )
        ]


class CoordinatorCoverQuerySet(models.QuerySet["CoordinatorCover"]):
    def on(self, day: date) -> CoordinatorCoverQuerySet:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


@tracked()
class CoordinatorCover(models.Model):
    """Somebody has another's whole caseload for a time (ersättare), except those with protected identity."""

    coordinator = models.ForeignKey(User, models.PROTECT, related_name="covered_by")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)

    objects = CoordinatorCoverQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            ends_after_start(name="coordinator_cover_ends_after_start"),
            models.CheckConstraint(condition=~Q(coordinator=models.F("substitute")), name="coordinator_cover_by_other"),
            models.CheckConstraint(condition=~Q(reason=""), name="coordinator_cover_has_reason"),
            never_overlap("coordinator_id", name="coordinator_cover_once"),
        ]
