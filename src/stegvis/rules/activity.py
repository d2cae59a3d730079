"""Activity (insats): what runs beside each other in a week, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .case import CaseStatus, reasons_not_to_write
from .words import Labelled, N_, Reason

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


def reasons_not_to_add(
    *, status: CaseStatus, starts_on: date, ends_on: date | None, hours_per_week: float, hours_already: float
) -> list[Reason]:
    """An activity has a length, and a week has its hours."""
    reasons = reasons_not_to_write(status=status)
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
