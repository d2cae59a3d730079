"""Exit (avslut): what the person went to, and whether it lasted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ..rules.exit import Outcome
from .people import User
from .referral import Case
from .tracking import known, together, tracked


@tracked()
class Exit(models.Model):
    """The end of a case with its outcome (avslut)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="exit")
    exited_on = models.DateField()
    outcome = models.CharField(max_length=30)
    lasts_a_month = models.BooleanField(null=True, blank=True)
    comment = models.TextField(blank=True)
    exited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    outcome_held = models.BooleanField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"comment"})

    class Meta:
        constraints = [
            known("outcome", Outcome, name="exit_outcome_known"),
            together("confirmed_on", "outcome_held", name="exit_confirmed_with_answer"),
        ]
        indexes = [models.Index(fields=["exited_on"], name="exit_by_day")]
