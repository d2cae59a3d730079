"""Seats (platser): the seat that somebody can take, and whether the one they have is free some days more."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from ...models import Place, PlaceCapacity, Placement
from ...rules.place import Seats, first_free_seat, least_capacity


def seats_at(place_id: int, *, starts_on: date, ends_on: date, besides: int | None = None) -> Seats:
    """The seats of a place on the days of a period, who has them and what is promised: three statements."""
    capacities = PlaceCapacity.objects.filter(place=place_id, starts_on__lte=ends_on).exclude(ends_on__lt=starts_on)
    others = Placement.objects.filter(place=place_id, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if besides is not None:
        others = others.exclude(pk=besides)
    return Seats(
        tuple(capacities.order_by("starts_on").values_list("starts_on", "ends_on", "seats")),
        tuple((row.seat or 0, row.starts_on, row.ends_on) for row in others.seated().order_by("pk")),
        tuple(others.reserving(timezone.localdate()).order_by("pk").values_list("starts_on", "ends_on")),
    )


def free_seat(place: Place, *, starts_on: date, ends_on: date) -> int | None:
    """The lowest seat that exists and is free on every day of the period; None when the place is full.

    What is promised to others does not stop somebody who starts: whoever is ready first takes the seat.
    """
    seats = seats_at(place.pk, starts_on=starts_on, ends_on=ends_on)
    if not Seats(seats.intervals, seats.taken).free(starts_on, ends_on):
        return None
    return first_free_seat(
        capacity=least_capacity(seats.intervals, starts_on=starts_on, ends_on=ends_on),
        taken=[seat for seat, _first, _last in seats.taken],
    )


def seat_is_free(placement: Placement, *, until: date) -> bool:
    """Whether the seat that somebody has exists and is nobody else's, and not promised, on the days to come."""
    first = placement.ends_on + timedelta(days=1)
    if placement.seat is None or until < first:
        return placement.seat is not None
    seats = seats_at(placement.place_id, starts_on=first, ends_on=until, besides=placement.pk)
    exists = least_capacity(seats.intervals, starts_on=first, ends_on=until) >= placement.seat
    is_taken = any(seat == placement.seat for seat, _first, _last in seats.taken)
    return exists and not is_taken and seats.free(first, until) > 0
