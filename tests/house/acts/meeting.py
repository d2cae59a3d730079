"""Meetings, conversations, notes and documents: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from stegvis.actions import conversation, document, meeting, note
from stegvis.models import Case, Meeting
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.meeting import Booking, MeetingKind, MeetingStatus
from tests import factories as make

from .declared import BY, LEAVE_NO_LINE, Act, leaves

LEAVE_NO_LINE |= {
    "conversation.keep_draft": "nothing is saved yet; only the writer sees it",
    "conversation.throw_draft": "what was never saved leaves no trace",
}


def booking(days: int = 3) -> Booking:
    return Booking(kind=MeetingKind.FOLLOW_UP, starts_at=timezone.localtime() + timedelta(days=days), where="Arena")


def reached() -> Case:
    """Somebody who wants to hear of things by e-mail."""
    return make.case(make.participant(reach_by="email", email="rania@example.se"))


def booked() -> Meeting:
    return meeting.plan_meeting(reached(), booking=booking(), by=BY)


@leaves("meeting.plan_meeting", Kind.MEETING_PLANNED, Kind.MESSAGE_NOTED)
def _() -> Act:
    case = reached()
    return lambda: meeting.plan_meeting(case, booking=booking(), by=BY)


@leaves("meeting.move_meeting", Kind.MEETING_MOVED, Kind.MESSAGE_NOTED)
def _() -> Act:
    one = booked()
    return lambda: meeting.move_meeting(one, booking=booking(days=5), by=BY)


@leaves("meeting.settle_meeting", Kind.MEETING_SETTLED, Kind.MESSAGE_NOTED)
def _() -> Act:
    one = booked()
    return lambda: meeting.settle_meeting(one, outcome=MeetingStatus.CANCELLED_BY_US, by=BY)


@leaves("meeting.call_off_meetings", Kind.MEETING_SETTLED, Kind.MESSAGE_NOTED)
def _() -> Act:
    case = booked().case
    return lambda: meeting.call_off_meetings(case, by=BY)


@leaves("conversation.hold_conversation", Kind.CONVERSATION_HELD)
def _() -> Act:
    case = make.case()
    return lambda: conversation.hold_conversation(case, said=conversation.Said(held_on=make.today(), seen=0), by=BY)


@leaves("note.write_note", Kind.NOTE_WRITTEN)
def _() -> Act:
    case = make.case()
    return lambda: note.write_note(case, text="Trivs", by=BY)


@leaves("note.correct_note", Kind.NOTE_WRITTEN)
def _() -> Act:
    one = note.write_note(make.case(), text="Trivs inte", by=BY)
    return lambda: note.correct_note(one, text="Trivs", by=BY)


@leaves("document.add_document", Kind.DOCUMENT_ADDED)
def _() -> Act:
    case = make.case()
    return lambda: document.add_document(case, content=b"Hej", file_name="hej.txt", by=BY)


@leaves("document.remove_document", Kind.DOCUMENT_REMOVED)
def _() -> Act:
    one = document.add_document(make.case(), content=b"Hej", file_name="hej.txt", by=BY)
    return lambda: document.remove_document(one, by=BY)
