"""Meetings by the rules: when, where and with whom; how they end; who reads; the one clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stegvis.rules.case import CaseStatus
from stegvis.rules.meeting import (
    FOLLOW_UP_DAYS,
    MOVES,
    Booking,
    MeetingKind,
    MeetingStatus,
    SecrecyClass,
    classes_read,
    follow_up_due,
    overlaps,
    reasons_not_to_hold,
    reasons_not_to_move,
    reasons_not_to_note,
    reasons_not_to_plan,
    reasons_not_to_settle,
)

HERE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=HERE)
TODAY = NOW.date()
OPENED = date(2026, 1, 10)
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HERE)


def said(reasons):
    return [str(reason) for reason in reasons]


def planned(status=CaseStatus.OPEN, busy=None, **values):
    booking = Booking(**{"kind": MeetingKind.FOLLOW_UP, "starts_at": TUESDAY, "where": "Arena"} | values)
    return reasons_not_to_plan(booking, status=status, opened_on=OPENED, now=NOW, participant_busy_at=busy)


def test_meeting_ahead_with_a_place_can_be_booked():
    assert planned() == []


@pytest.mark.parametrize(
    ("values", "at", "words"),
    [
        pytest.param({"starts_at": NOW}, "day", "redan varit", id="now"),
        pytest.param({"starts_at": NOW - timedelta(days=1)}, "day", "redan varit", id="yesterday"),
        pytest.param({"starts_at": NOW + timedelta(days=366)}, "day", "Boka högst 365 dagar", id="too far ahead"),
        pytest.param({"minutes": 0}, "minutes", "5–480 minuter", id="no time at all"),
        pytest.param({"minutes": 600}, "minutes", "5–480 minuter", id="longer than a day's work"),
        pytest.param({"where": " "}, "where", "Skriv var ni ses", id="nowhere"),
        pytest.param({"kind": MeetingKind.THREE_PARTY}, "others", "vilka fler", id="three parties, two people"),
        pytest.param({"busy": TUESDAY}, "clock", "redan ett möte den dagen kl. 10.00", id="participant is taken"),
        pytest.param({"status": CaseStatus.CLOSED}, None, "avslutad", id="closed case"),
    ],
)
def test_why_a_meeting_cannot_be_booked(values, at, words):
    [reason] = planned(**values)
    assert reason.at == at
    assert words in str(reason)


def test_meeting_before_the_enrolment_lies_outside_the_case():
    reasons = reasons_not_to_plan(
        Booking(kind=MeetingKind.FOLLOW_UP, starts_at=TUESDAY, where="Arena"),
        status=CaseStatus.OPEN,
        opened_on=date(2026, 12, 1),
        now=NOW,
        participant_busy_at=None,
    )
    assert said(reasons) == ["Mötet kan inte ligga före inskrivningen, 2026-12-01."]


def test_every_reason_at_once():
    assert len(planned(minutes=1, where="", starts_at=NOW - timedelta(days=2), status=CaseStatus.CLOSED)) == 4


def test_phone_call_needs_no_place():
    assert planned(kind=MeetingKind.PHONE, where="") == []


@pytest.mark.parametrize(
    ("minutes_later", "together"),
    [pytest.param(0, True), pytest.param(59, True), pytest.param(60, False), pytest.param(-29, True),
     pytest.param(-30, False)],
)  # fmt: skip
def test_one_meeting_may_follow_another(minutes_later, together):
    other = TUESDAY + timedelta(minutes=minutes_later)
    assert overlaps(TUESDAY, 60, other_starts_at=other, other_minutes=30) is together


@pytest.mark.parametrize("status", [each for each in MeetingStatus if each is not MeetingStatus.PLANNED])
def test_what_is_settled_stays(status):
    assert MOVES[status] == frozenset()
    assert "redan avklarat" in said(reasons_not_to_move(status))[0]
    reasons = reasons_not_to_settle(status=status, outcome=MeetingStatus.HELD, starts_on=TODAY, today=TODAY)
    assert "redan avklarat" in said(reasons)[0]


@pytest.mark.parametrize(
    ("outcome", "days", "refused"),
    [
        pytest.param(MeetingStatus.HELD, 0, False, id="held today"),
        pytest.param(MeetingStatus.HELD, 1, True, id="held tomorrow"),
        pytest.param(MeetingStatus.MISSED, 1, True, id="missed tomorrow"),
        pytest.param(MeetingStatus.MISSED, -3, False, id="missed some days ago"),
        pytest.param(MeetingStatus.CANCELLED_BY_US, 5, False, id="called off ahead"),
        pytest.param(MeetingStatus.CANCELLED_BY_PARTICIPANT, -1, False, id="called off, noted the day after"),
        pytest.param(MeetingStatus.PLANNED, 0, True, id="planned is no outcome"),
    ],
)
def test_how_a_meeting_may_end(outcome, days, refused):
    reasons = reasons_not_to_settle(
        status=MeetingStatus.PLANNED, outcome=outcome, starts_on=TODAY + timedelta(days=days), today=TODAY
    )
    assert bool(reasons) is refused


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, None, id="today"),
        pytest.param({"held_on": TODAY + timedelta(days=1)}, "inte har varit än", id="tomorrow"),
        pytest.param({"held_on": OPENED - timedelta(days=1)}, "före inskrivningen", id="before the case"),
        pytest.param({"status": CaseStatus.CLOSED}, "avslutad", id="closed"),
        pytest.param({"seen": 3}, "har sparats sedan du öppnade", id="somebody else was first"),
    ],
)
def test_when_a_conversation_can_be_saved(values, words):
    facts = {"status": CaseStatus.OPEN, "held_on": TODAY, "opened_on": OPENED, "today": TODAY, "seen": 4, "latest": 4}
    reasons = said(reasons_not_to_hold(**facts | values))
    assert (not reasons) if words is None else (len(reasons) == 1 and words in reasons[0])


@pytest.mark.parametrize(
    ("values", "count"),
    [
        pytest.param({}, 0, id="as it should be"),
        pytest.param({"text": " \n"}, 1, id="nothing"),
        pytest.param({"written_on": TODAY + timedelta(days=1)}, 1, id="tomorrow"),
        pytest.param({"written_on": OPENED - timedelta(days=1)}, 1, id="before the case"),
        pytest.param({"status": CaseStatus.CLOSED}, 1, id="closed"),
        pytest.param({"status": CaseStatus.CLOSED, "is_correction": True}, 0, id="a closed case may be put right"),
    ],
)
def test_what_a_note_needs(values, count):
    facts = {"status": CaseStatus.OPEN, "text": "Trivs", "written_on": TODAY, "opened_on": OPENED, "today": TODAY}
    assert len(reasons_not_to_note(**facts | values)) == count


WORK, FILE, SENSITIVE = SecrecyClass.WORK, SecrecyClass.FILE, SecrecyClass.SENSITIVE


@pytest.mark.parametrize(
    ("works", "file", "sensitive", "read"),
    [
        pytest.param(False, False, False, set(), id="nothing"),
        pytest.param(True, False, False, {WORK}, id="works with"),
        pytest.param(False, True, False, {WORK, FILE}, id="reads the file"),
        pytest.param(True, True, True, {WORK, FILE, SENSITIVE}, id="has the case"),
    ],
)
def test_classes_come_with_what_one_may(works, file, sensitive, read):
    assert classes_read(works_with=works, reads_file=file, reads_sensitive=sensitive) == read


@pytest.mark.parametrize(
    ("talked", "planned_on", "rated_on", "since", "words"),
    [
        pytest.param(None, None, None, OPENED, "Inskriven", id="from the enrolment"),
        pytest.param(None, date(2026, 2, 1), None, date(2026, 2, 1), "Planen är från", id="from the plan"),
        pytest.param(None, date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 1), "Skattningen", id="from the rating"),
        pytest.param(
            date(2026, 5, 1), date(2026, 8, 1), date(2026, 9, 1), date(2026, 5, 1), "Senaste samtalet", id="one clock"
        ),
    ],
)
def test_the_clock_is_one(talked, planned_on, rated_on, since, words):
    due = follow_up_due(
        last_conversation_on=talked, plan_made_on=planned_on, rated_on=rated_on, opened_on=OPENED, today=TODAY
    )
    assert due.due_on == since + timedelta(days=FOLLOW_UP_DAYS)
    assert words in str(due.why)
    assert due.is_late


def test_conversation_on_its_last_day_is_not_late():
    last = TODAY - timedelta(days=FOLLOW_UP_DAYS)
    due = follow_up_due(last_conversation_on=last, plan_made_on=None, rated_on=None, opened_on=OPENED, today=TODAY)
    assert (due.due_on, due.is_late) == (TODAY, False)
