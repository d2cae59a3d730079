"""A place's profile, its way, its seats over time, and its freshness."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules import place as rules
from stegvis.rules.people import OrganisationKind
from stegvis.rules.place import (
    ALL_HALF_DAYS,
    HALF_DAYS,
    MOVES,
    ConfirmationAnswer,
    FreshStep,
    PlaceStatus,
    Seats,
    coming_changes,
    first_free_seat,
    fresh_step,
    half_days,
    least_capacity,
    reasons_not_to_close,
    reasons_not_to_save,
    with_seats,
    without_change,
)

TODAY = date(2026, 11, 21)
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


class TestOver:
    """Capacity lowered below what is booked: those who are there stay, nobody else comes."""

    def test_two_stay_on_one_seat(self):
        seats = Seats(((date(2020, 1, 1), None, 1),), taken(1, 2))
        assert seats.over(TODAY) == 1
        assert seats.free(TODAY, TODAY) == 0
        assert seats.over_ahead(today=TODAY) == ((TODAY, 1), (LAST + timedelta(days=1), 0))

    def test_a_promise_counts_as_well_from_its_day(self):
        seats = Seats(((date(2020, 1, 1), None, 1),), taken(1), ((FIRST, LAST),))
        assert seats.over_ahead(today=TODAY) == ((FIRST, 1), (LAST + timedelta(days=1), 0))

    def test_nobody_over_says_nothing(self):
        assert Seats(ALWAYS, taken(1, 2)).over_ahead(today=TODAY) == ()


DAY_ZERO = date(2026, 1, 1)
periods = st.tuples(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 200)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)
rooms = st.builds(
    rules.Seats,
    st.integers(0, 3).map(lambda number: ((date(2025, 1, 1), None, number),)),
    st.lists(st.tuples(st.integers(1, 3), periods).map(lambda row: (row[0], *row[1])), max_size=4).map(tuple),
    st.lists(periods, max_size=2).map(tuple),
)


@given(rooms, periods)
def test_the_first_start_is_free_and_no_day_before_it_is(room, period):
    first, last = period
    days_long = (last - first).days
    start = room.first_start(after=first, days=days_long)
    until = start or first + timedelta(days=400)
    if start is not None:
        assert room.free(start, start + timedelta(days=days_long)) > 0
    day = first + timedelta(days=1)
    while day < until:
        assert room.free(day, day + timedelta(days=days_long)) == 0
        day += timedelta(days=1)


days = st.integers(0, 60).map(lambda number: DAY_ZERO + timedelta(days=number))
changes = st.lists(st.tuples(st.integers(0, 5), days, st.none() | st.integers(0, 30)), max_size=12)


def counted(intervals, day):
    """How many seats the intervals give on a day; each day is in one interval at most."""
    found = [seats for first, last, seats in intervals if first <= day and (last is None or day <= last)]
    assert len(found) <= 1
    return found[0] if found else None


@given(changes)
def test_any_changes_give_what_a_recount_day_by_day_gives(changes):
    intervals, by_day = (), {}
    horizon = [DAY_ZERO + timedelta(days=number) for number in range(120)]
    for seats, first, length in changes:
        last = None if length is None else first + timedelta(days=length)
        intervals = with_seats(intervals, seats=seats, first=first, last=last)
        by_day |= {day: seats for day in horizon if day >= first and (last is None or day <= last)}
    assert [counted(intervals, day) for day in horizon] == [by_day.get(day) for day in horizon]
    assert list(intervals) == sorted(intervals)


def test_a_season_gives_back_what_was_before_it():
    summer = with_seats(((DAY_ZERO, None, 1),), seats=3, first=date(2026, 6, 1), last=date(2026, 8, 31))
    assert summer == (
        (DAY_ZERO, date(2026, 5, 31), 1),
        (date(2026, 6, 1), date(2026, 8, 31), 3),
        (date(2026, 9, 1), None, 1),
    )
    assert without_change(summer, from_on=date(2026, 6, 1)) == ((DAY_ZERO, None, 1),)
    assert without_change(summer, from_on=date(2026, 9, 1)) == (
        (DAY_ZERO, date(2026, 5, 31), 1),
        (date(2026, 6, 1), None, 3),
    )


@given(changes)
def test_a_change_taken_back_leaves_every_other_day_alone(changes):
    intervals = ((DAY_ZERO, None, 2),)
    for seats, first, length in changes:
        last = None if length is None else first + timedelta(days=length)
        intervals = with_seats(intervals, seats=seats, first=first, last=last)
    coming = coming_changes(intervals, after=DAY_ZERO)
    if not coming:
        return
    first, last, _seats = coming[len(coming) // 2]
    before = counted(intervals, first - timedelta(days=1))
    after = without_change(intervals, from_on=first)
    for day in (DAY_ZERO + timedelta(days=number) for number in range(120)):
        inside = first <= day and (last is None or day <= last)
        assert counted(after, day) == (before if inside else counted(intervals, day))


CAPACITY = {
    "from today": ({}, set()),
    "fewer than none": ({"seats": -1}, {"seats"}),
    "as many as there are": ({"seats": 2}, {"seats"}),
    "before what holds now": ({"from_on": date(2019, 1, 1)}, {"from_on"}),
    "over before it begins": ({"until": TODAY - timedelta(days=1)}, {"until"}),
    "over what is decided later": ({"intervals": ((date(2020, 1, 1), LAST, 2), (LAST + timedelta(days=1), None, 3))},
                                   {"until"}),
    "until what is decided later": (
        {"intervals": ((date(2020, 1, 1), LAST, 2), (LAST + timedelta(days=1), None, 3)), "until": LAST}, set()),
}  # fmt: skip


@pytest.mark.parametrize(("values", "fields"), CAPACITY.values(), ids=CAPACITY.keys())
def test_changing_the_seats(values, fields):
    usual = {"seats": 4, "from_on": TODAY, "until": None, "intervals": ALWAYS, "today": TODAY}
    assert {reason.at for reason in rules.reasons_not_to_change_capacity(**usual | values)} == fields


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


def test_a_profile_that_is_done_says_all_that_it_lacks_at_once():
    reasons = rules.reasons_not_to_profile(tasks=" ", trains="", extract_law="unstated")
    assert [reason.at for reason in reasons] == ["tasks", "trains", "extract_law"]


class TestWay:
    def test_every_status_is_reached_and_only_closed_is_the_end(self):
        reached = {status for following in MOVES.values() for status in following}
        assert reached == set(PlaceStatus) - {PlaceStatus.PROPOSED}
        assert [status for status in PlaceStatus if not MOVES[status]] == [PlaceStatus.CLOSED]

    @pytest.mark.parametrize("kind", list(OrganisationKind))
    def test_only_employers_outside_the_municipality_pass_the_dialogue(self, kind):
        reasons = rules.reasons_not_to_pass_union(status=PlaceStatus.PROFILED, host_kind=kind, because="Eget samråd")
        assert (not reasons) == (kind in {OrganisationKind.COMPANY, OrganisationKind.ASSOCIATION})

    def test_nothing_is_skipped(self):
        for status in (PlaceStatus.PROPOSED, PlaceStatus.PROFILED, PlaceStatus.UNION_NOTED, PlaceStatus.OPEN):
            reasons = rules.reasons_not_to_open(status=status, opened_on=TODAY, approved_on=None, seats=1, today=TODAY)
            assert len(reasons) == 1

    def test_all_that_stops_an_opening_is_said(self):
        reasons = rules.reasons_not_to_open(
            status=PlaceStatus.PROFILED, opened_on=date(2026, 1, 1), approved_on=TODAY, seats=0, today=TODAY
        )
        assert [reason.at for reason in reasons] == [None, "opened_on", "seats"]

    def test_a_rest_has_nobody_in_it_and_an_end_within_a_year(self):
        usual = {"status": PlaceStatus.OPEN, "until": LAST, "staying": 0, "closed_on": None, "today": TODAY}
        assert not rules.reasons_not_to_pause(**usual)
        assert not rules.reasons_not_to_pause(**usual | {"until": None})
        wrong = usual | {"staying": 2, "until": TODAY, "closed_on": LAST, "status": PlaceStatus.PROFILED}
        assert len(rules.reasons_not_to_pause(**wrong)) == 4
        assert rules.reasons_not_to_pause(**usual | {"until": date(2029, 1, 1)})[0].at == "until"

    def test_only_an_open_place_is_used_and_not_longer_than_it_is_there(self):
        used = {status for status in PlaceStatus
                if not rules.reasons_not_to_be_used(status=status, closed_on=None, ends_on=LAST)}  # fmt: skip
        assert used == {PlaceStatus.OPEN}
        assert rules.reasons_not_to_be_used(status=PlaceStatus.OPEN, closed_on=FIRST, ends_on=LAST)


CLOSINGS = {
    "today": ({}, 0),
    "yesterday": ({"closed_on": date(2026, 11, 20)}, 1),
    "before it opened": ({"closed_on": date(2019, 1, 1)}, 1),
    "twice": ({"already_closed_on": date(2026, 1, 1)}, 1),
    "while somebody stays": ({"staying": 2}, 1),
    "never opened, today": ({"opened_on": None, "status": PlaceStatus.PROPOSED}, 0),
    "never opened, later": ({"opened_on": None, "closed_on": date(2026, 12, 1)}, 1),
}


@pytest.mark.parametrize(("values", "count"), CLOSINGS.values(), ids=CLOSINGS.keys())
def test_closing(values, count):
    usual = {
        "status": PlaceStatus.OPEN,
        "closed_on": TODAY,
        "opened_on": date(2020, 1, 1),
        "already_closed_on": None,
        "staying": 0,
        "today": TODAY,
    }
    assert len(reasons_not_to_close(**usual | values)) == count


class TestFreshness:
    """Asked after 180 days, again after 14, and after 14 more it rests; never one with people in it."""

    def step(self, *, days, asked=(), **values):
        usual = {"status": PlaceStatus.OPEN, "has_people": False}
        return fresh_step(
            sign_of_life=TODAY - timedelta(days=days),
            asked_on=[TODAY - timedelta(days=ago) for ago in asked],
            today=TODAY,
            **usual | values,
        )

    @pytest.mark.parametrize(
        ("days", "asked", "step"),
        [
            (179, (), FreshStep.NOTHING),
            (180, (), FreshStep.ASK),
            (190, (13,), FreshStep.NOTHING),
            (194, (14,), FreshStep.ASK_AGAIN),
            (200, (27, 13), FreshStep.NOTHING),
            (208, (28, 14), FreshStep.REST),
        ],
    )
    def test_asked_twice_and_then_it_rests(self, days, asked, step):
        assert self.step(days=days, asked=asked) is step

    @given(days=st.integers(0, 900), asked=st.lists(st.integers(0, 400), max_size=4))
    def test_never_one_with_people_in_it_or_one_that_is_not_open(self, days, asked):
        asked = tuple(sorted(asked, reverse=True))
        assert self.step(days=days, asked=asked, has_people=True) is FreshStep.NOTHING
        assert self.step(days=days, asked=asked, status=PlaceStatus.PAUSED) is FreshStep.NOTHING

    @pytest.mark.parametrize(
        ("answer", "values", "fields"),
        [
            (ConfirmationAnswer.AS_IT_STANDS, {}, []),
            (ConfirmationAnswer.CHANGED, {}, ["comment"]),
            (ConfirmationAnswer.CHANGED, {"comment": "Nya tider"}, []),
            (ConfirmationAnswer.ENOUGH, {}, ["until"]),
            (ConfirmationAnswer.ENOUGH, {"until": TODAY}, ["until"]),
            (ConfirmationAnswer.ENOUGH, {"until": LAST}, []),
            (ConfirmationAnswer.AS_IT_STANDS, {"answered": ConfirmationAnswer.CHANGED}, [None]),
        ],
    )
    def test_an_answer_says_what_it_must(self, answer, values, fields):
        usual = {"answered": ConfirmationAnswer.WAITING, "comment": "", "until": None, "today": TODAY}
        assert [reason.at for reason in rules.reasons_not_to_answer(answer=answer, **usual | values)] == fields
