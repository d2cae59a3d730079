"""Middleware: who acts in this request, and what happens when they may not (mellanlager)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from stegvis.access import Actor, NotAllowed
from stegvis.models.acting import acting
from stegvis.web.refused import refused
from stegvis.web.request import Request

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ActorMiddleware:
    """Gives every request its actor and the field history its context; turns `NotAllowed` into a 403 that helps."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if isinstance(request.user, AnonymousUser):
            return self.get_response(request)
        request.actor = Actor.of(request.user)
        if request.method in READING:
            return self.get_response(request)
        with acting(user=request.actor.user_id, role=request.actor.role_key):
            return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """A view, action or query said `NotAllowed`."""
        return refused(request, exception) if isinstance(exception, NotAllowed) else None
