"""Placement (placering): one placement as its page shows it, its seat, and those before it at the same place."""

from .chain import earlier_at_place
from .page import PlacementPage, Voices, placement_page, readable, voices_of
from .seats import free_seat, seat_is_free
from .way import Stage, WayPart
from .who import supervised_by

__all__ = [
    "PlacementPage",
    "Stage",
    "Voices",
    "WayPart",
    "earlier_at_place",
    "free_seat",
    "placement_page",
    "readable",
    "seat_is_free",
    "supervised_by",
    "voices_of",
]
