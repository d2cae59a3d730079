"""What the meeting pages of the sweep are about: one of each, with a name for its key."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from stegvis.models import Case, Conversation, Document, DocumentContent, Meeting, Note, User


def of(case: Case, coordinator: User) -> dict[str, int]:
    """A booked meeting, a conversation, a note and a document, by the names of their keys."""
    today = timezone.localdate()
    meeting = Meeting.objects.create(
        case=case, kind="follow_up", starts_at=timezone.now() + timedelta(days=3), where="Arena", held_by=coordinator
    )
    talk = Conversation.objects.create(case=case, held_on=today, held_by=coordinator, plan=case.plans.first())
    note = Note.objects.create(case=case, text="Trivs.", written_on=today, written_by=coordinator)
    kept = Document.objects.create(
        case=case, name="intyg.txt", content_type="text/plain", size_bytes=3, sha256="0" * 64, added_by=coordinator
    )
    DocumentContent.objects.create(document=kept, data=b"Hej")
    return {"meeting": meeting.pk, "conversation": talk.pk, "note": note.pk, "document": kept.pk}
