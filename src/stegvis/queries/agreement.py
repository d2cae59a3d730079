"""Agreements (avtal): which one a start counts against, the list, and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value

from ..access import Actor, Permission, visible_to
from ..models import Agreement, AgreementCeiling, AgreementDocument, Place, Placement
from ..rules import agreement as rules
from ..rules.agreement import AgreementKind, Held, Terms
from ..rules.place import PlacementForm
from ..rules.placement import SEATED
from ..rules.words import Reason
from .paging import Paging

ENDING, ENDED = "ending", "ended"


def of_place(place: Place) -> QuerySet[Agreement]:
    """The agreements that a place may rest on: its own, what renews it, and others with the same host."""
    with_whom = Agreement.objects.filter(places=place).values("organisation")
    return Agreement.objects.filter(Q(organisation=place.host_id) | Q(organisation__in=with_whom))


def agreement_for(
    place: Place,
    *,
    form: PlacementForm | str,
    starts_on: date,
    ends_on: date,
    besides: int | None = None,
    rather: int | None = None,
) -> tuple[Agreement | None, list[Reason]]:
    """The one agreement that a placement counts against; or every reason why none takes it. Three statements.

    The one that it has (`rather`) comes first, then the place's own, then what else the host has. `besides` is the key
    of a placement that is not counted.
    """
    form = PlacementForm(form)
    in_force = of_place(place).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), starts_on__lte=starts_on)
    found = {each.pk: each for each in in_force}
    first = (rather, place.agreement_id)
    keys = sorted(found, key=lambda key: (first.index(key) if key in first else len(first), key))
    terms = terms_of([found[key] for key in keys], first=starts_on, last=ends_on, besides=besides)
    key, reasons = rules.choose(terms, form=form, starts_on=starts_on, ends_on=ends_on)
    return (found[key] if key else None), reasons


@dataclass(frozen=True)
class RestsOn:
    """What a place may rest on: its own agreement with whose it is, and what else there is with its host."""

    host: int
    agreement: int | None
    organisation: int | None


Uncovered = Mapping[PlacementForm, tuple[Reason, ...]]


def uncovered(found: Iterable[RestsOn], *, starts_on: date, ends_on: date) -> dict[RestsOn, Uncovered]:
    """For many places at once what `agreement_for` says of one: by form why no agreement takes it; three statements.

    A form that an agreement takes is left out.
    """
    in_force = Agreement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), starts_on__lte=starts_on)
    agreements = list(in_force.order_by("pk"))
    terms = {each.key: each for each in terms_of(agreements, first=starts_on, last=ends_on)}
    of: dict[int | None, list[int]] = defaultdict(list)
    for each in agreements:
        of[each.organisation_id].append(each.pk)
    said: dict[RestsOn, Uncovered] = {}
    for rests in set(found):
        keys = terms.keys() & {rests.agreement, *of[rests.host], *of[rests.organisation]}
        mine = [terms[key] for key in sorted(keys, key=lambda key: (key != rests.agreement, key))]
        chosen = {form: rules.choose(mine, form=form, starts_on=starts_on, ends_on=ends_on) for form in PlacementForm}
        said[rests] = {form: tuple(reasons) for form, (key, reasons) in chosen.items() if key is None}
    return said


def terms_of(agreements: Iterable[Agreement], *, first: date, last: date, besides: int | None = None) -> list[Terms]:
    """Agreements with their ceilings and the placements that count in a period: two statements."""
    agreements = list(agreements)
    keys = [each.pk for each in agreements]
    ceilings: dict[int, dict[PlacementForm, int]] = defaultdict(dict)
    for key, form, seats in AgreementCeiling.objects.filter(agreement__in=keys).values_list(
        "agreement_id", "form", "seats"
    ):
        ceilings[key][PlacementForm(form)] = seats
    held = defaultdict(list)
    placed = Placement.objects.active().filter(agreement__in=keys, starts_on__lte=last, ends_on__gte=first)
    for key, form, starts_on, ends_on in (
        placed.exclude(pk=besides or 0).order_by("pk").values_list("agreement_id", "form", "starts_on", "ends_on")
    ):
        held[key].append(Held(PlacementForm(form), starts_on, ends_on))
    return [
        Terms(
            key=each.pk,
            reference=each.reference,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            seats=each.seats,
            ceilings=ceilings[each.pk],
            held=tuple(held[each.pk]),
        )
        for each in agreements
    ]


@dataclass(frozen=True)
class Used:
    """A ceiling today: how many are there, of how many; over when it was lowered below those who stay."""

    form: PlacementForm | None
    held: int
    seats: int

    @property
    def free(self) -> int:
        return max(0, self.seats - self.held)

    @property
    def over(self) -> int:
        return max(0, self.held - self.seats)


@dataclass(frozen=True)
class AgreementRow:
    """One line of the list."""

    pk: int
    reference: str
    kind: AgreementKind
    host: str
    starts_on: date
    ends_on: date | None
    used: Used
    forms: tuple[Used, ...]
    is_in_force: bool
    ends_soon: bool
    is_renewed: bool
    owed: int


@dataclass(frozen=True)
class Agreements:
    """The page of the list: its rows, which page of how many, and how many end soon."""

    rows: tuple[AgreementRow, ...]
    paging: Paging
    ending: int


def ending(today: date) -> QuerySet[Agreement]:
    """Agreements in force that end within their own reminder time and that nothing follows."""
    rows = Agreement.objects.filter(starts_on__lte=today, ends_on__gte=today, renewed_by__isnull=True)
    left = ExpressionWrapper(F("ends_on") - Value(today, DateField()), output_field=DurationField())
    remind = ExpressionWrapper(F("remind_days") * Value(timedelta(days=1)), output_field=DurationField())
    return rows.annotate(days_left=left).filter(days_left__lte=remind)


def agreements(
    *, words: str = "", kind: AgreementKind | None = None, only: str = "", page: int = 1, today: date
) -> Agreements:
    """One page of the list, those in force first: six statements. `only` is "ending" or "ended", or nothing."""
    rows = Agreement.objects.select_related("organisation", "renewed_by").order_by("organisation__name", "reference")
    for word in words.split():
        rows = rows.filter(Q(reference__icontains=word) | Q(organisation__name__icontains=word))
    if kind is not None:
        rows = rows.filter(kind=kind)
    soon = set(ending(today).values_list("pk", flat=True))
    rows = rows.filter(ends_on__lt=today) if only == ENDED else rows.exclude(ends_on__lt=today)
    if only == ENDING:
        rows = rows.filter(pk__in=soon)
    paging = Paging.of(rows.count(), page)
    shown = list(rows[paging.rows])
    terms = terms_of(shown, first=today, last=today)
    listed = tuple(_row(each, one, soon, today) for each, one in zip(shown, terms, strict=True))
    return Agreements(listed, paging, len(soon))


def _row(agreement: Agreement, terms: Terms, soon: set[int], today: date) -> AgreementRow:
    in_all, forms = used_on(terms, today)
    return AgreementRow(
        pk=agreement.pk,
        reference=agreement.reference,
        kind=AgreementKind(agreement.kind),
        host=agreement.organisation.name,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        used=in_all,
        forms=forms,
        is_in_force=terms.is_in_force(today),
        ends_soon=agreement.pk in soon,
        is_renewed=hasattr(agreement, "renewed_by"),
        owed=agreement.owed,
    )


def agreements_of(place: Place, *, today: date) -> tuple[AgreementRow, ...]:
    """What a start there may count against today, the place's own first even when it has ended; four statements."""
    rows = of_place(place).select_related("organisation", "renewed_by").order_by("reference", "pk")
    current = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)
    found = sorted(current | rows.filter(places=place), key=lambda each: each.pk != place.agreement_id)
    soon = set(ending(today).filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True))
    terms = terms_of(found, first=today, last=today)
    return tuple(_row(each, one, soon, today) for each, one in zip(found, terms, strict=True))


