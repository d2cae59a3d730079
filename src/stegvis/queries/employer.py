"""Employers (arbetsgivare): who is rung when, by whom, and what comes next; one of them with all that was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from ..access import Actor, Permission, require
from ..models import Approach, Contact, ContactNote, HostRest, Organisation
from ..rules.employer import SELDOM_DAYS, ContactWay
from ..rules.people import OrganisationKind
from ..rules.place import PlaceStatus
from ..rules.words import N_
from .paging import Paging

NOTES_SHOWN = 30


class Standing(StrEnum):
    """What the list may be narrowed to."""

    DUE = "due"
    RESTING = "resting"
    SELDOM = "seldom"


STANDINGS = {
    Standing.DUE: N_("Nästa steg är dags"),
    Standing.RESTING: N_("Har nog just nu"),
    Standing.SELDOM: N_("Ingen har ringt på länge"),
}


@dataclass(frozen=True)
class EmployerFilters:
    """Words of the name, the kind, and how it stands; which page."""

    words: str = ""
    kind: OrganisationKind | None = None
    standing: Standing | None = None
    page: int = 1


@dataclass(frozen=True)
class EmployerRow:
    """One employer of the list."""

    pk: int
    name: str
    kind: OrganisationKind
    places: int
    talked_on: date | None
    next_step: str
    next_step_on: date | None
    rests_until: date | None
    asked_by: str
    asked_until: date | None


@dataclass(frozen=True)
class EmployerList:
    """A page of the list, and how many there are in all."""

    rows: tuple[EmployerRow, ...]
    paging: Paging


def employers(filters: EmployerFilters, *, actor: Actor, today: date) -> EmployerList:
    """Two statements: how many, and the page of them. Those with a next step first, the earliest on top."""
    require(actor, Permission.EMPLOYER_READ)
    found = _narrowed(_with_standing(Organisation.objects.all(), today), filters, today)
    paging = Paging.of(found.count(), filters.page)
    ordered = found.order_by("next_on", "name", "pk")[paging.rows]
    columns = ("pk", "name", "kind", "open_places", "talked_on", "next_step", "next_on", "rests_until")
    rows = tuple(
        EmployerRow(pk, name, OrganisationKind(kind), *rest)
        for pk, name, kind, *rest in ordered.values_list(*columns, "asked_by", "asked_until")
    )
    return EmployerList(rows, paging)


def _with_standing(rows: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Everybody who may be a host: what was said last, what comes next, who asks and who rests."""
    notes = ContactNote.objects.filter(organisation=OuterRef("pk"))
    coming = notes.filter(done_on__isnull=True).order_by("next_step_on", "pk")
    rests = HostRest.objects.filter(organisation=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today)
    asks = Approach.objects.filter(organisation=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today)
    return rows.exclude(kind=OrganisationKind.MUNICIPALITY).annotate(
        open_places=Count("places", filter=Q(places__status__in=(PlaceStatus.OPEN, PlaceStatus.PAUSED))),
        talked_on=Subquery(notes.order_by("-talked_on", "-pk").values("talked_on")[:1]),
        next_step=Subquery(coming.values("next_step")[:1]),
        next_on=Subquery(coming.values("next_step_on")[:1]),
        rests_until=Subquery(rests.order_by("pk").values("ends_on")[:1]),
        asked_by=Subquery(asks.order_by("pk").values("by__name")[:1]),
        asked_until=Subquery(asks.order_by("pk").values("ends_on")[:1]),
    )


def _narrowed(rows: QuerySet[Any], filters: EmployerFilters, today: date) -> QuerySet[Any]:
    for word in filters.words.split():
        rows = rows.filter(name__icontains=word)
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    if filters.standing is Standing.DUE:
        rows = rows.filter(next_on__lte=today)
    elif filters.standing is Standing.RESTING:
        rows = rows.filter(rests_until__isnull=False)
    elif filters.standing is Standing.SELDOM:
        long_ago = today - timedelta(days=SELDOM_DAYS)
        rows = rows.filter(Q(talked_on__lt=long_ago) | Q(talked_on__isnull=True), open_places__gt=0)
    return rows


@dataclass(frozen=True)
class ContactRow:
    """Somebody to talk with; only those who agree to it."""

    pk: int
    name: str
    title: str
    phone: str
    email: str
    agreed_on: date | None


@dataclass(frozen=True)
class NoteRow:
    """One time somebody talked with the host."""

    pk: int
    way: ContactWay
    talked_on: date
    talked_by: str
    contact: str
    text: str
    next_step: str
    next_step_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class EmployerPage:
    """One employer: whom to talk with, what was said, who asks, and whether it has enough."""

    organisation: Organisation
    contacts: tuple[ContactRow, ...]
    notes: tuple[NoteRow, ...]
    notes_total: int
    approach: Approach | None
    rest: HostRest | None

    @property
    def next_step(self) -> NoteRow | None:
        """The earliest that is still to be done."""
        open_ = [note for note in self.notes if note.next_step_on and note.done_on is None]
        return min(open_, key=lambda note: (note.next_step_on or date.max, note.pk), default=None)


@dataclass(frozen=True)
class Workplace:
    """A place of the employer's, with how far it has come."""

    pk: int
    name: str
    status: PlaceStatus


def workplaces_of(organisation: Organisation, *, actor: Actor) -> tuple[Workplace, ...]:
    """Those that are not closed; one statement."""
    require(actor, Permission.PLACE_READ)
    rows = organisation.places.exclude(status=PlaceStatus.CLOSED).order_by("name", "pk")
    return tuple(
        Workplace(pk, name, PlaceStatus(status)) for pk, name, status in rows.values_list("pk", "name", "status")
    )


def employer_page(organisation: Organisation, *, actor: Actor, today: date) -> EmployerPage:
    """Five statements: contacts, notes and how many, who asks, who rests."""
    require(actor, Permission.EMPLOYER_READ)
    contacts = Contact.objects.filter(organisation=organisation, withdrawn_on__isnull=True).order_by("name", "pk")
    notes = organisation.contact_notes.order_by("-talked_on", "-pk")
    columns = ("pk", "way", "talked_on", "talked_by__name", "contact__name", "text", "next_step", "next_step_on")
    shown = [
        NoteRow(pk, ContactWay(way), day, by or "", contact or "", *rest)
        for pk, way, day, by, contact, *rest in notes.values_list(*columns, "done_on")[:NOTES_SHOWN]
    ]
    now = {"starts_on__lte": today, "ends_on__gte": today}
    return EmployerPage(
        organisation=organisation,
        contacts=tuple(
            ContactRow(*row) for row in contacts.values_list("pk", "name", "title", "phone", "email", "agreed_on")
        ),
        notes=tuple(shown),
        notes_total=notes.count(),
        approach=organisation.approaches.filter(**now).select_related("by").order_by("pk").first(),
        rest=organisation.rests.filter(**now).order_by("pk").first(),
    )
