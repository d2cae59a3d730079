"""Sharing (delning): secrecy consents, what is shared with whom on which days, and the receipts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.sharing import ConsentHow, SharedPart, SharingGround
from .people import Organisation, Participant, User
from .referral import Case
from .tracking import ends_after_start, known, together, tracked


@tracked()
class SecrecyConsent(models.Model):
    """Somebody lets secrecy be broken towards a named receiver (OSL 10:1, 12 kap.). Not the legal basis under GDPR."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    receiver = models.CharField(max_length=120)
    parts = ArrayField(models.CharField(max_length=20))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_how = models.CharField(max_length=20)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"receiver", "parts"})

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            ends_after_start(name="secrecy_consent_ends_after_start"),
            known("given_how", ConsentHow, name="secrecy_consent_given_how_known"),
            models.CheckConstraint(
                condition=Q(parts__contained_by=[part.value for part in SharedPart], parts__len__gt=0),
                name="secrecy_consent_parts_known",
            ),
        ]


class SharingScheduleQuerySet(models.QuerySet["SharingSchedule"]):
    def running(self) -> SharingScheduleQuerySet:
        return self.filter(ended_on__isnull=True)


@tracked()
class SharingSchedule(models.Model):
    """What one receiver gets of one case, how often, and on what ground (delningsplan)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sharing")
    receiver = models.CharField(max_length=120)
    receiver_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    parts = ArrayField(models.CharField(max_length=20))
    ground = models.CharField(max_length=20)
    law = models.CharField(max_length=120, blank=True)
    consent = models.ForeignKey(SecrecyConsent, models.PROTECT, null=True, blank=True, related_name="schedules")
    every_months = models.PositiveSmallIntegerField()
    next_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = SharingScheduleQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"receiver", "parts", "law", "ended_because"})

    class Meta:
        ordering = ["next_on", "id"]
        constraints = [
            known("ground", SharingGround, name="sharing_ground_known"),
            models.CheckConstraint(
                condition=Q(parts__contained_by=[part.value for part in SharedPart], parts__len__gt=0),
                name="sharing_parts_known",
            ),
            models.CheckConstraint(
                condition=Q(ground=SharingGround.CONSENT, consent__isnull=False)
                | ~Q(ground=SharingGround.CONSENT) & Q(consent__isnull=True) & ~Q(law=""),
                name="sharing_has_its_ground",
            ),
            models.CheckConstraint(condition=Q(every_months__range=(1, 24)), name="sharing_every_some_months"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, next_on__isnull=False, ended_because="")
                | Q(ended_on__isnull=False, next_on__isnull=True) & ~Q(ended_because=""),
                name="sharing_runs_or_ended_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["next_on"], condition=Q(ended_on__isnull=True), name="sharing_next")]


@tracked()
class Sharing(models.Model):
    """One time something was shared (delning): exactly what went away, and the receipt."""

    schedule = models.ForeignKey(SharingSchedule, models.PROTECT, related_name="sharings")
    shared_on = models.DateField()
    shared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"content", "fingerprint"})

    class Meta:
        ordering = ["-shared_on", "-id"]
        constraints = [together("received_on", "received_by", name="sharing_received_by_somebody")]


TRANSFER_WAITS = Q(received_on__isnull=True, ended_on__isnull=True)


class TransferQuerySet(models.QuerySet["Transfer"]):
    def waiting(self) -> TransferQuerySet:
        return self.filter(TRANSFER_WAITS)


@tracked()
class Transfer(models.Model):
    """A case handed from one unit to another (överlämning), with what came along and the receipt.

    It ends without a receipt when the sender takes it back or the receiver says no.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    parts = ArrayField(models.CharField(max_length=20))
    sent_on = models.DateField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = TransferQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"reason", "parts", "ended_because"})

    class Meta:
        ordering = ["-sent_on", "-id"]
        constraints = [
            together("received_on", "received_by", name="transfer_received_by_somebody"),
            models.CheckConstraint(condition=~Q(from_unit=models.F("to_unit")), name="transfer_to_another_unit"),
            models.CheckConstraint(condition=~Q(reason=""), name="transfer_has_reason"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(ended_on__isnull=True), name="transfer_received_or_ended"
            ),
            models.UniqueConstraint(fields=["case"], condition=TRANSFER_WAITS, name="transfer_one_waiting_per_case"),
        ]
