"""Stated figures (angivna siffror): a report's own figures read, recomputed, and held against each other."""

from .check import Check, Contradiction, ContradictionKind, LookUp, Term, check
from .formula import Call
from .quantity import Quantity, QuantityKind, read_quantity, written
from .table import COLUMNS, NEEDED, Problem, Row, Table, headings_in, read_table

__all__ = [
    "COLUMNS",
    "NEEDED",
    "Call",
    "Check",
    "Contradiction",
    "ContradictionKind",
    "LookUp",
    "Problem",
    "Quantity",
    "QuantityKind",
    "Row",
    "Table",
    "Term",
    "check",
    "headings_in",
    "read_quantity",
    "read_table",
    "written",
]
