"""The counted ledger (räknad platsöversikt): day by day and slice by slice, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ...rules.ledger import By, Ledger, Measure, Slices, Spans, count
from .register import TENTHS, register
from .slices import ALWAYS, each_place, slices_by


@dataclass(frozen=True)
class LedgerRow:
    """One day of one slice. `supervisor_hours` are hours a week of supervision that those who are there take."""

    day: date
    name: str
    places: int
    seats: int
    occupied: int
    reserved: int
    free: int
    over: int
    supervisor_hours: float


def counted(by: By, *, first: date, last: date, today: date) -> Ledger:
    """The ledger from first to last; eleven statements at most, however many places and days."""
    return count(register(first=first, last=last, today=today), slices_by(by), first=first, last=last)


def counted_places(*, first: date, last: date, today: date) -> tuple[Ledger, dict[int, int]]:
    """The ledger place by place, and which row each place is by key; nine statements, however many places and days."""
    slices, rows = each_place()
    return count(register(first=first, last=last, today=today), slices, first=first, last=last), rows


def counted_place(place: int, *, first: date, last: date, today: date) -> Ledger:
    """The ledger of one place, in one row; eight statements."""
    slices = Slices(("",), Spans.of([(place, *ALWAYS, 0)]))
    return count(register(first=first, last=last, today=today, place=place), slices, first=first, last=last)


def ledger_rows(ledger: Ledger) -> Iterator[LedgerRow]:
    """Day by day, each with every slice that has or has had somebody or a seat in the period."""
    cells = ledger.cells
    used = np.flatnonzero(cells[Measure.SEATS].any(axis=1) | cells[Measure.OCCUPIED].any(axis=1))
    for number in range(ledger.days):
        day = ledger.first + timedelta(days=number)
        for row in used:
            value = {measure: int(cells[measure][row, number]) for measure in Measure}
            yield LedgerRow(
                day=day,
                name=ledger.names[row],
                places=value[Measure.PLACES],
                seats=value[Measure.SEATS],
                occupied=value[Measure.OCCUPIED],
                reserved=value[Measure.RESERVED],
                free=value[Measure.FREE],
                over=value[Measure.OVER],
                supervisor_hours=value[Measure.SUPERVISOR_HOURS] / TENTHS,
            )
