"""Household (hushåll): who lives together, children by age and never by name, and whether a parent goes to work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from .activity import Span, runs_on
from .case import CaseStatus, reasons_not_to_write
from .place import PlacementForm
from .words import N_, Labelled, Reason

CHILD_THROUGH = 18
"""A child counts to the end of the year it turns so old: only the year of birth is known."""
MOST_CHILDREN = 20
EMPLOYMENTS = (PlacementForm.OSA, PlacementForm.BEA)
"""Placements that are employments; practice and work training are not."""


class Occupation(Labelled):
    """What the other adult of the household does, as far as it is known."""

    UNKNOWN = "unknown", N_("inte känt")
    NONE = "none", N_("ingen annan vuxen")
    WORKS = "works", N_("arbetar")
    STUDIES = "studies", N_("studerar")
    NEITHER = "neither", N_("varken arbetar eller studerar")


def earliest_birth_year(day: date) -> int:
    """Whoever was born this year or later counts as a child on the day."""
    return day.year - CHILD_THROUGH


def last_day_with_children(born_years: Iterable[int]) -> date | None:
    """The last day that anybody of them counts as a child; nothing where there is none."""
    youngest = max(born_years, default=None)
    return date(youngest + CHILD_THROUGH, 12, 31) if youngest is not None else None


def ages_in(year: int, born_years: Iterable[int]) -> list[int]:
    """How old each turns in the year, the oldest first; those who are grown up are left out."""
    return sorted((year - born for born in born_years if 0 <= year - born <= CHILD_THROUGH), reverse=True)


def spells(lived: Iterable[Span], works: Iterable[Span]) -> list[tuple[Span, bool]]:
    """The time somebody is counted, cut where going to work begins or ends; each day stands in one stretch at most."""
    lived, works = list(lived), list(works)
    cuts = {span.starts_on for span in (*lived, *works)}
    cuts |= {span.ends_on + timedelta(days=1) for span in (*lived, *works) if span.ends_on is not None}
    days = sorted(cuts)
    found = []
    for first, following in zip(days, [*days[1:], None], strict=True):
        if any(runs_on(span, first) for span in lived):
            last = following - timedelta(days=1) if following else None
            found.append((Span(first, last), any(runs_on(span, first) for span in works)))
    return found


def within(*spans: Span) -> Span | None:
    """The days that all of them share; nothing when they share none."""
    first = max(span.starts_on for span in spans)
    last = min((span.ends_on for span in spans if span.ends_on is not None), default=None)
    return None if last is not None and last < first else Span(first, last)


def reasons_not_to_note(
    *,
    status: CaseStatus,
    born_years: Sequence[int],
    from_on: date,
    current_since: date | None,
    moves: bool,
    with_oneself: bool,
    today: date,
) -> list[Reason]:
    """Years that can be, and a day after the one that the last household was noted from."""
    reasons = reasons_not_to_write(status=status)
    if any(not earliest_birth_year(today) <= year <= today.year for year in born_years):
        reasons.append(
            Reason(
                "Skriv barnens födelseår, mellan {first} och {last}.",
                at="children",
                first=earliest_birth_year(today),
                last=today.year,
            )
        )
    if len(born_years) > MOST_CHILDREN:
        reasons.append(Reason("Högst {most} barn.", at="children", most=MOST_CHILDREN))
    if with_oneself:
        reasons.append(Reason("Det är personens egen inskrivning.", at="lives_with"))
    if from_on > today:
        reasons.append(Reason("Dagen har inte varit än.", at="from_on"))
    if moves and current_since is not None and from_on < current_since:
        reasons.append(
            Reason("Hushållet är noterat från {since}. Skriv en senare dag.", at="from_on", since=current_since)
        )
    return reasons
