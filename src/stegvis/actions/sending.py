"""Sending (utskick): gather what waits for one participant, drop what is stale, send the rest as one letter.

Each letter gets its key in one transaction and is sent in the next, with its rows locked. If the process dies between
sending and saving, the same letter goes once more with the same key: a file is written over, an e-mail has the same
Message-ID, a gateway sees the same Idempotency-Key. Rather twice than never.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..access import Actor
from ..models import Message, Participant
from ..outside import mail, sms
from ..outside.sending import Letter, NotSent, Port
from ..queries.message import address_of, budget_of, reach_of, waiting_now
from ..rules import message as rules
from ..rules.history import EventKind
from ..rules.message import Channel, MessageStatus, Waiting, WhyNot
from .letter import words_of
from .log import log

AT_MOST = 500
logger = structlog.get_logger(__name__)
Ports = Mapping[Channel, Port | None]


def ports() -> Ports:
    """The ways out as they are set up here."""
    return {Channel.EMAIL: mail.port(settings.SENDING), Channel.SMS: sms.port(settings.SENDING)}


def send_waiting(*, by: Actor, now: datetime | None = None, ways: Ports | None = None) -> int:
    """Everything that may go now; says how many letters left. Nothing in the evening, at night or in a weekend."""
    now = now or timezone.now()
    if rules.is_quiet(timezone.localtime(now)):
        return 0
    ways = ports() if ways is None else ways
    try_again(by=by, now=now)
    due = Message.objects.filter(status=MessageStatus.WAITING, not_before__lte=now)
    sent = 0
    for person in list(due.order_by("participant_id").values_list("participant_id", flat=True).distinct()[:AT_MOST]):
        for key in gather(person, by=by, now=now):
            sent += send_letter(key, by=by, now=now, ways=ways)
    return sent


@transaction.atomic
def gather(participant_id: int, *, by: Actor, now: datetime) -> list[UUID]:
    """Drop what is stale, give what goes now the key of one letter; the keys that are to be sent, old ones first."""
    person = Participant.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=participant_id).first()
    if person is None:  # another worker has this person
        return []
    due = Message.objects.filter(participant=person, status=MessageStatus.WAITING, not_before__lte=now)
    rows = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    begun = list(dict.fromkeys(row.letter for row in rows if row.letter))
    fresh = _without_stale([row for row in rows if row.letter is None], person, by=by, now=now)
    chosen = rules.in_one_letter(waiting_now(fresh), budget_of(person, now=now))
    if not chosen or begun:
        return begun
    letter = uuid4()
    Message.objects.filter(pk__in=[each.pk for each in chosen]).update(letter=letter)
    return [letter]


def _without_stale(rows: Sequence[Message], person: Participant, *, by: Actor, now: datetime) -> list[Message]:
    """Those that still hold; the others are dropped with why."""
    to, by_pk = reach_of(person), {row.pk: row for row in rows}
    waiting = waiting_now(rows)
    stale = {each.pk: why for each in waiting if (why := rules.why_not(each, to, now=now))}
    left = [(each, _about(by_pk[each.pk])) for each in waiting if each.pk not in stale]
    stale |= dict.fromkeys(rules.said_twice(left), WhyNot.SAID_ALREADY)
    for pk, why in stale.items():
        _settle(by_pk[pk], MessageStatus.DROPPED, by=by, now=now, why_not=why)
    return [row for row in rows if row.pk not in stale]


def _about(row: Message) -> tuple[str, int]:
    return row.subject_type, row.subject_id


@transaction.atomic
def send_letter(key: UUID, *, by: Actor, now: datetime, ways: Ports) -> bool:
    """Send one letter, as what it is about stands this second; True when it left."""
    rows = Message.objects.filter(letter=key, status=MessageStatus.WAITING).select_related("participant")
    locked = list(rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    if not locked:
        return False
    person = locked[0].participant
    way = ways.get(Channel(person.reach_by))
    if way is None and person.reach_by != Channel.NONE:  # the way is shut: it waits until somebody opens it
        Message.objects.filter(pk__in=[row.pk for row in locked]).update(letter=None)
        return False
    kept = _without_stale(locked, person, by=by, now=now)
    if not kept or way is None:
        return False
    return _send(way, key, person, kept, by=by, now=now)


def _send(way: Port, key: UUID, person: Participant, rows: Sequence[Message], *, by: Actor, now: datetime) -> bool:
    waiting: list[Waiting] = rules.in_one_letter(waiting_now(rows), rules.Budget(0, 1))
    subject, text = words_of(waiting, language=person.page_language, channel=Channel(person.reach_by))
    letter = Letter(key=key, to=address_of(person), text=text, subject=subject, language=person.page_language)
    try:
        way.send(letter)
    except NotSent as failure:
        why = WhyNot.REFUSED if failure.is_final else WhyNot.UNREACHABLE
        logger.warning("letter_not_sent", letter=str(key), why=why.value, channel=person.reach_by)
        for row in rows:
            _settle(row, MessageStatus.FAILED, by=by, now=now, why_not=why, channel=person.reach_by)
        return False
    for row in rows:
        _settle(row, MessageStatus.SENT, by=by, now=now, channel=person.reach_by)
    return True


def _settle(
    row: Message,
    status: MessageStatus,
    *,
    by: Actor,
    now: datetime,
    why_not: WhyNot | None = None,
    channel: str = "",
) -> None:
    row.status, row.settled_at, row.channel = status, now, channel
    row.why_not = why_not.value if why_not else ""
    row.save()
    log(EventKind.MESSAGE_SETTLED, row, by=by, kind=row.kind, status=status.value, why_not=row.why_not)


@transaction.atomic
def try_again(*, by: Actor, now: datetime) -> int:
    """What could not be sent just then waits again, with the same key, for two days."""
    failed = Message.objects.filter(
        status=MessageStatus.FAILED,
        why_not=WhyNot.UNREACHABLE,
        settled_at__lte=now - rules.TRY_AGAIN_AFTER,
        not_before__gt=now - rules.TRY_AT_MOST,
    )
    rows = list(failed.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    for row in rows:
        row.status, row.settled_at, row.why_not, row.channel = MessageStatus.WAITING, None, "", ""
        row.save()
        log(EventKind.MESSAGE_NOTED, row, by=by, kind=row.kind, again=True)
    return len(rows)


def drop_waiting(person: Participant, *, why: WhyNot, by: Actor) -> int:
    """What waits for somebody is never sent; in the transaction of what made it so."""
    waiting = Message.objects.filter(participant=person, status=MessageStatus.WAITING)
    rows = list(waiting.select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        _settle(row, MessageStatus.DROPPED, by=by, now=timezone.now(), why_not=why)
    return len(rows)
