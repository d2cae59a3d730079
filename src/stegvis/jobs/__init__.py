"""Background work: parse, call an action (bakgrundsjobb)."""

from . import exchange

__all__ = ["exchange"]
