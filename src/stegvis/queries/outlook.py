"""Look ahead (framåtblick): free seats, people who wait, and how many seats are missing, week by week and by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import F, Min, Q

from ..access import Actor, Permission, require
from ..models import Case, Place, PlaceCapacity, Placement
from ..rules.ledger import Measure, Slices, Spans, count
from ..rules.outlook import HORIZON, MOST_WEEKS, Outlook, difference, look_ahead
from ..rules.suppression import LEAST_SHOWN
from ..rules.words import Reason
from .ledger.columns import FOREVER
from .ledger.register import register

PERMISSION = Permission.INDICATOR_READ
ALL = 0
LEVELS = (ALL, 1, 2, 3, 4)
"""Every level of independence, after all of them together."""
WEEK = timedelta(weeks=1)
SHOWN_BACK = 52
ALWAYS = (1, FOREVER.toordinal())

Found = Outlook | Reason


@dataclass(frozen=True)
class Level:
    """One level of independence, or all: the latest year, and what is expected; a Reason where nothing can be said.

    A place counts at every level that it takes, so the free seats of the levels are more than all of them. People are
    counted once. `waiting` are None where they are so few that they may not be shown.
    """

    level: int
    free: tuple[int, ...]
    waiting: tuple[int, ...] | None
    free_ahead: Found
    waiting_ahead: Found
    missing_ahead: Found


@dataclass(frozen=True)
class LookAhead:
    """The weeks that are known, oldest first, the weeks ahead, and every level in them. A week is its Monday."""

    known: tuple[date, ...]
    ahead: tuple[date, ...]
    levels: tuple[Level, ...]


def look_ahead_from(*, by: Actor, today: date) -> LookAhead:
    """The ledger's statements and five more, however many places, people and weeks there are."""
    require(by, PERMISSION)
    weeks = _weeks(today)
    monday = weeks[-1] if weeks else today - timedelta(days=today.weekday())
    free, waiting = (_free(weeks, today), _waiting(weeks)) if weeks else (_none(), _none())
    why = _hidden({level: waiting[level][-SHOWN_BACK:] for level in LEVELS})
    return LookAhead(
        known=weeks[-SHOWN_BACK:],
        ahead=tuple(monday + WEEK * ahead for ahead in range(1, HORIZON + 1)),
        levels=tuple(_level(level, free[level], waiting[level], why.get(level)) for level in LEVELS),
    )


def _none() -> dict[int, list[int]]:
    return {level: [] for level in LEVELS}


