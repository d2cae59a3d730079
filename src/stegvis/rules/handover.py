"""Handover (överlämning): who gets whose participants, how they are spread, and cover while somebody is away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from .referral import Load, by_load
from .words import N_, Reason

LONGEST_EXTENSION_DAYS = 90
"""How long somebody may read on after the handover: what is to be told is told within three months."""
LONGEST_COVER_DAYS = 190
"""Somebody away for longer than half a year has a caseload that goes to others."""
COVERS = N_("Ersätter koordinatorn")


def spread(cases: Sequence[int], loads: Sequence[Load]) -> dict[int, int]:
    """Each case to whoever then has most room under the ceiling. The same answer for the same numbers."""
    rooms = {load.coordinator_id: load for load in loads}
    to: dict[int, int] = {}
    for case in cases:
        if not rooms:
            break
        chosen = by_load(rooms.values())[0]
        to[case] = chosen.coordinator_id
        rooms[chosen.coordinator_id] = replace(chosen, open_cases=chosen.open_cases + 1)
    return to


def after(loads: Sequence[Load], more: Mapping[int, int]) -> list[Load]:
    """The loads as they will be, in the same order."""
    return [replace(load, open_cases=load.open_cases + more.get(load.coordinator_id, 0)) for load in loads]


def above_ceiling(loads: Sequence[Load], more: Mapping[int, int]) -> list[Load]:
    """Those who get some and will then have more than their ceiling."""
    return [load for load in after(loads, more) if more.get(load.coordinator_id) and load.room < 0]


def reasons_not_to_hand_over(
    *, to: Mapping[int, int], reason: str, loads: Sequence[Load], over_ceiling_because: str
) -> list[Reason]:
    """About the whole: somebody to hand over, why, and why anyway where a ceiling is passed."""
    reasons = []
    if not to:
        reasons.append(Reason("Välj minst en deltagare.", at="cases"))
    if not reason.strip():
        reasons.append(Reason("Skriv varför koordinatorn byts.", at="reason"))
    above = above_ceiling(loads, Counter(to.values()))
    if above and not over_ceiling_because.strip():
        reasons += [
            Reason(
                "{name} får {count} deltagare och taket är {ceiling}. Skriv varför det går ändå.",
                at="over_ceiling_because",
                name=load.name,
                count=load.open_cases,
                ceiling=load.ceiling,
            )
            for load in above
        ]
    return reasons


def about(name: str, reasons: Sequence[Reason]) -> list[Reason]:
    """The same reasons, each saying whom of the many it is about."""
    return [Reason("{who}: {why}", at=each.at, who=name, why=each) for each in reasons]


def reasons_not_to_leave(*, name: str, cases: int, is_known: bool) -> list[Reason]:
    """Nobody is left without a coordinator unseen: hand over first, or say that you know."""
    if not cases or is_known:
        return []
    return [
        Reason(
            "{name} är koordinator för {count} deltagare. De blir utan koordinator om de inte fördelas först.",
            name=name,
            count=cases,
        )
    ]


def reasons_not_to_extend(*, had_case: bool, has_case: bool, reason: str, ends_on: date, today: date) -> list[Reason]:
    """Reading on after a handover: for whoever had the case, with a reason and a day it ends."""
    reasons = []
    if not had_case or has_case:
        reasons.append(Reason("Bara den som har varit koordinator för personen kan läsa längre."))
    if not reason.strip():
        reasons.append(Reason("Skriv varför.", at="reason"))
    if ends_on <= today:
        reasons.append(Reason("Läsrätten måste sluta efter i dag.", at="ends_on"))
    elif (ends_on - today).days > LONGEST_EXTENSION_DAYS:
        reasons.append(Reason("Läsrätten kan vara högst {days} dagar.", at="ends_on", days=LONGEST_EXTENSION_DAYS))
    return reasons


def reasons_not_to_cover(
    *,
    is_same: bool,
    is_coordinator: bool,
    is_substitute_coordinator: bool,
    starts_on: date,
    ends_on: date,
    today: date,
    other_cover: tuple[date, date] | None,
    reason: str,
) -> list[Reason]:
    """One substitute at a time, another coordinator of the same unit, for a time that has an end."""
    reasons = []
    if not is_coordinator:
        reasons.append(Reason("Välj någon som är koordinator i enheten.", at="coordinator"))
    if is_same:
        reasons.append(Reason("Välj en annan än den som ska ersättas.", at="substitute"))
    elif not is_substitute_coordinator:
        reasons.append(Reason("Ersättaren måste vara koordinator i samma enhet.", at="substitute"))
    if starts_on < today:
        reasons.append(Reason("Börja i dag eller senare.", at="starts_on"))
    if ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    elif (ends_on - starts_on).days > LONGEST_COVER_DAYS:
        reasons.append(
            Reason("En ersättning är högst ett halvår. Fördela deltagarna om det blir längre.", at="ends_on")
        )
    if other_cover is not None:
        first, last = other_cover
        reasons.append(Reason("Det finns redan en ersättare {first}–{last}.", at="starts_on", first=first, last=last))
    if not reason.strip():
        reasons.append(Reason("Skriv varför.", at="reason"))
    return reasons


def reasons_not_to_let_substitute_read(
    *, is_theirs: bool, is_protected: bool, is_over: bool, is_let_in: bool
) -> list[Reason]:
    """A grant of its own is for somebody with protected identity, once, while the cover lasts."""
    if not is_theirs or not is_protected:
        return [Reason("Läsrätt behövs bara för den som har skyddade uppgifter hos den som ersätts.")]
    if is_over:
        return [Reason("Ersättningen är redan slut.")]
    return [Reason("Ersättaren har redan läsrätt.")] if is_let_in else []
