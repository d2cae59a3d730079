"""Background work on files (inläsning i bakgrunden): read one, save one, clear up after those that were cut off."""

from __future__ import annotations

from collections.abc import Callable

from django.db import close_old_connections
from procrastinate.contrib.django import app

from stegvis.access import Actor
from stegvis.actions import exchange
from stegvis.models import ImportRun
from stegvis.models.acting import acting


@app.task(name="exchange.preview")
def preview(run_id: int) -> None:
    """Read a file and keep what each row would do."""
    _work(run_id, exchange.preview_import)


@app.task(name="exchange.apply")
def apply(run_id: int) -> None:
    """Save a file whose preview somebody has accepted."""
    _work(run_id, exchange.apply_import)


def _work(run_id: int, act: Callable[..., None]) -> None:
    close_old_connections()
    run = ImportRun.objects.select_related("started_by").defer("content").filter(pk=run_id).first()
    if run is None:
        return
    by = Actor.of(run.started_by) if run.started_by else Actor.system("import")
    with exchange.working_on(run_id) as tell, acting(user=by.user_id, role=by.role_key):
        if tell is not None:
            act(run, by=by, tell=tell)


@app.periodic(cron="* * * * *")
@app.task(name="exchange.fail_abandoned", queueing_lock="exchange.fail_abandoned", pass_context=False)
def fail_abandoned(timestamp: int) -> None:
    """Each minute: say of runs whose worker is gone that they were cut off."""
    close_old_connections()
    exchange.fail_abandoned()


@app.periodic(cron="20 3 * * *")
@app.task(name="exchange.dispose_old_files", queueing_lock="exchange.dispose_old_files", pass_context=False)
def dispose_old_files(timestamp: int) -> None:
    """Each night: take away files that nobody saved in thirty days."""
    close_old_connections()
    exchange.dispose_old_files()
