"""A stretch of calendar months (månader) laid along a line: where a day stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date

from stegvis.web.format import locale

FEWEST_MONTHS = 6
ROOM_AFTER_TODAY_DAYS = 7


def month_start(day: date, months_on: int = 0) -> date:
    """The first day of the month `months_on` months after the day's own."""
    count = day.year * 12 + day.month - 1 + months_on
    return date(count // 12, count % 12 + 1, 1)


@dataclass(frozen=True)
class Months:
    """`count` whole months from `first`, drawn from x `left` to `right`."""

    first: date
    count: int
    left: float = 0
    right: float = 0

    @classmethod
    def reaching(cls, today: date, *, since: date, most: int) -> "Months":
        """Months up to today's, no longer back than `most`, at least six so that bars can be told apart."""
        on = 1 if (month_start(today, 1) - today).days < ROOM_AFTER_TODAY_DAYS else 0
        end = month_start(today, 1 + on)
        first = max(month_start(since), month_start(end, -most))
        count = (end.year - first.year) * 12 + end.month - first.month
        return cls(first, max(count, FEWEST_MONTHS))

    def across(self, left: float, right: float) -> "Months":
        return replace(self, left=left, right=right)

    @property
    def end(self) -> date:
        """The day after the last."""
        return month_start(self.first, self.count)

    @property
    def each(self) -> float:
        return (self.right - self.left) / self.count

    def x(self, day: date) -> float:
        """Where a day begins; days outside stand at the edge. Every month is equally wide."""
        inside = min(max(day, self.first), self.end)
        whole = (inside.year - self.first.year) * 12 + inside.month - self.first.month
        length = (month_start(inside, 1) - month_start(inside)).days
        return self.left + (whole + (inside.day - 1) / length) * self.each

    def shows(self, start: date, end: date | None) -> bool:
        return start < self.end and (end is None or end >= self.first)

    def marks(self) -> Iterator[tuple[float, date]]:
        for place in range(self.count):
            yield self.left + place * self.each, month_start(self.first, place)

    def every(self, room: float) -> int:
        """How many months there are between names when a name needs `room`."""
        return next(step for step in (1, 2, 3, 4, 6, 12, self.count) if step * self.each >= room or step == self.count)

    @staticmethod
    def name(month: date) -> str:
        return format_date(month, "MMM", locale=locale()).replace(".", "")
