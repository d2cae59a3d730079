"""One person's attendance (en persons närvaro): the last weeks at a placement, approved months, the month that runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...models import AttendanceMark, AttendanceMonth, Case, Placement
from ...rules.attendance import AttendanceKind, MonthSum, code_label, days_of_month, first_of_month, month_sum
from ...rules.placement import SEATED
from .month import Approved, approved_as_read
from .seated import as_day_mark, counting_marks, seated_by_placement

WEEKS = 4
MOST_MONTHS = 12


@dataclass(frozen=True)
class DaySeen:
    """One working day: what it became, None when nothing was planned; `is_missing` when nobody has said."""

    day: date
    kind: AttendanceKind | None
    code: str
    is_missing: bool

    @property
    def word(self) -> str:
        """What it became, in a word."""
        return code_label(self.code) if self.code else ""


@dataclass(frozen=True)
class WeekSeen:
    """One week from Monday to Sunday, with the hours attended of those planned."""

    monday: date
    days: tuple[DaySeen, ...]
    planned_minutes: int
    attended_minutes: int


@dataclass(frozen=True)
class ApprovedMonth:
    """An approved month of one placement."""

    month: date
    approved: Approved


@dataclass(frozen=True)
class PlacementAttendance:
    """The part of a placement's page: the last weeks and the approved months, the latest first."""

    placement_id: int
    weeks: tuple[WeekSeen, ...]
    months: tuple[ApprovedMonth, ...]

    @property
    def is_empty(self) -> bool:
        return not self.months and not any(week.planned_minutes for week in self.weeks)


def placement_attendance(placement: Placement, *, today: date) -> PlacementAttendance:
    """The last four weeks until today, and the months. Three statements; the placement comes with its place."""
    monday = min(today, placement.ends_on)
    monday -= timedelta(days=monday.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    last = min(today, monday + timedelta(days=6))
    marks = {mark.day: mark for mark in counting_marks([placement.pk], first=first, last=monday + timedelta(days=6))}
    seated = seated_by_placement([placement], first=first, last=last)[placement.pk]
    planned = {day: seated.minutes_on(day) for day in _days(first, last)}
    weeks = (_week(monday - timedelta(weeks=back), planned, marks, today) for back in range(WEEKS))
    return PlacementAttendance(placement.pk, tuple(weeks), approved_months(placement))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def _week(monday: date, planned: Mapping[date, int], marks: Mapping[date, AttendanceMark], today: date) -> WeekSeen:
    days = _days(monday, monday + timedelta(days=6))
    said = [marks[day] for day in days if day in marks]
    return WeekSeen(
        monday,
        tuple(_day(day, planned.get(day, 0), marks.get(day), today) for day in days),
        sum(marks[day].planned_minutes if day in marks else planned.get(day, 0) for day in days),
        sum(mark.attended_minutes for mark in said),
    )


def _day(day: date, planned: int, mark: AttendanceMark | None, today: date) -> DaySeen:
    if mark is None:
        return DaySeen(day, None, "", is_missing=bool(planned) and day <= today)
    return DaySeen(day, AttendanceKind(mark.kind), mark.absence or mark.kind, is_missing=False)


def approved_months(placement: Placement) -> tuple[ApprovedMonth, ...]:
    """The latest version of each approved month, the latest month first. One statement."""
    rows = AttendanceMonth.objects.filter(placement=placement).select_related("approved_by")
    latest = {row.month: ApprovedMonth(row.month, approved_as_read(row)) for row in rows.order_by("month", "version")}
    return tuple(latest[month] for month in sorted(latest, reverse=True)[:MOST_MONTHS])


@dataclass(frozen=True)
class OwnMonth:
    """The participant's own month so far: what the marks make, and on how many days the person came."""

    month: date
    sum: MonthSum
    days_present: int
    days_away: int


def own_month(case: Case, *, today: date) -> OwnMonth | None:
    """What is noted this month where the person is placed; None for somebody without a placement. Two statements."""
    days = days_of_month(today)
    keys = list(
        Placement.objects.filter(case=case, status__in=SEATED, starts_on__lte=days[-1], ends_on__gte=days[0])
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if not keys:
        return None
    marks = [as_day_mark(mark) for mark in counting_marks(keys, first=days[0], last=days[-1]).order_by("day", "pk")]
    present = sum(mark.attended_minutes > 0 for mark in marks)
    return OwnMonth(first_of_month(today), month_sum(marks), present, len(marks) - present)


# What the referrer gets ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SharedMonth:
    """A month at placements as it may be shared: approved figures only, and how many placements wait for approval."""

    keys: tuple[int, ...]
    sum: MonthSum
    approved: int
    waiting: int


def shared_months(case: Case, months: Iterable[date]) -> dict[date, SharedMonth]:
    """What somebody has stood for, by month; months without a placement are not there. Three statements."""
    months = sorted(months)
    last = days_of_month(months[-1])[-1]
    placements = list(
        Placement.objects.filter(case=case, status__in=SEATED, starts_on__lte=last, ends_on__gte=months[0])
        .select_related("place")
        .order_by("pk")
    )
    seated = seated_by_placement(placements, first=months[0], last=last)
    approved: dict[tuple[int, date], AttendanceMonth] = {}
    rows = AttendanceMonth.objects.filter(placement__in=[each.pk for each in placements], month__in=months)
    for row in rows.order_by("version"):
        approved[row.placement_id, row.month] = row
    found = {
        month: _shared(
            [
                approved.get((key, month))
                for key, each in seated.items()
                if each.days_of(month) or (key, month) in approved
            ]
        )
        for month in months
    }
    return {month: each for month, each in found.items() if each.approved or each.waiting}


def _shared(rows: list[AttendanceMonth | None]) -> SharedMonth:
    there = [row for row in rows if row is not None]
    absent: dict[str, int] = {}
    for row in there:
        for code, minutes in row.absence_minutes.items():
            absent[code] = absent.get(code, 0) + minutes
    total = MonthSum(sum(row.planned_minutes for row in there), sum(row.attended_minutes for row in there), absent)
    return SharedMonth(tuple(row.pk for row in there), total, len(there), len(rows) - len(there))
