"""Indicator (indikator): one figure as it is read, and the records behind it."""

from .figure import Change, Figure, NamedCell, SeriesRow, figures_of
from .periods import periods_with_facts
from .records import Record, Records, records_of

__all__ = [
    "Change",
    "Figure",
    "NamedCell",
    "Record",
    "Records",
    "SeriesRow",
    "figures_of",
    "periods_with_facts",
    "records_of",
]
