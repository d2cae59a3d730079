"""Template (mall): an empty file with the right headings, and a sheet that explains them."""

from __future__ import annotations

from ...outside.spreadsheets import Heading, write_csv, write_xlsx
from ...rules.exchange import COLUMNS, NEEDED, FileKind
from .export import TITLES

EXPLAINED = ("Kolumn", "Vad den är", "Till exempel", "Går att välja")
EMPTY_STAYS = "En tom cell ändrar ingenting: det som redan står i Stegvis blir kvar."


def template(kind: FileKind, *, as_workbook: bool) -> bytes:
    """Headings only; the workbook also has a sheet that says what each column is."""
    headings = [Heading(column.header, column.width) for column in COLUMNS[kind]]
    if not as_workbook:
        return write_csv(headings, [])
    notes = [EXPLAINED]
    for column in COLUMNS[kind]:
        needed = "Behövs alltid som kolumn. " if column.key in NEEDED[kind] else ""
        notes.append((column.header, f"{needed}{column.hint}", column.example, ", ".join(column.choices)))
    return write_xlsx(TITLES[kind], headings, [], notes=[*notes, ("Tomma celler", EMPTY_STAYS, "", "")])
