"""Period (period): a quarter or a year, as figures are counted and named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..words import Reason

EARLIEST_YEAR, LATEST_YEAR = 2000, 2099
SHAPE = re.compile(r"(\d{4})(?:-?[QqKk]([1-4]))?\Z")
PERIODS_IN_SERIES = 8


@dataclass(frozen=True)
class Period:
    """A quarter of a year, or the whole year when there is no quarter."""

    year: int
    quarter: int | None = None

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The form that stands in addresses and commands: 2026-Q3, or 2026."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else f"{self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.quarter is None else self.quarter * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        following = self.next
        return following.first_day - timedelta(days=1)

    @property
    def next(self) -> Period:
        if self.quarter is None:
            return Period(self.year + 1)
        return Period(self.year + self.quarter // 4, self.quarter % 4 + 1)

    @property
    def previous(self) -> Period:
        if self.quarter is None:
            return Period(self.year - 1)
        return Period(self.year - (self.quarter == 1), (self.quarter - 2) % 4 + 1)

    @property
    def year_before(self) -> Period:
        """The period to compare with: the same quarter, or the whole year, one year earlier."""
        return Period(self.year - 1, self.quarter)

    @property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters of the year, or the quarter itself."""
        return tuple(Period(self.year, quarter) for quarter in range(1, 5)) if self.quarter is None else (self,)

    @property
    def words(self) -> Reason:
        """What the period is called in text."""
        if self.quarter is None:
            return Reason("helåret {year}", year=self.year)
        return Reason("kvartal {quarter} {year}", quarter=self.quarter, year=self.year)

    @property
    def short(self) -> Reason:
        """What the period is called in a table."""
        if self.quarter is None:
            return Reason("{year}", year=self.year)
        return Reason("{year} kv {quarter}", quarter=self.quarter, year=self.year)

    def series(self, length: int = PERIODS_IN_SERIES) -> tuple[Period, ...]:
        """The quarters up to and with this period, the oldest first; of a year, up to its last quarter."""
        quarter = self.quarters[-1]
        quarters = [quarter]
        while len(quarters) < length:
            quarter = quarter.previous
            quarters.append(quarter)
        return tuple(reversed(quarters))

    def has_begun(self, today: date) -> bool:
        return self.first_day <= today

    def is_over(self, today: date) -> bool:
        return self.last_day < today


def read_period(text: str) -> Period | Reason:
    """The period somebody wrote, such as 2026-Q3 or 2026, or the reason why it is none."""
    found = SHAPE.match(text.strip())
    if found is None or not EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
        return Reason(
            "{text} är ingen period. Skriv ett kvartal som 2026-Q3 eller ett år som 2026.", at="period", text=text[:40]
        )
    return Period(int(found[1]), int(found[2]) if found[2] else None)


def reasons_not_to_report(period: Period, *, today: date) -> list[Reason]:
    """Nothing is reported about a time that has not begun."""
    if period.has_begun(today):
        return []
    return [Reason("{period} har inte börjat än, så det finns inget att räkna.", at="period", period=period.key)]


def quarter_of(day: date) -> Period:
    """The quarter that a day lies in."""
    return Period(day.year, (day.month + 2) // 3)


def latest_finished_quarter(today: date) -> Period:
    """The last quarter that is over."""
    return quarter_of(today).previous
