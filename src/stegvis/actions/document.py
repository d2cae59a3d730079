"""Document (handling): keep a file that belongs to a case, show it to the participant, take it away."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowed, Permission, may, require
from ..models import Case, Document, DocumentContent
from ..outside.file_types import content_type_of
from ..rules import document as rules
from ..rules.case import reasons_not_to_write
from ..rules.history import EventKind
from ..rules.meeting import SecrecyClass
from ..rules.words import Reason
from .log import log, stop_if


@transaction.atomic
def add_document(
    case: Case,
    *,
    content: bytes,
    file_name: str,
    name: str = "",
    secrecy: SecrecyClass = SecrecyClass.FILE,
    shown_to_participant: bool = False,
    by: Actor,
) -> Document:
    """Keep a file. What it is is read from its bytes; `name` is what it is called here, else the file's own name."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    _require(by, case, secrecy)
    kind = content_type_of(content) if 0 < len(content) <= rules.MOST_BYTES else ""
    called = rules.clean_name(name.strip() or file_name, ending=rules.ENDINGS.get(kind, ""))
    reasons = reasons_not_to_write(status=case.status)
    reasons += rules.reasons_not_to_keep(name=called, size_bytes=len(content), content_type=kind)
    if secrecy is SecrecyClass.SENSITIVE and shown_to_participant:
        reasons.append(Reason("En känslig handling visas inte på Mina sidor. Välj det ena.", at="shown_to_participant"))
    stop_if(reasons)
    document = Document.objects.create(
        case=case,
        name=called,
        content_type=kind,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        secrecy=secrecy,
        shown_to_participant=shown_to_participant,
        added_by_id=by.user_id,
    )
    DocumentContent.objects.create(document=document, data=content)
    log(EventKind.DOCUMENT_ADDED, document, by=by, size_bytes=len(content), secrecy=secrecy.value)
    return document


@transaction.atomic
def remove_document(document: Document, *, by: Actor) -> Document:
    """Take a document out of the list; it is kept, with its content, until the whole file is disposed of."""
    document = Document.objects.select_for_update(of=("self",)).select_related("case").get(pk=document.pk)
    _require(by, document.case, SecrecyClass(document.secrecy))
    if document.removed_at is not None:
        return document
    document.removed_at = timezone.now()
    document.save()
    log(EventKind.DOCUMENT_REMOVED, document, by=by)
    return document


def _require(by: Actor, case: Case, secrecy: SecrecyClass) -> None:
    """Nobody adds or takes away what they could not read."""
    require(by, Permission.DOCUMENT_WRITE, case)
    if secrecy is SecrecyClass.SENSITIVE and not may(by, Permission.NOTE_READ_SENSITIVE, case):
        raise NotAllowed(Permission.NOTE_READ_SENSITIVE, case)
