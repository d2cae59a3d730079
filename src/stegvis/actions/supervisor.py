"""Supervisors (handledare): appoint, say how many there is room for, note training and others they have."""

from __future__ import annotations

from django.utils import timezone

from ..models import Place, PlaceSupervisor, Supervisor


def lock_supervisors(place: Place) -> None:
    """Let nobody else count on the place's supervisors until the transaction ends; always in the order of their keys."""
    here = PlaceSupervisor.objects.filter(place=place).exclude(ends_on__lt=timezone.localdate())
    rows = Supervisor.objects.filter(pk__in=here.values("supervisor")).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True))
