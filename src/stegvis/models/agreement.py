"""Agreement (avtal): parties, ceilings and documents. What counts against it is held by the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.agreement import AgreementKind
from ..rules.place import PlacementForm
from .people import Organisation, User
from .tracking import ends_after_start, known, tracked


@tracked()
class Agreement(models.Model):
    """What the municipality and a host have agreed on (avtal).

    `seats` is how many may be placed at once in all; `owed` how many places a procurement clause promises; `ends_on` is
    the last day, also when it was ended early, and `planned_ends_on` keeps what was agreed at first.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    planned_ends_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField()
    owed = models.PositiveSmallIntegerField(default=0, db_default=0)
    funding = models.CharField(max_length=200, blank=True)
    amount_sek = models.PositiveIntegerField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(default=0, db_default=0)
    remind_days = models.PositiveSmallIntegerField(default=90, db_default=90)
    renews = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewed_by")

    personal: ClassVar[frozenset[str]] = frozenset({"ended_because"})

    class Meta:
        constraints = [
            known("kind", AgreementKind, name="agreement_kind_known"),
            ends_after_start(name="agreement_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.reference


@tracked()
class AgreementParty(models.Model):
    """A further party to an agreement (part), beside the municipality and the host."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_party_once")]


@tracked()
class AgreementCeiling(models.Model):
    """How many may be placed at once in one form (tak), as 70 in OSA and 10 in work training."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="ceilings")
    form = models.CharField(max_length=20)
    seats = models.PositiveSmallIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["form"]
        constraints = [
            known("form", PlacementForm, name="agreement_ceiling_form_known"),
            models.UniqueConstraint(fields=["agreement", "form"], name="agreement_ceiling_once"),
        ]


@tracked(without=("content",))
class AgreementDocument(models.Model):
    """The signed agreement, or an annex to it (handling). Type, size and content are checked before it is kept."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_on = models.DateField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"name", "content"})

    class Meta:
        ordering = ["-added_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="agreement_document_not_empty")]
