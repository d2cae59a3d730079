"""One day (dagens närvaro): everybody who should be there by the schedule, sick calls filled in, and what is marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ...access import Actor, Permission, visible_to
from ...models import AbsenceNotice, AttendanceMark, Placement
from ...rules.activity import runs_on
from ...rules.attendance import AbsenceCode, AttendanceKind, Said, Seated
from ...rules.schedule import Times
from ..paging import Paging
from .seated import counting_marks, seated_between, seated_by_placement

MOST_ON_A_PAGE = 60
RELATED = ("case__participant", "place__host")


@dataclass(frozen=True)
class MarkedDay:
    """The mark that counts: what was said, by whom and when."""

    pk: int
    said: Said
    by: str
    by_id: int | None
    at: datetime


@dataclass(frozen=True)
class DayRow:
    """Somebody who should be there. `notice` is the code of a sick call, which some readers may not see."""

    placement_id: int
    participant_id: int
    name: str
    given_name: str
    place_id: int
    place: str
    host_id: int
    host: str
    planned_minutes: int
    times: tuple[Times, ...]
    mark: MarkedDay | None
    notice: AbsenceCode | None
    shows_codes: bool

    @property
    def is_open(self) -> bool:
        """Nobody has said anything of the day, not even the person."""
        return self.mark is None and self.notice is None


@dataclass(frozen=True)
class HostOfDay:
    """A unit or an employer with how many should be there, and how many of them are marked."""

    pk: int
    name: str
    expected: int
    marked: int


@dataclass(frozen=True)
class DayList:
    """The page: those of the host asked for; or only the hosts, when everybody would be too many."""

    day: date
    rows: tuple[DayRow, ...]
    hosts: tuple[HostOfDay, ...]
    host: HostOfDay | None
    paging: Paging

    @property
    def is_too_many(self) -> bool:
        return not self.rows and self.paging.total > 0

    @property
    def waiting(self) -> int:
        return sum(row.mark is None for row in self.rows)


def day_list(actor: Actor, day: date, *, host: int | None = None, page: int = 1, only: int | None = None) -> DayList:
    """Everybody the actor may mark on the day (or `only` one placement), by place and name. Five statements."""
    rows = visible_to(actor, Placement, Permission.ATTENDANCE_MARK).select_related(*RELATED)
    if only is not None:
        rows = rows.filter(pk=only)
    placements = seated_between(rows, day, day).order_by("place__name", "case__participant__sort_name", "pk")
    everybody = _rows(actor, list(placements), day)
    hosts = _hosts(everybody)
    chosen = next((each for each in hosts if each.pk == host), None)
    wanted = [row for row in everybody if chosen is None or row.host_id == chosen.pk]
    paging = Paging.of(len(wanted), page, size=MOST_ON_A_PAGE)
    is_too_many = chosen is None and paging.total > paging.size
    return DayList(day, () if is_too_many else tuple(wanted[paging.rows]), hosts, chosen, paging)


def day_row(actor: Actor, placement: Placement, day: date) -> DayRow | None:
    """The row of one placement that the actor has been let in to; None when nothing is planned that day."""
    rows = _rows(actor, [placement], day)
    return rows[0] if rows else None


def _rows(actor: Actor, placements: Sequence[Placement], day: date) -> list[DayRow]:
    keys = [each.pk for each in placements]
    seated = seated_by_placement(placements, first=day, last=day)
    marks = {mark.placement_id: mark for mark in counting_marks(keys, first=day, last=day)}
    notices = notices_on(day, {each.case_id for each in placements})
    readable = set(
        visible_to(actor, Placement, Permission.ATTENDANCE_APPROVE).filter(pk__in=keys).values_list("pk", flat=True)
    )
    found = (
        _row(
            each,
            seated[each.pk],
            marks.get(each.pk),
            day,
            notice=notices.get(each.case_id),
            shows_codes=each.pk in readable,
        )
        for each in placements
    )
    return [row for row in found if row.planned_minutes or row.mark]


def _row(
    placement: Placement,
    seated: Seated,
    mark: AttendanceMark | None,
    day: date,
    *,
    notice: AbsenceCode | None,
    shows_codes: bool,
) -> DayRow:
    person, place = placement.case.participant, placement.place
    return DayRow(
        placement_id=placement.pk,
        participant_id=person.pk,
        name=person.name,
        given_name=person.given_name,
        place_id=place.pk,
        place=place.name,
        host_id=place.host_id,
        host=place.host.name,
        planned_minutes=seated.minutes_on(day),
        times=tuple(
            each.slot.times
            for each in seated.slots
            if each.slot.weekday == day.isoweekday() and runs_on(each.span, day)
        ),
        mark=marked_day(mark) if mark else None,
        notice=notice,
        shows_codes=shows_codes,
    )


def marked_day(mark: AttendanceMark) -> MarkedDay:
    """The mark as it is read."""
    code = AbsenceCode(mark.absence) if mark.absence else None
    kind = AttendanceKind(mark.kind)
    late = mark.planned_minutes - mark.attended_minutes if kind is AttendanceKind.LATE else 0
    return MarkedDay(mark.pk, Said(kind, code, late), mark.marked_by_name, mark.marked_by_id, mark.marked_at)


def notices_on(day: date, cases: Iterable[int]) -> dict[int, AbsenceCode]:
    """What people have called in for a day, by case. One statement."""
    rows = AbsenceNotice.objects.filter(case__in=list(cases), starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    return {case: AbsenceCode(kind) for case, kind in rows.values_list("case_id", "kind")}


def _hosts(rows: Iterable[DayRow]) -> tuple[HostOfDay, ...]:
    found: dict[int, list[DayRow]] = {}
    for row in rows:
        found.setdefault(row.host_id, []).append(row)
    hosts = (HostOfDay(key, of[0].host, len(of), sum(row.mark is not None for row in of)) for key, of in found.items())
    return tuple(sorted(hosts, key=lambda each: (each.name, each.pk)))
