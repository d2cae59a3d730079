"""Writing places (skriva arbetsplatser): the rows of one comparison, in bulk, each with its lines in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ...access import Actor
from ...models import CaseEvent, Organisation, Place, PlaceCapacity
from ...queries.exchange.comparison import Tell
from ...rules.exchange import ComparedRow, KnownCapacity, NewHost, RowKind
from ...rules.history import EventKind
from ..log import event, log_many
from ..supervisor import supervised_by
from .participants import AT_ONCE, update_rows

PROFILE = {
    key: key
    for key in (
        "name", "field", "tasks", "trains", "independence_from", "independence_to", "hours_from", "hours_to", "slots",
        "travel_zone", "lowest_swedish", "needs_driving_licence", "needs_extract", "needs_lifting", "opened_on",
    )
} | {"forms": "forms", "agreement": "agreement_id"}  # fmt: skip
EMPTY: dict[str, Any] = {"tasks": "", "trains": "", "travel_zone": "", "agreement": None}


def write_places(rows: Iterable[ComparedRow], *, run: int, by: Actor, today: date, tell: Tell) -> None:
    """Write every row that creates or changes a place, in the transaction of the caller."""
    to_write = [row for row in rows if row.kind in (RowKind.CREATE, RowKind.UPDATE)]
    tell(0, len(to_write))
    hosts = _new_hosts(to_write)
    places = _places(to_write, hosts)
    tell(len(to_write) // 2, len(to_write))
    _seats(to_write, places)
    _supervisors(to_write, places, today=today)
    log_many(_events(to_write, places, hosts.values(), run=run, by=by, today=today))


def _new_hosts(rows: Iterable[ComparedRow]) -> dict[NewHost, Organisation]:
    wanted = dict.fromkeys(row.values["host"] for row in rows if isinstance(row.values["host"], NewHost))
    made = [Organisation(name=host.name, kind=host.kind) for host in wanted]
    Organisation.objects.bulk_create(made)
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
    return place


def _supervisors(rows: Sequence[ComparedRow], places: Sequence[Place], *, today: date) -> None:
    """Those the file names supervise from today, or from the first day of a new place; the others no longer do."""
    for row, place in zip(rows, places, strict=True):
        if "supervisor_name" in row.changes:
            supervised_by(place, row.values["supervisor_name"].split(","), from_on=max(today, place.opened_on or today))


def _seats(rows: Sequence[ComparedRow], places: Sequence[Place]) -> None:
    """The seats that held end the day before; seats that only were counted wrong are counted anew."""
    changed: list[tuple[PlaceCapacity, list[str]]] = []
    new: list[PlaceCapacity] = []
    for row, place in zip(rows, places, strict=True):
        if "seats_from" not in row.changes:
            continue
        seats, since = row.changes["seats"][1], row.changes["seats_from"][1]
        last: KnownCapacity | None = row.found.get("capacity")
        if last and last.starts_on == since:
            changed.append((PlaceCapacity(pk=last.id, seats=seats), ["seats"]))
            continue
        if last:
            changed.append((PlaceCapacity(pk=last.id, ends_on=row.found["ends_before"]), ["ends_on"]))
        new.append(PlaceCapacity(place=place, seats=seats, starts_on=since))
    update_rows(PlaceCapacity, changed)
    PlaceCapacity.objects.bulk_create(new, batch_size=AT_ONCE)


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
