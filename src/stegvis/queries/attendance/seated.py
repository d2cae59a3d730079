"""What is planned and what has been said (planerat och markerat): the rows that every page of attendance stands on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from ...models import AttendanceMark, Placement, ScheduleSlot
from ...rules.absence import Planned
from ...rules.activity import Span
from ...rules.attendance import AttendanceKind, DayMark, Seated, days_of_month
from ...rules.placement import SEATED
from ...rules.schedule import Slot

SLOT = ("weekday", "starts_minute", "ends_minute", "starts_on", "ends_on")


def seated_between(rows: QuerySet[Placement], first: date, last: date) -> QuerySet[Placement]:
    """Those of the placements that have a seat on some of the days, of cases that were open then."""
    return rows.filter(status__in=SEATED, starts_on__lte=last, ends_on__gte=first).filter(
        Q(case__closed_on__isnull=True) | Q(case__closed_on__gte=first)
    )


def seated_by_placement(placements: Iterable[Placement], *, first: date, last: date) -> dict[int, Seated]:
    """What is planned for each, by key: its days, hours and times. One statement; they come with their place."""
    placements = list(placements)
    slots: dict[int, list[Planned]] = {}
    rows = ScheduleSlot.objects.filter(placement__in=[each.pk for each in placements], starts_on__lte=last).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    )
    for key, weekday, start, end, starts_on, ends_on in rows.order_by("weekday", "starts_minute", "pk").values_list(
        "placement_id", *SLOT
    ):
        slots.setdefault(key, []).append(Planned(Slot(weekday, start, end), Span(starts_on, ends_on)))
    return {
        each.pk: Seated(
            Span(each.starts_on, each.ends_on),
            float(each.hours_per_week),
            has_shifts=each.place.has_shifts,
            slots=tuple(slots.get(each.pk, ())),
        )
        for each in placements
    }


def counting_marks(keys: Iterable[int], *, first: date, last: date) -> QuerySet[AttendanceMark]:
    """The marks that count for some placements between two days."""
    return AttendanceMark.objects.counting().filter(placement__in=list(keys), day__range=(first, last))


def month_marks(keys: Iterable[int], month: date) -> dict[int, list[AttendanceMark]]:
    """The marks that count in a month, by placement and in order of days. One statement."""
    days = days_of_month(month)
    found: dict[int, list[AttendanceMark]] = {}
    for mark in counting_marks(keys, first=days[0], last=days[-1]).order_by("day", "pk"):
        found.setdefault(mark.placement_id, []).append(mark)
    return found


def as_day_mark(mark: AttendanceMark) -> DayMark:
    """The mark as the rules add it up."""
    code = mark.absence or AttendanceKind(mark.kind).value
    return DayMark(mark.day, code, mark.planned_minutes, mark.attended_minutes)
