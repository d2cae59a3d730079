"""Attendance in Idag (introduktion, tillbud och månader): what is left to go through, to answer and to approve."""

from __future__ import annotations

from datetime import date, timedelta

from ..attendance import INCIDENT_DAYS, INTRODUCTION_DAYS, MONTH_DAYS, MONTHS, IncidentKind, next_month
from ..words import Reason
from .lines import WorkLine, WorkRule, due_line


def introduction_line(
    *, placement_id: int, case_id: int, name: str, place_name: str, starts_on: date, today: date
) -> WorkLine:
    """Somebody has been there for a week, and points of the introduction are left."""
    due = starts_on + timedelta(days=INTRODUCTION_DAYS)
    return due_line(
        WorkRule.INTRODUCTION_LATE, placement_id, due, today,
        case_id=case_id,
        why=Reason("{name} började på {place} {day} och introduktionen är inte klar.", name=name, place=place_name,
                   day=starts_on),
        because=Reason("Introduktionen är klar inom {days} dagar.", days=INTRODUCTION_DAYS),
    )  # fmt: skip


def incident_line(
    *, incident_id: int, kind: IncidentKind, place_name: str, happened_on: date, reported_on: date, today: date
) -> WorkLine:
    """Something has happened at a place, and nobody has said what is done about it. Never in its own words."""
    due = reported_on + timedelta(days=INCIDENT_DAYS)
    return due_line(
        WorkRule.INCIDENT_WAITING,
        incident_id,
        due,
        today,
        why=Reason("Rapporterat från {place} {day}: {kind}.", place=place_name, day=happened_on, kind=kind),
        because=Reason("Ett tillbud får svar inom {days} dagar.", days=INCIDENT_DAYS),
    )


def called_month(month: date) -> Reason:
    """What a month is called where a line otherwise says who it is about."""
    return Reason("Närvaro i {month} {year}", month=MONTHS[month.month - 1], year=month.year)


def _waits(month: str, people: int, lacking: int) -> Reason:
    if people == 1 and lacking:
        return Reason("Närvaron för {month} väntar på dig: en person, och dagar saknas.", month=month)
    if people == 1:
        return Reason("Närvaron för {month} väntar på dig: en person.", month=month)
    if lacking:
        return Reason("Närvaron för {month} väntar på dig: {people} personer, {lacking} av dem med dagar som saknas.",
                      month=month, people=people, lacking=lacking)  # fmt: skip
    return Reason("Närvaron för {month} väntar på dig: {people} personer.", month=month, people=people)


def month_line(*, month: date, people: int, lacking: int, today: date) -> WorkLine:
    """Attendance of a month that is over, of so many people, and nobody has approved it as it stands.

    Of them, so many are `lacking` days that somebody has to say first.
    """
    due, name = next_month(month) + timedelta(days=MONTH_DAYS - 1), MONTHS[month.month - 1]
    return due_line(
        WorkRule.MONTH_WAITING,
        month.toordinal(),
        due,
        today,
        why=_waits(name, people, lacking),
        because=Reason("En månad godkänns inom {days} dagar efter att den är slut.", days=MONTH_DAYS),
    )
