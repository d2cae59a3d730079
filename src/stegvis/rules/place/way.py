"""The way of a place (platsens väg): from an idea to the day it closes, and why it cannot move now."""

from __future__ import annotations

from datetime import date

from ..words import N_, Labelled, Reason


class PlaceStatus(Labelled):
    """The way of a place from an idea to the day it closes. Only an open place is suggested."""

    PROPOSED = "proposed", N_("föreslagen")
    PROFILED = "profiled", N_("platsprofil klar")
    UNION_NOTED = "union_noted", N_("facklig dialog noterad")
    APPROVED = "approved", N_("godkänd")
    OPEN = "open", N_("öppen")
    PAUSED = "paused", N_("vilar")
    CLOSED = "closed", N_("stängd")


MOVES: dict[PlaceStatus, frozenset[PlaceStatus]] = {
    PlaceStatus.PROPOSED: frozenset({PlaceStatus.PROFILED, PlaceStatus.CLOSED}),
    PlaceStatus.PROFILED: frozenset({PlaceStatus.UNION_NOTED, PlaceStatus.CLOSED}),
    PlaceStatus.UNION_NOTED: frozenset({PlaceStatus.APPROVED, PlaceStatus.PROFILED, PlaceStatus.CLOSED}),
    PlaceStatus.APPROVED: frozenset({PlaceStatus.OPEN, PlaceStatus.CLOSED}),
    PlaceStatus.OPEN: frozenset({PlaceStatus.PAUSED, PlaceStatus.CLOSED}),
    PlaceStatus.PAUSED: frozenset({PlaceStatus.OPEN, PlaceStatus.CLOSED}),
    PlaceStatus.CLOSED: frozenset(),
}
HAS_BEEN_OPEN = (PlaceStatus.OPEN, PlaceStatus.PAUSED, PlaceStatus.CLOSED)


def reasons_not_to_close(
    *, closed_on: date, opened_on: date, already_closed_on: date | None, staying: int, today: date
) -> list[Reason]:
    """A place closes when nobody has a seat or an agreement there after the day."""
    reasons = []
    if already_closed_on is not None:
        reasons.append(Reason("Arbetsplatsen stängdes {day}.", day=already_closed_on))
    if closed_on < opened_on:
        reasons.append(Reason("Arbetsplatsen öppnade {day}. Välj det datumet eller ett senare.", at="closed_on",
                              day=opened_on))  # fmt: skip
    elif closed_on < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="closed_on"))
    if staying == 1:
        reasons.append(
            Reason(
                "En placering pågår eller väntar efter den dagen. Avsluta eller dra tillbaka den först.", at="closed_on"
            )
        )
    elif staying:
        reasons.append(
            Reason("{count} placeringar pågår eller väntar efter den dagen. Avsluta eller dra tillbaka dem först.",
                   at="closed_on", count=staying)
        )  # fmt: skip
    return reasons
