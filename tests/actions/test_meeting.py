"""Meetings through the actions: booked, moved, settled; who hears of it; what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.exit import close_case
from stegvis.actions.meeting import move_meeting, plan_meeting, settle_meeting
from stegvis.models import CaseEvent, Meeting, Message
from stegvis.rules.exit import Outcome
from stegvis.rules.meeting import Booking, MeetingKind, MeetingStatus
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user(name="Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(make.participant(reach_by="email", email="rania@example.se"), coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


def at(days=3, hour=10, **values):
    starts_at = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)
    return Booking(**{"kind": MeetingKind.FOLLOW_UP, "starts_at": starts_at, "where": "Arena Söder"} | values)


def told():
    return sorted(Message.objects.values_list("kind", "status"))


def test_booked_meeting_is_held_by_the_coordinator_and_invites(case, by, maria):
    meeting = plan_meeting(case, booking=at(), by=by)
    assert (meeting.held_by_id, meeting.status) == (maria.pk, "planned")
    assert told() == [("invitation", "waiting"), ("meeting_reminder", "waiting")]
    reminder = timezone.localtime(Message.objects.get(kind="meeting_reminder").not_before)
    assert (reminder.date(), reminder.hour) == (make.today() + timedelta(days=2), 9)


def test_meeting_so_near_that_the_day_before_has_been_gets_no_reminder(case, by):
    plan_meeting(case, booking=at(0, starts_at=timezone.localtime() + timedelta(minutes=30)), by=by)
    assert told() == [("invitation", "waiting")]


def test_moved_meeting_takes_back_what_was_going_to_be_said_of_the_old_time(case, by):
    meeting = plan_meeting(case, booking=at(), by=by)
    moved = move_meeting(meeting, booking=at(5, where="Biblioteket"), by=by)
    assert (moved.where, moved.status) == ("Biblioteket", "planned")
    assert told() == [
        ("invitation", "dropped"),
        ("invitation", "waiting"),
        ("meeting_reminder", "dropped"),
        ("meeting_reminder", "waiting"),
    ]


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        pytest.param(MeetingStatus.CANCELLED_BY_US, [("meeting_cancelled", "waiting")], id="we call it off"),
        pytest.param(MeetingStatus.CANCELLED_BY_PARTICIPANT, [], id="the participant does"),
    ],
)
def test_nothing_is_reminded_of_what_is_called_off(case, by, outcome, says):
    settle_meeting(plan_meeting(case, booking=at(), by=by), outcome=outcome, by=by)
    assert told() == sorted([("invitation", "dropped"), ("meeting_reminder", "dropped"), *says])


def test_not_coming_is_not_the_same_as_being_called_off(case, by):
    yesterday = timezone.now() - timedelta(days=1)
    meeting = Meeting.objects.create(case=case, kind="follow_up", starts_at=yesterday)
    settle_meeting(meeting, outcome=MeetingStatus.MISSED, by=by)
    event = CaseEvent.objects.get(kind="meeting_settled")
    assert event.data == {"status": "missed"}
    with pytest.raises(NotAllowedNow, match="redan avklarat"):
        settle_meeting(meeting, outcome=MeetingStatus.HELD, by=by)


def test_participant_is_never_at_two_places(case, by):
    plan_meeting(case, booking=at(), by=by)
    half_past = at().starts_at + timedelta(minutes=30)
    with pytest.raises(NotAllowedNow, match=r"redan ett möte den dagen kl\. 10\.00"):
        plan_meeting(case, booking=at(starts_at=half_past), by=by)
    plan_meeting(case, booking=at(hour=11), by=by)
    assert Meeting.objects.count() == 2


def test_moving_within_its_own_time_collides_with_nothing(case, by):
    meeting = plan_meeting(case, booking=at(), by=by)
    quarter_past = at().starts_at + timedelta(minutes=15)
    move_meeting(meeting, booking=at(starts_at=quarter_past), by=by)
    assert Meeting.objects.get().starts_at == quarter_past


def test_called_off_meeting_leaves_the_time_free(case, by):
    settle_meeting(plan_meeting(case, booking=at(), by=by), outcome=MeetingStatus.CANCELLED_BY_US, by=by)
    assert plan_meeting(case, booking=at(), by=by).status == "planned"


def test_refused_booking_writes_nothing(case, by):
    with pytest.raises(NotAllowedNow) as refusal:
        plan_meeting(case, booking=at(-1, where="", minutes=1), by=by)
    assert {reason.at for reason in refusal.value.reasons} == {"day", "minutes", "where"}
    assert not Meeting.objects.exists()
    assert not CaseEvent.objects.exists()


def test_planned_meeting_of_a_closed_case_can_still_be_called_off(case, by):
    meeting = plan_meeting(case, booking=at(), by=by)
    case.coordinator_periods.update(ends_on=make.today())
    case.closed_on = make.today()
    case.save()
    with pytest.raises(NotAllowedNow, match="avslutad"):
        move_meeting(meeting, booking=at(6), by=by)
    assert settle_meeting(meeting, outcome=MeetingStatus.CANCELLED_BY_US, by=by).status == "cancelled_by_us"


def test_closing_the_case_calls_off_what_is_booked(case, by):
    meeting = plan_meeting(case, booking=at(), by=by)
    close_case(case, exited_on=make.today(), outcome=Outcome.WORK_REGULAR, lasts_a_month=True, by=by)
    meeting.refresh_from_db()
    assert meeting.status == "cancelled_by_us"
    assert ("meeting_reminder", "waiting") not in told()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR, Role.PRIVACY_OFFICER])
def test_who_may_not_book(case, by, role):
    meeting, other = plan_meeting(case, booking=at(), by=by), make.actor(role)
    with pytest.raises(NotAllowed):
        plan_meeting(case, booking=at(6), by=other)
    with pytest.raises(NotAllowed):
        move_meeting(meeting, booking=at(6), by=other)
    with pytest.raises(NotAllowed):
        settle_meeting(meeting, outcome=MeetingStatus.CANCELLED_BY_US, by=other)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"kind": "party"}, "meeting_kind_known", id="unknown kind"),
        pytest.param({"status": "lost", "settled_on": make.LONG_AGO}, "meeting_status_known", id="unknown status"),
        pytest.param({"minutes": 481}, "meeting_minutes_within_day", id="longer than a day"),
        pytest.param({"status": "held"}, "meeting_settled_when_not_planned", id="held on no day"),
        pytest.param({"settled_on": make.LONG_AGO}, "meeting_settled_when_not_planned", id="planned and settled"),
    ],
)
def test_meeting_that_cannot_be(case, values, constraint):
    facts = {"case": case, "kind": "follow_up", "starts_at": timezone.now()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Meeting.objects.create(**facts | values)
