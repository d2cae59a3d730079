"""Note (anteckning): written once. What turns out to be wrong is put right by a new note; the old stays, struck."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowed, Permission, may, require
from ..models import Case, Meeting, Note
from ..rules import meeting as rules
from ..rules.history import EventKind
from ..rules.meeting import SecrecyClass
from ..rules.words import Reason
from .log import log, stop_if


@transaction.atomic
def write_note(
    case: Case,
    *,
    text: str,
    secrecy: SecrecyClass = SecrecyClass.FILE,
    written_on: date | None = None,
    meeting: Meeting | None = None,
    by: Actor,
) -> Note:
    """Write something down about a person."""
    case = _locked(case)
    _require(by, case, secrecy)
    today = timezone.localdate()
    day = written_on or today
    stop_if(
        rules.reasons_not_to_note(status=case.status, text=text, written_on=day, opened_on=case.opened_on, today=today)
    )
    return _write(case, Note(text=text, secrecy=secrecy, written_on=day, meeting=meeting), by=by)


@transaction.atomic
def correct_note(note: Note, *, text: str, by: Actor) -> Note:
    """A new note in the place of a wrong one, of the same class and about the same day."""
    case = _locked(note.case)
    note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    secrecy = SecrecyClass(note.secrecy)
    _require(by, case, secrecy)
    reasons = rules.reasons_not_to_note(
        status=case.status,
        text=text,
        written_on=note.written_on,
        opened_on=case.opened_on,
        today=timezone.localdate(),
        is_correction=True,
    )
    if Note.objects.filter(corrects=note).exists():
        reasons.append(Reason("Anteckningen är redan rättad. Rätta den nya i stället."))
    if text.strip() == note.text:
        reasons.append(Reason("Det är samma text som förut.", at="text"))
    stop_if(reasons)
    new = Note(text=text, secrecy=secrecy, written_on=note.written_on, meeting_id=note.meeting_id, corrects=note)
    return _write(case, new, by=by)


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)


def _require(by: Actor, case: Case, secrecy: SecrecyClass) -> None:
    """Nobody writes or corrects what they could not read."""
    require(by, Permission.NOTE_WRITE, case)
    if secrecy is SecrecyClass.SENSITIVE and not may(by, Permission.NOTE_READ_SENSITIVE, case):
        raise NotAllowed(Permission.NOTE_READ_SENSITIVE, case)


def _write(case: Case, note: Note, *, by: Actor) -> Note:
    note.case, note.written_by_id, note.text = case, by.user_id, note.text.strip()
    note.save()
    log(
        EventKind.NOTE_WRITTEN,
        note,
        by=by,
        happened_on=note.written_on,
        secrecy=note.secrecy,
        corrects=note.corrects_id,
    )
    return note
