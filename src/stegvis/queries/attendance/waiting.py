"""Months that wait (månader som väntar): how many people's month somebody is to approve, and has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear, JSONObject

from ...access import Actor, Permission, visible_to
from ...models import AttendanceMark, AttendanceMonth, Placement
from ...rules.attendance import MonthSum, first_of_month, month_before
from ...rules.people import Role
from .seated import seated_between

MONTHS_TOLD = 3
"""A month that nobody has approved for that long is no longer a matter for the day."""
APPROVE = frozenset({Role.WORK_SUPERVISOR, Role.RECEIVING_MANAGER, Role.COORDINATOR})
"""Whose matter it is, day by day; a unit manager approves when they cannot, and is not told."""


def months_waiting(actor: Actor, today: date) -> dict[date, int]:
    """People by month, the earliest first: somebody has noted days, and nobody has approved them as they stand.

    Those with days that lack are among them: they wait too. One statement.
    """
    if not APPROVE & actor.roles:
        return {}
    this = first_of_month(today)
    first = this
    for _each in range(MONTHS_TOLD):
        first = month_before(first)
    placements = seated_between(visible_to(actor, Placement, Permission.ATTENDANCE_APPROVE), first, this)
    rows = placements.order_by().values_list(ArraySubquery(_noted(first, this)), ArraySubquery(_approved(first)))
    waiting = Counter(month for noted, approved in rows for month in _waiting(noted, approved))
    return dict(sorted(waiting.items()))


def _noted(first: date, before: date) -> QuerySet[Any]:
    """What the marks that count say of one placement: a sum for each month, kind and code."""
    marks = AttendanceMark.objects.counting().filter(placement=OuterRef("pk"), day__gte=first, day__lt=before)
    parts = ("year", "month", "kind", "absence")
    sums = marks.order_by().annotate(year=ExtractYear("day"), month=ExtractMonth("day")).values(*parts)
    sums = sums.annotate(planned=Sum("planned_minutes"), attended=Sum("attended_minutes"))
    return sums.values(said=JSONObject(**{name: name for name in (*parts, "planned", "attended")}))


def _approved(first: date) -> QuerySet[Any]:
    """The approvals of one placement, the latest of each month last."""
    rows = AttendanceMonth.objects.filter(placement=OuterRef("pk"), month__gte=first).order_by("version")
    return rows.values(
        said=JSONObject(
            month="month", planned="planned_minutes", attended="attended_minutes", absence="absence_minutes"
        )
    )


def _waiting(noted: Iterable[Mapping[str, Any]], approved: Iterable[Mapping[str, Any]]) -> list[date]:
    """The months whose marks are not what was approved last."""
    latest = {
        date.fromisoformat(row["month"]): MonthSum(row["planned"], row["attended"], row["absence"]) for row in approved
    }
    sums: dict[date, MonthSum] = {}
    for row in noted:
        month = date(row["year"], row["month"], 1)
        sums[month] = _with(sums.get(month, MonthSum(0, 0, {})), row)
    return [month for month, said in sums.items() if latest.get(month) != said]


def _with(of: MonthSum, row: Mapping[str, Any]) -> MonthSum:
    """The sum of a month, with that of one more kind."""
    planned, attended, code = row["planned"], row["attended"], row["absence"] or row["kind"]
    codes = dict(of.absence_minutes)
    if planned > attended:
        codes[code] = codes.get(code, 0) + planned - attended
    return MonthSum(of.planned_minutes + planned, of.attended_minutes + attended, codes)
