"""Message (utskick): note that there is something to tell a participant; jobs gather and send it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from ..access import Actor
from ..models import Message, Participant
from ..rules.history import EventKind
from ..rules.message import Channel, MessageKind
from .log import log


def tell_participant(
    participant: Participant, kind: MessageKind, subject: models.Model, *, by: Actor, not_before: datetime | None = None
) -> Message | None:
    """Note it in the transaction of what happened. Whoever wants no messages gets none, and the answer is None.

    Nor does anybody whose personal data are protected: an address or a number in a letter is a trace.
    """
    if participant.reach_by == Channel.NONE or participant.is_protected:
        return None
    message = Message.objects.create(
        participant=participant,
        kind=kind,
        subject_type=subject._meta.model_name or "",
        subject_id=subject.pk,
        not_before=not_before or timezone.now(),
    )
    log(EventKind.MESSAGE_NOTED, message, by=by, kind=kind.value)
    return message
