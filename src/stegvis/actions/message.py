"""Message (utskick): note that there is something to tell a participant; jobs gather and send it."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Message, Participant
from ..rules.history import EventKind
from ..rules.message import Channel, MessageKind, reasons_not_to_reach_by
from ..rules.own import PageLanguage
from .log import log, stop_if


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


@transaction.atomic
def choose_channel(
    participant: Participant, *, reach_by: Channel, phone: str, email: str, page_language: PageLanguage, by: Actor
) -> Participant:
    """Note how the participant wants to be reached, as staff have heard it."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    require(by, Permission.PARTICIPANT_WRITE, participant)
    stop_if(reasons_not_to_reach_by(reach_by=reach_by, phone=phone, email=email, is_protected=participant.is_protected))
    says = {"reach_by": reach_by, "phone": phone.strip(), "email": email.strip(), "page_language": page_language}
    changed = sorted(key for key, value in says.items() if getattr(participant, key) != value)
    for key in changed:
        setattr(participant, key, says[key])
    if changed:
        participant.save(update_fields=changed)
        log(EventKind.PARTICIPANT_CHANGED, participant, by=by, columns=changed)
    return participant
