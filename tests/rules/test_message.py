"""Messages: gathered, few, in the daytime, and nothing about what is over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stegvis.rules.letter import TEXTS
from stegvis.rules.message import (
    ORDER,
    Budget,
    Channel,
    MeetingNow,
    MessageKind,
    Reach,
    Waiting,
    WhyNot,
    in_one_letter,
    is_quiet,
    opens_next,
    phone_number,
    reasons_not_to_reach_by,
    said_twice,
    why_not,
)

NOW = datetime(2026, 11, 20, 10)  # a Friday
REACHED = Reach(channel=Channel.SMS, has_address=True, is_protected=False, has_open_case=True)
MEETING = MeetingNow(starts_at=NOW + timedelta(days=4), is_planned=True, is_called_off=False)
CALLED_OFF = replace(MEETING, is_planned=False, is_called_off=True)
OVER = replace(MEETING, starts_at=NOW - timedelta(hours=1))
K = MessageKind


def waiting(kind=K.WEEK_CHANGED, pk=1, **values):
    return Waiting(pk=pk, kind=kind, **{"not_before": NOW, **values})


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        pytest.param(waiting(K.INVITATION, subject=MEETING), None, id="a meeting to come"),
        pytest.param(waiting(K.INVITATION, subject=CALLED_OFF), WhyNot.MEETING_CHANGED, id="called off"),
        pytest.param(waiting(K.MEETING_REMINDER, subject=replace(MEETING, is_planned=False)), WhyNot.MEETING_CHANGED,
                     id="held or missed"),
        pytest.param(waiting(K.MEETING_REMINDER, subject=OVER), WhyNot.MEETING_OVER, id="has begun"),
        pytest.param(waiting(K.MEETING_CANCELLED, subject=CALLED_OFF), None, id="says that it is called off"),
        pytest.param(waiting(K.MEETING_CANCELLED, subject=MEETING), WhyNot.MEETING_CHANGED, id="booked again"),
        pytest.param(waiting(K.PLAN_TO_ANSWER, subject=False), WhyNot.PLAN_ANSWERED, id="plan answered"),
        pytest.param(waiting(K.PLAN_TO_ANSWER, is_replaced=True), WhyNot.PLAN_REPLACED, id="plan replaced"),
        pytest.param(waiting(K.PLAN_TO_ANSWER), None, id="plan to answer"),
        pytest.param(waiting(K.RATING_TO_ANSWER, subject=False), WhyNot.RATING_ANSWERED, id="rating answered"),
        pytest.param(waiting(K.NEW_COORDINATOR, subject=False), WhyNot.COORDINATOR_CHANGED, id="changed again"),
        pytest.param(waiting(subject=None), WhyNot.SUBJECT_GONE, id="gone"),
        pytest.param(waiting(not_before=NOW - timedelta(days=15)), WhyNot.TOO_LATE, id="old news"),
    ],
)  # fmt: skip
def test_what_is_stale_is_never_sent(each, expected):
    assert why_not(each, REACHED, now=NOW) is expected


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        pytest.param({"is_protected": True}, WhyNot.PROTECTED, id="protected"),
        pytest.param({"channel": Channel.NONE}, WhyNot.NOT_WANTED, id="wants none"),
        pytest.param({"has_address": False}, WhyNot.NO_ADDRESS, id="no address"),
        pytest.param({"has_open_case": False}, WhyNot.CASE_CLOSED, id="closed"),
    ],
)
def test_nobody_gets_what_is_not_for_them(reach, expected):
    assert why_not(waiting(), replace(REACHED, **reach), now=NOW) is expected


def test_answer_to_a_request_comes_also_after_the_case():
    assert why_not(waiting(K.ANSWER_TO_REQUEST), replace(REACHED, has_open_case=False), now=NOW) is None


def test_everything_that_waits_is_one_letter_what_is_urgent_first():
    many = [waiting(K.WEEK_CHANGED, 1), waiting(K.PLAN_TO_ANSWER, 2), waiting(K.MEETING_CANCELLED, 3)]
    assert [each.pk for each in in_one_letter(many, Budget(0, 2))] == [3, 1, 2]
    assert set(ORDER) == set(TEXTS) == set(MessageKind)


@pytest.mark.parametrize(("sent", "goes"), [(0, True), (1, True), (2, False), (3, False)])
def test_letters_stop_at_the_cap(sent, goes):
    assert bool(in_one_letter([waiting()], Budget(sent, 2))) is goes


def test_cancelled_meeting_breaks_the_cap_and_takes_the_rest_along():
    both = [waiting(K.WEEK_CHANGED, 1), waiting(K.MEETING_CANCELLED, 2)]
    assert [each.pk for each in in_one_letter(both, Budget(2, 2))] == [2, 1]


def test_same_thing_is_said_once_in_a_letter():
    meeting, other = ("meeting", 1), ("meeting", 2)
    pairs = [
        (waiting(K.INVITATION, 1), meeting),
        (waiting(K.MEETING_REMINDER, 2), meeting),
        (waiting(K.MEETING_REMINDER, 3), other),
        (waiting(K.WEEK_CHANGED, 4), ("case", 7)),
        (waiting(K.WEEK_CHANGED, 5), ("case", 7)),
    ]
    assert said_twice(pairs) == {2, 4}


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        pytest.param(datetime(2026, 11, 20, 8), datetime(2026, 11, 20, 8), id="eight on a Friday"),
        pytest.param(datetime(2026, 11, 20, 7, 59), datetime(2026, 11, 20, 8), id="before eight"),
        pytest.param(datetime(2026, 11, 19, 19), datetime(2026, 11, 20, 8), id="seven on a Thursday evening"),
        pytest.param(datetime(2026, 11, 20, 19), datetime(2026, 11, 23, 8), id="seven on a Friday evening"),
        pytest.param(datetime(2026, 11, 21, 6), datetime(2026, 11, 23, 8), id="early on a Saturday"),
    ],
)
def test_evenings_nights_and_weekends_are_quiet(moment, opens):
    assert is_quiet(moment) is (moment != opens)
    assert opens_next(moment) == opens


@pytest.mark.parametrize(
    ("typed", "number"),
    [("070-123 45 67", "+46701234567"), ("+47 900 12 345", "+4790012345"), ("0047 90012345", "+4790012345"),
     ("ring mig", ""), ("", ""), ("112", ""), ("+46 (0)", "")],
)  # fmt: skip
def test_number_as_it_is_sent_to(typed, number):
    assert phone_number(typed) == number


WITH_BOTH = {"phone": "070-123 45 67", "email": "rania@example.se"}


@pytest.mark.parametrize(
    ("says", "at"),
    [
        pytest.param({"reach_by": Channel.NONE, "phone": "", "email": ""}, [], id="nothing wanted, nothing needed"),
        pytest.param({"reach_by": Channel.SMS}, [], id="a number"),
        pytest.param({"reach_by": Channel.SMS, "phone": ""}, ["phone"], id="no number"),
        pytest.param({"reach_by": Channel.SMS, "phone": "ring mig"}, ["phone"], id="no number to send to"),
        pytest.param({"reach_by": Channel.EMAIL, "email": " "}, ["email"], id="no address"),
        pytest.param({"reach_by": Channel.SMS, "is_protected": True}, ["reach_by"], id="protected"),
        pytest.param({"reach_by": Channel.SMS, "before": Channel.SMS, "is_protected": True}, [], id="chosen before"),
        pytest.param({"reach_by": Channel.NONE, "before": Channel.SMS, "is_protected": True}, [], id="wants no more"),
    ],
)
def test_way_to_be_reached_needs_somewhere_to_send(says, at):
    asked = WITH_BOTH | {"before": Channel.NONE, "is_protected": False} | says
    assert [reason.at for reason in reasons_not_to_reach_by(**asked)] == at
