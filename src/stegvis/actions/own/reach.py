"""Reach (nå): how somebody wants to be reached, and in which language; said by the participant, or noted here."""

from __future__ import annotations

from django.db import transaction

from ...access import Actor, Permission, require
from ...models import Participant
from ...rules.history import EventKind
from ...rules.message import Channel, reasons_not_to_reach_by
from ...rules.own import PageLanguage
from ..log import log, stop_if


@transaction.atomic
def choose_how_to_be_reached(
    participant: Participant, *, reach_by: Channel, phone: str, email: str, page_language: PageLanguage, by: Actor
) -> Participant:
    """Where messages go, or that none are wanted, and in which language."""
    says = {"reach_by": reach_by, "phone": phone.strip(), "email": email.strip(), "page_language": page_language}
    return _change(participant, says, Permission.OWN_PAGES, by=by)


@transaction.atomic
def note_how_to_be_reached(
    participant: Participant, *, reach_by: Channel, phone: str, email: str, page_language: PageLanguage, by: Actor
) -> Participant:
    """The same, as somebody who works here has heard it."""
    says = {"reach_by": reach_by, "phone": phone.strip(), "email": email.strip(), "page_language": page_language}
    return _change(participant, says, Permission.PARTICIPANT_WRITE, by=by)


@transaction.atomic
def choose_page_language(participant: Participant, *, language: PageLanguage, by: Actor) -> Participant:
    """The language of the own pages, letters and messages, chosen by the participant."""
    return _change(participant, {"page_language": language}, Permission.OWN_PAGES, by=by)


@transaction.atomic
def set_page_language(participant: Participant, *, language: PageLanguage, by: Actor) -> Participant:
    """The same, by whoever hands over the code."""
    return _change(participant, {"page_language": language}, Permission.CODE_MAKE, by=by)


def _change(participant: Participant, says: dict[str, str], permission: Permission, *, by: Actor) -> Participant:
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    require(by, permission, participant)
    if "reach_by" in says:
        stop_if(
            reasons_not_to_reach_by(
                reach_by=Channel(says["reach_by"]),
                before=Channel(participant.reach_by),
                phone=says["phone"],
                email=says["email"],
                is_protected=participant.is_protected,
            )
        )
    changed = sorted(key for key, value in says.items() if getattr(participant, key) != value)
    for key in changed:
        setattr(participant, key, says[key])
    if changed:
        participant.save(update_fields=changed)
        log(EventKind.PARTICIPANT_CHANGED, participant, by=by, columns=changed)
    return participant
