"""Background work on organisations (organisationer): a move that was entered ahead holds from its day."""

from __future__ import annotations

from django.db import close_old_connections
from procrastinate.contrib.django import app

from stegvis.access import Actor
from stegvis.actions.organisation import carry_out_moves
from stegvis.models.acting import acting


@app.periodic(cron="5 * * * *")
@app.task(name="organisation.carry_out_moves", queueing_lock="organisation.carry_out_moves", pass_context=False)
def carry_out(timestamp: int) -> None:
    """Soon after midnight, whichever clock the worker goes by; the other hours there is nothing left to do."""
    close_old_connections()
    by = Actor.system("Organisationerna")
    with acting(user=by.user_id, role=by.role_key):
        carry_out_moves(by=by)
