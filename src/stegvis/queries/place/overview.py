"""Overview (platsöversikten): free seats by department and week, and what waits for a host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from ...access import Actor, Permission, visible_to
from ...models import Organisation, Place, Placement
from ...rules.ledger import Measure
from ...rules.people import OrganisationKind
from ...rules.place import PlacementForm, PlaceStatus, Seats
from ...rules.placement import PlacementStatus
from ...rules.words import N_
from ..ledger import Fill, counted_places, fill
from ..paging import Paging
from ..supervisor import AtPlace, mean_load, supervision_at

WEEKS = 8
WAITING_SHOWN = 10
NO_SEATS = Seats(())
HAS_SEATS = (PlaceStatus.OPEN, PlaceStatus.PAUSED)
GROUPS = {
    OrganisationKind.ASSOCIATION: N_("Föreningar"),
    OrganisationKind.COMPANY: N_("Företag"),
    OrganisationKind.MUNICIPAL_COMPANY: N_("Kommunala bolag"),
}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; `free_in` is the Monday of a week, `group` the department that stands open."""

    words: str = ""
    form: PlacementForm | None = None
    level: int | None = None
    free_in: date | None = None
    status: PlaceStatus | None = None
    group: str = ""
    page: int = 1


@dataclass(frozen=True)
class Room:
    """One week: seats that are there all its days, the most occupied and reserved, and what is free on every day."""

    seats: int = 0
    occupied: int = 0
    reserved: int = 0
    free: int = 0

    def __add__(self, other: Room) -> Room:
        return Room(
            self.seats + other.seats,
            self.occupied + other.occupied,
            self.reserved + other.reserved,
            self.free + other.free,
        )


@dataclass(frozen=True)
class PlaceRow:
    """One place of the overview."""

    pk: int
    name: str
    host: str
    seats: int
    at: AtPlace
    supervised: float
    room: float
    weeks: tuple[Room, ...]


@dataclass(frozen=True)
class GroupRow:
    """A department, or all associations or companies, with its places summed; `rows` when it stands open."""

    key: str
    name: str
    places: int
    seats: int
    supervised: float
    room: float
    weeks: tuple[Room, ...]
    rows: tuple[PlaceRow, ...] = ()


@dataclass(frozen=True)
class Overview:
    """The whole page: weeks as (first, last day), groups, the sum of all, and which rows of them are shown.

    `next_week` is what is free then, held against supervisors who are at several of the places.
    """

    weeks: tuple[tuple[date, date], ...]
    groups: tuple[GroupRow, ...]
    total: GroupRow
    paging: Paging
    next_week: Fill


