"""Mapping and baseline (kartläggning och utgångsläge): where somebody starts, so that progress can be measured."""

from __future__ import annotations

from datetime import date

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason

INDEPENDENCE_LEVELS = (1, 2, 3, 4)


class Swedish(Labelled):
    """Swedish as the course levels of sfi name it, lowest first."""

    NONE = "0", N_("ingen svenska")
    A = "1", N_("sfi A")
    B = "2", N_("sfi B")
    C = "3", N_("sfi C")
    D = "4", N_("sfi D")
    FLUENT = "5", N_("flytande")

    @property
    def rank(self) -> int:
        return int(self.value)


def reasons_not_to_map(
    *, status: CaseStatus, held_on: date, referred_on: date, today: date, exists: bool
) -> list[Reason]:
    """A mapping has taken place, in an open case, once."""
    reasons = reasons_not_to_write(status=status)
    if exists:
        reasons.append(Reason("Samma kartläggning är redan sparad."))
    if held_on < referred_on:
        reasons.append(Reason("Kartläggningen kan inte ligga före anvisningen, {day}.", at="held_on", day=referred_on))
    if held_on > today:
        reasons.append(Reason("Kartläggningen kan inte ha ett datum som inte har varit än.", at="held_on"))
    return reasons
