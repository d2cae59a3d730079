"""Places (arbetsplatser): the overview of free seats by department and week, and the page of one place."""

from .overview import Filters, Overview, Room, overview, room_in, rooms_by_week, waiting_for_host, weeks_ahead
from .page import PlacePage, place_page

__all__ = [
    "Filters",
    "Overview",
    "PlacePage",
    "Room",
    "overview",
    "place_page",
    "room_in",
    "rooms_by_week",
    "waiting_for_host",
    "weeks_ahead",
]
