"""Employments (anställningar): what ends soon, or the state's support for it, and nothing follows yet."""

from __future__ import annotations

from datetime import date, timedelta

from ..words import Reason
from .lines import WorkLine, WorkRule, due_line

TOLD_BEFORE_DAYS = 60
IN_TIME_DAYS = 14


def employment_line(
    *, employment_id: int, case_id: int, name: str, ends_on: date, is_support: bool, today: date
) -> WorkLine:
    """The last day of an employment or of its support; due in time for a new decision to be made before it."""
    due = ends_on - timedelta(days=IN_TIME_DAYS)
    why = (
        Reason("Stödet för {name} är beslutat till {day}.", name=name, day=ends_on)
        if is_support
        else Reason("{name} är anställd till {day}.", name=name, day=ends_on)
    )
    because = Reason("Det som ska gälla sedan bestäms minst {days} dagar före.", days=IN_TIME_DAYS)
    return due_line(WorkRule.EMPLOYMENT_ENDS, employment_id, due, today, why=why, because=because, case_id=case_id)
