"""Background work: parse, call an action (bakgrundsjobb)."""

from . import exchange, message

__all__ = ["exchange", "message"]
