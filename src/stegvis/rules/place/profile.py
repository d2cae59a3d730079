"""Profile (platsprofil): what a place trains and requires, and in which forms one may be there."""

from __future__ import annotations

from collections.abc import Iterable

from ..words import N_, Labelled, Reason


class PlacementForm(Labelled):
    """Training without employment, and employment with support (domain facts §5)."""

    WORK_TRAINING = "work_training", N_("arbetsträning")
    WORK_EXPERIENCE = "work_experience", N_("praktik")
    WORKLIKE = "worklike", N_("arbetslik aktivitet")
    OSA = "osa", N_("OSA-anställning")
    BEA = "bea", N_("BEA-anställning")
    HOK_AB = "hok_ab", N_("anställning enligt HÖK och AB")


class ExtractLaw(Labelled):
    """The law by which an extract from the criminal record is shown before somebody starts (domain facts §6).

    The laws differ in what is shown and how old it may be, so nobody starts where the law is `UNSTATED`.
    """

    NONE = "", N_("behövs inte")
    UNSTATED = "unstated", N_("behövs, lagen är inte angiven")
    SCHOOL = "school", N_("skollagen 2 kap. 31 §")
    DISABILITY = "disability", N_("lagen 2010:479, barn med funktionsnedsättning")
    CARE_HOME = "care_home", N_("lagen 2007:171, hem för barn")
    CHILDREN = "children", N_("lagen 2013:852, annat arbete med barn")


EXTRACT_LAWS = tuple(law for law in ExtractLaw if law not in (ExtractLaw.NONE, ExtractLaw.UNSTATED))
"""The laws themselves."""


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


def reasons_not_to_profile(*, tasks: str, trains: str, extract_law: str) -> list[Reason]:
    """A profile that is done says what one does there, what it trains, and by which law an extract is shown."""
    reasons = []
    if not tasks.strip():
        reasons.append(Reason("Skriv vilka uppgifter som finns.", at="tasks"))
    if not trains.strip():
        reasons.append(Reason("Skriv vad platsen tränar.", at="trains"))
    if extract_law == ExtractLaw.UNSTATED:
        reasons.append(Reason("Välj vilken lag som kräver utdraget.", at="extract_law"))
    return reasons
