"""Programmes: when a case may move, and the newcomer's clock with its months and last day."""

from datetime import date

import pytest

from stegvis.rules.case import CaseStatus
from stegvis.rules.programme import (
    introduction,
    months_after,
    months_between,
    reasons_against_clock,
    reasons_not_to_move,
)

TODAY = date(2026, 11, 20)
FINE = {
    "status": CaseStatus.OPEN,
    "is_open": True,
    "is_same": False,
    "from_on": TODAY,
    "current_since": date(2026, 3, 1),
    "today": TODAY,
    "reason": "Är klar med sfi",
}


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({}, []),
        ({"is_same": True}, ["programme"]),
        ({"is_open": False}, ["programme"]),
        ({"from_on": date(2026, 3, 1)}, ["from_on"]),
        ({"from_on": date(2026, 11, 21)}, ["from_on"]),
        ({"reason": " "}, ["reason"]),
        ({"status": CaseStatus.CLOSED}, [None]),
        ({"is_same": True, "from_on": date(2025, 1, 1), "reason": ""}, ["programme", "from_on", "reason"]),
    ],
    ids=["fine", "same", "shut", "same day", "tomorrow", "no reason", "closed", "all at once"],
)
def test_every_reason_stands_at_its_field(changed, at):
    assert [reason.at for reason in reasons_not_to_move(**FINE | changed)] == at


@pytest.mark.parametrize(
    ("started_on", "left", "last_day"),
    [
        (date(2026, 11, 20), 24, date(2028, 11, 19)),
        (date(2026, 3, 1), 15, date(2028, 2, 29)),
        (date(2024, 11, 21), 0, date(2026, 11, 20)),
        (date(2024, 11, 20), 0, date(2026, 11, 19)),
        (date(2024, 12, 21), 1, date(2026, 12, 20)),
        (date(2015, 1, 31), 0, date(2017, 1, 30)),
    ],
    ids=["today", "spring", "last day", "over", "a month", "before the first rule"],
)
def test_clock_counts_whole_months_to_the_last_day(started_on, left, last_day):
    clock = introduction(started_on=started_on, today=TODAY)
    assert (clock.months_left, clock.last_day, clock.is_over(TODAY)) == (left, last_day, last_day < TODAY)
    assert "verifiera" in clock.source


def test_nobody_who_has_not_begun_has_a_clock():
    assert introduction(started_on=None, today=TODAY) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 20), 24, date(2028, 11, 20)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_after_stays_within_the_month(day, months, expected):
    assert months_after(day, months) == expected
    assert months_between(day, expected) == months


@pytest.mark.parametrize(
    ("arrived_on", "started_on", "at"),
    [
        (None, None, []),
        (date(2025, 5, 1), date(2025, 6, 1), []),
        (date(2025, 6, 1), date(2025, 5, 1), ["introduction_started_on"]),
        (date(2027, 1, 1), None, ["arrived_on"]),
        (date(2027, 1, 1), date(2027, 1, 2), ["arrived_on", "introduction_started_on"]),
    ],
)
def test_days_of_the_clock_have_been_and_come_in_order(arrived_on, started_on, at):
    reasons = reasons_against_clock(arrived_on=arrived_on, introduction_started_on=started_on, today=TODAY)
    assert [reason.at for reason in reasons] == at
