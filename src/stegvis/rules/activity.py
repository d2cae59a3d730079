"""Activity (insats): what runs beside each other in a week, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason

FULL_TIME_HOURS = 40
GAP_DAYS = 5


class ActivityKind(Labelled):
    """The palette (insatspaletten)."""

    WORKLIKE = "worklike", N_("arbetslik aktivitet")
    SFI = "sfi", N_("svenska, sfi")
    STUDIES = "studies", N_("studier")
    JOB_SEARCH = "job_search", N_("söka arbete")
    HEALTH = "health", N_("hälsa")
    LANGUAGE_SUPPORT = "language_support", N_("språkstöd")
    GUIDANCE = "guidance", N_("studie- och yrkesvägledning")


class AbsenceKind(Labelled):
    """Why somebody does not come, in fixed codes; illness is one code, never a diagnosis."""

    ILL = "ill", N_("sjuk")
    CHILD_ILL = "child_ill", N_("vård av barn")
    OTHER = "other", N_("annat giltigt skäl")


@dataclass(frozen=True)
class Span:
    """Days from `starts_on` to `ends_on`, both included; an open end is None."""

    starts_on: date
    ends_on: date | None


def gaps(spans: Iterable[Span], *, from_on: date, to_on: date, longer_than_days: int = GAP_DAYS) -> list[Span]:
    """The stretches between `from_on` and `to_on` in which nothing ran, longer than the given number of days."""
    found = []
    free_from = from_on
    for span in sorted(spans, key=lambda span: span.starts_on):
        if span.starts_on > to_on:
            break
        if (span.starts_on - free_from).days > longer_than_days:
            found.append(Span(free_from, span.starts_on - timedelta(days=1)))
        if span.ends_on is None:
            return found
        free_from = max(free_from, span.ends_on + timedelta(days=1))
    if (to_on - free_from).days >= longer_than_days:
        found.append(Span(free_from, to_on))
    return found


@dataclass(frozen=True)
class WeekHours:
    """Something that takes hours of the week while it lasts."""

    span: Span
    hours_per_week: float


def runs_on(span: Span, day: date) -> bool:
    """Whether something runs on a day."""
    return span.starts_on <= day and (span.ends_on is None or span.ends_on >= day)


def most_hours(running: Iterable[WeekHours], *, from_on: date, to_on: date | None) -> float:
    """The most hours a week on any day from `from_on` to `to_on` (None: for ever); only a start can raise them."""
    running = list(running)
    starts = [one.span.starts_on for one in running]
    days = [from_on, *(day for day in starts if day > from_on and (to_on is None or day <= to_on))]
    return max(sum(one.hours_per_week for one in running if runs_on(one.span, day)) for day in days)


def reasons_not_to_add(
    *,
    status: CaseStatus,
    starts_on: date,
    ends_on: date | None,
    opened_on: date,
    hours_per_week: float,
    hours_already: float,
    exists: bool,
    type_holds: Span | None = None,
    project_holds: Span | None = None,
) -> list[Reason]:
    """An activity has a length, and a week has its hours. `hours_already` is the most while it lasts.

    `type_holds` and `project_holds` are the days of the line of the catalogue and of the project, where there is one.
    """
    reasons = reasons_not_to_write(status=status)
    if type_holds is not None and not runs_on(type_holds, starts_on):
        reasons.append(Reason("Insatsen finns inte i insatspaletten den dagen.", at="type"))
    if project_holds is not None and not runs_on(project_holds, starts_on):
        reasons.append(Reason("Projektet pågår inte den dagen.", at="project"))
    if exists:
        reasons.append(Reason("Samma insats finns redan från den dagen.", at="starts_on"))
    if starts_on < opened_on:
        reasons.append(Reason("Insatsen kan inte börja före inskrivningen, {day}.", at="starts_on", day=opened_on))
    if ends_on is not None and ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    if not 0 < hours_per_week <= FULL_TIME_HOURS:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och {most}.", at="hours_per_week", most=FULL_TIME_HOURS))
    elif hours_already + hours_per_week > FULL_TIME_HOURS:
        reasons.append(
            Reason(
                "Veckan har redan {taken} timmar. Med {more} till blir det mer än heltid, {most} timmar.",
                at="hours_per_week",
                taken=hours_already,
                more=hours_per_week,
                most=FULL_TIME_HOURS,
            )
        )
    return reasons


def reasons_not_to_end(
    *, status: CaseStatus, starts_on: date, ends_already_on: date | None, ends_on: date
) -> list[Reason]:
    """An activity ends once, on a day from its first; what goes on longer is a new activity."""
    reasons = reasons_not_to_write(status=status)
    if ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="ends_on", day=starts_on))
    if ends_already_on is not None and ends_on >= ends_already_on:
        reasons.append(
            Reason(
                "Insatsen slutar redan {day}. Lägg till en ny insats om den ska fortsätta.",
                at="ends_on",
                day=ends_already_on,
            )
        )
    return reasons


def reasons_not_to_save_type(
    *, name: str, hours_per_week: float, valid_from: date, valid_to: date | None, exists: bool
) -> list[Reason]:
    """A line of the catalogue (insatspaletten) has a name of its own, hours of a week and days in order."""
    reasons = []
    if not name.strip():
        reasons.append(Reason("Skriv vad insatsen heter.", at="name"))
    if exists:
        reasons.append(Reason("En insats med det namnet finns redan i insatspaletten.", at="name"))
    if not 0 < hours_per_week <= FULL_TIME_HOURS:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och {most}.", at="hours_per_week", most=FULL_TIME_HOURS))
    if valid_to is not None and valid_to < valid_from:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="valid_to"))
    return reasons
