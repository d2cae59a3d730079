"""Ledger (platsöversikt): what stands in the tables, counted for every day and slice."""

from .counted import LedgerRow, counted, ledger_rows
from .slices import slices_by

__all__ = ["LedgerRow", "counted", "ledger_rows", "slices_by"]
