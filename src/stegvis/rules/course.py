"""Course and job track (kurs, jobbspår): seats that are never overfilled, and days that those who take part fit in."""

from __future__ import annotations

from datetime import date

from .activity import FULL_TIME_HOURS
from .words import Reason


def reasons_not_to_save(
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    seats: int,
    hours_per_week: float,
    seats_taken: int,
    first_begins_on: date | None,
    last_begins_on: date | None,
    exists: bool,
) -> list[Reason]:
    """What stops a course. `first_begins_on` and `last_begins_on` are the first days of those who take part."""
    reasons = []
    if not name.strip():
        reasons.append(Reason("Skriv vad kursen heter.", at="name"))
    if exists:
        reasons.append(Reason("En kurs med det namnet börjar redan den dagen.", at="name"))
    if ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    if first_begins_on is not None and starts_on > first_begins_on:
        reasons.append(
            Reason("Någon går kursen sedan {day}. Den kan inte börja senare.", at="starts_on", day=first_begins_on)
        )
    if last_begins_on is not None and ends_on < last_begins_on:
        reasons.append(Reason("Någon börjar {day}. Kursen kan inte sluta före det.", at="ends_on", day=last_begins_on))
    if seats < 1:
        reasons.append(Reason("En kurs har minst en plats.", at="seats"))
    elif seats < seats_taken:
        reasons.append(
            Reason(
                "Kursen har som mest {taken} deltagare samtidigt. Så många platser behövs.",
                at="seats",
                taken=seats_taken,
            )
        )
    if not 0 < hours_per_week <= FULL_TIME_HOURS:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och {most}.", at="hours_per_week", most=FULL_TIME_HOURS))
    return reasons


def reasons_not_to_join(
    *, starts_on: date, course_starts_on: date, course_ends_on: date, seats: int, seats_taken: int, takes_part: bool
) -> list[Reason]:
    """What stops one more. `seats_taken` is the most on any day that the person would take part."""
    reasons = []
    if takes_part:
        reasons.append(Reason("Personen går redan kursen.", at="case"))
    if starts_on < course_starts_on:
        reasons.append(Reason("Kursen börjar {day}.", at="starts_on", day=course_starts_on))
    if starts_on > course_ends_on:
        reasons.append(Reason("Kursen slutar {day}.", at="starts_on", day=course_ends_on))
    if seats_taken >= seats:
        reasons.append(Reason("Kursen är full: {taken} av {seats} platser är tagna.", taken=seats_taken, seats=seats))
    return reasons