def weeks_ahead(today: date) -> tuple[tuple[date, date], ...]:
    """Eight weeks as (first, last day); the first begins today."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=number) for number in range(WEEKS)]
    return tuple((max(first, today), first + timedelta(days=6)) for first in mondays)


def overview(filters: Filters, *, today: date) -> Overview:
    """Eighteen statements, however many places: organisations, places, nine of the ledger, six of supervisors, one to
    see whether somebody supervises at several places (and nine more when somebody does).
    """
    weeks = weeks_ahead(today)
    groups = _groups()
    rooms, supervision = rooms_by_week(weeks, today=today), supervision_at(first=today, last=today)
    found = [
        (groups[place["host_id"]], _row(place, groups[place["host_id"]], rooms[place["pk"]], supervision, today))
        for place in _narrowed(filters, today).values("pk", "name", "host_id")
    ]
    if filters.free_in is not None:
        number = next((n for n, (_first, last) in enumerate(weeks) if filters.free_in <= last), 0)
        found = [(group, row) for group, row in found if row.weeks[number].free > 0]
    free = {row.pk: row.weeks[1].free for _host, row in found}
    return _as_overview(found, filters, weeks, today, fill(free, day=weeks[1][0], today=today))


def _narrowed(filters: Filters, today: date) -> QuerySet[Place]:
    """Without a status: those that have seats today or rest; a place has its seats on its last day too."""
    places = Place.objects.order_by("name", "pk")
    if filters.status is None:
        last_day = Q(status=PlaceStatus.CLOSED, closed_on__gte=today)
        places = places.filter(Q(status__in=HAS_SEATS) | last_day).exclude(closed_on__lt=today)
    else:
        places = places.filter(status=filters.status)
    for word in filters.words.split():
        places = places.filter(Q(name__icontains=word) | Q(host__name__icontains=word))
    if filters.form is not None:
        places = places.filter(forms__contains=[filters.form])
    if filters.level is not None:
        places = places.filter(independence_from__lte=filters.level, independence_to__gte=filters.level)
    return places


@dataclass(frozen=True, order=True)
class _Group:
    """Where a host stands in the list: departments by name, then everybody else."""

    order: int
    name: str
    key: str


@dataclass(frozen=True)
class _Host:
    group: _Group
    name: str


def _groups() -> dict[int, _Host]:
    """The group of every organisation: its department, else what kind it is."""
    columns = ("pk", "name", "kind", "parent_id")
    rows = {row["pk"]: row for row in Organisation.objects.order_by("pk").values(*columns)}
    return {pk: _Host(_group_of(pk, rows), row["name"]) for pk, row in rows.items()}


def _group_of(pk: int, rows: dict[int, dict[str, Any]]) -> _Group:
    row, seen = rows[pk], {pk}
    while row["kind"] == OrganisationKind.UNIT and row["parent_id"] in rows and row["parent_id"] not in seen:
        row = rows[row["parent_id"]]
        seen.add(row["pk"])
    kind = OrganisationKind(row["kind"])
    if kind in GROUPS:
        return _Group(1 + list(GROUPS).index(kind), GROUPS[kind], kind.value)
    return _Group(0, row["name"], str(row["pk"]))


def _row(
    place: Mapping[str, Any],
    host: _Host,
    weeks: tuple[Room, ...],
    supervision: Mapping[int, AtPlace],
    today: date,
) -> PlaceRow:
    at = supervision.get(place["pk"], AtPlace())
    supervised, room = mean_load([at], day=today)
    return PlaceRow(
        pk=place["pk"],
        name=place["name"],
        host=host.name,
        seats=weeks[0].seats,
        at=at,
        supervised=supervised,
        room=room,
        weeks=weeks,
    )


def rooms_by_week(weeks: Sequence[tuple[date, date]], *, today: date) -> dict[int, tuple[Room, ...]]:
    """Every place week by week, out of the ledger: what is free is free on all days of the week."""
    first = weeks[0][0]
    ledger, rows = counted_places(first=first, last=weeks[-1][1], today=today)
    days = [((start - first).days, (end - first).days + 1) for start, end in weeks]
    seats, free = (
        [ledger.cells[measure][:, begin:end].min(axis=1) for begin, end in days]
        for measure in (Measure.SEATS, Measure.FREE)
    )
    occupied, reserved = (
        [ledger.cells[measure][:, begin:end].max(axis=1) for begin, end in days]
        for measure in (Measure.OCCUPIED, Measure.RESERVED)
    )
    numbers = [np.stack(each, axis=1).tolist() for each in (seats, occupied, reserved, free)]
    return {
        pk: tuple(Room(*room) for room in zip(*(each[row] for each in numbers), strict=True))
        for pk, row in rows.items()
    }


def _as_overview(
    found: list[tuple[_Host, PlaceRow]],
    filters: Filters,
    weeks: tuple[tuple[date, date], ...],
    today: date,
    next_week: Fill,
) -> Overview:
    by_group: dict[_Group, list[PlaceRow]] = {}
    for host, row in found:
        by_group.setdefault(host.group, []).append(row)
    listed = [
        (group, row)
        for group in sorted(by_group)
        for row in by_group[group]
        if filters.words or filters.status or group.key == filters.group
    ]
    paging = Paging.of(len(listed), filters.page)
    shown = listed[paging.rows]
    groups = tuple(
        _sum(group.key, group.name, rows, today, tuple(row for other, row in shown if other == group))
        for group, rows in sorted(by_group.items())
    )
    return Overview(weeks, groups, _sum("", "", [row for _host, row in found], today), paging, next_week)


def _sum(key: str, name: str, rows: list[PlaceRow], today: date, shown: tuple[PlaceRow, ...] = ()) -> GroupRow:
    """Load as the mean for each supervisor, however many places they have."""
    supervised, room = mean_load((row.at for row in rows), day=today)
    return GroupRow(
        key=key,
        name=name,
        places=len(rows),
        seats=sum(row.seats for row in rows),
        supervised=supervised,
        room=room,
        weeks=tuple(sum((row.weeks[week] for row in rows), Room()) for week in range(WEEKS)),
        rows=shown,
    )


@dataclass(frozen=True)
class Waiting:
    """A proposal that waits for somebody's answer, with a name the reader may see."""

    pk: int
    participant_id: int
    name: str
    place: str
    starts_on: date
    proposed_on: date


def waiting_for_host(actor: Actor) -> tuple[tuple[Waiting, ...], int]:
    """Those the reader may answer for as host, oldest first, and how many they are."""
    asked = visible_to(actor, Placement, Permission.PLACEMENT_ANSWER_FOR_HOST).filter(status=PlacementStatus.HOST_ASKED)
    rows = asked.select_related("case__participant", "place").order_by("proposed_on", "pk")
    shown = tuple(
        Waiting(
            pk=row.pk,
            participant_id=row.case.participant_id,
            name=row.case.participant.name,
            place=row.place.name,
            starts_on=row.starts_on,
            proposed_on=row.proposed_on,
        )
        for row in rows[:WAITING_SHOWN]
    )
    return shown, len(shown) if len(shown) < WAITING_SHOWN else asked.count()
