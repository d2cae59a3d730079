"""Table (tabell): the rows of a file of stated figures, with what is wrong in it said by row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..exchange.cells import as_text, error_from_excel, is_empty, label_key, shown, tidy
from ..exchange.columns import COMMENT_SIGNS, HEADER_WITHIN, Sheet, letter
from ..words import N_, Labelled, Reason
from .formula import Part, key_of, read_formula
from .quantity import Quantity, read_quantity

MOST_ROWS = 2000
LONGEST_ID, LONGEST_TEXT = 80, 300


class Column(Labelled):
    """The columns, as the file's first row names them; the label says what stands there."""

    ID = "id", N_("Ett kort namn på siffran. Samma id på flera rader betyder att det ska vara samma siffra.")
    LABEL = "label", N_("Vad siffran är, med rapportens ord.")
    VALUE = "value", N_("Siffran som den står i rapporten. Tom cell: räkna ut den ur equals.")
    EQUALS = "equals", N_("Vad siffran ska vara lika med. Tom cell: inget att räkna.")
    SOURCE = "source", N_("Var i rapporten siffran står.")


COLUMNS = tuple(Column)
NEEDED = (Column.ID, Column.VALUE, Column.EQUALS)
ALSO_CALLED: Mapping[Column, tuple[str, ...]] = {
    Column.ID: ("nyckel", "beteckning", "nr"),
    Column.LABEL: ("benämning", "namn", "vad"),
    Column.VALUE: ("värde", "angivet värde", "siffra", "tal"),
    Column.EQUALS: ("lika med", "är lika med", "ska vara", "formel"),
    Column.SOURCE: ("källa", "var", "står i", "avsnitt"),
}
HEADINGS = {label_key(word): column for column in Column for word in (column.value, *ALSO_CALLED[column])}


@dataclass(frozen=True)
class Problem:
    """What cannot be read or computed in one row. `column` is empty when it is the row as a whole."""

    row: int
    column: str
    cell: str
    reason: Reason


@dataclass(frozen=True)
class Row:
    """One stated figure. Without `quantity` the cell was empty, or held words."""

    number: int
    id: str
    label: str
    text: str
    source: str
    quantity: Quantity | None = None
    why_none: Reason | None = None
    equals: str = ""
    formula: Part | None = None
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.label or self.id

    def problem(self, column: Column, reason: Reason) -> Problem:
        return Problem(self.number, column.value, f"{self.letters.get(column, '')}{self.number}", reason)


@dataclass(frozen=True)
class Table:
    """The rows with what is wrong; `stops` say why the file cannot be read as such a table at all."""

    rows: tuple[Row, ...] = ()
    stops: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def headings_in(row: Sequence[Any]) -> int:
    """How many cells of the row are headings of such a table."""
    return sum(1 for cell in row if isinstance(cell, str) and label_key(cell) in HEADINGS)


def read_table(sheets: Sequence[Sheet]) -> Table:
    """The sheet with the headings, read below them."""
    if all(is_empty(cell) for sheet in sheets for row in sheet.rows for cell in row):
        return Table(stops=(Reason("Filen är tom."),))
    places = [
        (headings_in(row), -index, sheet) for sheet in sheets for index, row in enumerate(sheet.rows[:HEADER_WITHIN])
    ]
    many, index, sheet = max(places, key=lambda place: place[:2])
    if many < 2:
        return Table(
            stops=(
                Reason("Filen saknar en rubrikrad. Skriv rubrikerna id, label, value, equals och source på första "
                       "raden."),
            )
        )  # fmt: skip
    return _below(sheet.rows, -index)


def _below(rows: Sequence[Sequence[Any]], at: int) -> Table:
    columns, stops = _columns(rows[at])
    if stops:
        return Table(stops=stops)
    reader = _Reader(columns, width=len(rows[at]))
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        if any(not is_empty(cell) for cell in cells):
            reader.read(number, cells)
    if len(reader.rows) > MOST_ROWS:
        return Table(stops=(Reason("Tabellen har fler än {most} rader. Dela upp den.", most=MOST_ROWS),))
    if not reader.rows and not reader.problems:
        return Table(stops=(Reason("Filen har rubriker men inga rader under dem."),))
    return reader.table()


