"""Background work on messages (utskick): gather and send every ten minutes."""

from __future__ import annotations

from django.db import close_old_connections
from procrastinate.contrib.django import app

from stegvis.access import Actor
from stegvis.actions.sending import send_waiting
from stegvis.models.acting import acting


@app.periodic(cron="*/10 * * * *")
@app.task(name="message.send", queueing_lock="message.send", pass_context=False)
def send(timestamp: int) -> None:
    """What waits goes out, within the hours and the budget."""
    close_old_connections()
    by = Actor.system("Utskick")
    with acting(user=by.user_id, role=by.role_key):
        send_waiting(by=by)
