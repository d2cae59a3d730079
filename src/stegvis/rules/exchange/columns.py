"""Columns (kolumner): what a file's headings may be called, and a sheet read through them row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..words import Reason
from .cells import FOOTNOTES, as_text, error_from_excel, is_empty, label_key, shown, tidy

HEADER_WITHIN = 20
TOTAL_WORDS = frozenset(["summa", "totalt", "total", "summering", "delsumma", "antal", "sum", "subtotal"])
COMMENT_SIGNS = ("#", "//")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a file: its Swedish heading, other headings it is known by, how a cell is read and written.

    `read` gets the cell and today's date; `write` gets a value and gives text, a number or a date.
    `refers_to` names the directory in which a text is looked up (units, programmes, people …).
    """

    key: str
    header: str
    read: Callable[[Any, date], Any]
    write: Callable[[Any], Any] = lambda value: value
    aliases: tuple[str, ...] = ()
    hint: str = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    refers_to: str = ""
    width: int = 16

    @property
    def headings(self) -> list[str]:
        return [label_key(text) for text in (self.key, self.header, *self.aliases)]


@dataclass(frozen=True)
class Sheet:
    """One sheet as the file gave it: row 1 is the first."""

    name: str
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class CellError:
    """Why one cell, or a whole row, cannot be read or saved. `cell` is its address, as C7."""

    cell: str
    header: str
    reason: Reason


@dataclass(frozen=True)
class Failed:
    """A cell that could not be read."""

    raw: Any
    reason: Reason


@dataclass(frozen=True)
class ReadRow:
    """One row with what its filled cells say. An empty cell says nothing: what is known stays."""

    number: int
    values: Mapping[str, Any]
    failed: Mapping[str, Failed] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    raw: Sequence[Any] = ()

    def cell(self, key: str) -> str:
        """The address of the row's cell in a column; the row's number when the file lacks the column."""
        return f"{self.letters.get(key, '')}{self.number}"


@dataclass(frozen=True)
class Reading:
    """A sheet as read: rows, rows that are none, what stops it (problems) and what is worth saying (notices)."""

    rows: list[ReadRow] = field(default_factory=list)
    skipped: list[tuple[int, Reason]] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    notices: list[Reason] = field(default_factory=list)
    header: Sequence[Any] = ()


def headings_in(row: Sequence[Any], columns: Sequence[Column]) -> int:
    """How many cells of the row are headings that we know."""
    known = {heading for column in columns for heading in column.headings}
    return sum(1 for cell in row if isinstance(cell, str) and label_key(cell) in known)


def read_sheets(sheets: Sequence[Sheet], columns: Sequence[Column], *, needed: Sequence[str], today: date) -> Reading:
    """Read the sheet that has the headings: the one with the most of them on one of its first rows."""
    best: tuple[int, int, Sheet] | None = None
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            count = headings_in(row, columns)
            if count and (best is None or count > best[0]):
                best = (count, index, sheet)
    if not any(not is_empty(cell) for sheet in sheets for row in sheet.rows for cell in row):
        return Reading(problems=[Reason("Filen är tom.")])
    if best is None or best[0] < min(2, len(columns)):
        return Reading(problems=[_no_header(columns, needed)])
    return _read_below(best[2].rows, best[1], columns, needed=needed, today=today)


def _no_header(columns: Sequence[Column], needed: Sequence[str]) -> Reason:
    names = [column.header for column in columns if column.key in needed]
    return Reason(
        "Filen saknar en rad med rubriker som Stegvis känner igen. De ska stå bland de {most} första raderna, "
        "till exempel: {names}.",
        most=HEADER_WITHIN,
        names=", ".join(names),
    )


