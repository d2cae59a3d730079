"""Refused (nekad): the page that says which relation is missing, who has it, and how to go on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from stegvis.access import PERSON_OF, Actor, NotAllowed, Permission, may
from stegvis.actions.privacy import log_read
from stegvis.models import Participant
from stegvis.queries.people import whom_to_ask
from stegvis.rules.history import ReadKind
from stegvis.rules.words import Reason
from stegvis.web.request import Request

NO_RELATION = Reason("Du har ingen uppgift hos den här personen, så akten är stängd för dig.")
NO_ROLE = Reason("Det här ingår inte i din roll.")


def refused(request: Request, refusal: NotAllowed) -> HttpResponse:
    """The 403 page. The attempt is logged with the person it was about, never with what was typed."""
    participant = _person_behind(refusal)
    log_read(
        [participant.pk] if participant else [],
        by=request.actor,
        screen=(request.resolver_match.url_name if request.resolver_match else None) or "",
        kind=ReadKind.DENIED,
        purpose=refusal.permission.value,
    )
    context = {
        "reasons": [NO_RELATION if participant else NO_ROLE],
        "whom": whom_to_ask(participant) if participant else "",
        "open_with_reason_url": _way_in(participant, request.actor) if participant else "",
    }
    return render(request, "403.html", context, status=403)


def _way_in(participant: Participant, actor: Actor) -> str:
    """Where somebody who may break the glass does so; nobody does it for protected identity."""
    if participant.is_protected or not may(actor, Permission.PARTICIPANT_OPEN_WITH_REASON):
        return ""
    return reverse("participant_open", args=[participant.pk])


def _person_behind(refusal: NotAllowed) -> Participant | None:
    subject = refusal.subject
    if subject is None or type(subject) not in PERSON_OF:
        return None
    rows = type(subject)._default_manager.filter(pk=subject.pk)
    return Participant.objects.filter(pk__in=rows.values(PERSON_OF[type(subject)])).first()
