"""Places (arbetsplatser): the overview of free seats by department and week, and the page of one place."""

from .overview import Filters, Overview, Room, overview, rooms_by_week, waiting_for_host, weeks_ahead
from .page import PlacePage, place_page
from .way import WayPage, way_page

__all__ = [
    "Filters",
    "Overview",
    "PlacePage",
    "Room",
    "WayPage",
    "overview",
    "place_page",
    "rooms_by_week",
    "waiting_for_host",
    "way_page",
    "weeks_ahead",
]
