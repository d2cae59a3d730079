"""Messages (utskick) of the present: how some want to be reached, and what they were sent, to files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from ...access import Actor
from ...actions.message import tell_participant
from ...actions.own.reach import note_how_to_be_reached
from ...actions.sending import send_waiting
from ...models import Case, Meeting, Participant
from ...outside.mail import FileMail
from ...outside.sending import Port
from ...outside.sms import FileSms
from ...rules.meeting import MeetingStatus
from ...rules.message import Channel, MessageKind
from ...rules.own import PageLanguage
from .around import Present

BY = Actor.system("Utskick")
CHANNELS = (Channel.SMS, Channel.EMAIL, Channel.SMS, Channel.EMAIL)
SENT_AT, NOTED_AT = time(10), time(9)


def choose(present: Present) -> None:
    """Before anything else happens: some want to hear of it by SMS or e-mail, in the language they have chosen."""
    for case, channel in zip(present.cases, CHANNELS, strict=False):
        person = case.participant
        if person.is_protected:
            continue
        chosen = note_how_to_be_reached(
            Participant.objects.get(pk=person.pk),
            reach_by=channel,
            phone=person.phone or "070-174 06 05",
            email=person.email or "deltagare@example.org",
            page_language=PageLanguage(person.page_language),
            by=present.coordinator,
        )
        person.reach_by, person.phone, person.email = chosen.reach_by, chosen.phone, chosen.email


def tell(present: Present) -> None:
    """One letter each the last working day: the invitation and what changed in the week, as one."""
    day = last_working_day(present.today)
    for case in present.cases[: len(CHANNELS)]:
        _note(case, day)
    folder = settings.SENDING.folder
    ways: dict[Channel, Port | None] = {
        Channel.EMAIL: FileMail(folder, settings.SENDING.mail_from),
        Channel.SMS: FileSms(folder),
    }
    send_waiting(by=BY, now=_at(day, SENT_AT), ways=ways)


def _note(case: Case, day: date) -> None:
    meeting = Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED).order_by("starts_at").first()
    if meeting is not None:
        _say(case, MessageKind.INVITATION, meeting, day)
    _say(case, MessageKind.WEEK_CHANGED, case, day)


def _say(case: Case, kind: MessageKind, subject: Case | Meeting, day: date) -> None:
    tell_participant(case.participant, kind, subject, by=BY, not_before=_at(day, NOTED_AT))


def last_working_day(today: date) -> date:
    """The working day before this one."""
    day = today - timedelta(days=1)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return day


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
