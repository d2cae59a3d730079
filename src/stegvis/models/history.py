"""History (händelser): what was done, added by the actions and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..rules.history import EventKind
from .tracking import AppendOnly


class CaseEvent(AppendOnly):
    """One thing that happened (händelse). No foreign keys: the log never holds back, and survives, the live rows.

    `data` holds keys, dates and numbers, never names, notes or identity numbers.
    """

    kind = models.CharField(max_length=30)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    participant_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120)
    actor_role = models.CharField(max_length=30)
    data = models.JSONField(default=dict)

    personal: ClassVar[frozenset[str]] = frozenset({"actor_name"})

    class Meta(AppendOnly.Meta):
        ordering = ["-happened_on", "-id"]
        indexes = [
            models.Index(fields=["participant_id", "-happened_on", "-id"], name="event_of_participant"),
            models.Index(fields=["kind", "happened_on"], name="event_by_kind"),
            models.Index(fields=["actor_id", "recorded_at"], name="event_by_actor"),
            models.Index(fields=["subject_id", "id"], condition=Q(subject_type="place"), name="event_of_place"),
        ]

    @property
    def label(self) -> str:
        return EventKind(self.kind).label
