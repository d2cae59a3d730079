"""Months that wait (månader som väntar): how many people's month somebody is to approve, and has not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear, JSONObject

from ...access import Actor, Permission, visible_to
from ...models import AttendanceMark, AttendanceMonth, Placement, ScheduleSlot
from ...rules.absence import Planned
from ...rules.activity import Span
from ...rules.attendance import (
    DayMark,
    MonthSum,
    Seated,
    first_of_month,
    month_before,
    month_sum,
    next_month,
    unmarked_days,
)
from ...rules.people import Role
from ...rules.schedule import Slot
from .seated import SLOT, seated_between

MONTHS_TOLD = 3
"""A month that nobody has approved for that long is no longer a matter for the day."""
APPROVE = frozenset({Role.WORK_SUPERVISOR, Role.RECEIVING_MANAGER, Role.COORDINATOR})
"""Whose matter it is, day by day; a unit manager approves when they cannot, and is not told."""

Json = Mapping[str, Any]


@dataclass(frozen=True)
class MonthWaiting:
    """A month: how many people wait, and how many of them lack days that somebody has to say first."""

    month: date
    people: int
    lacking: int


def months_waiting(actor: Actor, today: date) -> list[MonthWaiting]:
    """The earliest first: somebody has noted days, and nobody has approved them as they stand. One statement.

    Once days are noted, a later month without any waits too, as long as days are planned in it.
    """
    if not APPROVE & actor.roles:
        return []
    this = first_of_month(today)
    first = this
    for _each in range(MONTHS_TOLD):
        first = month_before(first)
    placements = seated_between(visible_to(actor, Placement, Permission.ATTENDANCE_APPROVE), first, this)
    rows = placements.order_by().values_list(
        "starts_on", "ends_on", "hours_per_week", "place__has_shifts",
        ArraySubquery(_noted(first, this)), ArraySubquery(_approved(first)), ArraySubquery(_slots()),
    )  # fmt: skip
    people, lacking = Counter[date](), Counter[date]()
    for starts_on, ends_on, hours, has_shifts, noted, approved, slots in rows:
        seated = Seated(Span(starts_on, ends_on), float(hours), has_shifts, [_planned(each) for each in slots])
        waiting = _waiting(noted, approved)
        waiting.update((month, []) for month in _skipped(noted, approved, this) if seated.days_of(month))
        for month, marked in waiting.items():
            people[month] += 1
            lacking[month] += bool(unmarked_days(seated.days_of(month), marked))
    return [MonthWaiting(month, people[month], lacking[month]) for month in sorted(people)]


def _noted(first: date, before: date) -> QuerySet[Any]:
    """What the marks that count say of one placement: a sum for each month, kind and code."""
    marks = AttendanceMark.objects.counting().filter(placement=OuterRef("pk"), day__gte=first, day__lt=before)
    parts = ("year", "month", "kind", "absence")
    sums = marks.order_by().annotate(year=ExtractYear("day"), month=ExtractMonth("day")).values(*parts)
    sums = sums.annotate(planned=Sum("planned_minutes"), attended=Sum("attended_minutes"), days=ArrayAgg("day"))
    return sums.values(said=JSONObject(**{name: name for name in (*parts, "planned", "attended", "days")}))


def _approved(first: date) -> QuerySet[Any]:
    """The approvals of one placement, the latest of each month last."""
    rows = AttendanceMonth.objects.filter(placement=OuterRef("pk"), month__gte=first).order_by("version")
    return rows.values(
        said=JSONObject(
            month="month", planned="planned_minutes", attended="attended_minutes", absence="absence_minutes"
        )
    )


def _slots() -> QuerySet[Any]:
    """The times of the week of one placement."""
    rows = ScheduleSlot.objects.filter(placement=OuterRef("pk")).order_by("weekday", "starts_minute", "pk")
    return rows.values(said=JSONObject(**{name: name for name in SLOT}))


def _planned(row: Json) -> Planned:
    last = row["ends_on"]
    days = Span(date.fromisoformat(row["starts_on"]), date.fromisoformat(last) if last else None)
    return Planned(Slot(row["weekday"], row["starts_minute"], row["ends_minute"]), days)


def _waiting(noted: Iterable[Json], approved: Iterable[Json]) -> dict[date, list[date]]:
    """The months whose marks are not what was approved last, with the days that are said."""
    latest = {_approved_month(row): MonthSum(row["planned"], row["attended"], row["absence"]) for row in approved}
    marks: dict[date, list[DayMark]] = defaultdict(list)
    days: dict[date, list[date]] = defaultdict(list)
    for row in noted:
        month = _noted_month(row)
        marks[month].append(DayMark(month, row["absence"] or row["kind"], row["planned"], row["attended"]))
        days[month] += map(date.fromisoformat, row["days"])
    return {month: days[month] for month, said in marks.items() if latest.get(month) != month_sum(said)}


def _skipped(noted: Iterable[Json], approved: Iterable[Json], before: date) -> Iterator[date]:
    """The months after the first with a noted day where nobody has said anything of any day."""
    said = {_noted_month(row) for row in noted}
    month = min(said, default=before)
    said |= {_approved_month(row) for row in approved}
    while (month := next_month(month)) < before:
        if month not in said:
            yield month


def _noted_month(row: Json) -> date:
    return date(row["year"], row["month"], 1)


def _approved_month(row: Json) -> date:
    return date.fromisoformat(row["month"])
