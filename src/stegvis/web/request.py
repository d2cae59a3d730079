"""A request (anrop) as the middleware hands it on: somebody signed in, htmx's details; and the numbers it asks with."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from stegvis.access import Actor
from stegvis.models import Participant

LONGEST_NUMBER = 9
"""So many digits are within what the database takes for an integer; no key is longer."""
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


def whole_number(said: object) -> int | None:
    """What was sent or typed as a whole number; none when it is anything else, negative or beyond the database."""
    text = str(said)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def number_in(asked: Mapping[str, Any], name: str) -> int | None:
    """The key or other number that an address or a form gives; none when it is left out or cannot be one."""
    return whole_number(asked.get(name))


def numbers_in(asked: QueryDict, name: str, *, most: int | None = None) -> list[int]:
    """Each number once that is given among the first `most` values of the name; what cannot be one is left out."""
    found = (whole_number(each) for each in asked.getlist(name)[:most])
    return list(dict.fromkeys(each for each in found if each is not None))


def key_asked(request: HttpRequest, name: str) -> int | None:
    """The key that the address asks with; none when it is left out or cannot be one."""
    return number_in(request.GET, name)
