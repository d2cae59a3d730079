"""Organisation (organisation): who lies under whom, from when; a tree that never bites its own tail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from .people import OrganisationKind
from .words import Reason

ABOVE: Mapping[OrganisationKind, tuple[OrganisationKind, ...]] = {
    OrganisationKind.MUNICIPALITY: (),
    OrganisationKind.DEPARTMENT: (OrganisationKind.MUNICIPALITY,),
    OrganisationKind.UNIT: (
        OrganisationKind.DEPARTMENT,
        OrganisationKind.UNIT,
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.MUNICIPAL_COMPANY,
        OrganisationKind.ASSOCIATION,
        OrganisationKind.COMPANY,
    ),
    OrganisationKind.MUNICIPAL_COMPANY: (OrganisationKind.MUNICIPALITY,),
    OrganisationKind.ASSOCIATION: (),
    OrganisationKind.COMPANY: (),
}
"""What each kind may lie under. Associations and companies stand by themselves."""


def reasons_not_to_save(
    *,
    name: str,
    kind: OrganisationKind,
    parent_kind: OrganisationKind | None,
    exists: bool,
    valid_from: date | None,
    valid_to: date | None,
    below: Collection[OrganisationKind] = (),
    is_used_after: bool = False,
) -> list[Reason]:
    """An organisation has a name of its own where it lies, under something it may lie under.

    `below` are the kinds that lie under it; `is_used_after` says that places are open there after its last day.
    """
    reasons = []
    if not name:
        reasons.append(Reason("Skriv vad organisationen heter.", at="name"))
    if exists:
        reasons.append(Reason("Det finns redan en organisation med det namnet där.", at="name"))
    if valid_from and valid_to and valid_to < valid_from:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="valid_to"))
    if valid_to and is_used_after:
        reasons.append(Reason("Arbetsplatser är öppna där efter den dagen. Stäng dem först.", at="valid_to"))
    reasons += [
        Reason("”{below}” ligger under den och kan inte ligga under ”{kind}”. Flytta det först.", at="kind",
               below=each.label, kind=kind.label)
        for each in dict.fromkeys(below) if kind not in ABOVE[each]
    ]  # fmt: skip
    return reasons + _about_parent(kind, parent_kind)


def _about_parent(kind: OrganisationKind, parent_kind: OrganisationKind | None) -> list[Reason]:
    if parent_kind is None:
        return []
    if not ABOVE[kind]:
        return [Reason("”{kind}” ligger inte under någon annan.", at="parent", kind=kind.label)]
    if parent_kind not in ABOVE[kind]:
        return [Reason("”{kind}” kan inte ligga under ”{parent}”.", at="parent", kind=kind.label,
                       parent=parent_kind.label)]  # fmt: skip
    return []


def reasons_not_to_move(
    *,
    kind: OrganisationKind,
    parent_kind: OrganisationKind | None,
    is_same: bool,
    is_below_itself: bool,
    name_is_taken: bool,
    from_on: date,
    lies_since: date | None,
    today: date,
) -> list[Reason]:
    """A move holds from a day that has come, after the day when it came to lie where it lies (`lies_since`)."""
    reasons = _about_parent(kind, parent_kind)
    if is_same:
        reasons.append(Reason("Den ligger redan där.", at="parent"))
    if is_below_itself:
        reasons.append(Reason("En organisation kan inte ligga under sig själv.", at="parent"))
    if name_is_taken:
        reasons.append(Reason("Det finns redan en organisation med det namnet där.", at="parent"))
    if from_on > today:
        reasons.append(Reason("Skriv in flytten den dag den gäller.", at="from_on"))
    if lies_since is not None and from_on <= lies_since:
        reasons.append(
            Reason("Den ligger där den ligger sedan {day}. Välj en senare dag.", at="from_on", day=lies_since)
        )
    return reasons
