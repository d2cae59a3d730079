"""Seats (platser): how many a place has when, who sits there, and what is free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..words import Reason

Interval = tuple[date, date | None, int]
"""So many seats from the first day to the last, both included; None is until further notice."""


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

    def over(self, day: date) -> int:
        """How many more have or are promised a seat on the day than there are seats."""
        capacity = least_capacity(self.intervals, starts_on=day, ends_on=day)
        here = sum(1 for _seat, first, last in self.taken if first <= day <= last)
        return max(0, here + self.waiting(day, day) - capacity)

    def over_ahead(self, *, today: date) -> tuple[tuple[date, int], ...]:
        """From which day there are how many over, today and on; 0 where it is over. Nothing when nobody ever is."""
        ends = [last for _seat, _first, last in self.taken] + [last for _first, last in self.reserved]
        begins = [first for _seat, first, _last in self.taken] + [first for first, _last in self.reserved]
        turns = {today, *begins, *(last + timedelta(days=1) for last in ends)}
        turns |= {first for first, _last, _seats in self.intervals}
        turns |= {last + timedelta(days=1) for _first, last, _seats in self.intervals if last is not None}
        found: list[tuple[date, int]] = []
        for day in sorted(turn for turn in turns if turn >= today):
            if (number := self.over(day)) != (found[-1][1] if found else 0):
                found.append((day, number))
        return tuple(found)

    def first_start(self, *, after: date, days: int) -> date | None:
        """The first day after the given one from which a seat is free that many days more; None if none is known."""
        ends = [last for _seat, _first, last in self.taken] + [last for _first, last in self.reserved]
        turns = {last + timedelta(days=1) for last in ends} | {first for first, _last, _seats in self.intervals}
        later = sorted(turn for turn in turns | {after + timedelta(days=1)} if turn > after)
        return next((day for day in later if self.free(day, day + timedelta(days=days)) > 0), None)


def with_seats(
    intervals: Iterable[Interval], *, seats: int, first: date, last: date | None = None
) -> tuple[Interval, ...]:
    """The intervals once so many seats hold from the first day to the last (None: until further notice).

    What stood before and after stands as it did; a neighbour of the change with as many seats becomes one with it.
    """
    in_order = sorted(intervals, key=lambda interval: interval[0])
    day_before = first - timedelta(days=1)
    day_after = None if last is None else last + timedelta(days=1)
    before = [(start, _earliest(end, day_before), number) for start, end, number in in_order if start < first]
    after: list[Interval] = []
    if last is not None and day_after is not None:
        rest = [interval for interval in in_order if interval[1] is None or interval[1] > last]
        after = [(max(start, day_after), end, number) for start, end, number in rest]
    if before and before[-1][1:] == (day_before, seats):
        first = before.pop()[0]
    if after and (after[0][0], after[0][2]) == (day_after, seats):
        last = after.pop(0)[1]
    return (*before, (first, last, seats), *after)


def _earliest(end: date | None, day: date) -> date:
    return day if end is None else min(end, day)


def interval_on(intervals: Iterable[Interval], day: date) -> Interval | None:
    """What holds on the day, else the nearest to come, else the last there was."""
    in_order = sorted(intervals, key=lambda interval: interval[0])
    ahead = [interval for interval in in_order if interval[1] is None or interval[1] >= day]
    return next(iter(ahead or in_order[-1:]), None)


def coming_changes(intervals: Iterable[Interval], *, after: date) -> tuple[Interval, ...]:
    """What begins later than the day, the nearest first."""
    return tuple(sorted((each for each in intervals if each[0] > after), key=lambda interval: interval[0]))


def reasons_not_to_change_capacity(
    *, seats: int, from_on: date, until: date | None = None, intervals: Iterable[Interval], today: date
) -> list[Reason]:
    """Seats are dated: a change begins in what holds now or later, and never undoes a later change by the way."""
    intervals = tuple(intervals)
    reasons = []
    if seats < 0:
        reasons.append(Reason("Antal platser kan inte vara mindre än noll.", at="seats"))
    if until is not None and until < from_on:
        reasons.append(Reason("Sista dagen ligger före den första.", at="until"))
    now = interval_on(intervals, today)
    if now is not None and from_on < now[0]:
        reasons.append(
            Reason("Nuvarande antal gäller från {day}. Välj det datumet eller ett senare.", at="from_on", day=now[0])
        )
    later = coming_changes(intervals, after=max(from_on, now[0]) if now else from_on)
    if until is None and later:
        reasons.append(
            Reason(
                "Från {day} är {seats} platser redan bestämt. Skriv en sista dag före det, eller ta bort den ändringen "
                "först.",
                at="until",
                day=later[0][0],
                seats=later[0][2],
            )
        )
    if not reasons and with_seats(intervals, seats=seats, first=from_on, last=until) == tuple(sorted(intervals)):
        reasons.append(Reason("Antalet är redan {seats} den tiden.", at="seats", seats=seats))
    return reasons


def reasons_not_to_drop_change(*, from_on: date, intervals: Iterable[Interval], today: date) -> list[Reason]:
    """A coming change can be taken back until the day it begins."""
    intervals = tuple(intervals)
    if from_on <= today:
        return [Reason("Ändringen har redan börjat gälla. Ändra antalet i stället.")]
    if not any(start == from_on for start, _end, _seats in intervals):
        return [Reason("Den ändringen finns inte längre.")]
    return []


def without_change(intervals: Iterable[Interval], *, from_on: date) -> tuple[Interval, ...]:
    """The intervals without the change that begins on a day: what held the day before goes on through it."""
    in_order = sorted(intervals, key=lambda interval: interval[0])
    number = next(index for index, interval in enumerate(in_order) if interval[0] == from_on)
    start, end, _seats = in_order[number]
    before = in_order[number - 1] if number and in_order[number - 1][1] == start - timedelta(days=1) else None
    if before is None:
        return tuple(in_order[:number] + in_order[number + 1 :])
    return with_seats(in_order, seats=before[2], first=start, last=end)
