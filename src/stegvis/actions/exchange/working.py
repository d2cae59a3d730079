"""Working on a run (arbete med en inläsning): one at a time, progress that others see, and runs that were cut off."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from ...models import ImportRun
from ...queries.exchange.comparison import Tell
from ...rules.exchange import AT_WORK, ImportStatus, keep
from ...rules.words import Reason

LOCK_OF_RUN = "hashtext('stegvis import run'), %s"
SECONDS_BETWEEN = 0.5
CUT_OFF = Reason("Arbetet avbröts innan det blev klart. Inget sparades. Försök igen.")


@contextmanager
def working_on(run_id: int) -> Iterator[Tell | None]:
    """Hold the run, on a connection of its own, and give what tells progress; None when somebody else holds it.

    The lock goes with the connection: a worker that is killed lets go at once, and `fail_abandoned` sees it. Progress
    is written beside the transaction of the work, so that it is seen before the work is done.
    """
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_try_advisory_lock({LOCK_OF_RUN})", [run_id])
            is_ours = cursor.fetchone()[0]
        yield _teller(connection, run_id) if is_ours else None
    finally:
        connection.close()


def _teller(connection: BaseDatabaseWrapper, run_id: int) -> Tell:
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS_BETWEEN:
            return
        last = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {ImportRun._meta.db_table} SET rows_done = %s, rows_total = %s WHERE id = %s",  # noqa: S608
                [done, total, run_id],
            )

    return tell


def fail_abandoned() -> int:
    """Say of runs that nobody works on any more that they were cut off. How many there were."""
    at_work = ImportRun.objects.filter(status__in=AT_WORK).values_list("pk", flat=True)
    return sum(_fail_if_abandoned(pk) for pk in list(at_work))


@transaction.atomic
def _fail_if_abandoned(run_id: int) -> bool:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({LOCK_OF_RUN})", [run_id])
        if not cursor.fetchone()[0]:
            return False
    return fail(run_id, [CUT_OFF])


def fail(run_id: int, reasons: list[Reason]) -> bool:
    """Let a run that is at work end as cut off, with why."""
    problems = [keep(reason) for reason in reasons]
    run = ImportRun.objects.filter(pk=run_id, status__in=AT_WORK)
    return bool(run.update(status=ImportStatus.FAILED, problems=problems, finished_at=timezone.now()))
