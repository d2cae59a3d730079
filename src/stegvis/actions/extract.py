"""Extract from the criminal record (utdrag): note that it was shown. What it says is never asked."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import ExtractShown, Participant
from ..rules import extract as rules
from ..rules.history import EventKind
from ..rules.place import ExtractLaw
from .log import log, stop_if


@transaction.atomic
def note_extract(
    participant: Participant, *, law: ExtractLaw, extract_date: date, shown_on: date, by: Actor
) -> ExtractShown:
    """Note that somebody showed an extract: by which law, of which date, on which day, and to whom."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    require(by, Permission.EXTRACT_NOTE, participant)
    stop_if(
        rules.reasons_not_to_note(law=law, extract_date=extract_date, shown_on=shown_on, today=timezone.localdate())
    )
    row = ExtractShown.objects.create(
        participant=participant, law=law, extract_date=extract_date, shown_on=shown_on, shown_to_id=by.signed_in_id
    )
    log(EventKind.EXTRACT_SHOWN, row, by=by, happened_on=shown_on, law=law.value)
    return row
