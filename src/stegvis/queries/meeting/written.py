"""Notes and documents (anteckningar och handlingar), by the secrecy classes that the reader holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ...access import Actor, Permission, permissions_on
from ...models import Case, Document, DocumentContent, Note, Participant
from ...rules.meeting import SecrecyClass, classes_read
from ..paging import Paging

DECIDE_CLASSES = (Permission.PARTICIPANT_WORK, Permission.PARTICIPANT_READ, Permission.NOTE_READ_SENSITIVE)
PER_PAGE = 40


@dataclass(frozen=True)
class NoteRow:
    """One note. A corrected one stays readable, struck; `corrects_on` is set on the one that put another right."""

    pk: int
    text: str
    secrecy: SecrecyClass
    written_on: date
    written_at: datetime
    written_by: str
    is_own: bool
    corrected_at: datetime | None
    corrected_by: str
    is_correction: bool


@dataclass(frozen=True)
class NotePage:
    """One page of those notes that the reader may see."""

    rows: list[NoteRow]
    paging: Paging


@dataclass(frozen=True)
class DocumentRow:
    """One document in a list; its bytes are read only when somebody opens it."""

    pk: int
    name: str
    content_type: str
    size_bytes: int
    secrecy: SecrecyClass
    shown_to_participant: bool
    added_at: datetime
    added_by: str


def classes_held(held: Iterable[Permission]) -> frozenset[SecrecyClass]:
    """The classes that come with permissions held on one person."""
    held = frozenset(held)
    return classes_read(
        works_with=Permission.PARTICIPANT_WORK in held,
        reads_file=Permission.PARTICIPANT_READ in held,
        reads_sensitive=Permission.NOTE_READ_SENSITIVE in held,
    )


def classes_for(actor: Actor, case: Case) -> frozenset[SecrecyClass]:
    """The classes that the actor reads of one case; one statement for each reach, at most three."""
    return classes_held(permissions_on(actor, case, DECIDE_CLASSES))


def notes_of(
    case: Case,
    *,
    actor: Actor,
    classes: Iterable[SecrecyClass],
    written_by: int | None = None,
    since: date | None = None,
    page: int = 1,
) -> NotePage:
    """The notes of the classes, the latest first. Two statements, however many notes."""
    notes = Note.objects.filter(case=case, secrecy__in=[each.value for each in classes])
    if written_by is not None:
        notes = notes.filter(written_by=written_by)
    if since is not None:
        notes = notes.filter(written_on__gt=since)
    paging = Paging.of(notes.count(), page, size=PER_PAGE)
    rows = notes.select_related("written_by", "corrected_by__written_by").order_by("-written_on", "-pk")
    return NotePage([_note(each, actor) for each in rows[paging.rows]], paging)


def _note(note: Note, actor: Actor) -> NoteRow:
    new = getattr(note, "corrected_by", None)
    return NoteRow(
        pk=note.pk,
        text=note.text,
        secrecy=SecrecyClass(note.secrecy),
        written_on=note.written_on,
        written_at=note.written_at,
        written_by=note.written_by.name if note.written_by else "",
        is_own=note.written_by_id is not None and note.written_by_id == actor.user_id,
        corrected_at=new.written_at if new else None,
        corrected_by=new.written_by.name if new and new.written_by else "",
        is_correction=note.corrects_id is not None,
    )


def documents_of(case: Case, *, classes: Iterable[SecrecyClass]) -> list[DocumentRow]:
    """The documents of the classes, the latest first. One statement."""
    rows = Document.objects.filter(
        case=case, removed_at__isnull=True, secrecy__in=[each.value for each in classes]
    ).select_related("added_by")
    return [_document(each) for each in rows.order_by("-added_at", "-pk")]


def documents_for_participant(participant: Participant) -> list[DocumentRow]:
    """What the participant reads on the own pages: what somebody has chosen to show. One statement."""
    shown = Document.objects.filter(case__participant=participant, shown_to_participant=True, removed_at__isnull=True)
    shown = shown.exclude(secrecy=SecrecyClass.SENSITIVE)
    return [_document(each) for each in shown.select_related("added_by").order_by("-added_at", "-pk")]


def _document(document: Document) -> DocumentRow:
    return DocumentRow(
        pk=document.pk,
        name=document.name,
        content_type=document.content_type,
        size_bytes=document.size_bytes,
        secrecy=SecrecyClass(document.secrecy),
        shown_to_participant=document.shown_to_participant,
        added_at=document.added_at,
        added_by=document.added_by.name if document.added_by else "",
    )


def content_of(document: Document) -> bytes:
    """The bytes of a document that the reader has been let through to. One statement."""
    return bytes(DocumentContent.objects.values_list("data", flat=True).get(document=document))
