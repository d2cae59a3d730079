"""Stated figures (angivna siffror): a file checked against itself and against the figures of Stegvis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from stegvis.access import Actor, Permission, may, require
from stegvis.outside.spreadsheets import CannotRead, Heading, read, write_csv, write_xlsx
from stegvis.queries.indicator import Figure, figures_of
from stegvis.rules.indicator.period import Period, read_period, reasons_not_to_report
from stegvis.rules.indicator.registry import INDICATORS, Indicator, ValueUnit
from stegvis.rules.stated import (
    COLUMNS,
    Call,
    Check,
    Contradiction,
    Problem,
    Quantity,
    QuantityKind,
    Table,
    check,
    headings_in,
    read_table,
)
from stegvis.rules.stated.formula import calls_in
from stegvis.rules.stated.table import Column
from stegvis.rules.words import N_, Reason

PERMISSION = Permission.INDICATOR_READ
MOST_PERIODS = 24
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Report:
    """What came of a file: why it could not be read as a table, or what was found in it."""

    stops: tuple[Reason, ...] = ()
    check: Check = field(default_factory=Check)


@dataclass
class Asking:
    """Whose question it is and on which day, with the periods that the whole table asks about read once each."""

    by: Actor
    today: date
    calls: tuple[Call, ...] = ()
    read: dict[Period, dict[str, Figure]] = field(default_factory=dict)


@dataclass(frozen=True)
class NamedFigure:
    """A figure of Stegvis that `equals` can name: what it is, an example, and who answers."""

    label: str
    example: str
    answer: Callable[[Asking, Call], Quantity | Reason]


def check_file(content: bytes, *, by: Actor, today: date) -> Report:
    """Read a CSV or XLSX of stated figures, compute everything anew, and say what contradicts."""
    require(by, PERMISSION)
    try:
        sheets = read(content, headings_in=headings_in)
    except CannotRead as wrong:
        return Report(stops=(wrong.reason,))
    table = read_table(sheets)
    if table.stops:
        return Report(stops=table.stops)
    asking = Asking(by, today, tuple(dict.fromkeys(_calls(table))))
    return Report(check=check(table, lambda call: look_up(asking, call)))


def look_up(asking: Asking, call: Call) -> Quantity | Reason:
    """The value of a named figure, or why there is none."""
    named = FIGURES.get(call.name)
    if named is None:
        known = ", ".join(sorted(FIGURES))
        return Reason(
            "Stegvis har ingen siffra som heter {name}. De som finns är {known}.", name=call.name, known=known
        )
    return named.answer(asking, call)


def _calls(table: Table) -> Iterable[Call]:
    for row in table.rows:
        if row.formula is not None:
            yield from calls_in(row.formula)


# The figures of the follow-up -----------------------------------------------------------------------------------------


def _indicator(asking: Asking, call: Call) -> Quantity | Reason:
    period = _period(asking, call)
    if isinstance(period, Reason):
        return period
    if not may(asking.by, Permission.INDICATOR_READ):
        return Reason("Din roll kan inte läsa {name}.", name=call.name)
    if period not in asking.read and len(asking.read) >= MOST_PERIODS:
        return Reason("Tabellen frågar om fler än {most} perioder. Dela upp den.", most=MOST_PERIODS)
    return _shown(_figures(asking, period)[_key(call)], call)


def _shown(figure: Figure, call: Call) -> Quantity | Reason:
    """A value that is hidden on the pages is hidden here too."""
    if figure.cell.is_hidden:
        return Reason("{call} visas inte, för att skydda små grupper.", call=str(call))
    if figure.cell.value is None:
        return Reason("{call} har inget att räkna.", call=str(call))
    return _quantity(figure)


def _period(asking: Asking, call: Call) -> Period | Reason:
    if len(call.arguments) != 1:
        return Reason("Skriv en period inom parentes: {name}(2020) eller {name}(2020-Q3).", name=call.name)
    period = read_period(call.arguments[0])
    if isinstance(period, Period):
        for reason in reasons_not_to_report(period, today=asking.today):
            return reason
    return period


def _figures(asking: Asking, period: Period) -> dict[str, Figure]:
    """Every figure that the table asks about in a period, read at once."""
    if period not in asking.read:
        keys = {_key(call) for call in asking.calls if [period.key] == [_same(each) for each in call.arguments]}
        found = figures_of(period, today=asking.today, keys=keys)
        asking.read[period] = {figure.key: figure for figure in found}
    return asking.read[period]


def _same(argument: str) -> str:
    """A period as its key, however it is written."""
    period = read_period(argument)
    return period.key if isinstance(period, Period) else argument


def _key(call: Call) -> str:
    return call.name.partition(".")[2]


def _quantity(figure: Figure) -> Quantity:
    """The value as it is shown: shares with one decimal, a median of days to the nearest day, the rest exact."""
    value = Decimal(figure.cell.value or 0)
    if figure.unit is ValueUnit.PERCENT:
        return Quantity(value / 100, Decimal("0.0005"), QuantityKind.PERCENT)
    return Quantity(value, HALF if figure.unit is ValueUnit.DAYS else Decimal(0))


def _named(indicator: Indicator) -> NamedFigure:
    return NamedFigure(indicator.label, f"indicator.{indicator.key}(2026-Q3)", _indicator)


FIGURES: dict[str, NamedFigure] = {f"indicator.{each.key}": _named(each) for each in INDICATORS}
"""Every figure that `equals` can name. A stage with figures of its own adds them here."""


# What the page and the command give away ------------------------------------------------------------------------------

EXAMPLE = (
    ("ordinary", N_("Platser i ordinarie verksamhet"), 475, "", N_("avsnitt 1")),
    ("ias", N_("Platser inom idrott och arbetsmarknadsservice"), 186, "", N_("avsnitt 1")),
    ("total", N_("Platser totalt"), 661, "ordinary + ias", N_("avsnitt 1")),
    ("total", N_("Platser totalt"), 649, "ordinary + ias", N_("avsnitt 2")),
    ("share", N_("Andel i ordinarie verksamhet"), "72 %", "ordinary / total", N_("avsnitt 1")),
)
"""Five rows to begin from; one of them is wrong, so that whoever tries sees what that looks like."""
WIDTHS = {Column.LABEL: 48, Column.EQUALS: 32}


def template(*, as_workbook: bool) -> bytes:
    """A file to begin from, with the right headings and five rows."""
    headings = [Heading(column.value, WIDTHS.get(column, 14)) for column in COLUMNS]
    rows = [(id, _(label), value, equals, _(source)) for id, label, value, equals, source in EXAMPLE]
    if not as_workbook:
        return write_csv(headings, rows)
    notes = [(_("Kolumn"), _("Vad den är")), *((column.value, _(column.label)) for column in COLUMNS)]
    return write_xlsx(_("Siffror"), headings, rows, notes=notes)


def in_words(said: Reason | str) -> str:
    """A reason with the reasons in it, in the reader's language."""
    if isinstance(said, str):
        return said
    return _(said.template).format(
        **{name: in_words(value) if isinstance(value, Reason) else value for name, value in said.values.items()}
    )


def as_json(report: Report) -> dict[str, Any]:
    """The whole answer as plain data, with its sentences in the reader's language."""
    if report.stops:
        return {"readable": False, "reasons": [in_words(reason) for reason in report.stops]}
    found = report.check
    return {
        "readable": True,
        "rows": found.rows,
        "compared": found.compared,
        "contradictions": [_contradiction(each) for each in found.contradictions],
        "problems": [_problem(each) for each in found.problems],
        "notices": [_problem(each) for each in found.notices],
    }


def _contradiction(each: Contradiction) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "id": each.id,
        "label": each.label,
        "text": in_words(each.text),
        "hint": in_words(each.hint) if each.hint else "",
        "stated": each.stated,
        "other": each.other,
        "where": [in_words(place) for place in each.where],
        "rows": list(each.rows),
        "equals": each.equals,
        "terms": [
            {"id": term.id, "label": term.label, "value": term.value, "where": in_words(term.where)}
            for term in each.terms
        ],
    }


def _problem(each: Problem) -> dict[str, Any]:
    return {"row": each.row, "column": each.column, "cell": each.cell, "text": in_words(each.reason)}
