"""Privacy (integritet): who has read what, and who may read without a relation of their own."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..rules.history import GrantKind, ReadKind
from .people import Participant, User
from .tracking import AppendOnly, known, tracked


class AccessLog(AppendOnly):
    """One reading, search or refusal (läslogg). A list is one row that names everyone who stood in it."""

    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=20)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=120)
    role = models.CharField(max_length=30)
    unit_name = models.CharField(max_length=120, blank=True)
    participant_ids = ArrayField(models.BigIntegerField(), default=list)
    screen = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"user_name", "purpose"})

    class Meta(AppendOnly.Meta):
        ordering = ["-at", "-id"]
        constraints = [known("kind", ReadKind, name="access_log_kind_known")]
        indexes = [
            GinIndex(fields=["participant_ids"], name="access_log_of_participant"),
            models.Index(fields=["-at"], name="access_log_by_time"),
        ]

    @property
    def kind_label(self) -> str:
        return ReadKind(self.kind).label


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    def current(self, moment: datetime) -> AccessGrantQuerySet:
        return self.filter(starts_at__lte=moment).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=moment))


@tracked()
class AccessGrant(models.Model):
    """Somebody may read one person's file for a time, for a stated reason (läsrätt)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = AccessGrantQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        constraints = [
            known("kind", GrantKind, name="access_grant_kind_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="access_grant_has_reason"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="access_grant_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["user", "participant"], name="access_grant_of_user")]
