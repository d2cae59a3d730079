"""Counting (räkning): the register of places held against the days, slice by slice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from .spans import Ints, Spans, Steps, by_day, day_number, summed
from .words import Measure

UNLIMITED = 10_000
"""Room where nobody has said how much there is: a place without a supervisor, or a supervisor without a number."""


@dataclass(frozen=True)
class Register:
    """What stands in the tables, as spans. Hours are tenths of an hour, so that all numbers are whole.

    `capacity` is seats by place. `taken` and `reserved` are one by place, with the form of each placement in a column
    beside; `taken_supervision` is tenths of an hour a week by place. `supervised` says which supervisor (amount) a
    place has. By supervisor: `people` and `hours` are the load, `room_people` and `room_hours` what they have room for.
    `hours_each` is, by place, what one more person takes of a supervisor's time.
    """

    capacity: Spans
    taken: Spans
    taken_form: Ints
    taken_supervision: Spans
    reserved: Spans
    reserved_form: Ints
    supervised: Spans
    people: Spans
    hours: Spans
    room_people: Spans
    room_hours: Spans
    hours_each: Ints


@dataclass(frozen=True)
class Slices:
    """How places stand in the rows of the ledger.

    `places` are spans by place with the number of the row as amount: a unit that moved has one before and one after.
    With `forms`, a form for each of them, a row counts only the placements in its form (and a place that takes two
    forms stands in both rows).
    """

    names: tuple[str, ...]
    places: Spans
    forms: Ints | None = None


@dataclass(frozen=True)
class Ledger:
    """The counted days: for each measure an array with a row for each slice and a column for each day."""

    first: date
    names: tuple[str, ...]
    cells: dict[Measure, Ints]

    @property
    def days(self) -> int:
        return int(self.cells[Measure.SEATS].shape[1])


def count(register: Register, slices: Slices, *, first: date, last: date) -> Ledger:
    """Every measure for every day from first to last, both included.

    A seat is free when nobody has it or waits for it and a supervisor has room; never fewer than none. Somebody over
    the number of seats (it was lowered under them) stands in `over`.
    """
    begins, ends = day_number(first), day_number(last)
    stands = slices.places.between(begins, ends)
    forms = None if slices.forms is None else slices.forms[_kept(slices.places, begins, ends)]
    columns = _columns(register, stands, forms)
    steps = summed(columns)
    each = _measured(steps)
    cells = {
        measure: by_day(
            steps, amount, row_of=stands.amount, rows=len(slices.names), first=begins, days=ends - begins + 1
        )
        for measure, amount in each.items()
    }
    return Ledger(first, slices.names, cells)


def _kept(spans: Spans, begins: int, ends: int) -> Ints:
    return np.flatnonzero(np.maximum(spans.first, begins) <= np.minimum(spans.last, ends))


def _columns(register: Register, stands: Spans, forms: Ints | None) -> list[Spans]:
    """Everything about a place, for each of its rows: seats, all who have or wait for one, those of the row's form."""
    capacity, _mine, _theirs = register.capacity.carried(stands)
    taken, taken_mine, taken_in = register.taken.carried(stands)
    reserved, reserved_mine, reserved_in = register.reserved.carried(stands)
    supervision, supervision_mine, supervision_in = register.taken_supervision.carried(stands)
    linked, room = _supervision(register)
    linked, _mine, _theirs = linked.carried(stands)
    room, _mine, _theirs = room.carried(stands)
    if forms is None:
        return [capacity, taken, reserved, taken, reserved, supervision, linked, room]
    return [
        capacity,
        taken,
        reserved,
        taken.where(register.taken_form[taken_mine] == forms[taken_in]),
        reserved.where(register.reserved_form[reserved_mine] == forms[reserved_in]),
        supervision.where(register.taken_form[supervision_mine] == forms[supervision_in]),
        linked,
        room,
    ]


def _supervision(register: Register) -> tuple[Spans, Spans]:
    """By place: how many supervisors it has, and how many more people they have room for together.

    Somebody who supervises at two places has room at both; it is taken where the next person starts.
    """
    links = register.supervised
    linked = Spans(links.key, links.first, links.last, np.ones(len(links), dtype=np.int64))
    by_supervisor = Spans(links.amount, links.first, links.last, links.key)
    said = summed([register.room_people, register.room_hours, register.people, register.hours, _any_room(register)])
    room_people, room_hours, people, hours, has_room = said.sums
    left_people = np.where(room_hours > 0, -1, np.maximum(0, room_people - people))
    left = np.where(has_room > 0, np.where(room_hours > 0, np.maximum(0, room_hours - hours), left_people), UNLIMITED)
    in_hours = said.as_spans(((room_hours > 0) & (has_room > 0)).astype(np.int64))
    spans, mine, link = said.as_spans(left).carried(by_supervisor)
    each = np.maximum(1, register.hours_each[links.key[link]])
    amount = np.where(in_hours.amount[mine] == 1, spans.amount // each, spans.amount)
    unknown = Spans(links.key, links.first, links.last, linked.amount * UNLIMITED)
    known = Spans(links.key[link], spans.first, spans.last, amount - UNLIMITED)
    return linked, unknown.and_(known)


def _any_room(register: Register) -> Spans:
    either = register.room_people.and_(register.room_hours)
    return Spans(either.key, either.first, either.last, np.ones(len(either), dtype=np.int64))


def _measured(steps: Steps) -> dict[Measure, Ints]:
    seats, taken, waiting, occupied, reserved, supervision, linked, room = steps.sums
    room = np.where(linked > 0, room, UNLIMITED)
    free = np.maximum(0, np.minimum(seats - taken - waiting, room - waiting))
    return {
        Measure.PLACES: (seats > 0).astype(np.int64),
        Measure.SEATS: seats,
        Measure.OCCUPIED: occupied,
        Measure.RESERVED: reserved,
        Measure.FREE: free,
        Measure.OVER: np.maximum(0, taken - seats),
        Measure.SUPERVISOR_HOURS: supervision,
    }
