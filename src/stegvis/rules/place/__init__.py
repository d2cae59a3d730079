"""Place (arbetsplats): what it trains and requires, its way from idea to closed, and its seats over time."""

from .fresh import ConfirmationAnswer
from .profile import (
    ALL_HALF_DAYS,
    HALF_DAYS,
    ExtractLaw,
    Field,
    PlacementForm,
    half_days,
    reasons_not_to_save,
)
from .seats import Seats, first_free_seat, least_capacity, reasons_not_to_change_capacity
from .way import HAS_BEEN_OPEN, MOVES, PlaceStatus, reasons_not_to_close

__all__ = [
    "ALL_HALF_DAYS",
    "HALF_DAYS",
    "HAS_BEEN_OPEN",
    "MOVES",
    "ConfirmationAnswer",
    "ExtractLaw",
    "Field",
    "PlaceStatus",
    "PlacementForm",
    "Seats",
    "first_free_seat",
    "half_days",
    "least_capacity",
    "reasons_not_to_change_capacity",
    "reasons_not_to_close",
    "reasons_not_to_save",
]
