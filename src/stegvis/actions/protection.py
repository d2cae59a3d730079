"""Protection (skyddade uppgifter): what stops the moment an identity becomes protected, whoever notes it.

Lists, pages, search and files need nothing done: they ask `visible_to`, which knows of it at the next request. Seats
stay taken. A part in the work that somebody has been given stays; what nobody decided for this person ends.
"""

from __future__ import annotations

from django.utils import timezone

from ..access import Actor
from ..models import AccessCode, AccessGrant, Participant, Placement, RatingLink
from ..rules.history import EventKind, GrantKind
from ..rules.message import WhyNot
from .cover import end_grant
from .log import log
from .placement.rows import shut_links
from .quality import end_reviews
from .sending import drop_waiting

ENDS = (GrantKind.BREAK_GLASS, GrantKind.EXTENSION)
"""Opened on one's own word, or left over from before: neither was given for somebody protected."""


def shut_out(participant: Participant, *, by: Actor) -> None:
    """What waits is never sent, what was opened shuts, and codes and links in a phone or on a paper open nothing.

    Nor does anybody review the file who was let in because it was drawn.
    """
    now = timezone.now()
    for grant in AccessGrant.objects.filter(participant=participant, kind__in=ENDS).exclude(ends_at__lte=now):
        log(EventKind.ACCESS_ENDED, grant, by=by, kind=grant.kind, user=grant.user_id)
        end_grant(grant, now)
    drop_waiting(participant, why=WhyNot.PROTECTED, by=by)
    end_reviews(participant, by=by)
    for code in AccessCode.objects.usable(now).filter(participant=participant).select_for_update().order_by("pk"):
        code.revoked_at = now
        code.save(update_fields=["revoked_at"])
        log(EventKind.CODE_REVOKED, code, by=by)
    links = RatingLink.objects.filter(rating__case__participant=participant, revoked_at__isnull=True)
    for link in links.select_related("rating__case").select_for_update(of=("self",)).order_by("pk"):
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        log(EventKind.RATING_LINK_REVOKED, link.rating, by=by)
    hosts = Placement.objects.filter(case__participant=participant, host_links__revoked_at__isnull=True)
    for placement in hosts.filter(host_links__isnull=False).distinct().select_related("case").order_by("pk"):
        shut_links(placement)
        log(EventKind.HOST_LINK_REVOKED, placement, by=by)
