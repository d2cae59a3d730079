"""The way of a place (platsens väg): each move from proposed to closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Place
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.placement import WAITING, PlacementStatus
from ..log import log, stop_if


@transaction.atomic
def close_place(place: Place, *, closed_on: date, by: Actor) -> Place:
    """Close a place from the day after. Its seats end that day, so nobody can start there afterwards."""
    require(by, Permission.PLACE_WRITE)
    place = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    after = Q(status=PlacementStatus.ACTIVE) | Q(status__in=WAITING)
    stop_if(
        rules.reasons_not_to_close(
            closed_on=closed_on,
            opened_on=place.opened_on,
            already_closed_on=place.closed_on,
            staying=place.placements.filter(after, ends_on__gt=closed_on).count(),
            today=timezone.localdate(),
        )
    )
    place.closed_on = closed_on
    place.save()
    place.capacities.filter(starts_on__gt=closed_on).delete()
    place.capacities.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=closed_on)).update(ends_on=closed_on)
    log(EventKind.PLACE_CLOSED, place, by=by, happened_on=closed_on)
    return place
