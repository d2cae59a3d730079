"""Background work: parse, call an action (bakgrundsjobb)."""

from . import exchange, message, place, placement

__all__ = ["exchange", "message", "place", "placement"]
