"""Background work on places (arbetsplatser): each morning what the days say, and the questions to hosts."""

from __future__ import annotations

from django.db import close_old_connections
from procrastinate.contrib.django import app

from stegvis.access import Actor
from stegvis.actions.place import keep_fresh, mail_question
from stegvis.models import PlaceConfirmation
from stegvis.models.acting import acting


@app.periodic(cron="20 5 * * *")
@app.task(name="place.keep_fresh", queueing_lock="place.keep_fresh", pass_context=False)
def keep(timestamp: int) -> None:
    """Open, close, ask and let rest, before anybody is at work."""
    close_old_connections()
    by = Actor.system("Arbetsplatserna")
    with acting(user=by.user_id, role=by.role_key):
        keep_fresh(by=by)


@app.task(name="place.mail_question")
def mail(confirmation_id: int) -> None:
    """Send one question; what has been answered or taken away meanwhile is not sent."""
    close_old_connections()
    confirmation = PlaceConfirmation.objects.filter(pk=confirmation_id).first()
    if confirmation is None:
        return
    by = Actor.system("Arbetsplatserna")
    with acting(user=by.user_id, role=by.role_key):
        mail_question(confirmation, by=by)
