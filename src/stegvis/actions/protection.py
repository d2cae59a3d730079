"""Protection (skyddade uppgifter): what stops the moment an identity becomes protected, whoever notes it."""

from __future__ import annotations

from django.utils import timezone

from ..access import Actor
from ..models import AccessCode, Participant
from ..rules.history import EventKind
from ..rules.message import WhyNot
from .log import log
from .sending import drop_waiting


def shut_out(participant: Participant, *, by: Actor) -> None:
    """What waits is never sent, and codes and links that lie in a phone or on a paper open nothing."""
    drop_waiting(participant, why=WhyNot.PROTECTED, by=by)
    now = timezone.now()
    for code in AccessCode.objects.usable(now).filter(participant=participant).select_for_update().order_by("pk"):
        code.revoked_at = now
        code.save(update_fields=["revoked_at"])
        log(EventKind.CODE_REVOKED, code, by=by)
