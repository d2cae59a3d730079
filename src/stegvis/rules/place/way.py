"""The way of a place (platsens väg): from an idea to the day it closes, and why it cannot move now."""

from __future__ import annotations

from datetime import date

from ..people import OrganisationKind
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


EMPLOYERS = frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.COMPANY})
"""Hosts whose places need no dialogue between the municipality and its unions (medbestämmandelagen 11 §)."""
LONGEST_PAUSE_DAYS = 366


def reasons_not_to_move(*, status: PlaceStatus, to: PlaceStatus) -> list[Reason]:
    """A place goes its way step by step."""
    if to in MOVES[status]:
        return []
    return [Reason("En arbetsplats som är {status} kan inte bli {to}.", status=status.label, to=to.label)]


def reasons_not_to_note_union(*, status: PlaceStatus, noted_on: date, note: str, today: date) -> list[Reason]:
    """What the dialogue with the unions gave is noted, on its day."""
    reasons = reasons_not_to_move(status=status, to=PlaceStatus.UNION_NOTED)
    if noted_on > today:
        reasons.append(Reason("Dialogen kan inte noteras innan den har varit.", at="noted_on"))
    if not note.strip():
        reasons.append(Reason("Skriv kort vad dialogen gav.", at="note"))
    return reasons


def reasons_not_to_pass_union(*, status: PlaceStatus, host_kind: OrganisationKind, because: str) -> list[Reason]:
    """A company or an association needs no dialogue; the reason is written down."""
    reasons = reasons_not_to_move(status=status, to=PlaceStatus.UNION_NOTED)
    if host_kind not in EMPLOYERS:
        reasons.append(Reason("Kommunens egna arbetsplatser behöver facklig dialog. Notera vad den gav."))
    if not because.strip():
        reasons.append(Reason("Skriv kort varför dialogen inte behövs.", at="note"))
    return reasons


def reasons_not_to_return(*, status: PlaceStatus, because: str) -> list[Reason]:
    """What is sent back to the profile says why."""
    reasons = reasons_not_to_move(status=status, to=PlaceStatus.PROFILED)
    if status is PlaceStatus.PROPOSED:
        reasons.append(Reason("Platsprofilen är inte gjord än."))
    if not because.strip():
        reasons.append(Reason("Skriv vad som behöver ändras.", at="note"))
    return reasons


def reasons_not_to_open(
    *, status: PlaceStatus, opened_on: date, approved_on: date | None, seats: int, today: date
) -> list[Reason]:
    """A place opens once, approved, with at least one seat."""
    reasons = []
    if status is not PlaceStatus.APPROVED:
        reasons.append(
            Reason("En arbetsplats som är {status} kan inte öppnas. Den ska vara godkänd först.", status=status.label)
        )
    if approved_on is not None and opened_on < approved_on:
        reasons.append(Reason("Arbetsplatsen godkändes {day}. Välj det datumet eller ett senare.", at="opened_on",
                              day=approved_on))  # fmt: skip
    if (opened_on - today).days > LONGEST_PAUSE_DAYS:
        reasons.append(Reason("Välj en dag inom ett år.", at="opened_on"))
    if seats < 1:
        reasons.append(Reason("En öppen arbetsplats har minst en plats.", at="seats"))
    return reasons


def reasons_not_to_pause(
    *, status: PlaceStatus, until: date | None, staying: int, closed_on: date | None, today: date
) -> list[Reason]:
    """A place rests with nobody in it, for at most a year at a time; without a day until somebody opens it."""
    reasons = reasons_not_to_move(status=status, to=PlaceStatus.PAUSED)
    if until is not None and until <= today:
        reasons.append(Reason("Välj en dag som kommer.", at="until"))
    if until is not None and (until - today).days > LONGEST_PAUSE_DAYS:
        reasons.append(Reason("En arbetsplats vilar högst ett år i taget. Stäng den om det blir längre.", at="until"))
    if closed_on is not None:
        reasons.append(_closes(status, closed_on))
    if staying == 1:
        reasons.append(
            Reason(
                "En placering pågår eller väntar den tiden. En arbetsplats med någon i vilar inte: minska antalet "
                "platser i stället.",
                at="until",
            )
        )
    elif staying:
        reasons.append(
            Reason(
                "{count} placeringar pågår eller väntar den tiden. En arbetsplats med någon i vilar inte: minska "
                "antalet platser i stället.",
                at="until",
                count=staying,
            )
        )
    return reasons


def reasons_not_to_reopen(*, status: PlaceStatus, seats: int) -> list[Reason]:
    """What rests opens again with at least one seat."""
    reasons = []
    if status is not PlaceStatus.PAUSED:
        reasons.append(Reason("Arbetsplatsen vilar inte."))
    if seats < 1:
        reasons.append(Reason("En öppen arbetsplats har minst en plats.", at="seats"))
    return reasons


def reasons_not_to_close(
    *,
    status: PlaceStatus,
    closed_on: date,
    opened_on: date | None,
    already_closed_on: date | None,
    staying: int,
    today: date,
) -> list[Reason]:
    """A place closes when nobody has a seat or an agreement there after the day; what never opened closes today."""
    reasons = []
    if already_closed_on is not None:
        reasons.append(_closes(status, already_closed_on))
    if opened_on is not None and closed_on < opened_on:
        reasons.append(Reason("Arbetsplatsen öppnade {day}. Välj det datumet eller ett senare.", at="closed_on",
                              day=opened_on))  # fmt: skip
    elif closed_on < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="closed_on"))
    elif opened_on is None and closed_on > today:
        reasons.append(Reason("Arbetsplatsen har aldrig öppnat. Välj i dag.", at="closed_on"))
    if staying == 1:
        reasons.append(
            Reason(
                "En placering pågår eller väntar efter den dagen. Avsluta eller dra tillbaka den först, eller stäng "
                "när den sista har slutat.",
                at="closed_on",
            )
        )
    elif staying:
        reasons.append(
            Reason(
                "{count} placeringar pågår eller väntar efter den dagen. Avsluta eller dra tillbaka dem först, eller "
                "stäng när den sista har slutat.",
                at="closed_on",
                count=staying,
            )
        )
    return reasons


def _closes(status: PlaceStatus, day: date) -> Reason:
    if status is PlaceStatus.CLOSED:
        return Reason("Arbetsplatsen stängdes {day}.", day=day)
    return Reason("Arbetsplatsen stänger {day}.", day=day)


def reasons_not_to_stay_open(*, status: PlaceStatus, closed_on: date | None) -> list[Reason]:
    """A closing can be taken back until the day it has happened."""
    if closed_on is None:
        return [Reason("Arbetsplatsen har ingen sista dag.")]
    if status is PlaceStatus.CLOSED:
        return [Reason("Arbetsplatsen stängdes {day}. Föreslå en ny i stället.", day=closed_on)]
    return []


def reasons_not_to_be_used(*, status: PlaceStatus, closed_on: date | None, ends_on: date) -> list[Reason]:
    """Somebody is placed only at an open place, for as long as it is there."""
    if status is PlaceStatus.CLOSED:
        return [Reason("Arbetsplatsen är stängd.")]
    if status is PlaceStatus.PAUSED:
        return [Reason("Arbetsplatsen vilar.")]
    if status is not PlaceStatus.OPEN:
        return [Reason("Arbetsplatsen är inte öppnad än.")]
    if closed_on is not None and ends_on > closed_on:
        return [Reason("Arbetsplatsen stänger {day}.", day=closed_on)]
    return []
