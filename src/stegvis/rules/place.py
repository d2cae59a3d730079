"""Place (arbetsplats): what it trains, what it requires, and how many seats it has when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .words import Labelled, N_, Reason


class PlacementForm(Labelled):
    """Training without employment, and employment with support (domain facts §5)."""

    WORK_TRAINING = "work_training", N_("arbetsträning")
    WORK_EXPERIENCE = "work_experience", N_("praktik")
    WORKLIKE = "worklike", N_("arbetslik aktivitet")
    OSA = "osa", N_("OSA-anställning")
    BEA = "bea", N_("BEA-anställning")


class Field(Labelled):
    """The field of work a place belongs to and a participant aims at."""

    CHILDREN = "children", N_("barn och skola")
    CARE = "care", N_("vård och omsorg")
    KITCHEN = "kitchen", N_("kök och måltid")
    CLEANING = "cleaning", N_("lokalvård")
    GREEN = "green", N_("park och natur")
    CRAFT = "craft", N_("verkstad och bygg")
    SHOP = "shop", N_("butik och service")
    OFFICE = "office", N_("kontor och it")
    TRANSPORT = "transport", N_("transport och lager")
    CULTURE = "culture", N_("kultur och fritid")


class AgreementKind(Labelled):
    """The agreement that a place rests on."""

    OSA_ORDER = "osa_order", N_("OSA-beställning")
    CIVIC_PARTNERSHIP = "civic_partnership", N_("idéburet offentligt partnerskap")
    INTERNAL = "internal", N_("intern överenskommelse")
    PROCUREMENT = "procurement", N_("villkor i upphandling")


HALF_DAYS = (
    N_("måndag förmiddag"), N_("måndag eftermiddag"),
    N_("tisdag förmiddag"), N_("tisdag eftermiddag"),
    N_("onsdag förmiddag"), N_("onsdag eftermiddag"),
    N_("torsdag förmiddag"), N_("torsdag eftermiddag"),
    N_("fredag förmiddag"), N_("fredag eftermiddag"),
)  # fmt: skip
ALL_HALF_DAYS = (1 << len(HALF_DAYS)) - 1


def half_days(slots: int) -> list[str]:
    """The Swedish names of the half-days that are set, Monday first; bit 0 is Monday morning."""
    return [name for bit, name in enumerate(HALF_DAYS) if slots >> bit & 1]


def first_free_seat(*, capacity: int, taken: Iterable[int]) -> int | None:
    """The lowest seat number (from 1) that nobody has during the period, or None when the place is full."""
    taken = set(taken)
    return next((seat for seat in range(1, capacity + 1) if seat not in taken), None)


def reasons_not_to_save(
    *,
    independence_from: int,
    independence_to: int,
    hours_from: int,
    hours_to: int,
    slots: int,
    forms: Iterable[str],
) -> list[Reason]:
    """A place profile holds together."""
    reasons = []
    if independence_from > independence_to:
        reasons.append(Reason("Lägsta självständighetsgrad är högre än den högsta.", at="independence_from"))
    if hours_from > hours_to:
        reasons.append(Reason("Minst antal timmar är fler än det högsta.", at="hours_from"))
    if not slots:
        reasons.append(Reason("Välj minst en halvdag då platsen är öppen.", at="slots"))
    if not list(forms):
        reasons.append(Reason("Välj minst en form som platsen tar emot.", at="forms"))
    return reasons


def reasons_not_to_change_capacity(*, seats: int, from_on: date, current_from: date | None) -> list[Reason]:
    """Capacity is dated intervals; a new one starts after the present one."""
    reasons = []
    if seats < 0:
        reasons.append(Reason("Antal platser kan inte vara mindre än noll.", at="seats"))
    if current_from is not None and from_on < current_from:
        reasons.append(
            Reason(
                "Nuvarande antal gäller från {day}. Välj det datumet eller ett senare.", at="from_on", day=current_from
            )
        )
    return reasons
