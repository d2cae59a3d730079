"""Runs (inläsningar): from a file that somebody sends in, by way of the preview, to saved."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from ...access import Actor, NotAllowed, NotAllowedNow, Permission, require
from ...models import ImportRow, ImportRun
from ...queries.exchange.comparison import ComparedFile, Tell, compare_file, silent
from ...rules.exchange import (
    FileKind,
    ImportStatus,
    RowKind,
    UnknownHosts,
    keep,
    reasons_not_to_save,
    reasons_not_to_try_again,
)
from ...rules.history import EventKind, ReadKind
from ...rules.people import Protection
from ...rules.words import Reason
from ..log import log, stop_if
from ..privacy import log_read
from .participants import write_participants
from .places import write_places
from .travel import write_travel
from .working import fail

PERMISSION = {
    FileKind.PARTICIPANTS: Permission.PARTICIPANTS_IMPORT,
    FileKind.PLACES: Permission.PLACES_IMPORT,
    FileKind.TRAVEL: Permission.PLACES_IMPORT,
}
WRITERS = {
    FileKind.PARTICIPANTS: write_participants,
    FileKind.PLACES: write_places,
    FileKind.TRAVEL: write_travel,
}
ROWS_AT_ONCE = 2_000
SOMETHING_WENT_WRONG = Reason("Något gick fel hos Stegvis, och inget sparades. Försök igen, eller hör av dig.")
OTHERS_CHANGED = Reason("Någon annan ändrade samma uppgifter samtidigt, så inget sparades. Försök igen.")
LOOK_AGAIN = Reason("Uppgifterna i Stegvis ändrades efter granskningen, så inget sparades. Granska raderna på nytt.")


@transaction.atomic
def start_import(kind: FileKind, *, content: bytes, file_name: str, by: Actor) -> ImportRun:
    """Take in a file; it is read in the background."""
    require(by, PERMISSION[kind])
    run = ImportRun.objects.create(
        kind=kind, content=content, file_name=file_name[-200:], started_by_id=by.user_id, status=ImportStatus.WAITING
    )
    _defer("exchange.preview", run)
    return run


def _defer(task: str, run: ImportRun) -> None:
    app.configure_task(task).defer(run_id=run.pk)


@transaction.atomic
def try_again(run: ImportRun, *, by: Actor) -> None:
    """Read once more what was cut off or could not be saved."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(by, PERMISSION[FileKind(run.kind)])
    stop_if(reasons_not_to_try_again(status=ImportStatus(run.status), has_content=run.content is not None))
    read_again(run)


def read_again(run: ImportRun) -> None:
    """Let the file be read once more, in the transaction of the caller."""
    run.rows.all().delete()
    run.status, run.problems, run.notices, run.counts, run.rows_done = ImportStatus.WAITING, [], [], {}, 0
    run.save()
    _defer("exchange.preview", run)


