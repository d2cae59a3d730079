"""Export (export): what stands in Stegvis as a file, in the columns that can be imported again."""

from __future__ import annotations

from django.utils import timezone

from ...access import Actor, Permission, require
from ...outside.spreadsheets import Heading, write_csv, write_xlsx
from ...queries.exchange.participants import export_participants
from ...queries.exchange.places import export_places
from ...queries.exchange.travel import export_travel
from ...rules.exchange import COLUMNS, FileKind
from ...rules.history import ReadKind
from ..privacy import log_read

PERMISSION = {
    FileKind.PARTICIPANTS: Permission.PARTICIPANT_READ,
    FileKind.PLACES: Permission.PLACE_READ,
    FileKind.TRAVEL: Permission.PLACE_READ,
}
TITLES = {FileKind.PARTICIPANTS: "Deltagare", FileKind.PLACES: "Arbetsplatser", FileKind.TRAVEL: "Restider"}


def export(kind: FileKind, *, as_workbook: bool, by: Actor) -> bytes:
    """Everyone whose file the actor may read (a reading of each), every place not closed, or the travel times."""
    require(by, PERMISSION[kind])
    if kind is FileKind.PARTICIPANTS:
        ids, rows = export_participants(by=by)
        log_read(ids, by=by, screen="export", kind=ReadKind.EXPORT)
    elif kind is FileKind.TRAVEL:
        rows = export_travel()
    else:
        rows = export_places(today=timezone.localdate())
    headings = [Heading(column.header, column.width) for column in COLUMNS[kind]]
    return write_xlsx(TITLES[kind], headings, rows) if as_workbook else write_csv(headings, rows)
