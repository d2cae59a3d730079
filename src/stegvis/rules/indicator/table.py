"""Table (tabell): one figure measured for every period and group, with what may not be shown taken away.

A calendar year is protected as a whole, always the same way: its quarters and the year, everybody, women and men, and
the units. So two pages that show parts of the same year can never be put together to something that neither shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..people import Gender
from ..suppression import Sum, Tally, few_on_either_side, few_people, hidden
from ..words import N_, Labelled
from .facts import Facts
from .period import Period
from .registry import Indicator, Measured, Number, Parts, Population

ALL = "all"
GENDERS = tuple(f"gender:{gender.value}" for gender in Gender)
PART = "part:"
Place = tuple[Period, str]
NOTHING = Measured(0, 0, None)


class Showing(Labelled):
    """Whether a cell is shown, and if not, why."""

    SHOWN = "shown", N_("visas")
    NOBODY = "nobody", N_("ingen att räkna")
    FEW = "few", N_("döljs")
    NEIGHBOUR = "neighbour", N_("döljs")

    @property
    def is_hidden(self) -> bool:
        return self in (Showing.FEW, Showing.NEIGHBOUR)


@dataclass(frozen=True)
class Cell:
    """One place in the table. A hidden cell holds no numbers at all."""

    showing: Showing
    count: int | None = None
    base: int | None = None
    value: Number | None = None

    @property
    def is_hidden(self) -> bool:
        return self.showing.is_hidden


@dataclass(frozen=True)
class Table:
    """The cells of one figure (and of its asides) by period and group."""

    cells: Mapping[Place, Cell]
    asides: Mapping[str, Mapping[Place, Cell]]
    parts: tuple[str, ...]

    def __add__(self, other: Table) -> Table:
        """The tables of two years beside each other."""
        keys = {*self.asides, *other.asides}
        return Table(
            {**self.cells, **other.cells},
            {key: {**self.asides.get(key, {}), **other.asides.get(key, {})} for key in keys},
            tuple(sorted({*self.parts, *other.parts})),
        )

    def at(self, period: Period, group: str = ALL) -> Cell:
        return self.cells.get((period, group), Cell(Showing.NOBODY))

    def aside_at(self, key: str, period: Period, group: str = ALL) -> Cell:
        return self.asides.get(key, {}).get((period, group), Cell(Showing.NOBODY))


def part(key: str) -> str:
    """The group of a unit or a department."""
    return PART + key


def tables(indicators: Sequence[Indicator], facts: Facts, *, year: int, today: date) -> dict[str, Table]:
    """Measure and protect one calendar year. `indicators` must hold every figure of its populations (see `family`)."""
    measured = _Measured(facts, year=year, today=today)
    made: dict[str, Table] = {}
    for population in dict.fromkeys(each.population for each in indicators):
        same = [each for each in indicators if each.population is population]
        made |= _protected(same, measured)
    return made


def family(indicator: Indicator, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The figures that are counted out of the same people, and so must be protected together."""
    return tuple(each for each in indicators if each.population is indicator.population)


class _Measured:
    """The facts of every period and group of a year, divided once."""

    def __init__(self, facts: Facts, *, year: int, today: date) -> None:
        self.year = year
        self.is_running = not Period(year).is_over(today)
        self.facts: dict[Place, Facts] = {}
        for period in _periods(year):
            during = facts.during(period, today=today)
            self.facts[period, ALL] = during
            for name, some in during.by("gender").items():
                self.facts[period, f"gender:{name}"] = some
            for name, some in during.by("unit").items():
                self.facts[period, part(name)] = some

    def parts_of(self, indicator: Indicator) -> set[str]:
        """The units that have any row of the kinds that the figure reads."""
        return {
            group
            for (_, group), facts in self.facts.items()
            if group.startswith(PART) and any(getattr(facts, kind) for kind in indicator.reads)
        }

    def cells(self, indicator: Indicator, groups: Sequence[str]) -> dict[Place, Measured]:
        return {
            (period, group): indicator.measure(self.facts.get((period, group), Facts()))
            for period in _periods(self.year)
            for group in groups
        }


def _periods(year: int) -> tuple[Period, ...]:
    return (Period(year), *Period(year).quarters)


def _groups(indicator: Indicator, parts: Sequence[str]) -> tuple[str, ...]:
    genders = GENDERS if indicator.has_genders and indicator.parts is not Parts.DEPARTMENTS else ()
    return (ALL, *genders, *parts)


