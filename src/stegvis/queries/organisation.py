"""Organisations (organisationer): the tree with its places, each counted once, and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from ..access import Actor, Permission, require
from ..models import Agreement, Organisation, OrganisationLink, Place, PlaceCapacity, Supervisor
from ..models.people import AFTER_Z
from ..rules.agreement import AgreementKind
from ..rules.ledger import Measure
from ..rules.organisation import Coming
from ..rules.people import OrganisationKind, fold
from ..rules.place import PlaceStatus
from .ledger import Fill, counted_places, fill
from .paging import Paging

PAGE_SIZE = 50
PLACES_SHOWN = 40
IN_USE = (PlaceStatus.OPEN, PlaceStatus.PAUSED)
KINDS = list(OrganisationKind)
SWEDISH = str.maketrans(*AFTER_Z)
"""Å, ä and ö come after z, in that order."""


@dataclass(frozen=True)
class TreeFilters:
    """Words of the name and the kind; which page."""

    words: str = ""
    kind: OrganisationKind | None = None
    page: int = 1


@dataclass(frozen=True)
class TreeRow:
    """One organisation of the tree: how deep it lies, over whom it is said to lie, and the places of all under it."""

    pk: int
    name: str
    kind: OrganisationKind
    committee: str
    depth: int
    above: str
    own_places: int
    all_places: int
    below: int
    ended_on: date | None


@dataclass(frozen=True)
class TreePage:
    """A page of the tree in the order one reads it, or of what a search finds."""

    rows: tuple[TreeRow, ...]
    paging: Paging
    is_search: bool


class Tree:
    """Every organisation as it lies today, in memory: two statements, however many and however deep."""

    def __init__(self) -> None:
        self.rows = {row.pk: row for row in Organisation.objects.order_by("pk")}
        self.own = _places_by_host()
        self.children: dict[int | None, list[Organisation]] = defaultdict(list)
        for row in self.rows.values():
            self.children[row.parent_id].append(row)
        for beside in self.children.values():
            beside.sort(key=_order)

    def in_order(self) -> Iterator[tuple[Organisation, int]]:
        """From the top, each with how deep it lies."""
        waiting = [(row, 0) for row in reversed(self.children[None])]
        while waiting:
            row, depth = waiting.pop()
            yield row, depth
            waiting += [(child, depth + 1) for child in reversed(self.children[row.pk])]

    def under(self, pk: int) -> list[int]:
        """The keys of an organisation and of everything under it, each once."""
        found = [pk]
        for key in found:
            found += [child.pk for child in self.children[key]]
        return found

    def above(self, row: Organisation) -> list[Organisation]:
        """What an organisation lies under, the nearest first."""
        found: list[Organisation] = []
        while row.parent_id is not None:
            row = self.rows[row.parent_id]
            found.append(row)
        return found

    def row(self, row: Organisation, depth: int, today: date) -> TreeRow:
        """One line of the tree."""
        under = self.under(row.pk)
        return TreeRow(
            pk=row.pk,
            name=row.name,
            kind=OrganisationKind(row.kind),
            committee=row.committee,
            depth=depth,
            above=" / ".join(each.name for each in reversed(self.above(row))),
            own_places=self.own.get(row.pk, 0),
            all_places=sum(self.own.get(key, 0) for key in under),
            below=len(under) - 1,
            ended_on=row.valid_to if row.valid_to and row.valid_to < today else None,
        )


def _order(row: Organisation) -> tuple[int, str, int]:
    return KINDS.index(OrganisationKind(row.kind)), fold(row.name).translate(SWEDISH), row.pk


def _places_by_host() -> Mapping[int, int]:
    rows = Place.objects.filter(status__in=IN_USE).order_by().values("host").annotate(number=Count("pk"))
    return dict(rows.values_list("host", "number"))


def organisation_tree(filters: TreeFilters, *, actor: Actor, today: date) -> TreePage:
    """Two statements: every organisation, and the places of each."""
    require(actor, Permission.PLACE_READ)
    tree = Tree()
    words = fold(filters.words).split()
    found = [
        (row, depth)
        for row, depth in tree.in_order()
        if all(word in fold(row.name) for word in words) and (filters.kind is None or row.kind == filters.kind)
    ]
    paging = Paging.of(len(found), filters.page, size=PAGE_SIZE)
    rows = tuple(tree.row(row, depth, today) for row, depth in found[paging.rows])
    return TreePage(rows, paging, is_search=bool(words or filters.kind))


@dataclass(frozen=True)
class Lay:
    """Under whom an organisation lies, from day to day; `parent` is empty when it stands by itself."""

    parent_id: int | None
    parent: str
    starts_on: date
    ends_on: date | None
    is_coming: bool


@dataclass(frozen=True)
class ComesHere:
    """An organisation that moves in under another on a day to come."""

    pk: int
    name: str
    on: date


@dataclass(frozen=True)
class PlaceUnder:
    """One place under an organisation, as the ledger counts it today."""

    pk: int
    name: str
    host_id: int
    host: str
    seats: int
    occupied: int
    reserved: int
    free: int


@dataclass(frozen=True)
class AgreementUnder:
    """One agreement with an organisation."""

    pk: int
    reference: str
    kind: AgreementKind
    ends_on: date | None


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation: what lies under it, where it lies when, its places in sum, agreements and supervisors.

    `coming` is the last move that is to come, which can be taken back.
    """

    organisation: Organisation
    above: tuple[Organisation, ...]
    below: tuple[TreeRow, ...]
    lays: tuple[Lay, ...]
    coming: Lay | None
    comes_here: tuple[ComesHere, ...]
    places: tuple[PlaceUnder, ...]
    places_total: int
    seats: int
    occupied: int
    reserved: int
    free: int
    fill: Fill
    agreements: tuple[AgreementUnder, ...]
    supervisors: tuple[tuple[int, str], ...]


