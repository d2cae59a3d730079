"""Filling (fylla platserna): what is free at several places, held against supervisors who are at more than one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from ...models import Place, Placement, PlaceSupervisor
from ...rules.ledger import Measure, most_supervised
from ..supervisor import AtPlace, supervision_at
from .counted import counted_places


@dataclass(frozen=True)
class Fill:
    """Seats that are free place by place, and at most how many of them that can be taken at once."""

    free: int
    most: int

    @property
    def twice(self) -> int:
        """So many are counted at more than one place."""
        return self.free - self.most


def fill(free: Mapping[int, int], *, day: date, today: date) -> Fill:
    """`free` is what the ledger has as free on a day, by place. One statement; ten where somebody is at two places.

    Those who wait for a seat are given a supervisor first. Where room is said in hours, and the places of the same
    person take different many, the most that fits any of them counts, so that `most` is never too low.
    """
    every = sum(free.values())
    shared = _at_several(places=[place for place, number in free.items() if number], day=day)
    if not shared:
        return Fill(every, every)
    places = set(PlaceSupervisor.objects.on(day).filter(supervisor__in=shared).values_list("place_id", flat=True))
    waiting = Placement.objects.reserving(today).filter(place__in=places, starts_on__lte=day, ends_on__gte=day)
    reserved = Counter(waiting.order_by().values_list("place_id", flat=True))
    at = {pk: each for pk, each in supervision_at(first=day, last=day, places=places).items() if each.supervisors}
    wanted = {place: free.get(place, 0) + reserved[place] for place in at}
    rooms = _rooms(at, most=sum(wanted.values()), day=day)
    begin = most_supervised(wanted, {pk: [who.key for who in each.supervisors] for pk, each in at.items()}, rooms)
    others = sum(number for place, number in free.items() if place not in at)
    return Fill(every, others + max(0, begin - sum(reserved[place] for place in at)))


def fill_on(day: date, *, today: date) -> Fill:
    """Every place on a day, as the ledger has it. Ten statements; nineteen where somebody is at two places."""
    ledger, rows = counted_places(first=day, last=day, today=today)
    free = ledger.cells[Measure.FREE][:, 0]
    return fill({place: int(free[row]) for place, row in rows.items()}, day=day, today=today)


def _at_several(*, places: list[int], day: date) -> set[int]:
    """Who supervises at one of the places and at another on a day."""
    now = PlaceSupervisor.objects.on(day)
    links = now.filter(supervisor__in=now.filter(place__in=places).values("supervisor")).order_by()
    several = links.values("supervisor_id").annotate(number=Count("pk")).filter(number__gt=1)
    return set(several.values_list("supervisor_id", flat=True))


def _rooms(at: Mapping[int, AtPlace], *, most: int, day: date) -> dict[int, int]:
    """How many more each takes; as many as are asked for where nothing is said."""
    hours: dict[int, Decimal] = dict(Place.objects.filter(pk__in=at).values_list("pk", "supervision_hours"))
    rooms: dict[int, int] = {}
    for place, each in at.items():
        for who in each.supervisors:
            left = who.left(first=day, last=day, hours=hours[place])
            rooms[who.key] = max(rooms.get(who.key, 0), most if left is None else min(left, most))
    return rooms
