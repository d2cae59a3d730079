"""Rows (rader): a place locked for an act, moved on its way, and its seats written as dated intervals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ...access import Actor
from ...models import Place, PlaceCapacity
from ...rules.history import EventKind
from ...rules.place import Interval, PlaceStatus
from ...rules.placement import WAITING, PlacementStatus
from ..log import log


def locked(place: Place) -> Place:
    """The place as it stands now, held until the act is over: seats are given by whoever holds it."""
    return Place.objects.select_for_update(of=("self",)).select_related("host").get(pk=place.pk)


def move(place: Place, to: PlaceStatus, *, by: Actor, happened_on: date | None = None, **data: object) -> Place:
    """Save the place where it has come to, with its line."""
    place.status = to
    place.save()
    log(EventKind.PLACE_MOVED, place, by=by, happened_on=happened_on, to=to.value, **data)
    return place


def staying(place: Place, *, from_on: date, until: date | None = None) -> int:
    """How many have a seat there, or wait for one, on some day from one to the other."""
    rows = place.placements.filter(Q(status=PlacementStatus.ACTIVE) | Q(status__in=WAITING), ends_on__gte=from_on)
    return rows.filter(starts_on__lte=until).count() if until else rows.count()


def intervals_of(place: Place) -> tuple[Interval, ...]:
    """The seats of a place in order of time."""
    rows = place.capacities.order_by("starts_on").values_list("starts_on", "ends_on", "seats")
    return tuple(rows)


def write_intervals(place: Place, intervals: Iterable[Interval]) -> None:
    """Let these be the seats of the place: what is gone first, then what changes, then what is new."""
    wanted = {first: (last, seats) for first, last, seats in intervals}
    kept = {row.starts_on: row for row in place.capacities.order_by("starts_on")}
    place.capacities.exclude(starts_on__in=wanted).delete()
    for first, row in kept.items():
        if first in wanted and (row.ends_on, row.seats) != wanted[first]:
            row.ends_on, row.seats = wanted[first]
            row.save()
    for first, (last, seats) in wanted.items():
        if first not in kept:
            PlaceCapacity.objects.create(place=place, seats=seats, starts_on=first, ends_on=last)
