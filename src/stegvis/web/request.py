"""A request (anrop) as the middleware hands it on: somebody signed in, htmx's details; and the page it asks for."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from stegvis.access import Actor
from stegvis.models import Participant


class Request(HttpRequest):
    """Only for types: the attributes are put there by the middleware."""

    actor: Actor
    htmx: HtmxDetails
    participant: Participant
    LANGUAGE_CODE: str


def page_asked(request: HttpRequest, name: str = "page") -> int:
    """Which page of a list the address asks for: the first when it cannot be read, or is beyond any list."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
