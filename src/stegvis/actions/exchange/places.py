"""Writing places (skriva arbetsplatser): the rows of one comparison, in bulk, each with its lines in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ...access import Actor
from ...models import CaseEvent, Organisation, OrganisationLink, Place, PlaceCapacity
from ...queries.exchange.comparison import Tell
from ...rules.exchange import ComparedRow, KnownCapacity, NewHost, RowKind
from ...rules.history import EventKind
from ...rules.place import PlaceStatus
from ..log import event, log_many
from ..supervisor import supervised_by
from .participants import AT_ONCE, update_rows

PROFILE = {
    key: key
    for key in (
        "name", "field", "tasks", "trains", "independence_from", "independence_to", "hours_from", "hours_to", "slots",
        "travel_zone", "lowest_swedish", "needs_driving_licence", "needs_lifting", "opened_on",
        "extract_law", "has_shifts", "requirements",
    )
} | {"forms": "forms", "agreement": "agreement_id"}  # fmt: skip
EMPTY: dict[str, Any] = {
    "tasks": "", "trains": "", "travel_zone": "", "agreement": None, "requirements": "", "opened_on": None,
}  # fmt: skip


def write_places(rows: Iterable[ComparedRow], *, run: int, by: Actor, today: date, tell: Tell) -> None:
    """Write every row that creates or changes a place, in the transaction of the caller."""
    to_write = [row for row in rows if row.kind in (RowKind.CREATE, RowKind.UPDATE)]
    tell(0, len(to_write))
    hosts = _new_hosts(to_write, today=today)
    places = _places(to_write, hosts)
    tell(len(to_write) // 2, len(to_write))
    _seats(to_write, places)
    _supervisors(to_write, places, today=today)
    log_many(_events(to_write, places, hosts.values(), run=run, by=by, today=today))


def _new_hosts(rows: Iterable[ComparedRow], *, today: date) -> dict[NewHost, Organisation]:
    wanted = dict.fromkeys(row.values["host"] for row in rows if isinstance(row.values["host"], NewHost))
    made = [Organisation(name=host.name, kind=host.kind, parent_id=host.parent) for host in wanted]
    Organisation.objects.bulk_create(made)
    OrganisationLink.objects.bulk_create(
        [OrganisationLink(organisation=host, parent_id=host.parent_id, starts_on=today) for host in made]
    )
    return dict(zip(wanted, made, strict=True))


def _places(rows: Sequence[ComparedRow], hosts: dict[NewHost, Organisation]) -> list[Place]:
    """One place for each row, saved where something of its profile is new."""
    places = [_place(row, hosts) for row in rows]
    Place.objects.bulk_create(
        [place for row, place in zip(rows, places, strict=True) if row.is_new], batch_size=AT_ONCE
    )
    update_rows(
        Place,
        [
            (place, [PROFILE[key] for key in PROFILE if key in row.changes])
            for row, place in zip(rows, places, strict=True)
            if not row.is_new and PROFILE.keys() & row.changes.keys()
        ],
    )
    return places


def _place(row: ComparedRow, hosts: dict[NewHost, Organisation]) -> Place:
    before = row.known.values if row.known else {}
    values = {**EMPTY, **before, **row.values}
    host = values["host"]
    place = Place(
        pk=row.known.id if row.known else None,
        **{column: values[key] for key, column in PROFILE.items() if key != "forms"},
        forms=list(values["forms"]),
    )
    place.host_id = hosts[host].pk if isinstance(host, NewHost) else host
    place.status = PlaceStatus.PROPOSED if _is_proposed(row) else PlaceStatus.OPEN
    return place


def _is_proposed(row: ComparedRow) -> bool:
    host = row.values["host"]
    return isinstance(host, NewHost) and host.is_chosen


def _seats(rows: Sequence[ComparedRow], places: Sequence[Place]) -> None:
    """The seats of each place as the row leaves them: what is gone first, then what changes, then what is new."""
    gone: list[int] = []
    changed: list[tuple[PlaceCapacity, list[str]]] = []
    new: list[PlaceCapacity] = []
    for row, place in zip(rows, places, strict=True):
        wanted = {first: (last, seats) for first, last, seats in row.found.get("intervals", ())}
        if not wanted:
            continue
        known: dict[date, KnownCapacity] = {each.starts_on: each for each in row.known.capacities} if row.known else {}
        gone += [each.id for first, each in known.items() if first not in wanted]
        for first, (last, seats) in wanted.items():
            before = known.get(first)
            if before is None:
                new.append(PlaceCapacity(place=place, seats=seats, starts_on=first, ends_on=last))
            elif (before.ends_on, before.seats) != (last, seats):
                changed.append((PlaceCapacity(pk=before.id, seats=seats, ends_on=last), ["seats", "ends_on"]))
    PlaceCapacity.objects.filter(pk__in=gone).delete()
    update_rows(PlaceCapacity, changed)
    PlaceCapacity.objects.bulk_create(new, batch_size=AT_ONCE)


def _supervisors(rows: Sequence[ComparedRow], places: Sequence[Place], *, today: date) -> None:
    """Those the file names supervise from today, or from the first day of a new place; the others no longer do."""
    for row, place in zip(rows, places, strict=True):
        if "supervisor_name" in row.changes:
            supervised_by(place, row.values["supervisor_name"].split(","), from_on=max(today, place.opened_on or today))


def _events(
    rows: Sequence[ComparedRow],
    places: Sequence[Place],
    hosts: Iterable[Organisation],
    *,
    run: int,
    by: Actor,
    today: date,
) -> list[CaseEvent]:
    events = [event(EventKind.IMPORTED, host, by=by, happened_on=today, run=run) for host in hosts]
    for row, place in zip(rows, places, strict=True):
        columns = sorted({*PROFILE, "supervisor_name"} & row.changes.keys())
        if columns:
            events.append(
                event(
                    EventKind.PLACE_SAVED, place, by=by, happened_on=today, is_new=row.is_new, run=run, columns=columns
                )
            )
        if "seats_from" in row.changes:
            seats, since = row.changes["seats"][1], row.changes["seats_from"][1]
            events.append(event(EventKind.CAPACITY_CHANGED, place, by=by, happened_on=since, seats=seats, run=run))
    return events
