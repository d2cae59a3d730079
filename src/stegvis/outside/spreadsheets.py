"""Spreadsheets (kalkylblad): bytes from somebody's computer to rows, and rows to a file that opens right in Excel."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..rules.exchange import Sheet
from ..rules.words import N_, Reason
from .late import late

openpyxl, xlsxwriter = late("openpyxl"), late("xlsxwriter")

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 50_000
MOST_ROWS_LOOKED_AT = 1_100_000
MOST_COLUMNS = 200
DELIMITERS = (";", ",", "\t", "|")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = "=+-@\t\r"
GUARDED = re.compile(r"'+[=+\-@\t\r]")
OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", N_("Filen är i det gamla Excel-formatet eller skyddad med lösenord. Spara den som .xlsx.")),
    (b"%PDF", N_("Filen är en PDF. Spara listan som .xlsx eller .csv.")),
    (b"\x89PNG", N_("Filen är en bild. Välj en lista som är sparad som .xlsx eller .csv.")),
    (b"\xff\xd8\xff", N_("Filen är en bild. Välj en lista som är sparad som .xlsx eller .csv.")),
    (b"GIF8", N_("Filen är en bild. Välj en lista som är sparad som .xlsx eller .csv.")),
    (b"{\\rtf", N_("Filen är ett textdokument. Spara listan som .xlsx eller .csv.")),
    (b"\x1f\x8b", N_("Filen är packad. Packa upp den först.")),
)


class CannotRead(Exception):
    """The file is none that can be read; says why in one sentence."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read(content: bytes, *, headings_in: Callable[[Sequence[Any]], int]) -> list[Sheet]:
    """The sheets of a CSV or XLSX file, told apart by what is in it, not by its name.

    `headings_in` counts the headings that somebody knows in a row; it decides between the possible separators of a CSV.
    Raises CannotRead.
    """
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise CannotRead(Reason("Filen är tom."))
    if len(content) > LARGEST_FILE:
        raise CannotRead(Reason("Filen är större än {most} MB. Dela upp den.", most=LARGEST_FILE // 1024 // 1024))
    for start, why in OTHER_FILES:
        if content.startswith(start):
            raise CannotRead(Reason(why))
    if content.startswith(b"PK"):
        return _read_workbook(content)
    return [Sheet("", _read_csv(_decoded(content), headings_in))]


# Reading CSV ---------------------------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    """The text of a CSV: UTF-8 or UTF-16 by its mark, else UTF-8 if it can be, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\x00" in content[:4096]:
        return _decoded_without_mark(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _decoded_without_mark(content: bytes) -> str:
    """UTF-16 that lacks its mark has a zero in every other byte; other files with zeros are no lists."""
    for encoding, zeros in (("utf-16-le", content[1:4096:2]), ("utf-16-be", content[:4096:2])):
        if zeros.count(0) > len(zeros) * 0.7:
            return content.decode(encoding, "replace")
    raise CannotRead(Reason("Filen är ingen lista. Välj en som är sparad som .xlsx eller .csv."))


def _read_csv(text: str, headings_in: Callable[[Sequence[Any]], int]) -> list[list[str | None]]:
    told = re.match(r"(?i)sep=(.)\r?\n", text)
    delimiter = told[1] if told else _delimiter(text, headings_in)
    rows = _parsed(text, delimiter)
    if told:
        rows[0] = []
    return rows


def _delimiter(text: str, headings_in: Callable[[Sequence[Any]], int]) -> str:
    """The separator that shows the most headings on one of the first rows; else the one that splits the most."""
    lines = "".join(text.splitlines(keepends=True)[:40])

    def score(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))
        except csv.Error:
            return 0, 0
        return max(map(headings_in, rows), default=0), max(map(len, rows), default=0)

    return max(DELIMITERS, key=score)


def _parsed(text: str, delimiter: str) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    filled = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            row = [_without_guard(cell) or None for cell in record[:MOST_COLUMNS]]
            filled += any(row)
            _stop_if_too_many(filled)
            rows.append(row)
    except csv.Error as error:
        raise CannotRead(
            Reason("Rad {row} går inte att läsa. Kontrollera citattecknen där.", row=len(rows) + 1)
        ) from error
    return rows


def _stop_if_too_many(filled: int) -> None:
    if filled > MOST_ROWS + 20:
        raise CannotRead(Reason("Filen har fler än {most} rader. Dela upp den.", most=MOST_ROWS))


def _without_guard(cell: str) -> str:
    """Take away the apostrophe that `write_csv` put before what a spreadsheet would take for a formula."""
    return cell[1:] if GUARDED.match(cell) else cell


# Reading XLSX --------------------------------------------------------------------------------------------------------


def _read_workbook(content: bytes) -> list[Sheet]:
    try:
        _check_archive(content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return [_read_sheet(sheet) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        finally:
            workbook.close()
    except CannotRead:
        raise
    except (zipfile.BadZipFile, openpyxl.utils.exceptions.InvalidFileException, OSError, EOFError) as error:
        raise CannotRead(Reason("Filen är skadad och går inte att öppna. Spara den på nytt i Excel.")) from error
    except Exception as error:  # openpyxl raises whatever a broken file makes its parts raise
        raise CannotRead(Reason("Filen går inte att läsa som kalkylblad. Spara den på nytt i Excel.")) from error


def _check_archive(content: bytes) -> None:
    """An XLSX is a zip file: look at what it says it holds before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise CannotRead(Reason("Filen blir för stor när den packas upp. Dela upp den."))
    if "content.xml" in names:
        raise CannotRead(Reason("Filen är ett OpenDocument-kalkylblad (.ods). Spara den som .xlsx."))
    if "word/document.xml" in names:
        raise CannotRead(Reason("Filen är ett Word-dokument. Spara listan som .xlsx eller .csv."))
    if "xl/workbook.xml" not in names:
        raise CannotRead(Reason("Filen är en packad mapp, inget kalkylblad. Packa upp den först."))


def _read_sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()
    rows: list[list[Any]] = []
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = [_plain(cell) for cell in cells[:MOST_COLUMNS]]
        if any(cell is not None for cell in row):
            filled += 1
            _stop_if_too_many(filled)
            rows += [[]] * (number - 1 - len(rows))
            rows.append(row)
        if number > MOST_ROWS_LOOKED_AT:
            break
    return Sheet(sheet.title, rows)


def _plain(cell: Any) -> Any:
    """A time of day, a length of time and the like are read as they are written."""
    if cell is None or isinstance(cell, str | bool | int | float | date):
        return cell or None if isinstance(cell, str) else cell
    return str(cell)


# Writing -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """The head of one column and how wide it is, in characters."""

    text: str
    width: int = 16


def write_csv(headings: Sequence[Heading], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV that a Swedish Excel opens right: UTF-8 with its mark, semicolons, decimal commas, no live formulas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading.text for heading in headings])
    for row in rows:
        writer.writerow([_as_csv(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _as_csv(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | Decimal):
        return str(cell).replace(".", ",")
    text = str(cell)
    if isinstance(cell, str) and (text.startswith(tuple(FORMULA_STARTS)) or GUARDED.match(text)):
        return f"'{text}"
    return text


def write_xlsx(
    title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Any]], *, notes: Sequence[Sequence[str]] = ()
) -> bytes:
    """A workbook with real dates and numbers; every text is written as text, so that none becomes a formula.

    `notes` become a second sheet, that explains the columns.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading.text, bold)
            sheet.set_column(column, column, max(heading.width, 8))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write_cell(sheet, number, column, cell)
        if notes:
            _write_notes(workbook.add_worksheet(_("Så fyller du i")), notes, bold, wrapped)
    return target.getvalue()


def _write_cell(sheet: Any, number: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(number, column, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(number, column, cell)
    elif isinstance(cell, date) and cell.year >= 1900:
        moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
        sheet.write_datetime(number, column, moment)
    else:
        sheet.write_string(number, column, str(cell))


def _write_notes(sheet: Any, notes: Sequence[Sequence[str]], bold: Any, wrapped: Any) -> None:
    for column, width in enumerate((26, 60, 28, 60)):
        sheet.set_column(column, column, width)
    for number, note in enumerate(notes):
        for column, text in enumerate(note):
            sheet.write_string(number, column, text, bold if number == 0 else wrapped)
    sheet.freeze_panes(1, 0)
