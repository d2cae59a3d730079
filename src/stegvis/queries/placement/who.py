"""Who supervises (handledare): the one that a placement has, or those of the place before it has begun."""

from __future__ import annotations

from django.utils import timezone

from ...models import Placement, PlaceSupervisor


def supervised_by(placement: Placement) -> str:
    """The name, or the names of those who may become it; empty when the place has none."""
    if placement.supervisor is not None:
        return placement.supervisor.name
    here = PlaceSupervisor.objects.on(max(timezone.localdate(), placement.starts_on)).filter(place=placement.place_id)
    return ", ".join(here.order_by("supervisor__name", "pk").values_list("supervisor__name", flat=True))
