"""Chain (kedjan): the placements that one renews, back to the first at the same place."""

from __future__ import annotations

from datetime import date

from ...models import Placement


def earlier_at_place(placement: Placement) -> list[tuple[date, date]]:
    """First and last day of each placement before it in the chain; one statement for each, and chains are short."""
    found: list[tuple[date, date]] = []
    renews = placement.renews_id
    while renews is not None:
        first, last, renews = Placement.objects.values_list("starts_on", "ends_on", "renews").get(pk=renews)
        found.append((first, last))
    return found
