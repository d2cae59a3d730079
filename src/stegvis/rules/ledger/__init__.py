"""Ledger (platsöversikt): for every day and slice the places, their seats, and who has, waits for or may take one."""

from .count import UNLIMITED, Ledger, Register, Slices, count
from .fill import most_supervised
from .spans import Spans, day_number
from .turnover import Capacity, Turnover, new_and_gone
from .words import By, Measure

__all__ = [
    "UNLIMITED",
    "By",
    "Capacity",
    "Ledger",
    "Measure",
    "Register",
    "Slices",
    "Spans",
    "Turnover",
    "count",
    "day_number",
    "most_supervised",
    "new_and_gone",
]
