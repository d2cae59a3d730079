"""Project (projekt, till exempel ESF): what activities and courses count in."""

from __future__ import annotations

from datetime import date

from .activity import Span
from .words import Reason


def reasons_not_to_save(*, name: str, starts_on: date, ends_on: date | None, exists: bool) -> list[Reason]:
    """A project has a name of its own and days in order."""
    reasons = []
    if not name.strip():
        reasons.append(Reason("Skriv vad projektet heter.", at="name"))
    if exists:
        reasons.append(Reason("Ett projekt med det namnet finns redan.", at="name"))
    if ends_on is not None and ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    return reasons


def planned_hours(span: Span, hours_per_week: float, *, today: date) -> float:
    """The hours that an activity was planned to take until today: its hours a week, day by day."""
    last = today if span.ends_on is None else min(span.ends_on, today)
    return max(0, (last - span.starts_on).days + 1) * hours_per_week / 7
