"""Messages (utskick): what waits and how it stands now, what has been sent to one person, and their budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..models import Case, CoordinatorPeriod, Meeting, Message, OwnRequest, Participant, Placement, Plan, Rating
from ..rules.meeting import MeetingStatus
from ..rules.message import (
    WEEK,
    Budget,
    Channel,
    MeetingNow,
    MessageKind,
    MessageStatus,
    Reach,
    Waiting,
    WhyNot,
    opens_next,
    phone_number,
)
from ..rules.placement import PlacementStatus
from ..rules.plan import PlanAnswer

Stands = dict[int, tuple[MeetingNow | bool, bool]]
"""How each thing stands now, and whether a newer one has come instead."""
ABOUT_MEETINGS = (MessageKind.INVITATION, MessageKind.MEETING_REMINDER, MessageKind.MEETING_CANCELLED)


def waiting_now(messages: Sequence[Message]) -> list[Waiting]:
    """Each message with what it is about as that stands now: one statement for each sort of thing there is."""
    keys: dict[str, set[int]] = defaultdict(set)
    for message in messages:
        keys[message.subject_type].add(message.subject_id)
    stands: dict[str, Stands] = {name: LOOK_UP[name](keys[name]) for name in keys.keys() & LOOK_UP.keys()}
    for name in keys.keys() - stands.keys():
        stands[name] = dict.fromkeys(keys[name], (True, False))
    found = []
    for message in messages:
        subject, is_replaced = stands[message.subject_type].get(message.subject_id, (None, False))
        found.append(
            Waiting(
                pk=message.pk,
                kind=MessageKind(message.kind),
                not_before=message.not_before,
                subject=subject,
                is_replaced=is_replaced,
            )
        )
    return found


def _meetings(keys: Iterable[int]) -> Stands:
    rows = Meeting.objects.filter(pk__in=keys).values_list("pk", "starts_at", "status")
    return {
        pk: (
            MeetingNow(
                starts_at=starts_at,
                is_planned=status == MeetingStatus.PLANNED,
                is_called_off=status == MeetingStatus.CANCELLED_BY_US,
            ),
            False,
        )
        for pk, starts_at, status in rows
    }


def _plans(keys: Iterable[int]) -> Stands:
    later = Plan.objects.filter(case=OuterRef("case"), version__gt=OuterRef("version"))
    rows = Plan.objects.filter(pk__in=keys).annotate(is_replaced=Exists(later))
    return {
        pk: (answer == PlanAnswer.WAITING, is_replaced)
        for pk, answer, is_replaced in rows.values_list("pk", "answer", "is_replaced")
    }


def _ratings(keys: Iterable[int]) -> Stands:
    rows = Rating.objects.filter(pk__in=keys).values_list("pk", "answered_on")
    return {pk: (answered_on is None, False) for pk, answered_on in rows}


def _periods(keys: Iterable[int]) -> Stands:
    rows = CoordinatorPeriod.objects.filter(pk__in=keys).values_list("pk", "ends_on")
    return {pk: (ends_on is None, False) for pk, ends_on in rows}


def _requests(keys: Iterable[int]) -> Stands:
    rows = OwnRequest.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return dict.fromkeys(rows, (True, False))


def _placements(keys: Iterable[int]) -> Stands:
    rows = Placement.objects.filter(pk__in=keys).values_list("pk", "status")
    return {pk: (status == PlacementStatus.PARTICIPANT_ASKED, False) for pk, status in rows}


LOOK_UP = {
    "meeting": _meetings,
    "plan": _plans,
    "rating": _ratings,
    "coordinatorperiod": _periods,
    "ownrequest": _requests,
    "placement": _placements,
}


def reach_of(person: Participant) -> Reach:
    """The person as a letter sees them."""
    return Reach(
        channel=Channel(person.reach_by),
        has_address=bool(address_of(person)),
        is_protected=person.is_protected,
        has_open_case=Case.objects.open().filter(participant=person).exists(),
    )


def address_of(person: Participant) -> str:
    """Where a letter goes, in the form that is sent to."""
    if person.reach_by == Channel.SMS:
        return phone_number(person.phone)
    return person.email if person.reach_by == Channel.EMAIL else ""


def budget_of(person: Participant | int, *, now: datetime) -> Budget:
    """Letters within the last seven days, of how many at most."""
    sent = Message.objects.filter(participant=person, status=MessageStatus.SENT, settled_at__gt=now - WEEK)
    return Budget(sent.values("letter").distinct().count(), settings.SENDING.per_week)


@dataclass(frozen=True)
class SentLine:
    """One thing there was to tell: what, when, how it went, and why not."""

    pk: int
    kind: MessageKind
    about: datetime | None
    status: MessageStatus
    channel: Channel | None
    at: datetime
    why_not: WhyNot | None


@dataclass(frozen=True)
class Sent:
    """Everything lately, with the letters of the week and how the participant wants to be reached."""

    lines: tuple[SentLine, ...]
    budget: Budget
    waits: int
    letters: int
    channel: Channel
    is_open: bool


MOST_LINES = 100


def sent_to(person: Participant, *, now: datetime) -> Sent:
    """What has been sent to one person and what waits, latest first."""
    rows = list(Message.objects.filter(participant=person).order_by("-made_at", "-pk")[:MOST_LINES])
    meetings = dict(
        Meeting.objects.filter(pk__in=[row.subject_id for row in rows if row.kind in ABOUT_MEETINGS]).values_list(
            "pk", "starts_at"
        )
    )
    channel = Channel(person.reach_by)
    ways = {Channel.EMAIL: settings.SENDING.mail, Channel.SMS: settings.SENDING.sms}
    return Sent(
        lines=tuple(_line(row, meetings) for row in rows),
        budget=budget_of(person, now=now),
        waits=sum(row.status == MessageStatus.WAITING for row in rows),
        letters=len({row.letter for row in rows if row.status == MessageStatus.SENT}),
        channel=channel,
        is_open=ways.get(channel, "off") != "off",
    )


def _line(row: Message, meetings: dict[int, datetime]) -> SentLine:
    return SentLine(
        pk=row.pk,
        kind=MessageKind(row.kind),
        about=meetings.get(row.subject_id) if row.kind in ABOUT_MEETINGS else None,
        status=MessageStatus(row.status),
        channel=Channel(row.channel) if row.channel else None,
        at=row.settled_at or opens_next(timezone.localtime(row.not_before)),
        why_not=WhyNot(row.why_not) if row.why_not in set(WhyNot) else None,
    )
