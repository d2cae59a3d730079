"""Turnover (nya och borttagna platser): what made the number of seats another at the end of a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby


@dataclass(frozen=True)
class Capacity:
    """The seats of a place from a day to another; without a last day for as long as is known."""

    place: int
    seats: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Turnover:
    """One day when the seats of a place became more or fewer.

    `new` are seats that were never there before, `back` those that had been away, `gone` those taken away.
    """

    place: int
    day: date
    new: int = 0
    back: int = 0
    gone: int = 0


def new_and_gone(capacities: Iterable[Capacity], *, first: date, last: date) -> list[Turnover]:
    """Every change from first to last: seats at the end are those before it, and new and back, less gone.

    A seat is new once. A place that has three in summer and one in winter has got two new ones, the first summer.
    """
    rows = sorted(capacities, key=lambda each: (each.place, each.starts_on))
    found = []
    for place, intervals in groupby(rows, key=lambda each: each.place):
        most = before = 0
        for day, seats in _levels(list(intervals)):
            change = seats - before
            if change and first <= day <= last:
                new = max(0, seats - most)
                found.append(Turnover(place, day, new=new, back=max(0, change - new), gone=max(0, -change)))
            most, before = max(most, seats), seats
    return found


def _levels(intervals: list[Capacity]) -> list[tuple[date, int]]:
    """The days on which another number begins; none between two intervals that do not meet."""
    levels = []
    for number, each in enumerate(intervals):
        levels.append((each.starts_on, each.seats))
        if each.ends_on is None:
            continue
        after = each.ends_on + timedelta(days=1)
        if number + 1 == len(intervals) or intervals[number + 1].starts_on > after:
            levels.append((after, 0))
    return levels