def _read_below(
    rows: Sequence[Sequence[Any]], at: int, columns: Sequence[Column], *, needed: Sequence[str], today: date
) -> Reading:
    header = rows[at]
    places, problems, notices = _places(header, columns)
    missing = [column for column in columns if column.key not in places]
    if lacking := [column.header for column in missing if column.key in needed]:
        problems.append(Reason("Filen saknar kolumner som behövs: {names}.", names=", ".join(lacking)))
    elif missing:
        names = ", ".join(column.header for column in missing)
        notices.append(Reason("Kolumner som inte finns i filen ändras inte: {names}.", names=names))
    if problems:
        return Reading(problems=problems, notices=notices, header=header)
    by_key = {column.key: column for column in columns}
    letters = {key: letter(index) for key, index in places.items()}
    found = Reading(notices=notices, header=header)
    for index, row in enumerate(rows[at + 1 :], start=at + 2):
        if why := _why_not_a_row(row, header):
            found.skipped.append((index, why))
        elif any(not is_empty(cell) for cell in row):
            found.rows.append(_read_row(index, row, places, letters, by_key, today=today))
    if not found.rows:
        found.problems.append(Reason("Filen har rubriker men inga rader under dem."))
    return found


def _places(header: Sequence[Any], columns: Sequence[Column]) -> tuple[dict[str, int], list[Reason], list[Reason]]:
    """Where each column stands; the same column twice is a problem, one that we do not know a notice."""
    keys = {heading: column for column in columns for heading in column.headings}
    places: dict[str, int] = {}
    problems, notices = [], []
    for index, cell in enumerate(header):
        if is_empty(cell):
            continue
        column = keys.get(label_key(as_text(cell)))
        if column is None:
            notices.append(Reason("Kolumnen {name} ({letter}) läses inte.", name=shown(cell), letter=letter(index)))
        elif column.key in places:
            problems.append(
                Reason("Kolumnen {name} finns två gånger, i {first} och {second}.", name=column.header,
                       first=letter(places[column.key]), second=letter(index))
            )  # fmt: skip
        else:
            places[column.key] = index
    return places, problems, notices


def _why_not_a_row(row: Sequence[Any], header: Sequence[Any]) -> Reason | None:
    """Comments, totals and repeated headings are no rows of the register; blank rows need no word."""
    filled = [cell for cell in row if not is_empty(cell)]
    if not filled:
        return None
    first = as_text(filled[0])
    if (first.startswith(COMMENT_SIGNS) and not error_from_excel(first)) or re.match(r"OBS\b", first):
        return Reason("Ser ut som en kommentar.")
    heads = [cell for cell in header if not is_empty(cell)]
    if (
        len(filled) == len(heads) > 1
        and first == as_text(heads[0])
        and list(map(as_text, filled[1:])) == list(map(as_text, heads[1:]))
    ):
        return Reason("Rubrikraden en gång till.")
    words = re.sub(r"\d+", "", label_key(first)).split()
    if words and words[0] in TOTAL_WORDS and all(_is_number(cell) for cell in filled[1:]):
        return Reason("Ser ut som en summarad.")
    return None


def _is_number(cell: Any) -> bool:
    return re.fullmatch(r"[-\d\s.,%()]+", FOOTNOTES.sub("", as_text(cell))) is not None


def _read_row(
    number: int,
    row: Sequence[Any],
    places: Mapping[str, int],
    letters: Mapping[str, str],
    columns: Mapping[str, Column],
    *,
    today: date,
) -> ReadRow:
    values: dict[str, Any] = {}
    failed: dict[str, Failed] = {}
    for key, index in places.items():
        raw = row[index] if index < len(row) else None
        if is_empty(raw):
            continue
        answer = error_from_excel(raw) or columns[key].read(raw, today)
        if isinstance(answer, Reason):
            failed[key] = Failed(raw, answer)
        else:
            values[key] = answer
    return ReadRow(number, values, failed, letters, row)


def letter(index: int) -> str:
    """The letter of a column as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def same(before: Any, after: Any) -> bool:
    """Whether a cell says what is already known; texts alike but for spaces at line ends are the same."""
    if isinstance(before, str) and isinstance(after, str):
        return before == after or tidy(before) == tidy(after) or tidy(" ".join(before.split())) == after
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return set(before) == set(after)
    return bool(before == after)


def written(values: Mapping[str, Any], columns: Iterable[Column]) -> list[Any]:
    """The cells of one row of an export, in the order of the columns; an unknown value is an empty cell."""
    return [None if values.get(column.key) in (None, "") else column.write(values[column.key]) for column in columns]
