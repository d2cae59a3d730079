"""Comparison (jämförelse): what a row of a file would do to what is known, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..words import Reason
from .cells import as_text, label_key
from .columns import CellError, Column, Failed, ReadRow, same
from .directory import Directory
from .states import RowKind


@dataclass
class ComparedRow:
    """One row with what it says (`values`), what it changes (key → before, after) and what stops it."""

    row: ReadRow
    headers: Mapping[str, str]
    known: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    notices: list[Reason] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)
    is_new: bool = False
    is_left_out: bool = False

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def errors_in_order(self) -> list[CellError]:
        """The errors as the cells stand in the row."""
        return sorted(self.errors, key=lambda error: (len(error.cell), error.cell))

    @property
    def kind(self) -> RowKind:
        if self.is_left_out:
            return RowKind.SKIPPED
        if self.errors:
            return RowKind.ERROR
        if self.is_new:
            return RowKind.CREATE
        return RowKind.UPDATE if self.changes else RowKind.UNCHANGED

    def refuse(self, key: str, reason: Reason) -> None:
        """Note why the row cannot be saved, at the cell of the column."""
        self.errors.append(CellError(self.row.cell(key), self.headers.get(key, ""), reason))

    def change(self, key: str, before: Any, after: Any) -> None:
        self.changes[key] = (before, after)

    def differing(self, keys: Iterable[str], known: Mapping[str, Any]) -> list[str]:
        """The columns among `keys` where the row says something else than what is known; noted as changes."""
        found = [key for key in keys if key in self.values and not same(known.get(key), self.values[key])]
        for key in found:
            self.change(key, known.get(key), self.values[key])
        return found


def resolve(
    compared: ComparedRow,
    columns: Mapping[str, Column],
    directories: Mapping[str, Directory],
    known: Mapping[str, Any],
    *,
    elsewhere: Callable[[str], Any] | None = None,
) -> None:
    """Turn the row's texts into values: look up names, and let a cell that says what is known pass unread.

    `elsewhere` may answer for a host that is in no directory (one that the file itself adds).
    """
    for key, failed in compared.row.failed.items():
        if not _says_what_is_known(columns[key], failed, known.get(key)):
            compared.refuse(key, failed.reason)
    for key, value in compared.row.values.items():
        directory = directories.get(columns[key].refers_to)
        if directory is None:
            compared.values[key] = value
            continue
        answer: Any = _looked_up(directory, value, known.get(key))
        if isinstance(answer, Reason) and elsewhere is not None and columns[key].refers_to == "host":
            answer = elsewhere(value) or answer
        if isinstance(answer, Reason):
            compared.refuse(key, answer)
        else:
            compared.values[key] = answer


def _looked_up(directory: Directory, text: str, known: Any) -> int | Reason:
    """What is already there wins among things that are called alike."""
    if known in directory.labels and label_key(directory.labels[known]) == label_key(text):
        return int(known)
    return directory.find(text)


def _says_what_is_known(column: Column, failed: Failed, known: Any) -> bool:
    return known not in (None, "") and as_text(column.write(known)) == as_text(failed.raw)
