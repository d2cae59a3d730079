"""Moved organisations (flyttade enheter): why two days of a department differ though no place came or went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ..models import OrganisationLink, PlaceCapacity
from .organisation import Tree


@dataclass(frozen=True)
class Moved:
    """An organisation that came to lie under another on a day, with the seats under it on that day."""

    pk: int
    name: str
    before: str
    after: str
    on: date
    seats: int


def moved(*, first: date, last: date) -> tuple[Moved, ...]:
    """Those that moved after the first day and up to the last, by day; five statements.

    What lies under one of them is what lies there now.
    """
    links = OrganisationLink.objects.select_related("organisation", "parent").order_by("starts_on", "pk")
    ended = {
        (link.organisation_id, link.ends_on + timedelta(days=1)): link.parent
        for link in links.filter(ends_on__gte=first, ends_on__lt=last)
        if link.ends_on and link.parent
    }
    began = [
        link
        for link in links.filter(starts_on__gt=first, starts_on__lte=last, parent__isnull=False)
        if (link.organisation_id, link.starts_on) in ended
    ]
    tree = Tree()
    hosts = {link.organisation_id: {*tree.under(link.organisation_id)} for link in began}
    seats = _seats({host for under in hosts.values() for host in under}, first=first, last=last)
    return tuple(
        Moved(
            pk=link.organisation_id,
            name=link.organisation.name,
            before=ended[link.organisation_id, link.starts_on].name,
            after=link.parent.name,
            on=link.starts_on,
            seats=sum(
                number
                for host, since, until, number in seats
                if host in hosts[link.organisation_id]
                and since <= link.starts_on
                and (not until or until >= link.starts_on)
            ),
        )
        for link in began
        if link.parent
    )


def _seats(hosts: set[int], *, first: date, last: date) -> list[tuple[int, date, date | None, int]]:
    rows = PlaceCapacity.objects.filter(place__host__in=hosts, starts_on__lte=last)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first)).order_by("pk")
    return list(rows.values_list("place__host_id", "starts_on", "ends_on", "seats"))
