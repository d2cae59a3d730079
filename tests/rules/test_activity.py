"""Activity: a week has its hours, and the stretches in which nothing ran are found."""

from datetime import date, timedelta

import pytest

from stegvis.rules.activity import Span, WeekHours, gaps, most_hours, reasons_not_to_add, reasons_not_to_end
from stegvis.rules.case import CaseStatus

DAY = date(2026, 3, 2)


def day(number):
    return DAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        pytest.param([], [(0, 30)], id="nothing at all"),
        pytest.param([(0, None)], [], id="all along"),
        pytest.param([(0, 30)], [], id="to the last day"),
        pytest.param([(6, None)], [(0, 5)], id="starts late"),
        pytest.param([(5, None)], [], id="starts within five days"),
        pytest.param([(0, 10), (17, None)], [(11, 16)], id="a hole of six days"),
        pytest.param([(0, 10), (16, None)], [], id="a hole of five days"),
        pytest.param([(0, 20), (3, 8), (21, None)], [], id="one inside the other"),
        pytest.param([(40, None)], [(0, 30)], id="starts after the end"),
        pytest.param([(-20, -10)], [(0, 30)], id="over before the start"),
    ],
)
def test_gaps(spans, found):
    running = [Span(day(start), None if end is None else day(end)) for start, end in spans]
    answer = gaps(running, from_on=day(0), to_on=day(30))
    assert [(gap.starts_on, gap.ends_on) for gap in answer] == [(day(start), day(end)) for start, end in found]


def runs(start, end, hours):
    return WeekHours(Span(day(start), None if end is None else day(end)), hours)


@pytest.mark.parametrize(
    ("running", "to_day", "most"),
    [
        pytest.param([], None, 0, id="an empty week"),
        pytest.param([runs(-5, None, 20)], None, 20, id="runs already"),
        pytest.param([runs(-5, -1, 20)], None, 0, id="over the day before"),
        pytest.param([runs(-5, 0, 20)], None, 20, id="over on the first day"),
        pytest.param([runs(10, None, 30)], None, 30, id="starts while it lasts"),
        pytest.param([runs(10, None, 30)], 9, 0, id="starts the day after it is over"),
        pytest.param([runs(-5, 5, 20), runs(6, None, 15)], None, 20, id="one after the other"),
        pytest.param([runs(-5, 8, 20), runs(6, None, 15)], None, 35, id="overlapping ahead"),
    ],
)
def test_most_hours_while_something_lasts(running, to_day, most):
    assert most_hours(running, from_on=day(0), to_on=None if to_day is None else day(to_day)) == most


NEW = {
    "status": CaseStatus.OPEN,
    "starts_on": day(0),
    "ends_on": None,
    "opened_on": day(-30),
    "hours_per_week": 10,
    "hours_already": 30,
    "exists": False,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="exactly full time"),
        pytest.param({"hours_per_week": 10.5}, ["hours_per_week"], id="half an hour too much"),
        pytest.param({"hours_per_week": 0}, ["hours_per_week"], id="no hours"),
        pytest.param({"hours_per_week": 41, "hours_already": 0}, ["hours_per_week"], id="more than a week"),
        pytest.param({"ends_on": day(0)}, [], id="one day"),
        pytest.param({"ends_on": day(-1)}, ["ends_on"], id="ends before it starts"),
        pytest.param({"starts_on": day(-31)}, ["starts_on"], id="before the case"),
        pytest.param({"exists": True}, ["starts_on"], id="the same again"),
        pytest.param({"status": CaseStatus.CLOSED, "hours_per_week": 0}, [None, "hours_per_week"], id="both at once"),
    ],
)
def test_what_stops_an_activity(changes, fields):
    assert [reason.at for reason in reasons_not_to_add(**NEW | changes)] == fields


@pytest.mark.parametrize(
    ("ends_already_on", "ends_on", "refused"),
    [
        pytest.param(None, day(0), False, id="on its first day"),
        pytest.param(None, day(-1), True, id="before its first day"),
        pytest.param(day(20), day(10), False, id="earlier than planned"),
        pytest.param(day(20), day(20), True, id="as it already does"),
        pytest.param(day(20), day(30), True, id="later than planned"),
    ],
)
def test_what_stops_an_end(ends_already_on, ends_on, refused):
    reasons = reasons_not_to_end(
        status=CaseStatus.OPEN, starts_on=day(0), ends_already_on=ends_already_on, ends_on=ends_on
    )
    assert [reason.at for reason in reasons] == ["ends_on"] * refused
