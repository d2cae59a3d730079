"""A place's profile, its seats over time, and closing it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.place import (
    ALL_HALF_DAYS,
    HALF_DAYS,
    Seats,
    first_free_seat,
    half_days,
    least_capacity,
    reasons_not_to_close,
    reasons_not_to_save,
)

FIRST, LAST = date(2026, 11, 23), date(2027, 2, 19)
ALWAYS = ((date(2020, 1, 1), None, 2),)


def taken(*seats, until=LAST):
    return tuple((seat, date(2026, 1, 1), until) for seat in seats)


FREE = {
    "nobody there": (Seats(ALWAYS), 2),
    "one there": (Seats(ALWAYS, taken(1)), 1),
    "full": (Seats(ALWAYS, taken(1, 2)), 0),
    "free the day after the last": (Seats(ALWAYS, taken(1, until=FIRST - timedelta(days=1))), 2),
    "occupied on the first day only": (Seats(ALWAYS, taken(1, until=FIRST)), 1),
    "one has agreed": (Seats(ALWAYS, (), ((FIRST, LAST),)), 1),
    "no capacity at all": (Seats(()), 0),
    "capacity ends in the middle": (Seats(((date(2020, 1, 1), date(2026, 12, 31), 2),)), 0),
    "fewer seats in the middle": (
        Seats(((date(2020, 1, 1), date(2026, 12, 31), 2), (date(2027, 1, 1), None, 1))),
        1,
    ),
    "a hole in the capacity": (
        Seats(((date(2020, 1, 1), date(2026, 12, 31), 2), (date(2027, 1, 2), None, 2))),
        0,
    ),
    "somebody stayed on a seat that is gone": (Seats(((date(2020, 1, 1), None, 1),), taken(2)), 0),
}


@pytest.mark.parametrize(("seats", "free"), FREE.values(), ids=FREE.keys())
def test_free_seats(seats, free):
    assert seats.free(FIRST, LAST) == free


def test_the_first_start_is_the_day_after_somebody_leaves():
    seats = Seats(((date(2020, 1, 1), None, 1),), taken(1, until=date(2026, 12, 6)))
    assert seats.first_start(after=FIRST, days=80) == date(2026, 12, 7)


def test_a_place_that_never_opens_has_no_first_start():
    assert Seats(()).first_start(after=FIRST, days=80) is None


@given(st.integers(0, 8), st.sets(st.integers(1, 8)))
def test_the_lowest_seat_that_nobody_has(capacity, occupied):
    seat = first_free_seat(capacity=capacity, taken=occupied)
    free = set(range(1, capacity + 1)) - occupied
    assert seat == (min(free) if free else None)


def test_capacity_before_the_period_does_not_count():
    intervals = [(date(2020, 1, 1), date(2020, 12, 31), 1), (date(2021, 1, 1), None, 5)]
    assert least_capacity(intervals, starts_on=FIRST, ends_on=LAST) == 5


@given(st.integers(0, ALL_HALF_DAYS))
def test_half_days_are_named_monday_first(slots):
    names = half_days(slots)
    assert len(names) == slots.bit_count()
    assert names == [name for name in HALF_DAYS if name in names]


PROFILES = {
    "holds together": ({}, set()),
    "levels the wrong way round": ({"independence_from": 3, "independence_to": 2}, {"independence_from"}),
    "hours the wrong way round": ({"hours_from": 30, "hours_to": 20}, {"hours_from"}),
    "never open": ({"slots": 0}, {"slots"}),
    "no form": ({"forms": []}, {"forms"}),
}


@pytest.mark.parametrize(("values", "fields"), PROFILES.values(), ids=PROFILES.keys())
def test_a_profile_holds_together(values, fields):
    usual = {
        "independence_from": 1,
        "independence_to": 3,
        "hours_from": 10,
        "hours_to": 40,
        "slots": 1,
        "forms": ["osa"],
    }
    assert {reason.at for reason in reasons_not_to_save(**usual | values)} == fields


CLOSINGS = {
    "today": ({}, 0),
    "yesterday": ({"closed_on": date(2026, 11, 20)}, 1),
    "before it opened": ({"closed_on": date(2019, 1, 1)}, 1),
    "twice": ({"already_closed_on": date(2026, 1, 1)}, 1),
    "while somebody stays": ({"staying": 2}, 1),
}


@pytest.mark.parametrize(("values", "count"), CLOSINGS.values(), ids=CLOSINGS.keys())
def test_closing(values, count):
    today = date(2026, 11, 21)
    usual = {
        "closed_on": today,
        "opened_on": date(2020, 1, 1),
        "already_closed_on": None,
        "staying": 0,
        "today": today,
    }
    assert len(reasons_not_to_close(**usual | values)) == count
