"""Agreements of the demonstration (avtal): one for each host, with ceilings where the municipality orders places."""

from __future__ import annotations

from datetime import date

from ..rules.agreement import AgreementKind
from ..rules.people import OrganisationKind
from ..rules.place import PlacementForm
from . import places, rows
from .world import Agreed, World

RENEWED_BEFORE_DAYS = 45
"""The yearly agreements are renewed so long before the new year."""
ORDERED_AT = "Fritidsverkstan"
ORDERED = {PlacementForm.OSA: 70, PlacementForm.WORK_TRAINING: 10}
BESIDE = {PlacementForm.WORKLIKE: 40}
FUNDING = {
    AgreementKind.OSA_ORDER: "Arbetsmarknadsförvaltningen",
    AgreementKind.CIVIC_PARTNERSHIP: "Kommunen och föreningen delar kostnaden",
    AgreementKind.INTERNAL: "Förvaltningens egen ram",
    AgreementKind.PROCUREMENT: "Ingår i upphandlingen",
}


def agree(world: World, host: str, kind: OrganisationKind, seats: int, *, times: int) -> int:
    """The agreement that the host's places rest on. The municipality orders 70 seats for OSA from its own unit."""
    year = date.fromordinal(world.today + RENEWED_BEFORE_DAYS).year
    key = len(world.rows[rows.Agreement]) + 1
    since = date.fromordinal(world.first_day).year
    ends_on = date(year, 12, 31)
    if host == ORDERED_AT:
        ceilings = {form: number * times for form, number in BESIDE.items()}
        _add(world, host, AgreementKind.INTERNAL, f"Överenskommelse {since}:{key}", ends_on, ceilings=ceilings)
        ceilings = {form: number * times for form, number in ORDERED.items()}
        return _add(world, host, AgreementKind.OSA_ORDER, f"OSA-beställning {since}", ends_on, ceilings=ceilings)
    if kind is OrganisationKind.ASSOCIATION:
        agreed, reference = AgreementKind.CIVIC_PARTNERSHIP, f"IOP {since}:{key}"
        ends_on = date(year + 1 + key % 2, 12, 31)
    elif kind is OrganisationKind.COMPANY:
        agreed, reference = AgreementKind.PROCUREMENT, f"Upphandling {since}-{key:03d}"
        ends_on = date(year + 2, 2, 28)
    else:
        agreed, reference = AgreementKind.INTERNAL, f"Överenskommelse {since}:{key}"
    if host == places.ASSOCIATIONS[0][0]:
        ends_on = date.fromordinal(world.today + 20)
    return _add(world, host, agreed, reference, ends_on, seats=seats * times)


def _add(
    world: World,
    host: str,
    kind: AgreementKind,
    reference: str,
    ends_on: date,
    *,
    seats: int = 0,
    ceilings: dict[PlacementForm, int] | None = None,
) -> int:
    ceilings = ceilings or {}
    row = world.add(
        rows.Agreement,
        organisation_id=world.units[host],
        kind=kind.value,
        reference=reference,
        starts_on=date(date.fromordinal(world.first_day).year, 1, 1),
        ends_on=ends_on,
        seats=seats or sum(ceilings.values()),
        funding=FUNDING[kind],
        owed=2 * seats if kind is AgreementKind.PROCUREMENT else 0,
    )
    for form, number in ceilings.items():
        world.add(rows.AgreementCeiling, agreement_id=row.id, form=form.value, seats=number)
    agreed = Agreed(row.id, {form.value: number for form, number in ceilings.items()})
    world.agreements.setdefault(world.units[host], []).append(agreed)
    return row.id


def under(world: World, place: rows.Place, form: str) -> Agreed | None:
    """The agreement that one more counts against; None when the ceiling of the form is reached."""
    own_first = sorted(world.agreements[place.host_id], key=lambda each: each.id != place.agreement_id)
    found = (each for each in own_first if not each.ceilings or form in each.ceilings)
    return next((each for each in found if each.held[form] < each.ceilings.get(form, each.held[form] + 1)), None)


def open_form(world: World, place: rows.Place, form: str) -> str:
    """The form, or OSA where the ceiling of the form is reached."""
    return form if under(world, place, form) or PlacementForm.OSA not in place.forms else PlacementForm.OSA.value


def leave(world: World, place: rows.Place, row: rows.Placement) -> None:
    """One fewer counts against the agreement."""
    agreed = next(each for each in world.agreements[place.host_id] if each.id == row.agreement_id)
    agreed.held[row.form] -= 1
