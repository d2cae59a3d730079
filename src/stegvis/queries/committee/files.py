"""Files (filer): the report as PDF, spreadsheet and JSON. They choose words and layout, never numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from stegvis.outside.documents import Quiet, Sheet, Value, pdf, workbook
from stegvis.queries.committee.report import Report
from stegvis.queries.indicator.figure import Figure, NamedCell, SeriesRow
from stegvis.queries.indicator.words import in_digits
from stegvis.rules.indicator.registry import ValueUnit
from stegvis.rules.indicator.table import Cell, Showing

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "committee" / "report.typ"


def as_json(report: Report) -> bytes:
    """Everything as data, for those who want to check or draw it themselves."""
    return (json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n").encode()


def as_pdf(report: Report) -> bytes:
    """The report as a tagged PDF (PDF/UA-1)."""
    return pdf(TEMPLATE, as_data(report) | {"words": _words()}, made_at=report.computed_at)


def as_xlsx(report: Report) -> bytes:
    """An overview, the definitions, and one sheet for each figure; numbers are numbers."""
    sheets = [_overview(report), _definitions(report), *(_sheet(figure) for figure in report.figures)]
    return workbook(sheets, title=report.title, made_at=report.computed_at)


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values: what JSON and the PDF's template are given."""
    return {
        "municipality": report.municipality,
        "title": report.title,
        "heading": report.heading,
        "lead": report.lead,
        "period": report.period.key,
        "period_label": report.period_label,
        "until": report.until.isoformat(),
        "is_running": report.is_running,
        "computed_at": report.computed_at.isoformat(timespec="minutes"),
        "language": report.language,
        "about_hiding": report.about_hiding,
        "figures": [_figure(figure) for figure in report.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "definition": figure.definition,
        "not_counted": figure.not_counted,
        "source": figure.source,
        "version": figure.version,
        "valid_from": figure.valid_from.isoformat(),
        "unit": figure.unit.value,
        "unit_label": figure.unit_label,
        "count_label": figure.count_label,
        "base_label": figure.base_label,
        "shows_base": figure.shows_base,
        "is_share": figure.is_share,
        "has_genders": figure.has_genders,
        "has_unknown": figure.has_unknown,
        "has_anything": figure.has_anything,
        "change": figure.change.words,
        "why_hidden": figure.why_hidden,
        "before_label": figure.change.before_label,
        "before": _cell(figure.change.before, figure.unit),
        "all": _cell(figure.cell, figure.unit),
        "women": _cell(figure.women, figure.unit),
        "men": _cell(figure.men, figure.unit),
        "unknown": _cell(figure.unknown, figure.unit),
        "asides": [_named(aside, ValueUnit.PEOPLE) for aside in figure.asides],
        "series": [_row(row, figure) for row in figure.series],
        "series_notes": list(figure.series_notes),
        "parts_heading": figure.parts_heading,
        "parts_title": figure.parts_title,
        "parts": [_named(part, figure.unit) for part in figure.parts],
        "parts_notes": list(figure.parts_notes),
    }


def _row(row: SeriesRow, figure: Figure) -> dict[str, Any]:
    return {
        "period": row.period.key,
        "label": row.label,
        "all": _cell(row.all, figure.unit),
        "women": _cell(row.women, figure.unit),
        "men": _cell(row.men, figure.unit),
        "unknown": _cell(row.unknown, figure.unit),
        "asides": [_named(aside, ValueUnit.PEOPLE) for aside in row.asides],
    }


def _named(each: NamedCell, unit: ValueUnit) -> dict[str, Any]:
    return {"key": each.key, "label": each.label} | _cell(each.cell, unit)


def _cell(cell: Cell, unit: ValueUnit) -> dict[str, Any]:
    """Numbers as numbers and as text in the report's language; a hidden cell has neither."""
    value = cell.value
    return {
        "showing": cell.showing.value,
        "value": None if value is None else float(value),
        "count": cell.count,
        "base": cell.base,
        "text": _shown(cell, None if value is None else in_digits(value, unit=unit)),
        "count_text": _shown(cell, None if cell.count is None else in_digits(cell.count)),
        "base_text": _shown(cell, None if cell.base is None else in_digits(cell.base)),
    }


def _shown(cell: Cell, text: str | None) -> str:
    if cell.is_hidden:
        return _(cell.showing.label)
    return "–" if text is None else text


def _words() -> dict[str, str]:
    """The words that the PDF's template writes itself."""
    return {
        "figures": _("Siffrorna i korthet"),
        "figure": _("Siffra"),
        "value": _("Värde"),
        "count": _("Antal"),
        "base": _("Bas"),
        "all": _("Alla"),
        "women": _("Kvinnor"),
        "men": _("Män"),
        "unknown": _("Uppgift saknas"),
        "year_before": _("Ett år tidigare"),
        "period": _("Period"),
        "change": _("Förändring"),
        "definition": _("Definition"),
        "version": _("Version"),
        "valid_from": _("gäller från"),
        "not_counted": _("Räknas inte"),
        "source": _("Källa"),
        "of": _("av"),
        "series": _("Åtta kvartal"),
        "chart": _("Diagram. Värdena står i tabellen under."),
        "definitions": _("Så räknas siffrorna"),
        "page": _("Sida"),
        "computed": _("Räknad"),
        "running": _("Perioden pågår. Siffrorna gäller till och med"),
        "empty": _("Inget att räkna i perioden."),
        "sum": _("Alla"),
    }


def _overview(report: Report) -> Sheet:
    head: list[list[Value]] = [
        [report.title],
        [report.municipality],
        [report.heading],
        [_("Räknad {moment}").format(moment=report.computed_at.strftime("%Y-%m-%d %H:%M"))],
        [report.about_hiding],
        [],
    ]
    columns: list[Value] = [
        _("Siffra"), _("Värde"), _("Mäts i"), _("Antal"), _("Bas"), _("Kvinnor"), _("Män"), _("Ett år tidigare"),
        _("Förändring"),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [
            figure.label,
            _number(figure.cell),
            figure.unit_label,
            _count(figure.cell),
            _base(figure.cell) if figure.is_share else "",
            _number(figure.women) if figure.has_genders else "",
            _number(figure.men) if figure.has_genders else "",
            _number(figure.change.before),
            figure.change.words or figure.why_hidden,
        ]
        for figure in report.figures
    ]
    return Sheet(_("Översikt"), [*head, columns, *rows], heading_row=len(head), title_rows=1)


def _definitions(report: Report) -> Sheet:
    columns: list[Value] = [_("Siffra"), _("Definition"), _("Räknas inte"), _("Källa"), _("Version"), _("Gäller från")]
    rows: list[list[Value]] = [
        [f.label, f.definition, f.not_counted, f.source, f.version, f.valid_from.isoformat()] for f in report.figures
    ]
    return Sheet(_("Definitioner"), [columns, *rows], heading_row=0)


def _sheet(figure: Figure) -> Sheet:
    """The series, then the units, with the reasons for what is hidden under each."""
    head: list[list[Value]] = [[figure.label], [figure.definition], []]
    series = [_series_columns(figure), *(list(_series_values(row, figure)) for row in figure.series)]
    notes: list[list[Value]] = [[note] for note in figure.series_notes]
    parts: list[list[Value]] = [[figure.parts_heading, *_columns(figure)]]
    parts += [[part.label, *_values(part.cell, figure)] for part in figure.parts]
    parts.append([_("Alla"), *_values(figure.cell, figure)])
    parts += [[note] for note in figure.parts_notes]
    above = len(head) + len(series) + len(notes) + 1
    return Sheet(
        figure.label, [*head, *series, *notes, [], *parts], heading_row=len(head), more_headings=(above,), title_rows=1
    )


def _columns(figure: Figure) -> list[Value]:
    if figure.is_share:
        return [_("Antal"), _("Bas"), _("Andel, procent")]
    return [_("Antal"), _("Median, dagar")] if figure.shows_base else [_("Antal")]


def _values(cell: Cell, figure: Figure) -> list[Value]:
    if figure.is_share:
        return [_count(cell), _base(cell), _number(cell)]
    return [_count(cell), _number(cell)] if figure.shows_base else [_number(cell)]


def _series_columns(figure: Figure) -> list[Value]:
    genders: list[Value] = [_("Kvinnor"), _("Män")] if figure.has_genders else []
    unknown: list[Value] = [_("Uppgift saknas")] if figure.has_genders and figure.has_unknown else []
    return [_("Period"), *_columns(figure), *genders, *unknown, *(aside.label for aside in figure.asides)]


def _series_values(row: SeriesRow, figure: Figure) -> Iterator[Value]:
    yield row.label
    yield from _values(row.all, figure)
    if figure.has_genders:
        yield from (_number(row.women), _number(row.men))
        if figure.has_unknown:
            yield _number(row.unknown)
    yield from _numbers(aside.cell for aside in row.asides)


def _numbers(cells: Iterable[Cell]) -> Iterator[Value]:
    return (_number(cell) for cell in cells)


def _number(cell: Cell) -> Value:
    return _or_word(cell, cell.value)


def _count(cell: Cell) -> Value:
    return _or_word(cell, cell.count)


def _base(cell: Cell) -> Value:
    return _or_word(cell, cell.base)


def _or_word(cell: Cell, value: Value | None) -> Value:
    if cell.is_hidden:
        return Quiet(_(Showing.FEW.label))
    return Quiet("–") if value is None else value
