"""Files (filer): import one at once, without a preview to look at; dispose of those that were never saved."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from ...access import Actor, NotAllowedNow, require
from ...models import ImportRow, ImportRun
from ...queries.exchange.comparison import ComparedFile, Tell, compare_file, silent
from ...rules.exchange import AT_WORK, DAYS_KEPT, FileKind, ImportStatus
from .runs import OTHERS_CHANGED, PERMISSION, write


def import_file(
    kind: FileKind, *, content: bytes, file_name: str, by: Actor, dry_run: bool = False, tell: Tell = silent
) -> ComparedFile:
    """Compare a file and save all of it, unless some row cannot be saved or it is only tried (`dry_run`).

    Raises NotAllowedNow when somebody else changed the same things meanwhile.
    """
    require(by, PERMISSION[kind])
    today = timezone.localdate()
    if dry_run:
        return compare_file(kind, content, by=by, today=today, tell=tell)
    try:
        with transaction.atomic():
            compared = compare_file(kind, content, by=by, today=today, to_write=True, tell=tell)
            if compared.can_be_saved:
                write(compared, _run_of(compared, file_name, by=by), by=by, today=today, tell=tell)
            return compared
    except (IntegrityError, OperationalError) as error:
        raise NotAllowedNow([OTHERS_CHANGED]) from error


def _run_of(compared: ComparedFile, file_name: str, *, by: Actor) -> ImportRun:
    return ImportRun.objects.create(
        kind=compared.kind,
        status=ImportStatus.SAVED,
        started_by_id=by.user_id,
        finished_at=timezone.now(),
        file_name=file_name[-200:],
        rows_total=len(compared.rows),
        rows_done=len(compared.rows),
        counts=compared.counts,
    )


@transaction.atomic
def dispose_old_files() -> int:
    """Take away files and rows that nobody saved in time. How many files there were."""
    old = ImportRun.objects.with_file_older_than(timezone.now() - timedelta(days=DAYS_KEPT)).exclude(status__in=AT_WORK)
    keys = list(old.values_list("pk", flat=True))
    ImportRow.objects.filter(run__in=keys).delete()
    return ImportRun.objects.filter(pk__in=keys).update(
        content=None, problems=[], choices={}, status=ImportStatus.DISPOSED
    )
