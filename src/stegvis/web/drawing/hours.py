"""Sums over time (summor över tid): how much goes on at once, as the days when the sum changes."""

from collections.abc import Sequence
from datetime import date, timedelta

DAY = timedelta(days=1)
Period = tuple[date, date | None]


def level_changes(
    amounts: Sequence[tuple[date, date | None, float]], first: date, end: date
) -> list[tuple[date, float]]:
    """(day, sum from that day on), from the first day with anything; `end` is the day after the last."""
    turns = {max(start, first) for start, _last, _amount in amounts if start < end}
    turns |= {last + DAY for _start, last, _amount in amounts if last and first <= last + DAY < end}
    changes: list[tuple[date, float]] = []
    for day in sorted(turns):
        level = sum(amount for start, last, amount in amounts if start <= day and (last is None or day <= last))
        if not changes or changes[-1][1] != level:
            changes.append((day, level))
    return changes