@transaction.atomic
def accept_import(run: ImportRun, *, by: Actor) -> None:
    """Say that the preview may be saved. Once more says nothing new."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(by, PERMISSION[FileKind(run.kind)])
    if run.status in (ImportStatus.ACCEPTED, ImportStatus.SAVING, ImportStatus.SAVED):
        return
    to_save = run.counts.get(RowKind.CREATE, 0) + run.counts.get(RowKind.UPDATE, 0)
    stop_if(reasons_not_to_save(status=ImportStatus(run.status), rows_to_save=to_save))
    run.status, run.rows_done = ImportStatus.ACCEPTED, 0
    run.save()
    _defer("exchange.apply", run)


def preview_import(run: ImportRun, *, by: Actor, tell: Tell = silent) -> None:
    """Read the file and keep what each row would do. Whatever happens, the run says how it went."""
    if not _claim(run, ImportStatus.WAITING, ImportStatus.READING):
        return
    try:
        require(by, PERMISSION[FileKind(run.kind)])
        kind, unknown = FileKind(run.kind), _chosen(run)
        compared = compare_file(kind, _content(run), by=by, today=timezone.localdate(), unknown=unknown, tell=tell)
        with transaction.atomic():
            _log_who_was_looked_up(compared, by=by)
            _keep_preview(run, compared)
    except NotAllowed:
        fail(run.pk, [Reason("Du har inte längre rätt att läsa in filer.")])
    except Exception:
        fail(run.pk, [SOMETHING_WENT_WRONG])
        raise


def apply_import(run: ImportRun, *, by: Actor, tell: Tell = silent) -> None:
    """Save every row in one transaction, or nothing at all. Whatever happens, the run says how it went.

    The file is compared anew with what is known now, which is locked; unless that is what was looked at, nothing is
    saved and the new comparison is shown instead.
    """
    if not _claim(run, ImportStatus.ACCEPTED, ImportStatus.SAVING):
        return
    try:
        require(by, PERMISSION[FileKind(run.kind)])
        with transaction.atomic():
            kind, today, unknown = FileKind(run.kind), timezone.localdate(), _chosen(run)
            compared = compare_file(kind, _content(run), by=by, today=today, unknown=unknown, to_write=True, tell=tell)
            if compared.fingerprint != run.fingerprint or not compared.can_be_saved:
                _keep_preview(run, compared, extra=[LOOK_AGAIN])
                return
            write(compared, run, by=by, today=today, tell=tell)
            _finish(run, compared)
    except NotAllowed:
        fail(run.pk, [Reason("Du har inte längre rätt att läsa in filer.")])
    except (IntegrityError, OperationalError):
        fail(run.pk, [OTHERS_CHANGED])
    except Exception:
        fail(run.pk, [SOMETHING_WENT_WRONG])
        raise


@transaction.atomic
def _claim(run: ImportRun, before: ImportStatus, after: ImportStatus) -> bool:
    """Take the run on, once; committed before the work, so that others see it and a second job finds nothing to do."""
    return bool(ImportRun.objects.filter(pk=run.pk, status=before).update(status=after, rows_done=0))


def _content(run: ImportRun) -> bytes:
    return bytes(ImportRun.objects.values_list("content", flat=True).get(pk=run.pk) or b"")


def _chosen(run: ImportRun) -> UnknownHosts:
    """What has been chosen by now for hosts that nobody knows."""
    return UnknownHosts.of(ImportRun.objects.values_list("choices", flat=True).get(pk=run.pk))


def write(compared: ComparedFile, run: ImportRun, *, by: Actor, today: date, tell: Tell = silent) -> None:
    """Write every row of a comparison that can be saved, in the transaction of the caller."""
    if not compared.can_be_saved:
        raise NotAllowedNow(compared.problems)
    WRITERS[compared.kind](compared.rows, run=run.pk, by=by, today=today, tell=tell)
    log(EventKind.IMPORTED, run, by=by, kind=compared.kind.value, counts=compared.counts)


def _log_who_was_looked_up(compared: ComparedFile, *, by: Actor) -> None:
    """A file of identity numbers is a search for everybody in it, also where nothing is saved."""
    if compared.kind is FileKind.PARTICIPANTS and not by.is_system:
        found = sorted({row.known.id for row in compared.rows if row.known})
        log_read(found, by=by, screen="import_run", kind=ReadKind.SEARCH)


def _keep_preview(run: ImportRun, compared: ComparedFile, *, extra: list[Reason] | None = None) -> None:
    """Keep the rows and say whether they can be saved; the earlier preview goes."""
    run.rows.all().delete()
    ImportRow.objects.bulk_create(_rows(run, compared), batch_size=ROWS_AT_ONCE)
    status = ImportStatus.READY if compared.can_be_saved else ImportStatus.REFUSED
    changed = ImportRun.objects.filter(pk=run.pk, status__in=(ImportStatus.READING, ImportStatus.SAVING)).update(
        status=status,
        counts=compared.counts,
        problems=[keep(reason) for reason in compared.problems],
        notices=[keep(reason) for reason in (extra or []) + compared.reading.notices],
        fingerprint=compared.fingerprint,
        choices=compared.unknown.plain(),
        rows_total=len(compared.rows),
        rows_done=len(compared.rows),
    )
    _stop_if_taken_over(changed)


def _rows(run: ImportRun, compared: ComparedFile) -> list[ImportRow]:
    rows = [
        ImportRow(
            run=run,
            number=row.number,
            kind=row.kind,
            participant_id=row.known.id if row.known and compared.kind is FileKind.PARTICIPANTS else None,
            is_protected=row.values.get("protection", Protection.NONE) != Protection.NONE,
            content=compared.kept(row),
        )
        for row in compared.rows
    ]
    skipped = [
        ImportRow(run=run, number=number, kind=RowKind.SKIPPED, content={"notices": [keep(why)]})
        for number, why in compared.reading.skipped
    ]
    return rows + skipped


def _finish(run: ImportRun, compared: ComparedFile) -> None:
    """Saved: the file and its rows have done their work and go."""
    run.rows.all().delete()
    changed = ImportRun.objects.filter(pk=run.pk, status=ImportStatus.SAVING).update(
        status=ImportStatus.SAVED,
        counts=compared.counts,
        choices={},
        content=None,
        finished_at=timezone.now(),
        rows_done=len(compared.rows),
        rows_total=len(compared.rows),
    )
    _stop_if_taken_over(changed)


def _stop_if_taken_over(changed: int) -> None:
    """Somebody has said meanwhile that this work was cut off: then it was, and nothing of it stays."""
    if not changed:
        raise OperationalError("the run is no longer at work")
