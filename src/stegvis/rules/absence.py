"""Absence (frånvaro): somebody says that they cannot come. A code and days, never why somebody is ill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .activity import AbsenceKind, Span, runs_on
from .case import CaseStatus, reasons_not_to_write
from .schedule import Slot
from .words import Reason

MOST_DAYS_AHEAD = 366


def reasons_not_to_report(
    *,
    status: CaseStatus,
    starts_on: date,
    ends_on: date | None,
    opened_on: date,
    today: date,
    taken: Span | None,
) -> list[Reason]:
    """What stops a notice. `taken` is one that already stands on some of the days."""
    reasons = reasons_not_to_write(status=status)
    if starts_on < opened_on:
        reasons.append(Reason("Frånvaron kan inte börja före inskrivningen, {day}.", at="starts_on", day=opened_on))
    if starts_on > today + timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Det är mer än ett år dit. Kontrollera datumet.", at="starts_on"))
    if ends_on is not None and ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    return reasons + _taken(taken)


def reasons_not_to_end(
    *, status: CaseStatus, starts_on: date, last_day: date, today: date, taken: Span | None
) -> list[Reason]:
    """What stops the last day of a notice."""
    reasons = reasons_not_to_write(status=status)
    if last_day < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="last_day", day=starts_on))
    if last_day > today + timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Det är mer än ett år dit. Kontrollera datumet.", at="last_day"))
    return reasons + _taken(taken)


def _taken(taken: Span | None) -> list[Reason]:
    if taken is None:
        return []
    if taken.ends_on is None:
        return [Reason("Frånvaro är redan anmäld från {day} och tills vidare.", day=taken.starts_on)]
    return [
        Reason(
            "Frånvaro är redan anmäld från {day} till och med {last_day}.", day=taken.starts_on, last_day=taken.ends_on
        )
    ]


@dataclass(frozen=True)
class Planned:
    """A stretch of the week that holds on some days."""

    slot: Slot
    span: Span


@dataclass(frozen=True)
class Away:
    """Days that somebody is away, with the code."""

    kind: AbsenceKind
    span: Span


@dataclass(frozen=True)
class CodedAbsence:
    """How many days with planned hours somebody was away under one code, and how many hours that was."""

    kind: AbsenceKind
    days: int
    hours: float


@dataclass(frozen=True)
class MonthHours:
    """What a month held by the schedule, and what of it was reported as absence. Hours, codes; no words."""

    planned_hours: float
    planned_days: int
    absent: tuple[CodedAbsence, ...]


def month_hours(
    planned: Iterable[Planned], away: Iterable[Away], *, first: date, last: date, today: date
) -> MonthHours:
    """The hours of the days from `first` to `last`. An absence without an end counts until today."""
    planned, away = list(planned), list(away)
    minutes = {day: _minutes_on(planned, day) for day in days_between(first, last)}
    minutes = {day: total for day, total in minutes.items() if total}
    coded: dict[AbsenceKind, list[int]] = {}
    for day, total in minutes.items():
        kind = next((each.kind for each in away if _is_away(each, day, today)), None)
        if kind is not None:
            coded.setdefault(kind, []).append(total)
    absent = (CodedAbsence(kind, len(coded[kind]), sum(coded[kind]) / 60) for kind in AbsenceKind if kind in coded)
    return MonthHours(sum(minutes.values()) / 60, len(minutes), tuple(absent))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _minutes_on(planned: Iterable[Planned], day: date) -> int:
    return sum(
        each.slot.minutes for each in planned if each.slot.weekday == day.isoweekday() and runs_on(each.span, day)
    )


def _is_away(each: Away, day: date, today: date) -> bool:
    return runs_on(each.span, day) and (each.span.ends_on is not None or day <= today)
