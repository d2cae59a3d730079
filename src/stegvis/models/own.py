"""Own pages (Mina sidor): the code that lets a participant in, and what participants ask for."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.own import RequestKind, RequestStatus
from .people import Participant, User
from .tracking import known, tracked


class AccessCodeQuerySet(models.QuerySet["AccessCode"]):
    def usable(self, moment: datetime) -> AccessCodeQuerySet:
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=moment)


@tracked(without=("code_hash",))
class AccessCode(models.Model):
    """A code that a coordinator hands over (engångskod): used once, for a time, and gone when it is taken back."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="access_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = AccessCodeQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"code_hash"})

    class Meta:
        ordering = ["-made_at", "-id"]


class CodeGuess(models.Model):
    """One wrong code from one place (fel kod), kept for as long as guesses are counted."""

    source_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    personal: ClassVar[frozenset[str]] = frozenset({"source_hash"})

    class Meta:
        indexes = [models.Index(fields=["source_hash", "at"], name="code_guess_from")]


@tracked(without=("content",))
class OwnRequest(models.Model):
    """What a participant asks of the municipality (begäran): a correction, names, everything, or a complaint."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20, default=RequestStatus.WAITING)
    about = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    made_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    withheld = models.JSONField(default=list, blank=True)
    content = models.JSONField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"about", "text", "answer", "withheld", "content"})

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            known("kind", RequestKind, name="own_request_kind_known"),
            known("status", RequestStatus, name="own_request_status_known"),
            models.CheckConstraint(
                condition=Q(status=RequestStatus.WAITING, answered_on__isnull=True)
                | ~Q(status=RequestStatus.WAITING) & Q(answered_on__isnull=False) & ~Q(answer=""),
                name="own_request_answered_with_words",
            ),
        ]
        indexes = [models.Index(fields=["status", "made_on"], name="own_request_queue")]
