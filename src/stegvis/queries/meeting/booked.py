"""What is booked and what has been (möten): rows for a page, the next one, and the one clock of follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ...models import Case, Conversation, CoordinatorPeriod, Document, Meeting, Note, Plan, Rating
from ...rules.meeting import FollowUp, MeetingKind, MeetingStatus, SecrecyClass, follow_up_due

LONGEST = timedelta(hours=8)


@dataclass(frozen=True)
class MeetingRow:
    """One meeting, ready to print. `whom` is the one to ask for."""

    pk: int
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    minutes: int
    where: str
    how_to_get_there: str
    about: str
    others: str
    whom: str
    settled_on: date | None
    conversation_pk: int | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.status is MeetingStatus.PLANNED

    @property
    def is_called_off(self) -> bool:
        return self.status in (MeetingStatus.CANCELLED_BY_PARTICIPANT, MeetingStatus.CANCELLED_BY_US)


@dataclass(frozen=True)
class ConversationHead:
    """The latest conversation: when and by whom."""

    pk: int
    held_on: date
    held_by: str


@dataclass(frozen=True)
class MeetingsPart:
    """What the participant's page says of meetings, in two statements."""

    next: MeetingRow | None
    unsettled: int
    last: ConversationHead | None
    note_count: int
    document_count: int
    follow_up: FollowUp


def meetings_of(case: Case) -> list[MeetingRow]:
    """Every meeting of the case, the latest first. One statement."""
    return [_row(each) for each in _with_names(case.meetings.all()).order_by("-starts_at", "-pk")]


def meeting_row(meeting: Meeting) -> MeetingRow:
    """One meeting. One statement."""
    return _row(_with_names(Meeting.objects.filter(pk=meeting.pk)).get())


def next_meeting_of(case: Case, *, now: datetime | None = None) -> MeetingRow | None:
    """The next contact: the first booked meeting that is not over. One statement."""
    now = now or timezone.now()
    ahead = _with_names(case.meetings.filter(status=MeetingStatus.PLANNED, starts_at__gt=now - LONGEST))
    return next((row for row in map(_row, ahead.order_by("starts_at", "pk")) if row.ends_at > now), None)


def _with_names(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.select_related("held_by", "conversation")


def _row(meeting: Meeting) -> MeetingRow:
    conversation = getattr(meeting, "conversation", None)
    return MeetingRow(
        pk=meeting.pk,
        kind=MeetingKind(meeting.kind),
        status=MeetingStatus(meeting.status),
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        where=meeting.where,
        how_to_get_there=meeting.how_to_get_there,
        about=meeting.about,
        others=meeting.others,
        whom=meeting.held_by.name if meeting.held_by else "",
        settled_on=meeting.settled_on,
        conversation_pk=conversation.pk if conversation else None,
    )


def also_booked(meeting: Meeting) -> list[datetime]:
    """When whoever holds the meeting has another at the same time. It is told, not refused: two may share a room."""
    if meeting.held_by_id is None:
        return []
    ends_at = meeting.starts_at + timedelta(minutes=meeting.minutes)
    others = Meeting.objects.filter(
        held_by=meeting.held_by_id,
        status=MeetingStatus.PLANNED,
        starts_at__range=(meeting.starts_at - LONGEST, ends_at),
    ).exclude(pk=meeting.pk)
    rows = others.order_by("starts_at").values_list("starts_at", "minutes")
    return [
        starts_at
        for starts_at, minutes in rows
        if starts_at < ends_at and meeting.starts_at < starts_at + timedelta(minutes=minutes)
    ]


def coordinator_of(case: Case) -> str:
    """The name of who has the case now; nothing while nobody has."""
    names = CoordinatorPeriod.objects.current().filter(case=case).values_list("coordinator__name", flat=True)
    return names.first() or ""


def _latest(rows: QuerySet[Conversation] | QuerySet[Plan] | QuerySet[Rating], column: str) -> Subquery:
    return Subquery(rows.filter(case=OuterRef("pk")).order_by(f"-{column}", "-pk").values(column)[:1])


def follow_up_of(case: Case, *, today: date | None = None) -> FollowUp:
    """When the next conversation is due. One statement."""
    return _follow_up(_with_clock(Case.objects.filter(pk=case.pk)).get(), today or timezone.localdate())


def _with_clock(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.annotate(
        conversation_on=_latest(Conversation.objects.all(), "held_on"),
        plan_on=_latest(Plan.objects.all(), "made_on"),
        rating_on=_latest(Rating.objects.filter(answered_on__isnull=False), "answered_on"),
    )


def _follow_up(case: Case, today: date) -> FollowUp:
    return follow_up_due(
        last_conversation_on=case.conversation_on,  # type: ignore[attr-defined]
        plan_made_on=case.plan_on,  # type: ignore[attr-defined]
        rated_on=case.rating_on,  # type: ignore[attr-defined]
        opened_on=case.opened_on,
        today=today,
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many rows the case has; counted by themselves, so that notes do not multiply meetings."""
    counted = rows.filter(case=OuterRef("pk")).order_by().values("case").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def meetings_part(case: Case, *, classes: frozenset[SecrecyClass], now: datetime | None = None) -> MeetingsPart:
    """The next meeting, the last conversation, and how many notes and documents the reader may open. Two statements."""
    now = now or timezone.now()
    seen = [each.value for each in classes]
    latest = Conversation.objects.filter(case=OuterRef("pk")).order_by("-held_on", "-pk")
    behind = Meeting.objects.filter(status=MeetingStatus.PLANNED, starts_at__lt=now - LONGEST)
    one = (
        _with_clock(Case.objects.filter(pk=case.pk))
        .annotate(
            last_pk=Subquery(latest.values("pk")[:1]),
            last_on=Subquery(latest.values("held_on")[:1]),
            last_by=Subquery(latest.values("held_by__name")[:1]),
            note_count=_number(Note.objects.filter(secrecy__in=seen)),
            document_count=_number(Document.objects.filter(secrecy__in=seen, removed_at__isnull=True)),
            unsettled=_number(behind),
        )
        .get()
    )
    last = ConversationHead(one.last_pk, one.last_on, one.last_by or "") if one.last_pk else None
    return MeetingsPart(
        next=next_meeting_of(case, now=now),
        unsettled=one.unsettled,
        last=last,
        note_count=one.note_count,
        document_count=one.document_count,
        follow_up=_follow_up(one, timezone.localdate(now)),
    )
