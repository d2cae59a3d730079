"""People (personer) on screen: the list, one participant's page, search, events and who has read."""

from .whom import whom_to_ask

__all__ = ["whom_to_ask"]
