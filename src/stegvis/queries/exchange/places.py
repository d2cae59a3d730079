"""Places in the columns of a file (arbetsplatser), for comparing and for export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from ...models import Organisation, Place, PlaceCapacity, PlaceSupervisor
from ...rules.exchange import PLACE_COLUMNS, KnownCapacity, KnownPlace, PlaceRegister, seats_on, written
from ...rules.place import PlaceStatus
from ..supervisor import BETWEEN
from .directories import organisation_names, place_directories

VALUES = (
    "host_id", "name", "field", "tasks", "trains", "forms", "independence_from", "independence_to", "hours_from",
    "hours_to", "slots", "travel_zone", "lowest_swedish", "needs_driving_licence", "needs_lifting",
    "extract_law", "has_shifts", "requirements", "opened_on", "agreement_id",
)  # fmt: skip
IN_FILE = {"host_id": "host", "agreement_id": "agreement"}


def place_register(*, to_write: bool = False) -> PlaceRegister:
    """Every place with its seats, and what can be named; `to_write` locks the places. Six statements."""
    names = organisation_names()
    return PlaceRegister(
        places=known_places(to_write=to_write),
        directories=place_directories(names),
        host_kinds=dict(Organisation.objects.values_list("pk", "kind")),
    )


def _supervisors() -> dict[int, str]:
    """Who supervises at each place today, by name, with commas between."""
    names = defaultdict(list)
    rows = PlaceSupervisor.objects.on(localdate()).order_by("supervisor__name")
    for place, name in rows.values_list("place_id", "supervisor__name"):
        names[place].append(name)
    return {place: BETWEEN.join(found) for place, found in names.items()}


def known_places(*, to_write: bool = False) -> list[KnownPlace]:
    """Places in the columns of a file. Three statements."""
    rows = Place.objects.order_by("host__name", "name", "pk")
    if to_write:
        rows = rows.select_for_update(of=("self",))
    capacities, supervisors = defaultdict(list), _supervisors()
    for pk, place, seats, starts_on, ends_on in PlaceCapacity.objects.order_by("starts_on").values_list(
        "pk", "place_id", "seats", "starts_on", "ends_on"
    ):
        capacities[place].append(KnownCapacity(pk, seats, starts_on, ends_on))
    return [
        KnownPlace(
            id=pk,
            values={IN_FILE.get(name, name): value for name, value in zip(VALUES, values, strict=True)}
            | {"supervisor_name": supervisors.get(pk, "")},
            status=PlaceStatus(status),
            closed_on=closed_on,
            capacities=tuple(capacities[pk]),
        )
        for pk, status, closed_on, *values in rows.values_list("pk", "status", "closed_on", *VALUES)
    ]


def export_places(*, today: date) -> Iterator[list[Any]]:
    """The rows of the file: every place that is open, with its seats of today. Six statements."""
    register = place_register()
    for place in register.places:
        if place.closed_on and place.closed_on < today:
            continue
        cells = {**place.values, "host_kind": register.host_kinds[place.values["host"]]}
        cells["needs_extract"] = bool(cells["extract_law"])
        if now := seats_on(place.capacities, today):
            cells |= {"seats": now.seats, "seats_from": now.starts_on, "seats_until": now.ends_on}
        for column in PLACE_COLUMNS:
            if column.refers_to and cells.get(column.key) is not None:
                cells[column.key] = register.directories[column.refers_to].labels[cells[column.key]]
        yield written(cells, PLACE_COLUMNS)
