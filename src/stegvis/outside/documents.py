"""Documents (dokument): PDF by typst and spreadsheets by xlsxwriter, from plain values."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .late import late

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

typst, xlsxwriter = late("typst"), late("xlsxwriter")

FONTS = Path(__file__).resolve().parents[1] / "static" / "vendor"
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31
WIDEST_COLUMN = 46


class Quiet(str):
    """A word in a number's place, such as that it is hidden."""

    __slots__ = ()


Value = str | int | Decimal


class DocumentFailed(Exception):
    """The template could not be made into a document; says what typst said."""


def pdf(template: Path, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The template with the data as a tagged PDF/UA-1. The same data and moment give the same bytes."""
    try:
        made: Any = typst.compile(
            template.read_bytes(),
            root=str(template.parent),
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as failure:
        raise DocumentFailed(failure.diagnostic or str(failure)) from failure
    return bytes(made)


def pictures(template: Path, data: Mapping[str, Any]) -> list[bytes]:
    """The same pages as pictures (PNG), for looking at."""
    made: Any = typst.compile(
        template.read_bytes(),
        root=str(template.parent),
        font_paths=_fonts(),
        format="png",
        ppi=96,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]


@cache
def _fonts() -> Any:
    """Inter, which comes with the assets, and typst's own; never those of the computer."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of values, the row of headings (from 0), further rows of headings, and rows in title size."""

    name: str
    rows: Sequence[Sequence[Value]]
    heading_row: int
    more_headings: tuple[int, ...] = ()
    title_rows: int = 0


def workbook(sheets: Sequence[Sheet], *, title: str, made_at: datetime) -> bytes:
    """A spreadsheet (XLSX). Text is always written as text, so that nothing becomes a formula."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "decimal": book.add_format({"num_format": "#,##0.0"}),
        "quiet": book.add_format({"align": "right", "font_color": "#5b6670"}),
        "text": book.add_format({"valign": "top"}),
    }
    names: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_sheet_name(sheet.name, names)), sheet, formats)
    book.close()
    return target.getvalue()


def _write(page: Worksheet, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    headings = {sheet.heading_row, *sheet.more_headings}
    for at, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(at, column, value, formats[_text_style(at, column, sheet, headings)])
            else:
                page.write_number(at, column, value, formats["decimal" if isinstance(value, Decimal) else "whole"])
    page.freeze_panes(sheet.heading_row + 1, 1)
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _text_style(at: int, column: int, sheet: Sheet, headings: set[int]) -> str:
    if at < sheet.title_rows:
        return "title"
    if at in headings:
        return "heading"
    return "quiet" if isinstance(sheet.rows[at][column], Quiet) else "text"


def _widths(sheet: Sheet) -> list[float]:
    """As wide as what stands in the tables; a line of text above them may flow over its neighbours."""
    tables = [row for row in sheet.rows[sheet.heading_row :] if len(row) > 1]
    columns = max((len(row) for row in tables), default=0)
    return [
        min(WIDEST_COLUMN, max(len(str(row[column])) for row in tables if len(row) > column) + 2)
        for column in range(columns)
    ]


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """At most 31 signs, none that a spreadsheet refuses, and no two alike."""
    clean = NOT_IN_SHEET_NAMES.sub(" ", wanted).strip("'")[:LONGEST_SHEET_NAME] or "1"
    name, number = clean, 2
    while name.casefold() in taken:
        name = f"{clean[: LONGEST_SHEET_NAME - 4]} ({number})"
        number += 1
    taken.add(name.casefold())
    return name
