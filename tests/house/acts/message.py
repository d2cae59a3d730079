"""Messages and protection: the smallest world of each action."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from stegvis.actions import message, protection, sending
from stegvis.models import AccessCode, Message
from stegvis.outside.sending import Letter, NotSent
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.message import Channel, MessageKind, WhyNot
from tests import factories as make

from .declared import BY, Act, leaves

NOW = timezone.make_aware(datetime(2030, 11, 20, 10))


class Way:
    """A way out that takes everything, or nothing."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.is_open = is_open

    def send(self, letter: Letter) -> None:
        if not self.is_open:
            raise NotSent(is_final=False)


OPEN = {Channel.SMS: Way(), Channel.EMAIL: Way()}


def waiting(**values: Any) -> Message:
    case = make.case(make.participant(reach_by="sms", phone="070-123 45 67"))
    told = message.tell_participant(
        case.participant, MessageKind.WEEK_CHANGED, case, by=BY, **{"not_before": NOW} | values
    )
    assert told is not None
    return told


@leaves("message.tell_participant", Kind.MESSAGE_NOTED)
def _() -> Act:
    return waiting


@leaves("sending.send_waiting", Kind.MESSAGE_SETTLED)
def _() -> Act:
    waiting()
    return lambda: sending.send_waiting(by=BY, now=NOW, ways=OPEN)


@leaves("sending.gather", Kind.MESSAGE_SETTLED)
def _() -> Act:
    old = waiting(not_before=NOW - timedelta(days=20))
    return lambda: sending.gather(old.participant_id, by=BY, now=NOW)


@leaves("sending.send_letter", Kind.MESSAGE_SETTLED)
def _() -> Act:
    [key] = sending.gather(waiting().participant_id, by=BY, now=NOW)
    return lambda: sending.send_letter(key, by=BY, now=NOW, ways=OPEN)


@leaves("sending.try_again", Kind.MESSAGE_NOTED)
def _() -> Act:
    waiting()
    shut = Way(is_open=False)
    sending.send_waiting(by=BY, now=NOW, ways={Channel.SMS: shut, Channel.EMAIL: shut})
    return lambda: sending.try_again(by=BY, now=NOW + timedelta(hours=1))


@leaves("sending.drop_waiting", Kind.MESSAGE_SETTLED)
def _() -> Act:
    person = waiting().participant
    return lambda: sending.drop_waiting(person, why=WhyNot.PROTECTED, by=BY)


@leaves("protection.shut_out", Kind.MESSAGE_SETTLED, Kind.CODE_REVOKED)
def _() -> Act:
    person = waiting().participant
    later = timezone.now() + timedelta(days=1)
    AccessCode.objects.create(participant=person, code_hash="x" * 64, expires_at=later)
    return lambda: protection.shut_out(person, by=BY)
