"""The host's entrance (värdens väg in): by a link without an account, to one placement; and its one guard.

The signs are in the address once, at the first visit; from there the session of the browser knows which link it is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ...access import Actor
from ...models import HostLink, Placement
from ...models.acting import acting
from ..request import Request

SEEN = "at_host"
Keys = ParamSpec("Keys")


@dataclass(frozen=True)
class AtHost:
    """Somebody at a host, with the link they came by and the one placement it leads to."""

    link: HostLink
    placement: Placement
    actor: Actor

    def named(self, name: str) -> Actor:
        """The same with the name they wrote."""
        return Actor.host(self.placement, name=name.strip() or self.actor.name)


def begin(request: HttpRequest, link: HostLink) -> None:
    """From here the browser is at the host of one placement, until the link ends or it is too long ago."""
    request.session.cycle_key()  # a session that somebody else began here is not theirs to follow
    request.session[SEEN] = {"link": link.pk, "at": timezone.now().timestamp()}


def leave(request: HttpRequest) -> None:
    """This browser is at no host any more."""
    request.session.pop(SEEN, None)


def at_host(
    view: Callable[Concatenate[Request, AtHost, Keys], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Keys], HttpResponse]:
    """A page for the host whose link this browser came by; everybody else is asked for the code. Nothing is cached.

    The view gets `here` after the request.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: Any, *args: Keys.args, **kwargs: Keys.kwargs) -> HttpResponse:
        here = _here(request)
        if here is None:
            leave(request)
            return redirect("host_door")
        request.session[SEEN] = request.session[SEEN] | {"at": timezone.now().timestamp()}
        with acting(role=here.actor.role_key) if request.method == "POST" else nullcontext():
            return view(request, here, *args, **kwargs)

    return guarded


def _here(request: HttpRequest) -> AtHost | None:
    """One statement. A link that was taken back or is too old opens nothing any more."""
    seen, now = request.session.get(SEEN), timezone.now()
    if not seen or now.timestamp() - seen["at"] > 60 * settings.OWN_PAGES_MINUTES:
        return None
    rows = HostLink.objects.filter(pk=seen["link"], revoked_at__isnull=True, expires_at__gt=now)
    link = rows.select_related(
        "placement__case__participant", "placement__case__unit", "placement__place__host", "placement__supervisor"
    ).first()
    if link is None:
        return None
    return AtHost(link, link.placement, Actor.host(link.placement, name=_("Värden")))
