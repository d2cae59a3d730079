"""A request as the middleware hands it on: somebody signed in, and htmx's details (anrop)."""

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
