"""Figure (siffran): value, count and base, women and men, eight quarters and the units; what is small is hidden.

Every page, the report and its files show this same object: two of them can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from stegvis.queries.facts import Between, Underlay, facts_of
from stegvis.queries.indicator.words import (
    difference_in_words,
    direction_in_words,
    gap_in_words,
    in_a_row,
    say,
    why_hidden,
)
from stegvis.rules.indicator.period import Period
from stegvis.rules.indicator.registry import INDICATORS, Indicator, Parts, ValueUnit, indicators_on
from stegvis.rules.indicator.table import ALL, GENDERS, PART, Cell, Showing, Table, family, part, tables
from stegvis.rules.suppression import LEAST_SHOWN
from stegvis.rules.words import N_

WOMEN, MEN, UNKNOWN = GENDERS
PER = {Parts.UNITS: N_("Per enhet"), Parts.DEPARTMENTS: N_("Per förvaltning")}
ALSO = N_("{names} döljs också, annars går det som är dolt att räkna ut.")
ELSEWHERE = N_("{names} döljs, annars går en liten grupp i ett annat kvartal eller en annan siffra att räkna ut.")


@dataclass(frozen=True)
class NamedCell:
    """A cell with the name of its row: a unit, or a number beside the value."""

    key: str
    label: str
    cell: Cell


@dataclass(frozen=True)
class SeriesRow:
    """One period of the series."""

    period: Period
    label: str
    all: Cell
    women: Cell
    men: Cell
    unknown: Cell
    asides: tuple[NamedCell, ...]


@dataclass(frozen=True)
class Change:
    """The same period a year before, and the difference in a word and in words (empty when there is no value)."""

    before: Cell
    before_label: str
    direction: str
    words: str


@dataclass(frozen=True)
class Figure:
    """One figure of one period, for the whole or for one unit."""

    key: str
    label: str
    definition: str
    not_counted: str
    source: str
    count_label: str
    base_label: str
    version: int
    valid_from: date
    unit: ValueUnit
    unit_label: str
    period: Period
    period_label: str
    until: date
    is_running: bool
    part_key: str
    part_label: str
    cell: Cell
    why_hidden: str
    women: Cell
    men: Cell
    unknown: Cell
    has_genders: bool
    gap: str
    """The difference between women and men in words; empty for numbers of people and where either is hidden."""
    asides: tuple[NamedCell, ...]
    change: Change
    series: tuple[SeriesRow, ...]
    parts_heading: str
    parts_title: str
    parts: tuple[NamedCell, ...]
    series_notes: tuple[str, ...]
    parts_notes: tuple[str, ...]

    @property
    def is_share(self) -> bool:
        return self.unit is ValueUnit.PERCENT

    @property
    def decimals(self) -> int:
        return 1 if self.is_share else 0

    @property
    def shows_base(self) -> bool:
        """Whether count and base say more than the value: of a share both, of a median how many it is over."""
        return self.unit in (ValueUnit.PERCENT, ValueUnit.DAYS)

    @property
    def has_unknown(self) -> bool:
        """Somebody's gender is not known, so it needs a column: women and men do not add up to all."""
        return any(row.unknown.showing is not Showing.NOBODY for row in self.series if row.unknown.base != 0)

    @property
    def has_anything(self) -> bool:
        return any(row.all.is_hidden or row.all.base for row in self.series) or self.cell.is_hidden


def figures_of(
    period: Period, *, today: date, keys: Iterable[str] | None = None, part_key: str = ""
) -> tuple[Figure, ...]:
    """The figures of a period (all of them, or those asked for) in the order of the registry.

    One statement for each kind of fact that they read, and one for the names of the units.
    """
    everything = indicators_on(period.last_day)
    wanted = [each for each in everything if keys is None or each.key in keys]
    needed = [each for each in everything if any(each in family(one, everything) for one in wanted)]
    years = range(min(period.series()[0].year, period.year - 1), period.year + 1)
    underlay = facts_of(
        {kind for each in needed for kind in each.reads}, Between(date(years[0], 1, 1), date(years[-1], 12, 31))
    )
    found = _tables(needed, underlay, years, today)
    return tuple(
        _figure(each, found[each.key], period, today=today, part_key=part_key, names=underlay.names) for each in wanted
    )


def _tables(needed: Sequence[Indicator], underlay: Underlay, years: range, today: date) -> dict[str, Table]:
    """Each year with the versions that held in it."""
    found: dict[str, Table] = {}
    keys = {each.key for each in needed}
    for year in years:
        versions = [each for each in indicators_on(date(year, 12, 31), INDICATORS) if each.key in keys]
        for key, table in tables(versions, underlay.facts, year=year, today=today).items():
            found[key] = found[key] + table if key in found else table
    return found


