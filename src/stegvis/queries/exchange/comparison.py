"""Comparison (jämförelse): a whole file read and compared with what is known; nothing is written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from ...access import Actor
from ...outside import spreadsheets
from ...rules.exchange import (
    COLUMNS,
    NEEDED,
    Column,
    ComparedRow,
    Comparison,
    Directory,
    FileKind,
    PlaceComparison,
    Reading,
    RowKind,
    TravelComparison,
    UnknownHosts,
    headings_in,
    keep_row,
    read_sheets,
)
from ...rules.words import Reason
from .participants import participant_register
from .places import place_register
from .travel import travel_register

TELL_EVERY = 250
Tell = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Nobody waits."""


@dataclass
class ComparedFile:
    """Every row of a file with what it would do; `problems` stop the whole file."""

    kind: FileKind
    reading: Reading
    rows: list[ComparedRow] = field(default_factory=list)
    directories: Mapping[str, Directory] = field(default_factory=dict)
    unknown: UnknownHosts = field(default_factory=UnknownHosts)
    """What the file names and nobody knows, with what is chosen for each."""

    @property
    def problems(self) -> list[Reason]:
        return self.reading.problems

    @property
    def columns(self) -> dict[str, Column]:
        return {column.key: column for column in COLUMNS[self.kind]}

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind, every kind named."""
        found = Counter(row.kind.value for row in self.rows)
        found[RowKind.SKIPPED.value] += len(self.reading.skipped)
        return {kind.value: found[kind.value] for kind in RowKind}

    @property
    def can_be_saved(self) -> bool:
        return not self.problems and not any(row.errors for row in self.rows)

    def kept(self, row: ComparedRow) -> dict[str, Any]:
        return keep_row(row, self.columns, self.directories)

    @property
    def fingerprint(self) -> str:
        """Tells whether what was looked at is still what would be saved."""
        digest = hashlib.sha256()
        for row in self.rows:
            if row.kind is not RowKind.UNCHANGED:
                line = [row.number, row.kind.value, self.kept(row)]
                digest.update(json.dumps(line, sort_keys=True, default=str).encode())
        return digest.hexdigest()


def read_file(kind: FileKind, content: bytes, *, today: date) -> Reading:
    """The rows of a file, or the problems that make it unreadable."""
    columns = COLUMNS[kind]
    try:
        sheets = spreadsheets.read(content, headings_in=partial(headings_in, columns=columns))
    except spreadsheets.CannotRead as refusal:
        return Reading(problems=[refusal.reason])
    return read_sheets(sheets, columns, needed=NEEDED[kind], today=today)


def compare_file(
    kind: FileKind,
    content: bytes,
    *,
    by: Actor,
    today: date,
    unknown: UnknownHosts | None = None,
    to_write: bool = False,
    tell: Tell = silent,
) -> ComparedFile:
    """Read and compare. The number of statements does not depend on the number of rows."""
    reading = read_file(kind, content, today=today)
    if reading.problems:
        return ComparedFile(kind, reading)
    unknown = unknown or UnknownHosts()
    comparison: Comparison | PlaceComparison | TravelComparison
    match kind:
        case FileKind.PARTICIPANTS:
            register = participant_register(reading.rows, by=by, today=today, to_write=to_write)
            comparison = Comparison(register, today=today)
        case FileKind.PLACES:
            comparison = PlaceComparison(place_register(to_write=to_write), today=today, unknown=unknown)
        case FileKind.TRAVEL:
            comparison = TravelComparison(travel_register(to_write=to_write), reading.rows)
    compared = ComparedFile(kind, reading, directories=comparison.register.directories, unknown=unknown)
    for done, row in enumerate(reading.rows):
        if done % TELL_EVERY == 0:
            tell(done, len(reading.rows))
        compared.rows.append(comparison.compare(row))
    return compared
