"""Files in and out: the smallest world of each action."""

from __future__ import annotations

from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions import (
    exchange,
)
from stegvis.actions.exchange import participants as participants_file
from stegvis.actions.exchange import places as places_file
from stegvis.actions.exchange import runs
from stegvis.actions.exchange import travel as travel_file
from stegvis.models import ImportRun
from stegvis.queries.exchange.comparison import ComparedFile, compare_file
from stegvis.rules.exchange import FileKind
from stegvis.rules.history import EventKind as Kind
from tests import factories as make
from tests.actions.test_exchange import PLACE_HEADINGS, file_of, place_row, row

from .declared import BY, Act, leaves

PEOPLE_IN_FILE = {Kind.IMPORTED, Kind.PARTICIPANT_REGISTERED, Kind.CASE_OPENED}


def compared(kind: FileKind, by: Actor = BY) -> tuple[ComparedFile, ImportRun]:
    """A file with one new person, or one new place, compared with what is here."""
    make.unit()
    make.unit("Drivhuset", takes_participants=False)
    make.programme()
    content = file_of(row()) if kind is FileKind.PARTICIPANTS else file_of(place_row(), headings=PLACE_HEADINGS)
    run = ImportRun.objects.create(kind=kind, content=content, file_name="lista.csv", started_at=timezone.now())
    return compare_file(kind, content, by=by, today=make.today(), to_write=True), run


@leaves("exchange.files.import_file", *PEOPLE_IN_FILE)
def _() -> Act:
    make.unit()
    make.programme()
    return lambda: exchange.import_file(FileKind.PARTICIPANTS, content=file_of(row()), file_name="lista.csv", by=BY)


@leaves("exchange.runs.write", *PEOPLE_IN_FILE)
def _() -> Act:
    found, run = compared(FileKind.PARTICIPANTS)
    return lambda: runs.write(found, run, by=BY, today=make.today())


@leaves("exchange.participants.write_participants", *PEOPLE_IN_FILE - {Kind.IMPORTED})
def _() -> Act:
    found, run = compared(FileKind.PARTICIPANTS)
    return lambda: participants_file.write_participants(
        found.rows, run=run.pk, by=BY, today=make.today(), tell=lambda *_: None
    )


@leaves("exchange.places.write_places", Kind.PLACE_SAVED, Kind.CAPACITY_CHANGED)
def _() -> Act:
    found, run = compared(FileKind.PLACES)
    return lambda: places_file.write_places(found.rows, run=run.pk, by=BY, today=make.today(), tell=lambda *_: None)


@leaves("exchange.runs.apply_import", *PEOPLE_IN_FILE)
def _() -> Act:
    _found, run = compared(FileKind.PARTICIPANTS)
    runs.preview_import(run, by=BY)
    run.refresh_from_db()
    runs.accept_import(run, by=BY)
    return lambda: runs.apply_import(run, by=BY)


@leaves("exchange.travel.write_travel", Kind.TRAVEL_IMPORTED)
def _() -> Act:
    content = "Från;Till;Minuter\nSöder;Norr;20\n".encode()
    run = ImportRun.objects.create(kind=FileKind.TRAVEL, content=content, file_name="restider.csv")
    found = compare_file(FileKind.TRAVEL, content, by=BY, today=make.today(), to_write=True)
    return lambda: travel_file.write_travel(found.rows, run=run.pk, by=BY, today=make.today(), tell=lambda *_: None)
