"""Travel times in the columns of a file (restider), for comparing and for export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...models import Participant, Place, TravelTime
from ...rules.exchange import TRAVEL_COLUMNS, KnownTime, TravelRegister, written
from ...rules.people import fold


def travel_register(*, to_write: bool = False) -> TravelRegister:
    """Every travel time and every zone that somebody has; `to_write` locks the times. Three statements."""
    rows = TravelTime.objects.order_by("from_zone", "to_zone")
    if to_write:
        rows = rows.select_for_update()
    times = {
        (first, second): KnownTime(pk, {"from_zone": first, "to_zone": second, "minutes": minutes})
        for pk, first, second, minutes in rows.values_list("pk", "from_zone", "to_zone", "minutes")
    }
    used = {
        zone
        for model in (Place, Participant)
        for zone in model.objects.exclude(travel_zone="").order_by().values_list("travel_zone", flat=True).distinct()
    }
    zones = {fold(zone): zone for zone in sorted({zone for pair in times for zone in pair} | used)}
    return TravelRegister(times=times, zones=zones, used=frozenset(used), directories={})


def export_travel() -> Iterator[list[Any]]:
    """The rows of the file: both directions of every pair."""
    for time in travel_register().times.values():
        yield written(time.values, TRAVEL_COLUMNS)
