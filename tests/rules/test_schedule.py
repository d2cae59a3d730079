"""Schedule: times are read as people write them, a week never collides, and every reason is told at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from stegvis.rules.activity import Span
from stegvis.rules.case import CaseStatus
from stegvis.rules.schedule import (
    Booked,
    Slot,
    Times,
    Unreadable,
    hours,
    read_day,
    reasons_not_to_schedule,
    room_in,
    week_to_show,
    written,
)

DAY = date(2026, 3, 2)
MON, TUE, WED, FRI = 1, 2, 3, 5


def slot(weekday, start, end):
    return Slot(weekday, round(start * 60), round(end * 60))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="a free day"),
        pytest.param("  ", [], id="spaces"),
        pytest.param("9-14", [(9, 14)], id="hours with a hyphen"),
        pytest.param("9–14", [(9, 14)], id="hours with a dash"),
        pytest.param("09.00-14.30", [(9, 14.5)], id="with minutes"),
        pytest.param("kl. 9:15 till 14", [(9.25, 14)], id="in words"),
        pytest.param("8.30–12, 13–16", [(8.5, 12), (13, 16)], id="with a break"),
        pytest.param("8.30–12 och 13–16", [(8.5, 12), (13, 16)], id="with a break in words"),
        pytest.param("0–25", [(0, 25)], id="25 hours are read, and refused by the rule"),
    ],
)
def test_day_is_read_as_people_write_it(text, found):
    assert read_day(text, weekday=TUE) == [slot(TUE, *each) for each in found]


@pytest.mark.parametrize("text", ["förmiddag", "9", "9-", "9.75-12", "9-12-14", "9–14,", "9–14 13"])
def test_what_is_no_times_is_told(text):
    with pytest.raises(Unreadable):
        read_day(text, weekday=MON)


def some_slots(weekdays=(MON, TUE, WED, FRI), step=30):
    ends = some.integers(0, 24 * 60 // step)
    times = some.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1])
    return some.builds(lambda day, pair: Slot(day, pair[0] * step, pair[1] * step), some.sampled_from(weekdays), times)


@given(some.lists(some_slots(step=1), max_size=8))
def test_what_is_written_is_read_back(slots):
    back = [each for day, text in written(slots).items() for each in read_day(text, weekday=day)]
    assert back == sorted(slots)


def ask(slots, booked=(), **changes):
    asked = {"status": CaseStatus.OPEN, "what": "Svenska", "from_on": DAY, "runs": Span(DAY - timedelta(days=9), None)}
    return reasons_not_to_schedule(slots=slots, booked=list(booked), **asked | changes)


PLACEMENT = [Booked("praktik", slot(day, 9, 14), Span(DAY - timedelta(days=30), None)) for day in (MON, TUE, WED)]
LATER, EARLIER = DAY + timedelta(days=20), DAY - timedelta(days=20)


@pytest.mark.parametrize(
    ("slots", "changes", "fields"),
    [
        pytest.param([slot(FRI, 9, 14)], {}, [], id="a free day"),
        pytest.param([slot(MON, 14, 16)], {}, [], id="right after"),
        pytest.param([slot(MON, 13, 16)], {}, ["day_1"], id="one hour into another"),
        pytest.param([slot(d, 13, 16) for d in (MON, TUE, WED)], {}, ["day_1", "day_2", "day_3"], id="three collide"),
        pytest.param([slot(FRI, 0, 25)], {}, ["day_5"], id="25 hours in a day"),
        pytest.param([slot(FRI, 0, 24), slot(FRI, 8, 9)], {}, ["day_5", "day_5"], id="25 hours in two parts"),
        pytest.param([slot(FRI, 12, 36)], {}, ["day_5"], id="into the next day"),
        pytest.param([slot(FRI, 14, 9)], {}, ["day_5"], id="ends before it starts"),
        pytest.param([slot(FRI, 9, 9)], {}, ["day_5"], id="no time at all"),
        pytest.param([slot(FRI, 8, 12), slot(FRI, 11, 13)], {}, ["day_5"], id="into itself"),
        pytest.param([slot(4, 0, 13), slot(FRI, 0, 13)], {}, [None], id="more than full time with the rest"),
        pytest.param([slot(4, 0, 13), slot(FRI, 0, 12)], {}, [], id="exactly full time"),
        pytest.param([], {"from_on": EARLIER}, ["from_on"], id="before it begins"),
        pytest.param([], {"runs": Span(EARLIER, DAY - timedelta(days=1))}, ["from_on"], id="after it has ended"),
        pytest.param([], {"is_settled": False}, [None], id="a placement without a seat"),
        pytest.param([], {"status": CaseStatus.CLOSED, "from_on": EARLIER}, [None, "from_on"], id="closed, and more"),
    ],
)
def test_what_stops_times(slots, changes, fields):
    assert [reason.at for reason in ask(slots, PLACEMENT, **changes)] == fields


def test_collision_names_what_weekday_and_times():
    (reason,) = ask([slot(TUE, 13, 16)], PLACEMENT)
    assert reason.values == {
        "weekday": "tisdag",
        "times": Times(780, 960),
        "what": "Svenska",
        "other": "praktik",
        "other_times": Times(540, 840),
    }
    assert str(reason.values["times"]) == "13–16"


def test_collision_ahead_says_when():
    ahead = [Booked("praktik", slot(TUE, 9, 14), Span(LATER, None))]
    (reason,) = ask([slot(TUE, 13, 16)], ahead)
    assert reason.values["day"] == LATER
    assert ask([slot(TUE, 13, 16)], ahead, runs=Span(EARLIER, LATER - timedelta(days=1))) == []


@given(some.lists(some_slots(), max_size=6), some.lists(some_slots(), max_size=6))
@settings(max_examples=60)
def test_times_without_a_reason_share_no_minute_with_anything(slots, taken):
    booked = [Booked("annat", each, Span(EARLIER, None)) for each in taken]
    if ask(slots, booked):
        return
    everything = [*slots, *taken]
    own = range(len(slots))
    assert not any(everything[a].meets(everything[b]) for a in own for b in range(a + 1, len(everything)))
    assert not slots or hours(everything) <= 40


@pytest.mark.parametrize(
    ("by_day", "days", "left"),
    [
        pytest.param({1: 7, 2: 7, 3: 8, 4: 5, 5: 5}, (4, 5), 3, id="as Rania's"),
        pytest.param({}, (1, 2, 3, 4, 5), 8, id="an empty week"),
        pytest.param(dict.fromkeys(range(1, 6), 8), (), 0, id="full"),
        pytest.param({1: 8, 2: 8, 3: 8, 4: 8, 5: 5, 6: 3}, (), 0, id="full with the weekend"),
        pytest.param({1: 8, 2: 8, 3: 8, 4: 8, 5: 2, 6: 4}, (5,), 2, id="no more than full time"),
    ],
)
def test_room(by_day, days, left):
    room = room_in(by_day)
    assert (room.weekdays, room.hours) == (days, left)


@pytest.mark.parametrize(("day", "shown"), [(2, 2), (6, 6), (7, 9), (8, 9)])
def test_weekend_shows_the_coming_week(day, shown):
    assert week_to_show(date(2026, 3, day)) == date(2026, 3, shown)