def _columns(header: Sequence[Any]) -> tuple[dict[Column, int], tuple[Reason, ...]]:
    """Where each column stands; a needed one that is missing, or one that stands twice, stops the reading."""
    places: dict[Column, int] = {}
    stops = []
    for index, cell in enumerate(header):
        column = None if is_empty(cell) else HEADINGS.get(label_key(as_text(cell)))
        if column is not None and column in places:
            stops.append(
                Reason("Kolumnen {name} finns två gånger, i {first} och {second}. Ta bort den ena.",
                       name=column.value, first=letter(places[column]), second=letter(index))
            )  # fmt: skip
        elif column is not None:
            places[column] = index
    for column in NEEDED:
        if column not in places:
            stops.append(
                Reason("Kolumnen {name} saknas. Lägg till den; cellerna i den får vara tomma.", name=column.value)
                if column is Column.EQUALS
                else Reason("Kolumnen {name} saknas. Lägg till den.", name=column.value)
            )
    return places, tuple(stops)


class _Reader:
    """Collects the rows; formulas are read when every id is known."""

    def __init__(self, columns: Mapping[Column, int], *, width: int) -> None:
        self.columns, self.width = columns, width
        self.letters = {column.value: letter(index) for column, index in columns.items()}
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def read(self, number: int, cells: Sequence[Any]) -> None:
        first = next(as_text(cell) for cell in cells if not is_empty(cell))
        if first.startswith(COMMENT_SIGNS) and not error_from_excel(first):
            return
        if any(not is_empty(cell) for cell in cells[self.width :]):
            self._wrong(number, None, Reason(
                "Raden har fler celler än rubrikraden. Ett tal med decimalkomma, och en formel med komma, behöver "
                "citattecken om sig när komma skiljer kolumnerna åt."
            ))  # fmt: skip
            return
        raw = {column: cells[at] if at < len(cells) else None for column, at in self.columns.items()}
        for column, cell in raw.items():
            if wrong := error_from_excel(cell):
                self._wrong(number, column, wrong)
                return
        id = " ".join(self._text(raw.get(Column.ID)).split())
        if not id:
            self._wrong(number, Column.ID, Reason("Raden saknar id. Skriv ett kort namn på siffran."))
        elif len(id) > LONGEST_ID:
            self._wrong(number, Column.ID, Reason("Id har fler än {most} tecken. Korta det.", most=LONGEST_ID))
        else:
            self._add(number, id, raw)

    def _add(self, number: int, id: str, raw: Mapping[Column, Any]) -> None:
        value = raw.get(Column.VALUE)
        found = None if is_empty(value) else read_quantity(value)
        row = Row(
            number=number,
            id=id,
            label=self._text(raw.get(Column.LABEL))[:LONGEST_TEXT],
            text="" if is_empty(value) else shown(value),
            source=" ".join(self._text(raw.get(Column.SOURCE)).split())[:LONGEST_TEXT],
            quantity=found.quantity if found else None,
            why_none=found.reason if found else None,
            equals=self._text(raw.get(Column.EQUALS)),
            letters=self.letters,
        )
        self.rows.append(row)
        if found and found.notice:
            self.notices.append(row.problem(Column.VALUE, found.notice))

    @staticmethod
    def _text(cell: Any) -> str:
        return "" if is_empty(cell) else tidy(as_text(cell))

    def _wrong(self, number: int, column: Column | None, reason: Reason) -> None:
        name = column.value if column else ""
        self.problems.append(Problem(number, name, f"{self.letters.get(name, '')}{number}", reason))

    def table(self) -> Table:
        """The rows with their formulas read."""
        ids: dict[str, str] = {}
        for row in self.rows:
            ids.setdefault(key_of(row.id), row.id)
        longest = max(map(len, ids), default=0)
        rows = []
        for row in self.rows:
            formula = read_formula(row.equals, ids, longest=longest) if row.equals else None
            if isinstance(formula, Reason):
                self.problems.append(row.problem(Column.EQUALS, formula))
                formula = None
            rows.append(replace(row, id=ids[key_of(row.id)], formula=formula))
        return Table(tuple(rows), (), tuple(self.problems), tuple(self.notices))
