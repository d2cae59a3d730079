"""Exchange (utbyte): reading and writing lists of participants and places."""

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

__all__ = [
    "AT_WORK",
    "DAYS_KEPT",
    "IN_THE_BACKGROUND",
    "MOVES",
    "FileKind",
    "ImportStatus",
    "RowKind",
    "reasons_not_to_save",
    "reasons_not_to_try_again",
]
