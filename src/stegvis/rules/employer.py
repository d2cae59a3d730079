"""Employer (arbetsgivare): contacts, what was said, and who asks when."""

from __future__ import annotations

from datetime import date

from .words import N_, Labelled, Reason


class ContactWay(Labelled):
    """How somebody at a host was reached."""

    PHONE = "phone", N_("telefon")
    EMAIL = "email", N_("e-post")
    VISIT = "visit", N_("besök")
    MEETING = "meeting", N_("möte hos oss")


class OrderStatus(Labelled):
    """The way of a place order."""

    WAITING = "waiting", N_("väntar på någon som tar den")
    TAKEN = "taken", N_("någon söker")
    ANSWERED = "answered", N_("besvarad")
    WITHDRAWN = "withdrawn", N_("återtagen")


class ReadyBecause(Labelled):
    """Why a participant stands among those soon ready for a place."""

    COORDINATOR = "coordinator", N_("koordinatorn bedömer det")
    RULE = "rule", N_("regeln om steg och självständighet")


LONGEST_APPROACH_DAYS = 30
LONGEST_REST_DAYS = 366
SELDOM_DAYS = 90
"""An employer that nobody has talked with for so long stands among those to ring."""


def reasons_not_to_save_contact(
    *, name: str, phone: str, email: str, agreed_on: date | None, today: date
) -> list[Reason]:
    """Somebody to talk with has a name and a way to be reached, and has agreed to it."""
    reasons = []
    if not name:
        reasons.append(Reason("Skriv vad personen heter.", at="name"))
    if not phone and not email:
        reasons.append(Reason("Skriv ett telefonnummer eller en e-postadress.", at="phone"))
    if agreed_on is None:
        reasons.append(Reason("Skriv vilken dag personen sa ja till att bli kontaktad.", at="agreed_on"))
    elif agreed_on > today:
        reasons.append(Reason("Dagen kan inte vara i framtiden.", at="agreed_on"))
    return reasons


def reasons_not_to_note(
    *, text: str, talked_on: date, next_step: str, next_step_on: date | None, today: date
) -> list[Reason]:
    """What was said has a day that has been; a next step has a day."""
    reasons = []
    if not text:
        reasons.append(Reason("Skriv vad ni kom fram till.", at="text"))
    if talked_on > today:
        reasons.append(Reason("Samtalet kan inte ha en dag som inte har varit än.", at="talked_on"))
    if next_step and next_step_on is None:
        reasons.append(Reason("Skriv när nästa steg ska göras.", at="next_step_on"))
    if next_step_on and not next_step:
        reasons.append(Reason("Skriv vad nästa steg är.", at="next_step"))
    elif next_step_on and next_step_on < talked_on:
        reasons.append(Reason("Nästa steg kan inte ligga före samtalet.", at="next_step_on"))
    return reasons


def reasons_not_to_approach(
    *, about: str, ends_on: date, today: date, asked_by: str, asked_until: date | None, rests_until: date | None
) -> list[Reason]:
    """An employer is asked by one colleague at a time, and not while it has enough. `asked_by` is who has it now."""
    reasons = []
    if not about:
        reasons.append(Reason("Skriv vad du ska fråga om.", at="about"))
    if ends_on < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="ends_on"))
    elif (ends_on - today).days > LONGEST_APPROACH_DAYS:
        reasons.append(Reason("Högst {days} dagar i taget, så att fler får chansen.", at="ends_on",
                              days=LONGEST_APPROACH_DAYS))  # fmt: skip
    if asked_until is not None:
        reasons.append(Reason("{name} frågar redan arbetsgivaren, till och med {day}.", name=asked_by, day=asked_until))
    if rests_until is not None:
        reasons.append(Reason("Arbetsgivaren har nog just nu, till och med {day}.", day=rests_until))
    return reasons


def reasons_not_to_rest(*, ends_on: date, today: date) -> list[Reason]:
    """A host rests until a day that comes, a year at most."""
    if ends_on < today:
        return [Reason("Välj i dag eller en dag som kommer.", at="ends_on")]
    if (ends_on - today).days > LONGEST_REST_DAYS:
        return [Reason("Högst ett år i taget. Fråga igen då.", at="ends_on")]
    return []
