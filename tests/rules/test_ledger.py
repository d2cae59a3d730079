"""The ledger: for any places, moves and placements it is what a recount day by day comes to."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.rules.ledger import Capacity, Measure, Register, Slices, Spans, count, most_supervised, new_and_gone

FIRST = date(2026, 1, 1)
DAYS = 40
BEGINS = FIRST.toordinal()
ENDS = (BEGINS - 1, BEGINS + DAYS - 1)
FOREVER = date(9999, 1, 1).toordinal()


@dataclass
class Town:
    """A small municipality as plain rows: (whose, first day, last day, how much)."""

    places: int
    slices: int
    stands: list = field(default_factory=list)
    capacity: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    reserved: list = field(default_factory=list)
    supervised: list = field(default_factory=list)
    people: list = field(default_factory=list)
    hours: list = field(default_factory=list)
    room_people: list = field(default_factory=list)
    room_hours: list = field(default_factory=list)
    hours_each: list = field(default_factory=list)

    def ledger(self):
        forms = np.zeros(len(self.taken), dtype=np.int64)
        register = Register(
            capacity=Spans.of(self.capacity),
            taken=Spans.of(self.taken),
            taken_form=forms,
            taken_supervision=Spans.of([(key, first, last, 20) for key, first, last, _one in self.taken]),
            reserved=Spans.of(self.reserved),
            reserved_form=np.zeros(len(self.reserved), dtype=np.int64),
            supervised=Spans.of(self.supervised),
            people=Spans.of(self.people),
            hours=Spans.of(self.hours),
            room_people=Spans.of(self.room_people),
            room_hours=Spans.of(self.room_hours),
            hours_each=np.array(self.hours_each, dtype=np.int64),
        )
        names = tuple(f"rad {number}" for number in range(self.slices))
        slices = Slices(names, Spans.of(self.stands))
        return count(register, slices, first=FIRST, last=FIRST + timedelta(days=DAYS - 1))

    def recount(self, row, day):
        """The plain way: one place and one day at a time."""
        told = dict.fromkeys(Measure, 0)
        for place, first, last, slice_ in self.stands:
            if slice_ == row and first <= day <= last:
                for measure, amount in self._place(place, day).items():
                    told[measure] += amount
        return told

    def _place(self, place, day):
        seats, taken, waiting = (on(rows, place, day) for rows in (self.capacity, self.taken, self.reserved))
        free = max(0, min(seats - taken - waiting, self._room(place, day) - waiting))
        return {
            Measure.PLACES: int(seats > 0),
            Measure.SEATS: seats,
            Measure.OCCUPIED: taken,
            Measure.RESERVED: waiting,
            Measure.FREE: free,
            Measure.OVER: max(0, taken - seats),
            Measure.SUPERVISOR_HOURS: 20 * taken,
        }

    def _room(self, place, day):
        links = [row for row in self.supervised if row[0] == place and row[1] <= day <= row[2]]
        if not links:
            return 10_000
        return sum(self._left(supervisor, day, self.hours_each[place]) for _place, _first, _last, supervisor in links)

    def _left(self, supervisor, day, each):
        if in_force(self.room_hours, supervisor, day):
            hours = on(self.room_hours, supervisor, day) - on(self.hours, supervisor, day)
            return max(0, hours) // each
        if in_force(self.room_people, supervisor, day):
            return max(0, on(self.room_people, supervisor, day) - on(self.people, supervisor, day))
        return 10_000


def in_force(rows, key, day):
    return any(each == key and first <= day <= last for each, first, last, _amount in rows)


def on(rows, key, day):
    return sum(amount for each, first, last, amount in rows if each == key and first <= day <= last)


def spans(draw, keys, amounts, most):
    """Rows that may lie before, within and after the period, and touch or overlap each other."""
    rows = []
    for _ in range(draw(st.integers(0, most))):
        first = BEGINS + draw(st.integers(-10, DAYS + 5))
        last = draw(st.one_of(st.just(FOREVER), st.integers(first, first + 25)))
        rows.append((draw(st.integers(0, keys - 1)), first, last, draw(amounts)))
    return rows


def one_after_another(draw, keys, amounts):
    """Rows of which a key never has two on one day."""
    rows = []
    for key in range(keys):
        day = BEGINS - 5
        for _ in range(draw(st.integers(0, 3))):
            day += draw(st.integers(0, 12))
            last = draw(st.one_of(st.just(FOREVER), st.integers(day, day + 20)))
            rows.append((key, day, last, draw(amounts)))
            if last == FOREVER:
                break
            day = last + 1
    return rows


@st.composite
def towns(draw):
    places, slices, supervisors = draw(st.integers(1, 4)), draw(st.integers(1, 3)), 2
    town = Town(places, slices)
    town.stands = one_after_another(draw, places, st.integers(0, slices - 1))
    town.capacity = one_after_another(draw, places, st.integers(0, 4))
    town.taken = spans(draw, places, st.just(1), 8)
    town.reserved = spans(draw, places, st.just(1), 4)
    town.supervised = one_after_another(draw, places, st.integers(0, supervisors - 1))
    town.people = spans(draw, supervisors, st.integers(1, 2), 4)
    town.hours = spans(draw, supervisors, st.integers(5, 30), 4)
    rooms = one_after_another(draw, supervisors, st.integers(1, 60))
    in_hours = draw(st.lists(st.booleans(), min_size=len(rooms), max_size=len(rooms)))
    town.room_hours = [row for row, hours in zip(rooms, in_hours, strict=True) if hours]
    town.room_people = [(*row[:3], row[3] // 12) for row, hours in zip(rooms, in_hours, strict=True) if not hours]
    town.hours_each = draw(st.lists(st.integers(5, 40), min_size=places, max_size=places))
    return town


@given(towns())
@settings(max_examples=50, deadline=None)
def test_the_ledger_is_what_a_recount_day_by_day_comes_to(town):
    ledger = town.ledger()
    for row in range(town.slices):
        for day in range(DAYS):
            told = {measure: int(cells[row, day]) for measure, cells in ledger.cells.items()}
            assert told == town.recount(row, BEGINS + day)


def test_somebody_over_the_seats_leaves_none_free_and_not_fewer():
    town = Town(1, 1, stands=[(0, 0, FOREVER, 0)], capacity=[(0, BEGINS, FOREVER, 1)], hours_each=[20])
    town.taken = [(0, BEGINS, BEGINS + 5, 1)] * 2
    cells = town.ledger().cells
    assert (cells[Measure.OVER][0, 0], cells[Measure.FREE][0, 0], cells[Measure.FREE][0, 6]) == (1, 0, 1)


def test_a_unit_that_moves_counts_where_it_lies_each_day():
    moved = BEGINS + 20
    town = Town(1, 2, capacity=[(0, BEGINS, FOREVER, 3)], hours_each=[20])
    town.stands = [(0, 0, moved - 1, 0), (0, moved, FOREVER, 1)]
    seats = town.ledger().cells[Measure.SEATS]
    assert seats[0].tolist() == [3] * 20 + [0] * 20
    assert seats.sum(axis=0).tolist() == [3] * DAYS


def test_a_place_is_full_when_its_supervisor_is():
    town = Town(1, 1, stands=[(0, 0, FOREVER, 0)], capacity=[(0, BEGINS, FOREVER, 5)], hours_each=[20])
    town.supervised = [(0, BEGINS, FOREVER, 0)]
    town.room_people, town.people = [(0, BEGINS, FOREVER, 2)], [(0, BEGINS, BEGINS + 9, 2)]
    assert town.ledger().cells[Measure.FREE][0, [0, 9, 10]].tolist() == [0, 0, 2]


def day(number):
    return FIRST + timedelta(days=number)


def capacities(*rows):
    return [
        Capacity(1, seats, FIRST + timedelta(days=first), FIRST + timedelta(days=last)) for seats, first, last in rows
    ]


TURNS = {
    "a place opens": (capacities((3, 5, 100)), (3, 0, 0)),
    "it opened before": (capacities((3, -50, 100)), (0, 0, 0)),
    "it grows": (capacities((2, -50, 9), (5, 10, 100)), (3, 0, 0)),
    "it shrinks": (capacities((5, -50, 9), (2, 10, 100)), (0, 0, 3)),
    "a summer again": (capacities((3, -200, -100), (1, -99, 9), (3, 10, 100)), (0, 2, 0)),
    "it closes": (capacities((3, -50, 20)), (0, 0, 3)),
    "it rests between": (capacities((3, -50, 5), (4, 15, 100)), (1, 3, 3)),
}


@pytest.mark.parametrize(("rows", "told"), TURNS.values(), ids=TURNS.keys())
def test_seats_are_new_once(rows, told):
    found = new_and_gone(rows, first=FIRST, last=FIRST + timedelta(days=DAYS - 1))
    assert (sum(e.new for e in found), sum(e.back for e in found), sum(e.gone for e in found)) == told


@given(towns())
@settings(max_examples=40, deadline=None)
def test_seats_at_the_end_are_those_before_and_what_came_less_what_went(town):
    rows = [
        Capacity(place, seats, date.fromordinal(first), None if last == FOREVER else date.fromordinal(last))
        for place, first, last, seats in town.capacity
    ]
    found = new_and_gone(rows, first=FIRST, last=FIRST + timedelta(days=DAYS - 1))
    stock = [
        sum(on(town.capacity, place, day) for place in range(town.places)) for day in (BEGINS - 1, BEGINS + DAYS - 1)
    ]
    assert stock[1] - stock[0] == sum(each.new + each.back - each.gone for each in found)


class TestFilling:
    def test_one_supervisor_at_two_places_takes_one(self):
        assert most_supervised({1: 1, 2: 1}, {1: [7], 2: [7]}, {7: 1}) == 1

    def test_whoever_can_move_over_makes_room(self):
        assert most_supervised({1: 1, 2: 1}, {1: [7, 8], 2: [7]}, {7: 1, 8: 1}) == 2

    @given(
        st.dictionaries(st.integers(1, 4), st.integers(0, 3), min_size=1),
        st.dictionaries(st.integers(7, 9), st.integers(0, 3), min_size=1),
        st.data(),
    )
    @settings(max_examples=200, deadline=None)
    def test_it_is_what_trying_every_way_comes_to(self, wanted, rooms, data):
        at = {place: data.draw(st.lists(st.sampled_from(sorted(rooms)), unique=True)) for place in wanted}
        each = [place for place, many in wanted.items() for _ in range(many)][:7]
        wanted = {place: each.count(place) for place in wanted}
        ways = product(*([0, *at[place]] for place in each))
        best = max(
            sum(who > 0 for who in way) for way in ways if all(way.count(who) <= room for who, room in rooms.items())
        )
        assert most_supervised(wanted, at, rooms) == best
