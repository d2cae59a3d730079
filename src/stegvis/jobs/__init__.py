"""Background work: parse, call an action (bakgrundsjobb)."""

from . import exchange, message, organisation, place, placement

__all__ = ["exchange", "message", "organisation", "place", "placement"]
