"""Exchange (utbyte): reading and writing lists of participants and places."""

from .columns import CellError, Column, Reading, ReadRow, Sheet, headings_in, read_sheets, written
from .compare import ComparedRow
from .compare_participants import Comparison
from .compare_places import KnownCapacity, KnownPlace, NewHost, PlaceComparison, PlaceRegister, seats_on
from .directory import Directory
from .kept import HIDDEN, keep, keep_row, kept, shown_value
from .participants import PARTICIPANT_COLUMNS, PARTICIPANTS_NEED
from .places import PLACE_COLUMNS, PLACES_NEED
from .register import KnownPerson, KnownPlacement, Register
from .seats import SeatBook, Sitting
from .states import (
    AT_WORK,
    DAYS_KEPT,
    IN_THE_BACKGROUND,
    MOVES,
    FileKind,
    ImportStatus,
    RowKind,
    reasons_not_to_save,
    reasons_not_to_try_again,
)
from .travel import TRAVEL_COLUMNS, TRAVEL_NEED, KnownTime, TravelComparison, TravelRegister
from .unknown import HostChoice, UnknownHost, UnknownHosts, reasons_not_to_choose

COLUMNS: dict[FileKind, tuple[Column, ...]] = {
    FileKind.PARTICIPANTS: PARTICIPANT_COLUMNS,
    FileKind.PLACES: PLACE_COLUMNS,
    FileKind.TRAVEL: TRAVEL_COLUMNS,
}
NEEDED: dict[FileKind, tuple[str, ...]] = {
    FileKind.PARTICIPANTS: PARTICIPANTS_NEED,
    FileKind.PLACES: PLACES_NEED,
    FileKind.TRAVEL: TRAVEL_NEED,
}

__all__ = [
    "AT_WORK",
    "COLUMNS",
    "DAYS_KEPT",
    "HIDDEN",
    "IN_THE_BACKGROUND",
    "MOVES",
    "NEEDED",
    "PARTICIPANTS",
    "PARTICIPANTS_NEED",
    "PARTICIPANT_COLUMNS",
    "PLACES",
    "PLACES_NEED",
    "PLACE_COLUMNS",
    "TRAVEL_COLUMNS",
    "TRAVEL_NEED",
    "CellError",
    "Column",
    "ComparedRow",
    "Comparison",
    "Directory",
    "FileKind",
    "HostChoice",
    "ImportStatus",
    "KnownCapacity",
    "KnownPerson",
    "KnownPlace",
    "KnownPlacement",
    "KnownTime",
    "NewHost",
    "PlaceComparison",
    "PlaceRegister",
    "ReadRow",
    "Reading",
    "Register",
    "RowKind",
    "SeatBook",
    "Sheet",
    "Sitting",
    "TravelComparison",
    "TravelRegister",
    "UnknownHost",
    "UnknownHosts",
    "headings_in",
    "keep",
    "keep_row",
    "kept",
    "read_sheets",
    "reasons_not_to_choose",
    "reasons_not_to_save",
    "reasons_not_to_try_again",
    "seats_on",
    "shown_value",
    "written",
]
