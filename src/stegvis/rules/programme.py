"""Programme (program): dated enrolments within one case, projects that activities count in, the newcomer's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason


class Funder(Labelled):
    """Who pays for a project."""

    ESF = "esf", N_("Europeiska socialfonden")
    FINSAM = "finsam", N_("samordningsförbundet")
    MUNICIPALITY = "municipality", N_("kommunen")
    OTHER = "other", N_("annan")


def reasons_not_to_move(
    *,
    status: CaseStatus,
    is_open: bool,
    is_same: bool,
    from_on: date,
    current_since: date,
    today: date,
    reason: str,
) -> list[Reason]:
    """Moving to another programme is no exit: the case goes on, and the one before ends the day before."""
    reasons = reasons_not_to_write(status=status)
    if is_same:
        reasons.append(Reason("Personen är redan i det programmet.", at="programme"))
    if not is_open:
        reasons.append(Reason("Programmet tar inte emot nya. Välj ett annat.", at="programme"))
    if from_on <= current_since:
        reasons.append(
            Reason("Bytet måste ske efter {since}, då nuvarande program började.", at="from_on", since=current_since)
        )
    if from_on > today:
        reasons.append(Reason("Dagen har inte varit än. Gör bytet den dag det sker.", at="from_on"))
    if not reason.strip():
        reasons.append(Reason("Skriv varför personen byter program.", at="reason"))
    return reasons


@dataclass(frozen=True)
class IntroductionRule:
    """How long the introduction programme may be, from a day on, and where that stands."""

    months: int
    valid_from: date
    source: str


INTRODUCTION_RULES = (
    IntroductionRule(24, date(2018, 1, 1), N_("Etableringsprogrammet, högst 24 månader. Källan är att verifiera.")),
)
"""Dated, the latest last. [B]: a fact of common knowledge whose paragraph has not been read; shown with that note."""


@dataclass(frozen=True)
class Introduction:
    """The newcomer's clock (etableringsprogrammet): when it began, its last day, and whole months left."""

    started_on: date
    last_day: date
    months: int
    months_left: int
    source: str

    def is_over(self, day: date) -> bool:
        return day > self.last_day


def introduction(*, started_on: date | None, today: date) -> Introduction | None:
    """The clock on a day; nothing for somebody who has not begun. Time with other leave is not counted here."""
    if started_on is None:
        return None
    rule = [each for each in INTRODUCTION_RULES if each.valid_from <= started_on] or INTRODUCTION_RULES[:1]
    last_day = months_after(started_on, rule[-1].months) - timedelta(days=1)
    left = months_between(today, last_day + timedelta(days=1)) if today <= last_day else 0
    return Introduction(started_on, last_day, rule[-1].months, min(left, rule[-1].months), rule[-1].source)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the last of the month where that day is missing."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; none when the other comes first."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (months_after(first, months) > last))


def reasons_against_clock(
    *, arrived_on: date | None, introduction_started_on: date | None, today: date
) -> list[Reason]:
    """Nobody begins before having come, and neither day lies ahead."""
    reasons = []
    if arrived_on is not None and arrived_on > today:
        reasons.append(Reason("Dagen har inte varit än.", at="arrived_on"))
    if introduction_started_on is not None and introduction_started_on > today:
        reasons.append(Reason("Dagen har inte varit än.", at="introduction_started_on"))
    if arrived_on and introduction_started_on and introduction_started_on < arrived_on:
        reasons.append(
            Reason(
                "Programmet kan inte ha börjat före ankomsten till kommunen, {day}.",
                at="introduction_started_on",
                day=arrived_on,
            )
        )
    return reasons
