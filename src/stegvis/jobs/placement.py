"""Background work on placements (placeringar): each morning, what nobody answered in time is over."""

from __future__ import annotations

from django.db import close_old_connections
from procrastinate.contrib.django import app

from stegvis.access import Actor
from stegvis.actions.placement import expire_reservations
from stegvis.models.acting import acting


@app.periodic(cron="10 5 * * *")
@app.task(name="placement.expire_reservations", queueing_lock="placement.expire_reservations", pass_context=False)
def expire(timestamp: int) -> None:
    """Before anybody is at work."""
    close_old_connections()
    by = Actor.system("Reservationer")
    with acting(user=by.user_id, role=by.role_key):
        expire_reservations(by=by)
