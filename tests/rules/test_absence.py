"""Absence: days in order, never twice, and a month's hours in codes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from stegvis.rules.absence import Away, Planned, month_hours, reasons_not_to_end, reasons_not_to_report
from stegvis.rules.activity import AbsenceKind, Span
from stegvis.rules.case import CaseStatus
from stegvis.rules.schedule import Slot

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def day(number):
    return FIRST + timedelta(days=number - 1)


NEW = {
    "status": CaseStatus.OPEN,
    "starts_on": day(10),
    "ends_on": None,
    "opened_on": day(1),
    "today": day(10),
    "taken": None,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="from today"),
        pytest.param({"ends_on": day(10)}, [], id="only today"),
        pytest.param({"ends_on": day(9)}, ["ends_on"], id="ends before it starts"),
        pytest.param({"starts_on": day(0)}, ["starts_on"], id="before the case"),
        pytest.param({"starts_on": date(2036, 3, 1)}, ["starts_on"], id="a slip of the year"),
        pytest.param({"taken": Span(day(5), None)}, [None], id="already away"),
        pytest.param({"taken": Span(day(12), day(14))}, [None], id="away later"),
        pytest.param({"status": CaseStatus.CLOSED, "ends_on": day(9)}, [None, "ends_on"], id="both at once"),
    ],
)
def test_what_stops_a_notice(changes, fields):
    assert [reason.at for reason in reasons_not_to_report(**NEW | changes)] == fields


@pytest.mark.parametrize(
    ("last_day", "fields"),
    [(day(10), []), (day(9), ["last_day"]), (date(2036, 3, 1), ["last_day"])],
    ids=["one day", "before the first", "a slip of the year"],
)
def test_what_stops_a_last_day(last_day, fields):
    reasons = reasons_not_to_end(
        status=CaseStatus.OPEN, starts_on=day(10), last_day=last_day, today=day(12), taken=None
    )
    assert [reason.at for reason in reasons] == fields


MONDAYS = Planned(Slot(1, 540, 840), Span(FIRST, None))
FRIDAYS = Planned(Slot(5, 540, 720), Span(FIRST, day(14)))


def month(*away, today=LAST):
    return month_hours([MONDAYS, FRIDAYS], away, first=FIRST, last=LAST, today=today)


def test_month_counts_the_days_that_were_planned():
    found = month()
    assert (found.planned_hours, found.planned_days, found.absent) == (5 * 5 + 2 * 3, 7, ())


def test_absence_is_counted_in_codes_on_planned_days_only():
    found = month(Away(AbsenceKind.ILL, Span(day(7), day(10))), Away(AbsenceKind.CHILD_ILL, Span(day(13), day(13))))
    assert [(one.kind, one.days, one.hours) for one in found.absent] == [
        (AbsenceKind.ILL, 1, 5),
        (AbsenceKind.CHILD_ILL, 1, 3),
    ]


def test_absence_without_an_end_counts_until_today():
    (found,) = month(Away(AbsenceKind.ILL, Span(day(1), None)), today=day(9)).absent
    assert found.hours == 5 + 3 + 5


spans = some.tuples(some.integers(-40, 60), some.none() | some.integers(0, 40)).map(
    lambda pair: Span(day(pair[0]), None if pair[1] is None else day(pair[0] + pair[1]))
)
planned_times = some.builds(
    Planned, some.builds(lambda d, h: Slot(d, 480, 480 + h), some.integers(1, 7), some.integers(1, 240)), spans
)
away_days = some.builds(Away, some.sampled_from(list(AbsenceKind)), spans)


@given(some.lists(planned_times, max_size=5), some.lists(away_days, max_size=4), some.integers(1, 31))
@settings(max_examples=60)
def test_nobody_is_away_more_than_was_planned(planned, away, today):
    found = month_hours(planned, away, first=FIRST, last=LAST, today=day(today))
    assert sum(one.hours for one in found.absent) <= found.planned_hours + 1e-9
    assert sum(one.days for one in found.absent) <= found.planned_days <= 31