def _protected(same: Sequence[Indicator], measured: _Measured) -> dict[str, Table]:
    """The tables of one population."""
    parts = tuple(sorted({name for each in same for name in measured.parts_of(each)}))
    numbers = {each.key: measured.cells(each, _groups(each, parts)) for each in same}
    masks = _masks(same, numbers, measured, parts)
    made = {}
    for each in same:
        small = few_on_either_side if each.is_share else few_people
        cells = {
            place: _cell(found, hide=place in masks[each.key], few=small(Tally(found.count, found.base)))
            for place, found in numbers[each.key].items()
        }
        made[each.key] = Table(cells, _asides(each, measured, parts, masks[each.key]), parts)
    return made


def _masks(
    same: Sequence[Indicator],
    numbers: Mapping[str, Mapping[Place, Measured]],
    measured: _Measured,
    parts: Sequence[str],
) -> dict[str, frozenset[Place]]:
    """What to hide of each figure: first where the people are few, then where the counted or the rest are.

    Among equals the first in order is hidden, so a sum of figures (work or studies) stands last: it says the most.
    """
    if same[0].population is Population.SEATS:
        return {each.key: frozenset() for each in same}
    people = next(iter(numbers.values()))
    adds_up = all(each.adds_up_over_time for each in same)
    groups = {group for _, group in people}
    lines = [
        line
        for line in _lines(measured.year, parts, over_time=adds_up, is_running=measured.is_running)
        if {group for _, group in (line.total, *line.parts)} <= groups
    ]
    few = hidden({place: Tally(m.base, m.base) for place, m in people.items()}, lines, sensitive=few_people)
    shares = sorted((each for each in same if each.is_share), key=lambda each: bool(each.sum_of))
    cells = {(each.key, place): Tally(m.count, m.base) for each in shares for place, m in numbers[each.key].items()}
    joint = hidden(
        cells,
        [*_lines_of_each(shares, lines), *_sums_of_figures(shares, people)],
        sensitive=few_on_either_side,
        already=[(each.key, place) for each in shares for place in few],
    )
    masks = {each.key: few for each in same}
    for each in shares:
        masks[each.key] = frozenset(place for key, place in joint if key == each.key)
    return masks


def _lines(year: int, parts: Sequence[str], *, over_time: bool, is_running: bool) -> list[Sum[Place]]:
    """Everybody is women, men and unknown; everybody is all units; a year is its quarters.

    The first days of a quarter are few. In a year that runs they hide the year so far, never a quarter that is over:
    what was shown of it stays shown.
    """
    whole = Period(year)
    groups = (ALL, *GENDERS, *parts)
    lines = [
        Sum((whole, group), tuple((quarter, group) for quarter in whole.quarters), total_goes_first=is_running)
        for group in (groups if over_time else ())
    ]
    for period in _periods(year):
        lines.append(Sum((period, ALL), tuple((period, group) for group in GENDERS)))
        if parts:
            lines.append(Sum((period, ALL), tuple((period, group) for group in parts)))
    return lines


def _lines_of_each(shares: Sequence[Indicator], lines: Sequence[Sum[Place]]) -> Iterator[Sum[tuple[str, Place]]]:
    for each in shares:
        for line in lines:
            yield Sum((each.key, line.total), tuple((each.key, place) for place in line.parts), line.total_goes_first)


def _sums_of_figures(shares: Sequence[Indicator], places: Iterable[Place]) -> Iterator[Sum[tuple[str, Place]]]:
    """A figure that is the sum of others, such as work or studies, in every period and group."""
    for each in shares:
        if each.sum_of:
            for place in places:
                yield Sum((each.key, place), tuple((key, place) for key in each.sum_of))


def _asides(
    indicator: Indicator, measured: _Measured, parts: Sequence[str], mask: frozenset[Place]
) -> dict[str, dict[Place, Cell]]:
    """The numbers beside the value, for everybody and by unit, hidden also where the value is."""
    groups = (ALL, *parts)
    lines = [
        line
        for line in _lines(measured.year, parts, over_time=True, is_running=measured.is_running)
        if line.total[1] in groups and line.parts[0][1] in groups
    ]
    shown = {}
    for aside in indicator.asides:
        places = [(period, group) for period in _periods(measured.year) for group in groups]
        counts = {place: aside.count(measured.facts.get(place, Facts())) for place in places}
        here = hidden(
            {place: Tally(count, count) for place, count in counts.items()},
            lines,
            sensitive=few_people,
            already=[place for place in mask if counts.get(place)],
        )
        shown[aside.key] = {place: _aside_cell(count, hide=place in here) for place, count in counts.items()}
    return shown


def _aside_cell(count: int, *, hide: bool) -> Cell:
    return _cell(Measured(count, count, count), hide=hide, few=few_people(Tally(count, count)))


def _cell(found: Measured, *, hide: bool, few: bool) -> Cell:
    if hide:
        return Cell(Showing.FEW if few else Showing.NEIGHBOUR)
    if found.value is None:
        return Cell(Showing.NOBODY, 0, 0)
    return Cell(Showing.SHOWN, found.count, found.base, found.value)
