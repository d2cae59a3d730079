"""Messages (utskick) to participants: that there is something to tell, and whether it was sent; never the words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.message import Channel, MessageKind, MessageStatus
from .people import Participant
from .tracking import known, tracked


@tracked()
class Message(models.Model):
    """One thing to tell one participant (utskick). Several that wait go together as one letter."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=30)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    status = models.CharField(max_length=20, default=MessageStatus.WAITING)
    channel = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    letter = models.UUIDField(null=True, blank=True)
    why_not = models.CharField(max_length=40, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["not_before", "id"]
        constraints = [
            known("kind", MessageKind, name="message_kind_known"),
            known("status", MessageStatus, name="message_status_known"),
            models.CheckConstraint(
                condition=Q(channel="") | Q(channel__in=[each.value for each in Channel]), name="message_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(status=MessageStatus.WAITING, settled_at__isnull=True)
                | ~Q(status=MessageStatus.WAITING) & Q(settled_at__isnull=False),
                name="message_settled_when_not_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(status=MessageStatus.WAITING), name="message_waiting"),
            models.Index(fields=["participant", "settled_at"], name="message_of_participant"),
        ]
