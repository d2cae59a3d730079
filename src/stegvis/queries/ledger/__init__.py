"""Ledger (platsöversikt): what stands in the tables, counted for every day and slice."""

from .counted import LedgerRow, counted, counted_place, counted_places, ledger_rows
from .fill import Fill, fill, fill_on
from .slices import slices_by
from .turnover import MandatePage, PlaceTurn, TargetRow, mandate_page, target_of, turns

__all__ = [
    "Fill",
    "LedgerRow",
    "MandatePage",
    "PlaceTurn",
    "TargetRow",
    "counted",
    "counted_place",
    "counted_places",
    "fill",
    "fill_on",
    "ledger_rows",
    "mandate_page",
    "slices_by",
    "target_of",
    "turns",
]
