"""Today (Idag): what somebody has put off, and until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .people import User
from .tracking import tracked


@tracked()
class Snooze(models.Model):
    """One line of one worklist, put off with a reason (uppskjutet)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="snoozes")
    rule = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    until = models.DateField()
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now=True)

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "rule", "subject_id"], name="snooze_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="snooze_has_reason"),
        ]
