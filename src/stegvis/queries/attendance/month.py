"""One month (månadens närvaro): what was planned and attended, absence by code, days that nobody has said, approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...access import Actor, Permission, visible_to
from ...models import AttendanceMark, AttendanceMonth, Placement
from ...rules.activity import Span
from ...rules.attendance import (
    MonthSum,
    Seated,
    days_of_month,
    first_of_month,
    month_sum,
    reasons_not_to_approve,
    unmarked_days,
)
from ...rules.words import Reason
from ..paging import Paging
from .day import MOST_ON_A_PAGE, RELATED, HostOfDay
from .seated import as_day_mark, month_marks, seated_between, seated_by_placement


@dataclass(frozen=True)
class Approved:
    """The latest approval of a month."""

    version: int
    on: date
    by: str
    sum: MonthSum
    sent_on: date | None


@dataclass(frozen=True)
class MonthRow:
    """One person's month. `seen` is the latest mark that counts, so that nobody approves what they have not read."""

    placement_id: int
    participant_id: int
    month: date
    name: str
    place: str
    host_id: int
    host: str
    planned_minutes: int
    sum: MonthSum
    unmarked: tuple[date, ...]
    approved: Approved | None
    reasons: tuple[Reason, ...]
    seen: int

    @property
    def is_changed(self) -> bool:
        """Corrected after it was approved."""
        return self.approved is not None and self.approved.sum != self.sum

    @property
    def waits(self) -> bool:
        """Whether it can be approved now, and is not."""
        return not self.reasons and (self.approved is None or self.is_changed)


@dataclass(frozen=True)
class MonthList:
    """The page of a month: its people, or only the hosts when everybody would be too many."""

    month: date
    rows: tuple[MonthRow, ...]
    hosts: tuple[HostOfDay, ...]
    host: HostOfDay | None
    paging: Paging

    @property
    def is_too_many(self) -> bool:
        return not self.rows and self.paging.total > 0

    @property
    def waiting(self) -> list[MonthRow]:
        return [row for row in self.rows if row.waits]


def month_list(
    actor: Actor, month: date, *, today: date, host: int | None = None, page: int = 1, everybody: bool = False
) -> MonthList:
    """Those whose month the actor approves, by place and name: a page, or all. Four statements, however many."""
    days = days_of_month(month)
    mine = visible_to(actor, Placement, Permission.ATTENDANCE_APPROVE).select_related(*RELATED)
    placements = seated_between(mine, days[0], days[-1]).order_by("place__name", "case__participant__sort_name", "pk")
    rows = [row for row in _rows(list(placements), first_of_month(month), today) if row.planned_minutes]
    hosts = _hosts(rows)
    chosen = next((each for each in hosts if each.pk == host), None)
    wanted = [row for row in rows if chosen is None or row.host_id == chosen.pk]
    paging = Paging.of(len(wanted), page, size=max(1, len(wanted)) if everybody else MOST_ON_A_PAGE)
    is_too_many = chosen is None and paging.total > paging.size
    return MonthList(days[0], () if is_too_many else tuple(wanted[paging.rows]), hosts, chosen, paging)


def month_of(placement: Placement, month: date, *, today: date) -> MonthRow:
    """The month of one placement, which comes with its person, place and host. Three statements."""
    return _rows([placement], first_of_month(month), today)[0]


def _rows(placements: Sequence[Placement], month: date, today: date) -> list[MonthRow]:
    days, keys = days_of_month(month), [each.pk for each in placements]
    seated = seated_by_placement(placements, first=days[0], last=days[-1])
    marks = month_marks(keys, month)
    approved = latest_approved(keys, month)
    return [
        _row(each, seated[each.pk], marks.get(each.pk, []), approved.get(each.pk), month=month, today=today)
        for each in placements
    ]


def _row(
    placement: Placement,
    seated: Seated,
    marks: Sequence[AttendanceMark],
    approved: Approved | None,
    *,
    month: date,
    today: date,
) -> MonthRow:
    planned = seated.days_of(month)
    unmarked = unmarked_days(planned, (mark.day for mark in marks))
    reasons = reasons_not_to_approve(
        month=month,
        today=today,
        runs=Span(placement.starts_on, placement.ends_on),
        unmarked=unmarked,
        has_marks=bool(marks),
        has_changed=False,
    )
    marked = {mark.day for mark in marks}
    return MonthRow(
        placement_id=placement.pk,
        participant_id=placement.case.participant_id,
        month=month,
        name=placement.case.participant.name,
        place=placement.place.name,
        host_id=placement.place.host_id,
        host=placement.place.host.name,
        planned_minutes=sum(mark.planned_minutes for mark in marks)
        + sum(minutes for day, minutes in planned.items() if day not in marked),
        sum=month_sum(as_day_mark(mark) for mark in marks),
        unmarked=tuple(unmarked),
        approved=approved,
        reasons=tuple(reasons),
        seen=max((mark.pk for mark in marks), default=0),
    )


def latest_approved(keys: Sequence[int], month: date) -> dict[int, Approved]:
    """The latest version of the month for each placement that has one. One statement."""
    rows = AttendanceMonth.objects.filter(placement__in=keys, month=month).select_related("approved_by")
    return {row.placement_id: approved_as_read(row) for row in rows.order_by("version")}


def approved_as_read(row: AttendanceMonth) -> Approved:
    """The approval in figures."""
    return Approved(
        row.version,
        row.approved_on,
        row.approved_by.name,
        MonthSum(row.planned_minutes, row.attended_minutes, row.absence_minutes),
        row.sent_on,
    )


def _hosts(rows: Sequence[MonthRow]) -> tuple[HostOfDay, ...]:
    found: dict[int, list[MonthRow]] = {}
    for row in rows:
        found.setdefault(row.host_id, []).append(row)
    hosts = (
        HostOfDay(key, of[0].host, len(of), sum(row.approved is not None and not row.is_changed for row in of))
        for key, of in found.items()
    )
    return tuple(sorted(hosts, key=lambda each: (each.name, each.pk)))
