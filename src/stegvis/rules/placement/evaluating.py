"""Evaluation (utvärdering): how it went in two voices, side by side, with no grade; the other may disagree."""

from __future__ import annotations

from datetime import date, timedelta

from ..words import Reason
from .states import PlacementStatus, Voice

BEFORE_END_DAYS = 14
"""From so many days before the last day one may write how it went."""
MISSING_FOR_DAYS = 30
"""So long an evaluation that is missing is asked for."""
MOST_WORDS = 2000


def may_be_evaluated(*, status: PlacementStatus, ends_on: date, today: date) -> bool:
    """At the end, or when it is over."""
    if status is PlacementStatus.ENDED:
        return True
    return status is PlacementStatus.ACTIVE and ends_on <= today + timedelta(days=BEFORE_END_DAYS)


def reasons_not_to_evaluate(
    *,
    status: PlacementStatus,
    ends_on: date,
    today: date,
    written_on: date | None,
    went_well: str,
    could_be_better: str,
    written_by: str,
) -> list[Reason]:
    """Once for each voice, in words, by somebody with a name."""
    reasons = []
    if not may_be_evaluated(status=status, ends_on=ends_on, today=today):
        reasons.append(
            Reason("Utvärderingen skrivs när det är högst {days} dagar kvar, eller efteråt.", days=BEFORE_END_DAYS)
        )
    if written_on is not None:
        reasons.append(Reason("Utvärderingen skrevs redan {day}.", day=written_on))
    if not went_well.strip() and not could_be_better.strip():
        reasons.append(Reason("Skriv något om hur det gick.", at="went_well"))
    for name, words in (("went_well", went_well), ("could_be_better", could_be_better)):
        if len(words.strip()) > MOST_WORDS:
            reasons.append(Reason("Skriv högst {most} tecken.", at=name, most=MOST_WORDS))
    if not written_by.strip():
        reasons.append(Reason("Skriv ditt namn.", at="written_by"))
    return reasons


def reasons_not_to_disagree(*, of: Voice, by: Voice, disagreed_on: date | None, words: str) -> list[Reason]:
    """The other voice may say once, in words, that it does not agree."""
    reasons = []
    if of is by:
        reasons.append(Reason("Det går bara att säga emot det som den andra har skrivit."))
    if disagreed_on is not None:
        reasons.append(Reason("En kommentar skrevs redan {day}.", day=disagreed_on))
    if not words.strip():
        reasons.append(Reason("Skriv vad du ser på ett annat sätt.", at="disagreement"))
    elif len(words.strip()) > MOST_WORDS:
        reasons.append(Reason("Skriv högst {most} tecken.", at="disagreement", most=MOST_WORDS))
    return reasons
