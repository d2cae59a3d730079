"""Rows as shown (visade rader): a page of a preview for those who may see it, and plain values for a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...access import Actor, Permission, visible_to
from ...models import ImportRow, ImportRun, Participant
from ...outside.spreadsheets import Heading, write_csv, write_xlsx
from ...rules.exchange import HIDDEN, FileKind, RowKind, kept
from ...rules.words import N_, Reason
from ..indicator.words import say
from ..paging import Paging
from .comparison import ComparedFile, read_file

ROWS_PER_PAGE = 50
SOMEBODY_HIDDEN = N_("Någon som du inte får se")


@dataclass(frozen=True)
class ShownChange:
    """One column that changes."""

    header: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownError:
    """Why a cell cannot be saved, and which it is."""

    cell: str
    header: str
    reason: Reason


@dataclass(frozen=True)
class ShownRow:
    """One row of the preview."""

    number: int
    kind: RowKind
    participant_id: int | None
    title: str
    is_hidden: bool
    changes: list[ShownChange]
    errors: list[ShownError]
    notices: list[Reason]

    @property
    def kind_label(self) -> str:
        return self.kind.label


@dataclass(frozen=True)
class RunPage:
    """A page of rows, with where it stands among all of its kind."""

    rows: list[ShownRow]
    paging: Paging


def page_of_run(run: ImportRun, *, by: Actor, kind: RowKind | None, page: int) -> RunPage:
    """The rows of one kind, or every row; those about people whom the reader may not see without what they hold.

    Two statements: the page, and whom of it the reader may see.
    """
    total = run.counts.get(kind, 0) if kind else sum(run.counts.values())
    paging = Paging.of(total, page, size=ROWS_PER_PAGE)
    rows = run.rows.order_by("number").filter(**{"kind": kind} if kind else {})
    return RunPage(_shown(list(rows[paging.rows]), by=by), paging)


def _shown(rows: Sequence[ImportRow], *, by: Actor) -> list[ShownRow]:
    ids = {row.participant_id for row in rows if row.participant_id}
    visible = visible_to(by, Participant, Permission.PARTICIPANT_NAME).filter(pk__in=ids)
    seen = set(visible.values_list("pk", flat=True)) if ids else set()
    return [_shown_row(row, is_hidden=_is_hidden(row, seen, by)) for row in rows]


def _is_hidden(row: ImportRow, seen: set[int], by: Actor) -> bool:
    if by.is_system:
        return False
    return row.participant_id not in seen if row.participant_id else row.is_protected


def _shown_row(row: ImportRow, *, is_hidden: bool) -> ShownRow:
    content = row.content
    changes = [
        ShownChange(header, "" if is_hidden else before, HIDDEN if is_hidden else after)
        for header, before, after in content.get("changes", [])
    ]
    errors = [
        ShownError(cell, header, kept(reason, hidden=is_hidden)) for cell, header, reason in content.get("errors", [])
    ]
    return ShownRow(
        number=row.number,
        kind=RowKind(row.kind),
        participant_id=None if is_hidden else row.participant_id,
        title=SOMEBODY_HIDDEN if is_hidden else content.get("title", ""),
        is_hidden=is_hidden,
        changes=changes,
        errors=errors,
        notices=[kept(reason, hidden=is_hidden) for reason in content.get("notices", [])],
    )


def file_of_errors(run: ImportRun, *, by: Actor, today: date, as_workbook: bool) -> bytes:
    """The rows that cannot be saved, as they stood in the file, with what is wrong first. To mend and import again."""
    reading = read_file(FileKind(run.kind), bytes(run.content or b""), today=today)
    raw = {row.number: row.raw for row in reading.rows}
    headings = [Heading("Rad", 6), Heading("Fel", 60), *(Heading(str(cell or "")) for cell in reading.header)]
    lines = [
        [
            row.number,
            " ".join(f"{error.cell}: {say(error.reason)}" for error in row.errors),
            *([] if row.is_hidden else raw.get(row.number, [])),
        ]
        for row in _shown(list(run.rows.filter(kind=RowKind.ERROR).order_by("number")), by=by)
    ]
    return write_xlsx("Fel", headings, lines) if as_workbook else write_csv(headings, lines)


def plain_rows(compared: ComparedFile) -> list[dict[str, Any]]:
    """Every row in plain values, for a program that reads JSON."""
    rows = [
        {
            "row": row.number,
            "kind": row.kind.value,
            "changes": [
                {"column": header, "from": before, "to": after}
                for header, before, after in compared.kept(row)["changes"]
            ],
            "errors": [
                {"cell": error.cell, "column": error.header, "message": str(error.reason)}
                for error in row.errors_in_order
            ],
            "notices": [str(notice) for notice in row.notices],
        }
        for row in compared.rows
    ]
    skipped = [
        {"row": number, "kind": RowKind.SKIPPED.value, "changes": [], "errors": [], "notices": [str(why)]}
        for number, why in compared.reading.skipped
    ]
    return sorted(rows + skipped, key=lambda row: row["row"])
