"""Handover between units (överlämning till annan enhet): sent, received with a coordinator, taken back or declined."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Reason

RECEIVES = N_("Tar emot överlämningen")
TAKEN_BACK = N_("Avsändaren tog tillbaka överlämningen.")
CASE_CLOSED = N_("Inskrivningen avslutades.")


def reasons_not_to_send(
    *,
    status: CaseStatus,
    is_same_unit: bool,
    takes_participants: bool,
    waits: bool,
    reason: str,
    parts: Collection[str],
) -> list[Reason]:
    """One handover at a time, to a unit that takes participants, with a reason that the receiver reads."""
    reasons = reasons_not_to_write(status=status)
    if waits:
        reasons.append(Reason("En överlämning väntar redan på kvittens. Ta tillbaka den först."))
    if is_same_unit:
        reasons.append(Reason("Personen är redan i den enheten.", at="to_unit"))
    elif not takes_participants:
        reasons.append(Reason("Enheten tar inte emot deltagare.", at="to_unit"))
    if not reason.strip():
        reasons.append(Reason("Skriv varför, så att den som tar emot förstår.", at="reason"))
    if not parts:
        reasons.append(Reason("Välj minst en sak som ska stå i överlämningen.", at="parts"))
    return reasons


def reasons_not_to_settle(*, status: CaseStatus, received_on: date | None, ended_on: date | None) -> list[Reason]:
    """Only what waits is received, taken back or declined."""
    reasons = []
    if received_on is not None:
        reasons.append(Reason("Överlämningen är redan mottagen, {day}.", day=received_on))
    elif ended_on is not None:
        reasons.append(Reason("Överlämningen gäller inte längre. Den avslutades {day}.", day=ended_on))
    else:
        reasons += reasons_not_to_write(status=status)
    return reasons


def reasons_not_to_decline(
    *, status: CaseStatus, received_on: date | None, ended_on: date | None, because: str
) -> list[Reason]:
    """Whoever says no tells the sender what is needed."""
    reasons = reasons_not_to_settle(status=status, received_on=received_on, ended_on=ended_on)
    if not because.strip():
        reasons.append(Reason("Skriv varför, så att avsändaren vet nästa steg.", at="because"))
    return reasons