def used_on(terms: Terms, day: date) -> tuple[Used, tuple[Used, ...]]:
    """How much of an agreement is used on a day, in all and for each form that has a ceiling."""
    here = [each for each in terms.held if each.first <= day <= each.last]
    forms = (
        Used(form, sum(1 for each in here if each.form is form), seats)
        for form, seats in sorted(terms.ceilings.items())
    )
    return Used(None, len(here), terms.seats), tuple(forms)


@dataclass(frozen=True)
class Longer:
    """Somebody placed past the last day of the agreement, with a name that the reader may see."""

    pk: int
    participant_id: int
    name: str
    place: str
    form: PlacementForm
    ends_on: date


@dataclass(frozen=True)
class AgreementPage:
    """The page of one agreement."""

    row: AgreementRow
    agreement: Agreement
    parties: tuple[str, ...]
    places: tuple[tuple[int, str, str], ...]
    documents: tuple[AgreementDocument, ...]
    longer: tuple[Longer, ...]
    longer_unseen: int
    others: tuple[Agreement, ...]
    delivered: int


def agreement_page(agreement: Agreement, actor: Actor, *, today: date) -> AgreementPage:
    """One agreement: what is used of it, the places that rest on it, who stays longer. Ten statements."""
    (terms,) = terms_of([agreement], first=today, last=today)
    soon = set(ending(today).filter(pk=agreement.pk).values_list("pk", flat=True))
    counted = Placement.objects.filter(agreement=agreement)
    longer: tuple[Longer, ...] = ()
    unseen = 0
    if agreement.ends_on is not None:
        stays = counted.active().filter(ends_on__gt=agreement.ends_on)
        longer = _longer(stays, actor)
        unseen = stays.count() - len(longer)
    same = Agreement.objects.filter(organisation=agreement.organisation_id).exclude(pk=agreement.pk)
    others = same.exclude(ends_on__lt=today).order_by("reference") if longer else Agreement.objects.none()
    return AgreementPage(
        row=_row(agreement, terms, soon, today),
        agreement=agreement,
        parties=tuple(agreement.parties.order_by("organisation__name").values_list("organisation__name", flat=True)),
        places=tuple(agreement.places.order_by("name", "pk").values_list("pk", "name", "host__name")),
        documents=tuple(agreement.documents.defer("content").select_related("added_by")),
        longer=longer,
        longer_unseen=unseen,
        others=tuple(others),
        delivered=counted.filter(status__in=SEATED).count(),
    )


def _longer(stays: QuerySet[Placement], actor: Actor) -> tuple[Longer, ...]:
    seen = visible_to(actor, Placement, Permission.PLACEMENT_READ).filter(pk__in=stays.values("pk"))
    rows = seen.select_related("case__participant", "place").order_by("ends_on", "pk")
    return tuple(
        Longer(
            row.pk,
            row.case.participant_id,
            row.case.participant.name,
            row.place.name,
            PlacementForm(row.form),
            row.ends_on,
        )
        for row in rows
    )
