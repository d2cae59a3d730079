"""A request (anrop) as the middleware hands it on: somebody signed in, htmx's details; and the numbers it asks with."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from stegvis.access import Actor
from stegvis.models import Participant

LONGEST_PAGE = 7
"""So many digits are beyond any list, whose last page it then is, however many more there are."""


class Request(HttpRequest):
    """Only for types: the attributes are put there by the middleware."""

    actor: Actor
    htmx: HtmxDetails
    participant: Participant
    LANGUAGE_CODE: str


def page_asked(request: HttpRequest, name: str = "page") -> int:
    """Which page of a list the address asks for: the first when it cannot be read."""
    return page_in(request.GET, name)


def page_in(asked: QueryDict, name: str = "page") -> int:
    """The same out of an address, or out of a form that keeps the page it was sent from."""
    text = asked.get(name, "")
    return int(text[:LONGEST_PAGE]) if text.isascii() and text.isdecimal() else 1


def query_without(asked: QueryDict, *names: str) -> str:
    """The rest of the address, for the links that sort and turn pages; what was left empty is left out."""
    return urlencode([(name, value) for name, value in asked.items() if value and name not in names])


def key_asked(request: HttpRequest, name: str) -> int | None:
    """The key that the address asks with; none when it is left out or cannot be one."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
