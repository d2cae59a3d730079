"""Slices (uppdelning): under which department, committee, kind or unit each place stands, on which days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from ...models import Organisation, OrganisationLink, Place
from ...rules.ledger import By, Slices, Spans
from ...rules.people import OrganisationKind
from ...rules.place import PlacementForm
from ...rules.words import N_
from .columns import FOREVER
from .register import FORM_NUMBER

ALWAYS = (1, FOREVER.toordinal())
BY_KIND = {
    OrganisationKind.MUNICIPAL_COMPANY: N_("Kommunala bolag"),
    OrganisationKind.ASSOCIATION: N_("Föreningar"),
    OrganisationKind.COMPANY: N_("Företag"),
}
"""Where hosts outside the departments stand together."""
IN_THE_MUNICIPALITY = N_("Kommunens förvaltningar")
NO_COMMITTEE = N_("Utan nämnd")

Days = tuple[int, int]


@dataclass(frozen=True)
class Stand:
    """A department, or all of a kind, under which an organisation lies on some days."""

    days: Days
    name: str
    kind: OrganisationKind
    committee: str


def slices_by(by: By) -> Slices:
    """Three statements at most: organisations, their links in time, places."""
    if by is By.FORM:
        return _by_form()
    places = Place.objects.order_by("pk").values_list("pk", "host_id")
    if by is By.UNIT:
        names = dict(Organisation.objects.order_by("pk").values_list("pk", "name"))
        return _numbered((place, ALWAYS, (names[host], host)) for place, host in places)
    said: Callable[[Stand], str] = {
        By.DEPARTMENT: lambda stand: stand.name,
        By.COMMITTEE: lambda stand: stand.committee or NO_COMMITTEE,
        By.KIND: lambda stand: BY_KIND.get(stand.kind, IN_THE_MUNICIPALITY),
    }[by]
    stands = stands_of_hosts()
    return _numbered((place, stand.days, (said(stand), 0)) for place, host in places for stand in stands[host])


def each_place() -> tuple[Slices, dict[int, int]]:
    """Every place as a row of its own, and which row it is by key; one statement."""
    rows = {pk: row for row, pk in enumerate(Place.objects.order_by("pk").values_list("pk", flat=True))}
    places = Spans.of((pk, *ALWAYS, row) for pk, row in rows.items())
    return Slices(("",) * len(rows), places), rows


def _by_form() -> Slices:
    rows = [
        (place, *ALWAYS, FORM_NUMBER[PlacementForm(form)])
        for place, forms in Place.objects.order_by("pk").values_list("pk", "forms")
        for form in forms
    ]
    places = Spans.of(rows)
    return Slices(tuple(form.label for form in PlacementForm), places, forms=places.amount)


def _numbered(rows: Iterable[tuple[int, Days, tuple[str, int]]]) -> Slices:
    """Rows of the ledger by name; two organisations of one name are two rows."""
    rows = list(rows)
    numbers = {each: number for number, each in enumerate(sorted({said for _place, _days, said in rows}))}
    places = Spans.of((place, *days, numbers[said]) for place, days, said in rows)
    return Slices(tuple(name for name, _key in numbers), places)


def stands_of_hosts() -> dict[int, tuple[Stand, ...]]:
    """Where every organisation lies, on which days: two statements."""
    rows = {row.pk: row for row in Organisation.objects.order_by("pk")}
    links: dict[int, list[tuple[Days, int | None]]] = {}
    for row in OrganisationLink.objects.order_by("organisation", "starts_on"):
        days = (row.starts_on.toordinal(), (row.ends_on or FOREVER).toordinal())
        links.setdefault(row.organisation_id, []).append((days, row.parent_id))

    @cache
    def stands(pk: int) -> tuple[Stand, ...]:
        row = rows[pk]
        kind = OrganisationKind(row.kind)
        own = Stand(ALWAYS, BY_KIND.get(kind, row.name), kind, row.committee)
        if kind is not OrganisationKind.UNIT:
            return (own,)
        over = links.get(pk) or [(ALWAYS, row.parent_id)]
        return tuple(
            Stand(shared, above.name, above.kind, above.committee)
            for days, parent in over
            for above in (stands(parent) if parent else (own,))
            if (shared := _shared(days, above.days))
        )

    return {pk: stands(pk) for pk in rows}


def _shared(one: Days, other: Days) -> Days | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None
