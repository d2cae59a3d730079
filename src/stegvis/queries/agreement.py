"""Agreements (avtal): which one a start counts against, the list, and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from ..models import Agreement, AgreementCeiling, Place, Placement
from ..rules import agreement as rules
from ..rules.agreement import Held, Terms
from ..rules.place import PlacementForm
from ..rules.words import Reason


def of_place(place: Place) -> QuerySet[Agreement]:
    """The agreements that a place may rest on: its own, what renews it, and others with the same host."""
    hosts = {place.host_id}
    if place.agreement is not None:
        hosts.add(place.agreement.organisation_id)
    return Agreement.objects.filter(Q(organisation__in=hosts) | Q(pk=place.agreement_id))


def agreement_for(
    place: Place,
    *,
    form: PlacementForm | str,
    starts_on: date,
    ends_on: date,
    besides: int | None = None,
    rather: int | None = None,
) -> tuple[Agreement | None, list[Reason]]:
    """The one agreement that a placement counts against; or every reason why none takes it. Four statements.

    The one that it has (`rather`) comes first, then the place's own, then what else the host has. `besides` is the key
    of a placement that is not counted.
    """
    form = PlacementForm(form)
    in_force = of_place(place).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), starts_on__lte=starts_on)
    found = {each.pk: each for each in in_force}
    first = (rather, place.agreement_id)
    keys = sorted(found, key=lambda key: (first.index(key) if key in first else len(first), key))
    terms = terms_of([found[key] for key in keys], first=starts_on, last=ends_on, besides=besides)
    takes = [each for each in terms if each.takes(form)] or terms
    key, reasons = rules.choose(takes, form=form, starts_on=starts_on, ends_on=ends_on)
    return (found[key] if key else None), reasons


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
        placed.exclude(pk=besides).order_by("pk").values_list("agreement_id", "form", "starts_on", "ends_on")
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
