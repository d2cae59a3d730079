"""Protection (skyddade uppgifter): what stops the moment an identity becomes protected, whoever notes it."""

from __future__ import annotations

from django.utils import timezone

from ..access import Actor
from ..models import AccessCode, Participant, RatingLink
from ..rules.history import EventKind
from ..rules.message import WhyNot
from .log import log
from .quality import end_reviews
from .sending import drop_waiting


def shut_out(participant: Participant, *, by: Actor) -> None:
    """What waits is never sent, and codes and links that lie in a phone or on a paper open nothing.

    Nor does anybody review the file who was let in because it was drawn.
    """
    drop_waiting(participant, why=WhyNot.PROTECTED, by=by)
    end_reviews(participant, by=by)
    now = timezone.now()
    for code in AccessCode.objects.usable(now).filter(participant=participant).select_for_update().order_by("pk"):
        code.revoked_at = now
        code.save(update_fields=["revoked_at"])
        log(EventKind.CODE_REVOKED, code, by=by)
    links = RatingLink.objects.filter(rating__case__participant=participant, revoked_at__isnull=True)
    for link in links.select_related("rating__case").select_for_update(of=("self",)).order_by("pk"):
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        log(EventKind.RATING_LINK_REVOKED, link.rating, by=by)
