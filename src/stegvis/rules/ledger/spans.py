"""Spans (perioder): amounts that hold from one day to another, as columns, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

DAY_BITS = 22
"""A day number fits in 22 bits, so a key and a day make one number to sort by."""


def day_number(day: date) -> int:
    """Days since the first of January in the year 1, which is day 1: as `date.toordinal`."""
    return day.toordinal()


@dataclass(frozen=True)
class Spans:
    """Rows as columns of equal length: whose, the first and the last day (both included), and how much."""

    key: Ints
    first: Ints
    last: Ints
    amount: Ints

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int, int]]) -> Spans:
        """From (key, first day, last day, amount), days as numbers."""
        columns = np.array(list(rows), dtype=np.int64).reshape(-1, 4).T
        return cls(*columns)

    def __len__(self) -> int:
        return len(self.key)

    def and_(self, other: Spans) -> Spans:
        """These and the others."""
        pairs = zip(self._columns(), other._columns(), strict=True)
        return Spans(*(np.concatenate(pair) for pair in pairs))

    def _columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        return self.key, self.first, self.last, self.amount

    def where(self, chosen: npt.NDArray[np.bool_]) -> Spans:
        return Spans(self.key[chosen], self.first[chosen], self.last[chosen], self.amount[chosen])

    def between(self, first: int, last: int) -> Spans:
        """What lies within the period, cut at its ends."""
        cut = Spans(self.key, np.maximum(self.first, first), np.minimum(self.last, last), self.amount)
        return cut.where(cut.first <= cut.last)

    def carried(self, over: Spans) -> tuple[Spans, Ints, Ints]:
        """Each row once for every row of `over` with the same key, on the days they share.

        The amount is the row's own. Returns the rows, keyed by the number of the row in `over`, and for each its own
        number and that of the row in `over`.
        """
        order = np.argsort(over.key, kind="stable")
        low = np.searchsorted(over.key[order], self.key, side="left")
        times = np.searchsorted(over.key[order], self.key, side="right") - low
        mine = np.repeat(np.arange(len(self)), times)
        begins = np.repeat(np.cumsum(times) - times, times)
        theirs = order[np.repeat(low, times) + np.arange(len(mine)) - begins]
        first = np.maximum(self.first[mine], over.first[theirs])
        last = np.minimum(self.last[mine], over.last[theirs])
        kept = first <= last
        mine, theirs = mine[kept], theirs[kept]
        return Spans(theirs, first[kept], last[kept], self.amount[mine]), mine, theirs


@dataclass(frozen=True)
class Steps:
    """Sums that change on certain days: row by row the key, the day from which it holds, and one sum for each column.

    The rows of a key follow each other by day, and the last of them is zero throughout.
    """

    key: Ints
    day: Ints
    sums: list[Ints]

    def last_days(self) -> Ints:
        """The last day on which each row holds: the day before the next of the same key."""
        return np.append(self.day[1:], 0) - 1

    def as_spans(self, amount: Ints) -> Spans:
        """One amount for each row as spans; what holds for nobody is left out."""
        ends = np.append(self.key[1:] != self.key[:-1], True) if len(self.key) else np.zeros(0, dtype=bool)
        return Spans(self.key, self.day, self.last_days(), amount).where(~ends)


def summed(columns: Sequence[Spans]) -> Steps:
    """The sum of each column for each key, on every day that any of them changes."""
    sizes = [len(column) for column in columns]
    codes = np.concatenate([_codes(column) for column in columns]) if columns else np.zeros(0, dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    is_last = np.append(codes[1:] != codes[:-1], True) if len(codes) else np.zeros(0, dtype=bool)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    sums, begins = [], 0
    for column, size in zip(columns, sizes, strict=True):
        changes = np.zeros(len(codes), dtype=np.int64)
        changes[place[begins : begins + size]] = column.amount
        changes[place[begins + size : begins + 2 * size]] = -column.amount
        sums.append(np.cumsum(changes)[is_last])
        begins += 2 * size
    kept = codes[is_last]
    return Steps(kept >> DAY_BITS, kept & ((1 << DAY_BITS) - 1), sums)


def _codes(column: Spans) -> Ints:
    """A number for the beginning of each span and one for the day after its end."""
    return np.concatenate([(column.key << DAY_BITS) | column.first, (column.key << DAY_BITS) | (column.last + 1)])


def by_day(steps: Steps, amount: Ints, *, row_of: Ints, rows: int, first: int, days: int) -> Ints:
    """The amounts added up in a grid with a row for each of `row_of` (by key) and a column for each day."""
    before = np.append(0, amount[:-1]) if len(amount) else amount
    if len(steps.key):
        begins = np.append(True, steps.key[1:] != steps.key[:-1])
        before = np.where(begins, 0, before)
    flat = row_of[steps.key] * (days + 1) + (steps.day - first)
    grid = np.bincount(flat, weights=(amount - before).astype(np.float64), minlength=rows * (days + 1))
    return np.rint(np.cumsum(grid.reshape(rows, days + 1), axis=1)[:, :days]).astype(np.int64)
