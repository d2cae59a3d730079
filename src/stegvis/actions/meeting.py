"""Meeting (möte): plan it, move it, say how it went. The participant hears of it, and never of what is called off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Meeting, Message
from ..rules import meeting as rules
from ..rules.history import EventKind
from ..rules.meeting import Booking, MeetingStatus
from ..rules.message import MessageKind, MessageStatus
from ..rules.words import Reason
from .log import log, stop_if
from .message import tell_participant

REMIND_AT = time(9)


@transaction.atomic
def plan_meeting(case: Case, *, booking: Booking, by: Actor) -> Meeting:
    """Book a meeting with the one who has the case, and invite the participant to it."""
    case = _locked(case)
    require(by, Permission.MEETING_WRITE, case)
    stop_if(_reasons_against(case, booking))
    coordinator = case.coordinator_periods.current().values_list("coordinator_id", flat=True).first()
    meeting = Meeting(case=case, held_by_id=coordinator or by.user_id)
    _write(meeting, booking)
    log(EventKind.MEETING_PLANNED, meeting, by=by, kind=booking.kind.value, on=booking.starts_at.date())
    _invite(meeting, by=by)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, *, booking: Booking, by: Actor) -> Meeting:
    """Another time, place or company for the same meeting. What was going to be sent of the old time is not sent."""
    case = _locked(meeting.case)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("case__participant").get(pk=meeting.pk)
    require(by, Permission.MEETING_WRITE, meeting)
    stop_if(rules.reasons_not_to_move(MeetingStatus(meeting.status)) or _reasons_against(case, booking, moved=meeting))
    before = meeting.starts_at
    _write(meeting, booking)
    log(EventKind.MEETING_MOVED, meeting, by=by, was=timezone.localdate(before), on=booking.starts_at.date())
    _drop_what_waits(meeting)
    _invite(meeting, by=by)
    return meeting


@transaction.atomic
def settle_meeting(meeting: Meeting, *, outcome: MeetingStatus, settled_on: date | None = None, by: Actor) -> Meeting:
    """Say how it went: held, missed by the participant, or called off by the one or the other."""
    _locked(meeting.case)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("case__participant").get(pk=meeting.pk)
    require(by, Permission.MEETING_WRITE, meeting)
    today = settled_on or timezone.localdate()
    starts_on = timezone.localdate(meeting.starts_at)
    stop_if(
        rules.reasons_not_to_settle(
            status=MeetingStatus(meeting.status), outcome=outcome, starts_on=starts_on, today=today
        )
    )
    meeting.status, meeting.settled_on = outcome, today
    meeting.save()
    log(EventKind.MEETING_SETTLED, meeting, by=by, happened_on=today, status=outcome.value)
    _drop_what_waits(meeting)
    if outcome is MeetingStatus.CANCELLED_BY_US and starts_on >= today:
        tell_participant(meeting.case.participant, MessageKind.MEETING_CANCELLED, meeting, by=by)
    return meeting


@transaction.atomic
def call_off_meetings(case: Case, *, by: Actor) -> list[Meeting]:
    """Call off everything that is booked from today on, as when the case is closed."""
    ahead = case.meetings.filter(status=MeetingStatus.PLANNED, starts_at__date__gte=timezone.localdate())
    return [settle_meeting(each, outcome=MeetingStatus.CANCELLED_BY_US, by=by) for each in ahead]


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)


def _reasons_against(case: Case, booking: Booking, *, moved: Meeting | None = None) -> list[Reason]:
    return rules.reasons_not_to_plan(
        booking,
        status=case.status,
        opened_on=case.opened_on,
        now=timezone.localtime(),
        participant_busy_at=_busy_at(case, booking, moved=moved),
    )


def _busy_at(case: Case, booking: Booking, *, moved: Meeting | None) -> datetime | None:
    """When the participant already has a meeting that shares a minute with this one."""
    near = Meeting.objects.filter(
        case__participant=case.participant_id,
        status=MeetingStatus.PLANNED,
        starts_at__range=(booking.starts_at - timedelta(days=1), booking.starts_at + timedelta(days=1)),
    ).exclude(pk=moved.pk if moved else 0)
    for other in near.order_by("starts_at"):
        if rules.overlaps(
            booking.starts_at, booking.minutes, other_starts_at=other.starts_at, other_minutes=other.minutes
        ):
            return timezone.localtime(other.starts_at)
    return None


def _write(meeting: Meeting, booking: Booking) -> None:
    meeting.kind, meeting.starts_at, meeting.minutes = booking.kind, booking.starts_at, booking.minutes
    meeting.where, meeting.how_to_get_there = booking.where.strip(), booking.how_to_get_there.strip()
    meeting.about, meeting.others = booking.about.strip(), booking.others.strip()
    meeting.save()


def _invite(meeting: Meeting, *, by: Actor) -> None:
    """The invitation at once; the reminder the day before, unless that day has come."""
    person = meeting.case.participant
    tell_participant(person, MessageKind.INVITATION, meeting, by=by)
    the_day_before = timezone.localdate(meeting.starts_at) - timedelta(days=1)
    remind_at = timezone.make_aware(datetime.combine(the_day_before, REMIND_AT))
    if remind_at > timezone.now():
        tell_participant(person, MessageKind.MEETING_REMINDER, meeting, by=by, not_before=remind_at)


def _drop_what_waits(meeting: Meeting) -> None:
    """What was to be said of the meeting as it was is not said."""
    waiting = Message.objects.filter(subject_type="meeting", subject_id=meeting.pk, status=MessageStatus.WAITING)
    waiting.update(status=MessageStatus.DROPPED, settled_at=timezone.now(), why_not="meeting_changed")
