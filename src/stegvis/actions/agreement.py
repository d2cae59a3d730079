"""Agreements (avtal): save with its ceilings, end early, renew, add a document, move a placement."""

from __future__ import annotations

from ..models import Agreement, Place
from ..queries.agreement import of_place


def lock_agreement(place: Place) -> None:
    """Let nobody else count on the place's agreements until the transaction ends; always in the order of their keys."""
    keys = [each.pk for each in of_place(place)]
    list(Agreement.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True))