def _figure(
    indicator: Indicator, table: Table, period: Period, *, today: date, part_key: str, names: Mapping[str, str]
) -> Figure:
    group = part(part_key) if part_key else ALL
    series = tuple(_row(indicator, table, each, group) for each in period.series() if each.has_begun(today))
    parts = _parts(table, period, names)
    return Figure(
        key=indicator.key,
        label=_(indicator.label),
        definition=_(indicator.definition),
        not_counted=_(indicator.not_counted),
        source=_(indicator.source),
        count_label=_(indicator.count_label),
        base_label=_(indicator.population.label),
        version=indicator.version,
        valid_from=indicator.valid_from,
        unit=indicator.unit,
        unit_label=_(indicator.unit.label),
        period=period,
        period_label=say(period.words),
        until=min(period.last_day, today),
        is_running=not period.is_over(today),
        part_key=part_key,
        part_label=_name(part_key, names) if part_key else "",
        cell=table.at(period, group),
        why_hidden=why_hidden(table.at(period, group)),
        women=table.at(period, WOMEN),
        men=table.at(period, MEN),
        unknown=table.at(period, UNKNOWN),
        has_genders=indicator.has_genders and indicator.counts_people and not part_key,
        gap="" if part_key else gap_in_words(indicator.unit, table.at(period, WOMEN), table.at(period, MEN)),
        asides=_asides(indicator, table, period, group),
        change=_change(indicator, table, period, group),
        series=series,
        parts_heading=_(indicator.parts.label),
        parts_title=_(PER[indicator.parts]),
        parts=parts,
        series_notes=_series_notes(
            series, has_genders=indicator.has_genders and indicator.counts_people and not part_key
        ),
        parts_notes=_parts_notes(parts, indicator.parts),
    )


def _row(indicator: Indicator, table: Table, period: Period, group: str) -> SeriesRow:
    return SeriesRow(
        period=period,
        label=say(period.short),
        all=table.at(period, group),
        women=table.at(period, WOMEN),
        men=table.at(period, MEN),
        unknown=table.at(period, UNKNOWN),
        asides=_asides(indicator, table, period, group),
    )


def _asides(indicator: Indicator, table: Table, period: Period, group: str) -> tuple[NamedCell, ...]:
    return tuple(
        NamedCell(aside.key, _(aside.label), table.aside_at(aside.key, period, group)) for aside in indicator.asides
    )


def _change(indicator: Indicator, table: Table, period: Period, group: str) -> Change:
    now, before = table.at(period, group), table.at(period.year_before, group)
    label = say(period.year_before.words)
    return Change(
        before,
        label,
        direction_in_words(indicator.unit, now, before),
        difference_in_words(indicator.unit, now, before, label),
    )


def _parts(table: Table, period: Period, names: Mapping[str, str]) -> tuple[NamedCell, ...]:
    """The units with anything in the period, by name."""
    found = [
        NamedCell(name.removeprefix(PART), _name(name.removeprefix(PART), names), table.at(period, name))
        for name in table.parts
    ]
    return tuple(
        sorted(
            (each for each in found if each.cell.is_hidden or each.cell.base), key=lambda each: _sortable(each.label)
        )
    )


def _name(key: str, names: Mapping[str, str]) -> str:
    """Departments have names; the kinds of host outside the municipality have words."""
    return names.get(key, key) if key.isdecimal() else _(names.get(key, key))


def _sortable(name: str) -> str:
    """Å, ä and ö after z, whatever the computer's language."""
    return name.casefold().translate(str.maketrans("åäöéü", "{|}ey"))


def _series_notes(series: Sequence[SeriesRow], *, has_genders: bool) -> tuple[str, ...]:
    cells = [cell for row in series for cell in _cells_of(row, has_genders=has_genders)]
    return _notes(cells)


def _cells_of(row: SeriesRow, *, has_genders: bool) -> list[Cell]:
    genders = [row.women, row.men, row.unknown] if has_genders else []
    return [row.all, *genders, *(each.cell for each in row.asides)]


def _notes(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Why cells of a table are hidden, and why their neighbours are."""
    showings = {cell.showing for cell in cells}
    notes = []
    if Showing.FEW in showings:
        notes.append(_("Grupper med färre än {least} döljs.").format(least=LEAST_SHOWN))
        if Showing.NEIGHBOUR in showings:
            notes.append(_("Några siffror till döljs, annars går de små grupperna att räkna ut."))
    elif Showing.NEIGHBOUR in showings:
        notes.append(_("Några siffror döljs, annars går små grupper i en annan tabell att räkna ut."))
    if notes:
        notes.append(_("De ingår i summorna."))
    return tuple(notes)


def _parts_notes(parts: Sequence[NamedCell], heading: Parts) -> tuple[str, ...]:
    """Names the units that are hidden, and why."""
    if heading is Parts.DEPARTMENTS:
        return ()
    few = [each.label for each in parts if each.cell.showing is Showing.FEW]
    neighbours = [each.label for each in parts if each.cell.showing is Showing.NEIGHBOUR]
    notes = []
    if few:
        notes.append(
            _("{names} har färre än {least} i någon grupp och visas inte.").format(
                names=in_a_row(few), least=LEAST_SHOWN
            )
        )
    if neighbours:
        said = ALSO if few else ELSEWHERE
        notes.append(_(said).format(names=in_a_row(neighbours)))
    if few or neighbours:
        notes.append(_("De ingår i summan."))
    return tuple(notes)
