"""Stillness (stillastående): when a point or a whole activity has not led on. It says something of the work, not of
anybody: what is counted is how many, and never who.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..placement import months_later
from .moving import Mark

STILL_MONTHS = 3
"""How long a point may stand as it does before it is counted."""
LEAST_TO_TRAIN = 2
"""Training together takes at least two."""
STILL_IN_ACTIVITY_MONTHS = 6
LEAST_IN_ACTIVITY = 5
"""Fewer people than this in an activity say nothing of it, and too much of them."""


@dataclass(frozen=True)
class Stillness:
    """How many there are, and how many of them have stood still."""

    people: int
    still: int

    @property
    def share(self) -> float:
        return self.still / self.people if self.people else 0.0


def has_stood_still(*, since: date, today: date, months: int) -> bool:
    """Whether something has been as it is for so many months."""
    return months_later(since, months) <= today


def stands_still(*, mark: Mark, marked_since: date | None, on_step_since: date, today: date, months: int) -> bool:
    """A point that is not done, and has not changed in the time somebody has been on its step."""
    since = max(marked_since, on_step_since) if marked_since else on_step_since
    return mark is not Mark.GREEN and has_stood_still(since=since, today=today, months=months)


def sets_somebody_thinking(found: Stillness) -> bool:
    """An activity where most of those who have been there long enough are on the same step still."""
    return found.people >= LEAST_IN_ACTIVITY and 2 * found.still > found.people
