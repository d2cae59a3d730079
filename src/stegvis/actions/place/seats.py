"""Seats (antal platser): raised, lowered, for a season; a coming change taken back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Place, PlaceCapacity
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.place import PlaceStatus
from ...rules.words import Reason
from ..log import log, stop_if
from .rows import intervals_of, locked, write_intervals


@transaction.atomic
def change_capacity(place: Place, *, seats: int, from_on: date, until: date | None = None, by: Actor) -> PlaceCapacity:
    """Say how many seats there are from a day on, or for a season. Those who already are there stay."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    intervals = intervals_of(place)
    until = until or place.closed_on
    stop_if(
        _reasons_about_status(place)
        + _reasons_about_closing(place, from_on, until)
        + rules.reasons_not_to_change_capacity(
            seats=seats, from_on=from_on, until=until, intervals=intervals, today=timezone.localdate()
        )
    )
    write_intervals(place, rules.with_seats(intervals, seats=seats, first=from_on, last=until))
    log(
        EventKind.CAPACITY_CHANGED,
        place,
        by=by,
        happened_on=from_on,
        seats=seats,
        **({"until": until} if until else {}),
    )
    return place.capacities.filter(starts_on__lte=from_on).order_by("starts_on").last() or PlaceCapacity()


@transaction.atomic
def drop_change(place: Place, *, from_on: date, by: Actor) -> None:
    """Take back a change of the seats that has not begun; what holds before it goes on."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    intervals, today = intervals_of(place), timezone.localdate()
    stop_if(
        _reasons_about_status(place)
        + rules.reasons_not_to_drop_change(from_on=from_on, intervals=intervals, today=today)
    )
    write_intervals(place, rules.without_change(intervals, from_on=from_on))
    log(EventKind.CAPACITY_CHANGED, place, by=by, happened_on=from_on, dropped=True)


def _reasons_about_status(place: Place) -> list[Reason]:
    """Only an open place has seats to change."""
    match PlaceStatus(place.status):
        case PlaceStatus.OPEN:
            return []
        case PlaceStatus.PAUSED:
            return [Reason("Arbetsplatsen vilar. Öppna den igen först.")]
        case PlaceStatus.CLOSED:
            return [Reason("Arbetsplatsen är stängd.")]
        case _:
            return [Reason("Arbetsplatsen är inte öppnad än. Antalet bestäms när den öppnas.")]


def _reasons_about_closing(place: Place, from_on: date, until: date | None) -> list[Reason]:
    last = place.closed_on
    if last is None:
        return []
    if from_on > last:
        return [Reason("Arbetsplatsen stänger {day}. Välj det datumet eller ett tidigare.", at="from_on", day=last)]
    if until is not None and until > last:
        return [Reason("Arbetsplatsen stänger {day}. Välj det datumet eller ett tidigare.", at="until", day=last)]
    return []
