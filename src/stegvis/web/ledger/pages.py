"""The ledger on screen (platser över tid): the stock at both ends, what came and went between, and whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

import numpy as np
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ...access import Permission, require
from ...outside.spreadsheets import XLSX_TYPE, Heading, write_xlsx
from ...queries.ledger import PlaceTurn, counted, fill_on, ledger_rows, turns
from ...queries.moved import moved
from ...queries.paging import Paging
from ...rules.ledger import By, Ledger, Measure
from ..drawing.capacity import CapacityYear, Span, capacity_year
from ..drawing.months import month_start
from ..format import full_date, label, number
from ..request import Request, page_asked
from .forms import LedgerForm

PAGE_SIZE = 50
MOST_ROWS = 200_000
"""A sheet holds a million rows; so many days and slices are a file that still opens."""


@dataclass(frozen=True)
class Ends:
    """One slice: what there was on the first day, and what there is on the last."""

    name: str
    seats_first: int
    seats: int
    occupied: int
    reserved: int
    free: int
    over: int


@dataclass(frozen=True)
class Came:
    """Seats of a period that were new, came back and went, in all."""

    new: int
    back: int
    gone: int

    @classmethod
    def of(cls, changes: list[PlaceTurn]) -> Came:
        made = [each.made.change for each in changes]
        return cls(sum(each.new for each in made), sum(each.back for each in made), sum(each.gone for each in made))


@require_safe
def ledger(request: Request) -> HttpResponse:
    """Stock at the first and the last day, slice by slice; flow between them, which opens to the places."""
    require(request.actor, Permission.PLACE_READ)
    today = localdate()
    form = LedgerForm(request.GET, today=today)
    if not form.is_valid():
        return render(request, "ledger/ledger.html", {"form": form, "rows": None})
    first, last, by = (form.cleaned_data[name] for name in ("first", "last", "by"))
    found = counted(by, first=first, last=last, today=today)
    # a place that takes two forms stands in two of their rows, so the whole is counted by itself
    whole = counted(By.KIND, first=first, last=last, today=today) if by is By.FORM else found
    total = _total(_ends(whole))
    # from the day after the first: what opened on the first day stands in the stock of that day
    came = Came.of(turns(first=first + timedelta(days=1), last=last))
    context = {
        "form": form,
        "first": first,
        "last": last,
        "by": by,
        "rows": _ends(found),
        "total": total,
        "fill": fill_on(last, today=today),
        "came": came,
        "moved": moved(first=first, last=last) if by in (By.DEPARTMENT, By.COMMITTEE) else (),
        "heading": _heading(total, last, today),
        "drawing": _drawing(whole),
        "query": urlencode({"first": first, "last": last, "by": by.value}),
    }
    return render(request, "ledger/ledger.html", context)


def _ends(found: Ledger) -> list[Ends]:
    cells = found.cells
    used = np.flatnonzero(cells[Measure.SEATS].any(axis=1) | cells[Measure.OCCUPIED].any(axis=1))
    return [
        Ends(
            found.names[row],
            int(cells[Measure.SEATS][row, 0]),
            *(int(cells[measure][row, -1]) for measure in LAST),
        )
        for row in used
    ]


LAST = (Measure.SEATS, Measure.OCCUPIED, Measure.RESERVED, Measure.FREE, Measure.OVER)


def _total(rows: list[Ends]) -> Ends:
    numbers = ("seats_first", "seats", "occupied", "reserved", "free", "over")
    return Ends("", *(sum(getattr(row, name) for row in rows) for name in numbers))


def _heading(total: Ends, last: date, today: date) -> str:
    seats = ngettext("%(num)s plats", "%(num)s platser", total.seats) % {"num": number(total.seats)}
    if last == today:
        return _("{seats} i dag, {free} fria").format(seats=seats, free=number(total.free))
    return _("{seats} den {day}, {free} fria").format(seats=seats, day=full_date(last), free=number(total.free))


def _drawing(found: Ledger) -> CapacityYear:
    """The sums of the first day of each month, so that a change in the middle of one is seen at the next."""
    sums = {measure: cells.sum(axis=0) for measure, cells in found.cells.items()}
    last = found.first + timedelta(days=found.days - 1)
    days = [found.first]
    while month_start(days[-1], 1) <= last:
        days.append(month_start(days[-1], 1))
    spans = [
        Span(
            start,
            min(month_start(start, 1) - timedelta(days=1), last),
            *(int(sums[measure][(start - found.first).days]) for measure in LAST[:4]),
        )
        for start in days
    ]
    return capacity_year(
        id="over-time",
        title=_("Platser från {first} till {last}").format(first=full_date(found.first), last=full_date(last)),
        description=_("Platser, upptagna och reserverade den första i varje månad. Siffrorna står i tabellen."),
        spans=spans,
    )


@require_safe
def ledger_file(request: Request) -> HttpResponse:
    """Every day and slice as a workbook."""
    require(request.actor, Permission.PLACE_READ)
    today = localdate()
    form = LedgerForm(request.GET, today=today)
    if not form.is_valid():
        return render(request, "ledger/ledger.html", {"form": form, "rows": None}, status=422)
    first, last, by = (form.cleaned_data[name] for name in ("first", "last", "by"))
    found = counted(by, first=first, last=last, today=today)
    if len(found.names) * found.days > MOST_ROWS:
        form.add_error("last", _("Det blir för många rader för en fil. Välj färre dagar."))
        return render(request, "ledger/ledger.html", {"form": form, "rows": None}, status=422)
    headings = [Heading(_("Dag")), Heading(label(by)), *(Heading(label(measure)) for measure in Measure)]
    rows = [
        (
            row.day,
            _(row.name),
            row.places,
            row.seats,
            row.occupied,
            row.reserved,
            row.free,
            row.over,
            row.supervisor_hours,
        )
        for row in ledger_rows(found)
    ]
    answer = HttpResponse(write_xlsx(_("Platser över tid"), headings, rows), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="platser-{first}-{last}.xlsx"'
    return answer


@require_safe
def new_seats(request: Request) -> HttpResponse:
    """The places behind the seats that were new, came back or went."""
    require(request.actor, Permission.PLACE_READ)
    form = LedgerForm(request.GET, today=localdate())
    if not form.is_valid():
        return render(request, "ledger/new.html", {"form": form, "rows": None})
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    rows = turns(first=first + timedelta(days=1), last=last)
    paging = Paging.of(len(rows), page_asked(request), size=PAGE_SIZE)
    context = {
        "form": form,
        "rows": rows,
        "shown": rows[paging.rows],
        "paging": paging,
        "came": Came.of(rows),
        "query": urlencode({"first": first, "last": last}),
    }
    return render(request, "ledger/new.html", context)
