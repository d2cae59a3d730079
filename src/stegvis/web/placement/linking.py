"""The link to a host (länken till värden): made, shown once with a message to send, and taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ...access import NotAllowedNow
from ...actions.placement import make_host_link, revoke_host_link
from ...rules.placement import PlacementStatus
from ..case import show
from ..format import full_date
from ..request import Request
from .acts import say_and_go
from .pages import found, show_placement


@never_cache
@require_POST
def placement_link(request: Request, pk: int) -> HttpResponse:
    """A new link, seen this once; an earlier one ends."""
    one = found(request, pk)
    try:
        made = make_host_link(one, by=request.actor)
    except NotAllowedNow as refusal:
        return show_placement(request, one, reasons=refusal.reasons)
    address = request.build_absolute_uri(reverse("host_link", args=[made.signs]))
    asks = one.status in (PlacementStatus.HOST_ASKED, PlacementStatus.VISIT)
    subject = _("En fråga om en plats på {place}") if asks else _("Om er plats på {place}")
    text = _("Hej! Vi har en fråga till er om {place}. Läs och svara här, ni behöver inget konto: {address}")
    if not asks:
        text = _("Hej! Här är er länk om {place}, ni behöver inget konto: {address}")
    said = [
        text.format(place=one.place.name, address=address),
        _("Länken gäller till {day}. Skicka den inte vidare.").format(day=full_date(made.link.expires_at)),
        request.actor.name,
    ]
    subject, message = subject.format(place=one.place.name), "\n\n".join(said)
    context = {
        "one": one,
        "place": one.place,
        "person": one.case.participant,
        "made": made,
        "address": address,
        "message": message,
        "mail": "mailto:?" + urlencode({"subject": subject, "body": message}).replace("+", "%20"),
    }
    return show(request, "placement/link.html", context, about=[one.case.participant_id])


@require_POST
def placement_link_revoke(request: Request, pk: int) -> HttpResponse:
    """Take the link back."""
    revoke_host_link(found(request, pk), by=request.actor)
    return say_and_go(request, pk, _("Länken är återtagen. Den öppnar inget längre."))
