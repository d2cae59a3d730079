"""Middleware: who acts in this request, and what happens when they may not (mellanlager)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import translation

from stegvis.access import Actor, NotAllowed
from stegvis.access.actor import PARTICIPANT
from stegvis.models.acting import acting
from stegvis.web.own import door
from stegvis.web.refused import refused
from stegvis.web.request import Request

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def is_for_participants(path: str) -> bool:
    """Whether an address is of the pages that participants read, in more languages than those who work here."""
    return path.startswith(settings.PARTICIPANTS_PATHS)


class LanguageMiddleware:
    """Pages for those who work here are in Swedish or English, whatever else a browser asks for."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        spoken = translation.get_language()
        if spoken not in settings.STAFF_LANGUAGES and not is_for_participants(request.path_info):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)


class ActorMiddleware:
    """Gives every request its actor and the field history its context; turns `NotAllowed` into a 403 that helps."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if isinstance(request.user, AnonymousUser):
            return self._participant(request)
        request.session.pop(door.PERSON, None)
        request.actor = Actor.of(request.user)
        if request.method in READING:
            return self.get_response(request)
        with acting(user=request.actor.user_id, role=request.actor.role_key):
            return self.get_response(request)

    def _participant(self, request: Request) -> HttpResponse:
        """A participant on the own pages, or nobody. The time of the session begins anew."""
        person = door.person_of(request)
        if person is None:
            return self.get_response(request)
        request.participant, request.actor = person, Actor.participant(person)
        request.session.modified = True
        if is_for_participants(request.path_info):
            door.speak(request, person)
        if request.method in READING:
            return self.get_response(request)
        with acting(participant=person.pk, role=PARTICIPANT):
            return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """A view, action or query said `NotAllowed`."""
        return refused(request, exception) if isinstance(exception, NotAllowed) else None
