"""Seats (platser): how many a place has when, who sits there, and what is free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..words import Reason


def first_free_seat(*, capacity: int, taken: Iterable[int]) -> int | None:
    """The lowest seat number (from 1) that nobody has during the period, or None when the place is full."""
    taken = set(taken)
    return next((seat for seat in range(1, capacity + 1) if seat not in taken), None)


def least_capacity(intervals: Iterable[tuple[date, date | None, int]], *, starts_on: date, ends_on: date) -> int:
    """The least number of seats on any day of the period; 0 when a day has no capacity at all."""
    covered_to = starts_on
    least: int | None = None
    for first, last, seats in sorted(intervals, key=lambda interval: interval[0]):
        if last is not None and last < starts_on:
            continue
        if first > covered_to:
            return 0
        least = seats if least is None else min(least, seats)
        if last is None or last >= ends_on:
            return least
        covered_to = last + timedelta(days=1)
    return 0


@dataclass(frozen=True)
class Seats:
    """The seats of one place over time (utrymme).

    `intervals` are (first day, last day or None, seats); `taken` are (seat, first day, last day); `reserved` are
    periods where both have said yes and nobody has a seat yet. Days are included at both ends.
    """

    intervals: tuple[tuple[date, date | None, int], ...]
    taken: tuple[tuple[int, date, date], ...] = ()
    reserved: tuple[tuple[date, date], ...] = ()

    def free(self, starts_on: date, ends_on: date) -> int:
        """How many more could start and stay the whole period, after those who have agreed have got their seats."""
        capacity = least_capacity(self.intervals, starts_on=starts_on, ends_on=ends_on)
        taken = sum(1 for seat in self._taken(starts_on, ends_on) if seat <= capacity)
        room = min(capacity - taken, capacity - self._most_at_once(starts_on, ends_on))
        return max(0, room - self.waiting(starts_on, ends_on))

    def waiting(self, starts_on: date, ends_on: date) -> int:
        """How many reservations touch the period."""
        return sum(1 for first, last in self.reserved if first <= ends_on and last >= starts_on)

    def occupied(self, starts_on: date, ends_on: date) -> int:
        """How many seats somebody has on some day of the period."""
        return len(self._taken(starts_on, ends_on))

    def _most_at_once(self, starts_on: date, ends_on: date) -> int:
        """Those who stayed when the seats became fewer count too, though their seats are gone."""
        here = [(first, last) for _seat, first, last in self.taken if first <= ends_on and last >= starts_on]
        turns = {max(first, starts_on) for first, _last in here}
        return max((sum(first <= day <= last for first, last in here) for day in turns), default=0)

    def _taken(self, starts_on: date, ends_on: date) -> set[int]:
        return {seat for seat, first, last in self.taken if first <= ends_on and last >= starts_on}

    def first_start(self, *, after: date, days: int) -> date | None:
        """The first day after the given one from which a seat is free that many days more; None if none is known."""
        ends = [last for _seat, _first, last in self.taken] + [last for _first, last in self.reserved]
        turns = {last + timedelta(days=1) for last in ends} | {first for first, _last, _seats in self.intervals}
        later = sorted(turn for turn in turns | {after + timedelta(days=1)} if turn > after)
        return next((day for day in later if self.free(day, day + timedelta(days=days)) > 0), None)


def reasons_not_to_change_capacity(*, seats: int, from_on: date, current_from: date | None) -> list[Reason]:
    """Capacity is dated intervals; a new one starts after the present one."""
    reasons = []
    if seats < 0:
        reasons.append(Reason("Antal platser kan inte vara mindre än noll.", at="seats"))
    if current_from is not None and from_on < current_from:
        reasons.append(
            Reason(
                "Nuvarande antal gäller från {day}. Välj det datumet eller ett senare.", at="from_on", day=current_from
            )
        )
    return reasons
