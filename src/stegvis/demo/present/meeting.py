"""Meetings (möten) of the present: conversations that have been, what is booked next, notes and a document."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ...actions.conversation import Said, hold_conversation
from ...actions.document import add_document
from ...actions.meeting import plan_meeting, settle_meeting
from ...actions.note import write_note
from ...models import Case, Meeting
from ...rules.meeting import Booking, MeetingKind, MeetingStatus, SecrecyClass
from .around import Present

TEN = time(10)
THERE = "Buss 3 till Kärnan. Ingång från gården."
AGREED = "{name} provar en hel vecka på arbetsplatsen och säger till handledaren när något är svårt att förstå."
CERTIFICATE = """Intyg

{name} har läst svenska för invandrare, kurs D, sedan augusti och har haft hög närvaro.
Kursen beräknas vara klar i mars.

Åsvalla lärcentrum
"""
DAYS_SINCE = (40, 61, 83, 97, 120, 33, 74)
"""How long ago each of the others had a conversation; some are past the ninety days."""


def tell(present: Present) -> None:
    """The first has a full picture; the others a conversation each, one of them a meeting that was missed."""
    first, *others = present.cases[:8]
    _first(first, present)
    for number, (case, days) in enumerate(zip(others, DAYS_SINCE, strict=False)):
        _talked(case, present, days=days)
        if number % 3 == 0:
            _missed(case, present, days=5 + number)
        elif number % 3 == 1:
            _book(case, present, day=_workday(present.today, number + 2), clock=time(13, 30))


def _first(case: Case, present: Present) -> None:
    _talked(case, present, days=75, agreed=AGREED.format(name=case.participant.given_name))
    _missed(case, present, days=26)
    tuesday = present.today + timedelta(days=(1 - present.today.weekday()) % 7 or 7)
    _book(case, present, day=tuesday, clock=TEN, how_to_get_there=THERE)
    by = present.coordinator
    said = "Barnen går på fritids till klockan 17, så hon kan vara kvar till 16 alla dagar."
    write_note(case, text=said, secrecy=SecrecyClass.WORK, written_on=present.ago(20), by=by)
    wants = "Vill hellre arbeta med barn än i kök. Osäker på hur mycket svenska som krävs. Vi tittar på det nästa gång."
    write_note(case, text=wants, secrecy=SecrecyClass.FILE, written_on=present.ago(9), by=by)
    add_document(
        case,
        content=CERTIFICATE.format(name=case.participant.name).encode(),
        file_name="intyg.txt",
        name="Intyg sfi kurs D",
        shown_to_participant=True,
        by=by,
    )


def _talked(case: Case, present: Present, *, days: int, agreed: str = "") -> None:
    held_on = max(present.ago(days), case.opened_on)
    hold_conversation(case, said=Said(held_on=held_on, seen=0, agreed=agreed), by=present.coordinator)


def _missed(case: Case, present: Present, *, days: int) -> None:
    """A meeting that was booked before and that nobody came to."""
    if present.ago(days) < case.opened_on:
        return
    booked = Meeting.objects.create(
        case=case,
        kind=MeetingKind.FOLLOW_UP,
        starts_at=_at(present.ago(days), TEN),
        where=case.unit.name,
        held_by_id=present.coordinator.user_id,
    )
    settle_meeting(booked, outcome=MeetingStatus.MISSED, settled_on=present.ago(days), by=present.coordinator)


def _book(case: Case, present: Present, *, day: date, clock: time, how_to_get_there: str = "") -> None:
    booking = Booking(
        kind=MeetingKind.FOLLOW_UP, starts_at=_at(day, clock), where=case.unit.name, how_to_get_there=how_to_get_there
    )
    plan_meeting(case, booking=booking, by=present.coordinator)


def _workday(today: date, days: int) -> date:
    """So many days ahead, and not in a weekend."""
    day = today + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