def _weeks(today: date) -> tuple[date, ...]:
    """The Mondays since there were both seats and people, at most three years of them."""
    seats = PlaceCapacity.objects.aggregate(first=Min("starts_on"))["first"]
    people = Case.objects.aggregate(first=Min("opened_on"))["first"]
    if seats is None or people is None:
        return ()
    monday = today - timedelta(days=today.weekday())
    many = min(MOST_WEEKS, (monday - max(seats, people)).days // 7 + 1)
    return tuple(monday - WEEK * back for back in range(many - 1, -1, -1))


FEW = Reason("Visas inte. Färre än {least} personer har väntat någon vecka.", least=LEAST_SHOWN)
NEIGHBOUR = Reason("Visas inte. Annars går en liten grupp på en annan nivå att räkna ut.")


def _hidden(waiting: dict[int, list[int]]) -> dict[int, Reason]:
    """The levels whose people are not shown, and why: the few, and so many more that the few cannot be computed.

    All of them less the levels that are shown is what is hidden: never one level alone, and never few together.
    """
    hidden = {level: FEW for level, weeks in waiting.items() if _has_few(weeks)}
    rest = sorted(
        (level for level in LEVELS if level not in (ALL, *hidden)), key=lambda level: max(waiting[level], default=0)
    )
    while hidden and ALL not in hidden and (len(hidden) == 1 or _has_few(_together(waiting, hidden))):
        hidden[rest.pop(0) if rest else ALL] = NEIGHBOUR
    return hidden


def _has_few(weeks: Iterable[int]) -> bool:
    return any(0 < people < LEAST_SHOWN for people in weeks)


def _together(waiting: dict[int, list[int]], levels: Iterable[int]) -> list[int]:
    return [sum(people) for people in zip(*(waiting[level] for level in levels), strict=True)]


def _level(level: int, free: Sequence[int], waiting: Sequence[int], why_hidden: Reason | None) -> Level:
    """Where people are not shown, neither is what is expected of them nor what is missing for them."""
    free_ahead = look_ahead(free)
    if why_hidden is not None:
        return Level(level, tuple(free[-SHOWN_BACK:]), None, free_ahead, why_hidden, why_hidden)
    waiting_ahead = look_ahead(waiting)
    missing: Found
    if isinstance(free_ahead, Outlook) and isinstance(waiting_ahead, Outlook):
        missing = difference(waiting_ahead, free_ahead)
    else:
        missing = free_ahead if isinstance(free_ahead, Reason) else waiting_ahead
    return Level(level, tuple(free[-SHOWN_BACK:]), tuple(waiting[-SHOWN_BACK:]), free_ahead, waiting_ahead, missing)


# Free seats -----------------------------------------------------------------------------------------------------------


def _free(weeks: Sequence[date], today: date) -> dict[int, list[int]]:
    """What the ledger has as free on each Monday; a place stands in the row of every level that it takes."""
    first, last = weeks[0], weeks[-1]
    ledger = count(register(first=first, last=last, today=today), _by_level(), first=first, last=last)
    free = ledger.cells[Measure.FREE]
    return {level: [int(seats) for seats in free[level, ::7]] for level in LEVELS}


def _by_level() -> Slices:
    ranges = Place.objects.order_by("pk").values_list("pk", "independence_from", "independence_to")
    rows = [
        (place, *ALWAYS, level) for place, lowest, highest in ranges for level in (ALL, *range(lowest, highest + 1))
    ]
    return Slices(tuple(str(level) for level in LEVELS), Spans.of(rows))


# People who wait ------------------------------------------------------------------------------------------------------


def _waiting(weeks: Sequence[date]) -> dict[int, list[int]]:
    """Who on each Monday is enrolled and mapped and has no seat, at the level of independence that they have now."""
    first, last = weeks[0], weeks[-1]
    seats = defaultdict(list)
    placed = Placement.objects.seated().filter(starts_on__lte=last, ends_on__gte=first).order_by("pk")
    for case, starts_on, ends_on in placed.values_list("case_id", "starts_on", "ends_on"):
        seats[case].append((starts_on, ends_on))
    cases = (
        Case.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=first), opened_on__lte=last)
        .annotate(mapped_on=Min("mappings__held_on"))
        .filter(mapped_on__lte=last)
        .order_by("pk")
        .values_list("pk", "independence_level", "opened_on", "mapped_on", F("closed_on"))
    )
    steps = {level: [0] * (len(weeks) + 1) for level in LEVELS}
    for case, level, opened_on, mapped_on, closed_on in cases:
        for begins, ends in _without(max(opened_on, mapped_on), closed_on or FOREVER, seats.get(case, ())):
            since, until = (
                _week_at(begins, weeks),
                _week_at(ends + timedelta(days=1) if ends < FOREVER else ends, weeks),
            )
            for each in (ALL, level):
                steps[each][since] += 1
                steps[each][until] -= 1
    return {level: list(accumulate(each))[:-1] for level, each in steps.items()}


def _without(begins: date, ends: date, taken: Iterable[tuple[date, date]]) -> Iterable[tuple[date, date]]:
    """The parts of a period that none of the others covers."""
    for first, last in sorted(taken):
        if first > ends:
            break
        if first > begins:
            yield begins, first - timedelta(days=1)
        begins = max(begins, last + timedelta(days=1))
    if begins <= ends:
        yield begins, ends


def _week_at(day: date, weeks: Sequence[date]) -> int:
    """The number of the first Monday that is not before a day."""
    return min(max(0, -((weeks[0] - day).days // 7)), len(weeks))
