"""Seats (antal platser): how many from a day on."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import Place, PlaceCapacity
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.words import Reason
from ..log import log, stop_if


@transaction.atomic
def change_capacity(place: Place, *, seats: int, from_on: date, by: Actor) -> PlaceCapacity:
    """Say how many seats there are from a day on. Those who already are there stay."""
    require(by, Permission.PLACE_WRITE)
    place = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    current = place.capacities.filter(ends_on__isnull=True).first()
    stop_if(
        rules.reasons_not_to_change_capacity(
            seats=seats, from_on=from_on, current_from=current.starts_on if current else None
        )
    )
    if current and current.starts_on == from_on:
        current.seats = seats
        current.save()
        capacity = current
    else:
        if current:
            current.ends_on = from_on - timedelta(days=1)
            current.save()
        try:
            with transaction.atomic():
                capacity = PlaceCapacity.objects.create(place=place, seats=seats, starts_on=from_on)
        except IntegrityError:
            raise NotAllowedNow(
                [Reason("Det finns redan ett annat antal som gäller från en senare dag.", at="from_on")]
            ) from None
    log(EventKind.CAPACITY_CHANGED, place, by=by, happened_on=from_on, seats=seats)
    return capacity
