"""Checking (kontroll): a file of stated figures against itself and against Stegvis, and its answer as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ...access import Actor, Permission, require
from ...outside.spreadsheets import CannotRead, Heading, read, write_csv, write_xlsx
from ...rules.stated import (
    COLUMNS,
    Call,
    Check,
    Contradiction,
    Problem,
    Table,
    check,
    headings_in,
    read_table,
)
from ...rules.stated.formula import calls_in
from ...rules.stated.table import Column
from ...rules.words import N_, Reason
from .figures import Asking, look_up

PERMISSION = Permission.INDICATOR_READ


@dataclass(frozen=True)
class Report:
    """What came of a file: why it could not be read as a table, or what was found in it."""

    stops: tuple[Reason, ...] = ()
    check: Check = field(default_factory=Check)


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


def _calls(table: Table) -> Iterable[Call]:
    for row in table.rows:
        if row.formula is not None:
            yield from calls_in(row.formula)


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
