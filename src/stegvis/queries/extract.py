"""Extracts from the criminal record (utdrag): what has been shown, and whether it is enough for a placement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import ExtractShown, Placement
from ..rules.extract import Shown, reasons_about_extract
from ..rules.place import ExtractLaw
from ..rules.words import Reason


@dataclass(frozen=True)
class ExtractRow:
    """One line: by which law, of which date, when it was shown and to whom. What it said is nowhere."""

    law: ExtractLaw
    extract_date: date
    shown_on: date
    shown_to: str


def extracts_of(participant_id: int) -> tuple[ExtractRow, ...]:
    """Newest first. One statement."""
    rows = ExtractShown.objects.filter(participant=participant_id).order_by("-shown_on", "-pk")
    found = rows.values_list("law", "extract_date", "shown_on", "shown_to__name")
    return tuple(ExtractRow(ExtractLaw(law), of, shown, to) for law, of, shown, to in found)


def shown_by(participant_id: int) -> tuple[Shown, ...]:
    """What has been shown, as the rule wants it. One statement."""
    rows = ExtractShown.objects.filter(participant=participant_id).order_by("shown_on", "pk")
    found = rows.values_list("law", "extract_date", "shown_on")
    return tuple(Shown(ExtractLaw(law), of, shown) for law, of, shown in found)


def not_shown(placement: Placement) -> list[Reason]:
    """Why a placement cannot start because of an extract; asks the database only where the place asks for one."""
    law = ExtractLaw(placement.place.extract_law)
    if law is ExtractLaw.NONE:
        return []
    return reasons_about_extract(law, shown_by(placement.case.participant_id), starts_on=placement.starts_on)
