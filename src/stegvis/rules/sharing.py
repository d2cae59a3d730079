"""Sharing (delning): what the referrer and other authorities get, on which days, and on what ground."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from .case import CaseStatus, reasons_not_to_write
from .programme import months_after
from .words import N_, Labelled, Reason

LONGEST_CONSENT_DAYS = 366 * 2
MOST_MONTHS = 24
CASE_CLOSED = N_("Inskrivningen avslutades.")
CONSENT_WITHDRAWN = N_("Personen återtog samtycket.")


class SharedPart(Labelled):
    """What may be shared. Notes are not on the list, and never will be."""

    PLAN = "plan", N_("planen")
    ABILITIES = "abilities", N_("kartlagda förmågor")
    GOALS = "goals", N_("målen")
    HOURS = "hours", N_("timmar och frånvaro i koder")


class SharingGround(Labelled):
    """Why it may be shared though it is secret (OSL 10:1 and 12 kap., 26:1)."""

    DUTY = "duty", N_("uppgiftsskyldighet i lag")
    SAME_MATTER = "same_matter", N_("samma myndighet, samma ärende")
    CONSENT = "consent", N_("personens samtycke till att sekretessen bryts")


class ConsentHow(Labelled):
    """How a consent was given."""

    OWN_PAGE = "own_page", N_("på Mina sidor")
    TOGETHER = "together", N_("i samtal")
    PAPER = "paper", N_("på papper")


def consent_holds(*, starts_on: date, ends_on: date | None, withdrawn_on: date | None, day: date) -> bool:
    """Whether a consent lets secrecy be broken on a day. Withdrawn, it is over the same day."""
    return starts_on <= day and (ends_on is None or day <= ends_on) and (withdrawn_on is None or day < withdrawn_on)


def reasons_not_to_give_consent(
    *, receiver: str, parts: Collection[str], starts_on: date, ends_on: date | None, is_given: bool, today: date
) -> list[Reason]:
    """A consent says to whom, what and for how long; nobody consents to everything for ever."""
    reasons = []
    if is_given:
        reasons.append(Reason("Samma samtycke är redan noterat och gäller."))
    if not receiver.strip():
        reasons.append(Reason("Skriv vem som får uppgifterna.", at="receiver"))
    if not parts:
        reasons.append(Reason("Välj minst en sak som får delas.", at="parts"))
    if starts_on > today:
        reasons.append(Reason("Dagen har inte varit än.", at="starts_on"))
    if ends_on is not None and ends_on < max(starts_on, today):
        reasons.append(Reason("Sista dagen har redan varit.", at="ends_on"))
    if ends_on is None or ends_on > starts_on + timedelta(days=LONGEST_CONSENT_DAYS):
        reasons.append(Reason("Skriv en sista dag, högst två år fram. Samtycket går att lämna på nytt.", at="ends_on"))
    return reasons


def reasons_not_to_withdraw(*, withdrawn_on: date | None) -> list[Reason]:
    """A consent is withdrawn once, and may be withdrawn whenever somebody wants to."""
    if withdrawn_on is not None:
        return [Reason("Samtycket är redan återtaget, {day}.", day=withdrawn_on)]
    return []


def reasons_not_to_plan(
    *,
    status: CaseStatus,
    receiver: str,
    parts: Collection[str],
    already: Collection[SharedPart],
    ground: SharingGround,
    law: str,
    every_months: int,
    first_on: date,
    today: date,
) -> list[Reason]:
    """Somebody gets something, on fixed days, on a ground that is written out."""
    reasons = reasons_not_to_write(status=status)
    if not receiver.strip():
        reasons.append(Reason("Skriv vem som får uppgifterna.", at="receiver"))
    if not parts:
        reasons.append(Reason("Välj minst en sak att dela.", at="parts"))
    reasons += [Reason("Mottagaren får redan {part}.", at="parts", part=part) for part in already]
    if not 1 <= every_months <= MOST_MONTHS:
        reasons.append(Reason("Skriv hur ofta, mellan 1 och {most} månader.", at="every_months", most=MOST_MONTHS))
    if first_on < today:
        reasons.append(Reason("Första dagen har redan varit.", at="first_on"))
    if ground is not SharingGround.CONSENT and not law.strip():
        reasons.append(Reason("Skriv lagrummet, så att det går att pröva.", at="law"))
    return reasons


def reasons_against_consent(
    *,
    is_chosen: bool,
    is_theirs: bool,
    holds: bool,
    same_receiver: bool,
    missing: Collection[SharedPart],
) -> list[Reason]:
    """A consent lets nothing else be shared than it says, and with nobody else."""
    if not is_chosen:
        return [Reason("Välj samtycket som delningen vilar på.", at="consent")]
    if not is_theirs:
        return [Reason("Samtycket gäller någon annan.", at="consent")]
    reasons = []
    if not holds:
        reasons.append(Reason("Samtycket gäller inte längre. Delningen väntar tills det finns ett nytt.", at="consent"))
    if not same_receiver:
        reasons.append(Reason("Samtycket gäller en annan mottagare.", at="consent"))
    reasons += [Reason("Samtycket omfattar inte {part}.", at="parts", part=part) for part in missing]
    return reasons


def reasons_not_to_share(
    *,
    status: CaseStatus,
    ended_on: date | None,
    shared_today: bool,
    has_changed: bool,
    receiver_is_shut_out: bool,
) -> list[Reason]:
    """What goes away is exactly what somebody has just read through."""
    reasons = reasons_not_to_write(status=status)
    if ended_on is not None:
        reasons.append(Reason("Delningen är avslutad, {day}.", day=ended_on))
    if shared_today:
        reasons.append(Reason("Samma uppgifter är redan delade i dag."))
    if receiver_is_shut_out:
        reasons.append(
            Reason("Personen har skyddade personuppgifter och mottagaren har inte fått läsrätt. Inget är delat.")
        )
    if has_changed:
        reasons.append(Reason("Något har ändrats sedan du läste. Läs igenom igen innan du delar."))
    return reasons


def reasons_not_to_receive(*, received_on: date | None) -> list[Reason]:
    """One receipt for one sharing."""
    if received_on is not None:
        return [Reason("Mottagandet är redan kvitterat, {day}.", day=received_on)]
    return []


def reasons_not_to_end(*, ended_on: date | None, because: str) -> list[Reason]:
    """A sharing ends once, and says why."""
    reasons = []
    if ended_on is not None:
        reasons.append(Reason("Delningen är redan avslutad, {day}.", day=ended_on))
    if not because.strip():
        reasons.append(Reason("Skriv varför delningen avslutas.", at="because"))
    return reasons


def next_day(*, planned_on: date, every_months: int, today: date) -> date:
    """The next fixed day: counted from the day that was planned, not from the day it was done, and never behind us."""
    months = every_months
    while months_after(planned_on, months) <= today:
        months += every_months
    return months_after(planned_on, months)