def organisation_page(organisation: Organisation, *, actor: Actor, today: date) -> OrganisationPage:
    """Seventeen statements, nine of them the ledger's, however much lies under it. Each place is counted once."""
    require(actor, Permission.PLACE_READ)
    tree, lays = Tree(), _lays(organisation, today)
    places = _places_under(tree, tree.under(organisation.pk), today)
    return OrganisationPage(
        organisation=organisation,
        above=tuple(reversed(tree.above(tree.rows[organisation.pk]))),
        below=tuple(tree.row(row, 0, today) for row in tree.children[organisation.pk]),
        lays=lays,
        coming=lays[0] if lays and lays[0].is_coming else None,
        comes_here=_comes_here(organisation, today),
        places=tuple(places[:PLACES_SHOWN]),
        places_total=len(places),
        seats=sum(each.seats for each in places),
        occupied=sum(each.occupied for each in places),
        reserved=sum(each.reserved for each in places),
        free=sum(each.free for each in places),
        fill=fill({each.pk: each.free for each in places}, day=today, today=today),
        agreements=_agreements(organisation, today),
        supervisors=_supervisors(organisation, today),
    )


def _places_under(tree: Tree, hosts: list[int], today: date) -> list[PlaceUnder]:
    """Places in use with any of the hosts, with what the ledger says of each today."""
    ledger, number = counted_places(first=today, last=today, today=today)
    measures = (Measure.SEATS, Measure.OCCUPIED, Measure.RESERVED, Measure.FREE)
    rows = Place.objects.filter(host__in=hosts, status__in=IN_USE).order_by("name", "pk")
    return [
        PlaceUnder(pk, name, host, tree.rows[host].name, *(int(ledger.cells[each][number[pk], 0]) for each in measures))
        for pk, name, host in rows.values_list("pk", "name", "host_id")
    ]


def _lays(organisation: Organisation, today: date) -> tuple[Lay, ...]:
    """The latest first. Where one that is yet to exist is to lie from its start is no move."""
    rows = OrganisationLink.objects.filter(organisation=organisation).order_by("starts_on", "pk")
    columns = ("parent_id", "parent__name", "starts_on", "ends_on")
    lays = [
        Lay(pk, name or "", first, last, is_coming=number > 0 and first > today)
        for number, (pk, name, first, last) in enumerate(rows.values_list(*columns))
    ]
    return tuple(reversed(lays))


def coming_move(organisation: Organisation, *, today: date) -> Coming | None:
    """The last move of an organisation, if its day has not come. One statement."""
    lays = _lays(organisation, today)
    return Coming(lays[0].parent, lays[0].starts_on) if lays and lays[0].is_coming else None


def _comes_here(organisation: Organisation, today: date) -> tuple[ComesHere, ...]:
    rows = OrganisationLink.objects.filter(parent=organisation, starts_on__gt=today)
    rows = rows.exclude(organisation__parent=organisation).order_by("starts_on", "organisation__name", "pk")
    return tuple(ComesHere(*row) for row in rows.values_list("organisation_id", "organisation__name", "starts_on"))


def counted_since(organisation: int) -> date | None:
    """The first day on which seats are counted under it: its own, and those of units while they lie there.

    Two statements.
    """
    seats: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for host, first, last in PlaceCapacity.objects.order_by().values_list("place__host", "starts_on", "ends_on"):
        seats[host].append((first, last or date.max))
    below: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    units = OrganisationLink.objects.filter(organisation__kind=OrganisationKind.UNIT, parent__isnull=False).order_by()
    for link in units:
        below[link.parent_id or 0].append((link.organisation_id, link.starts_on, link.ends_on or date.max))

    def days_of(key: int, since: date, until: date) -> Iterator[date]:
        yield from (max(first, since) for first, last in seats[key] if first <= until and last >= since)
        for unit, first, last in below[key]:
            if first <= until and last >= since:
                yield from days_of(unit, max(first, since), min(last, until))

    return min(days_of(organisation, date.min, date.max), default=None)


def _agreements(organisation: Organisation, today: date) -> tuple[AgreementUnder, ...]:
    """Those that hold or are to come."""
    rows = Agreement.objects.filter(organisation=organisation).exclude(ends_on__lt=today)
    rows = rows.order_by(F("ends_on").asc(nulls_last=True), "reference", "pk")
    return tuple(
        AgreementUnder(pk, reference, AgreementKind(kind), ends_on)
        for pk, reference, kind, ends_on in rows.values_list("pk", "reference", "kind", "ends_on")
    )


def _supervisors(organisation: Organisation, today: date) -> tuple[tuple[int, str], ...]:
    """Those who supervise there now."""
    rows = Supervisor.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), organisation=organisation)
    return tuple(rows.filter(starts_on__lte=today).order_by("name", "pk").values_list("pk", "name"))
