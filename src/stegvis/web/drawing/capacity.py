"""Room at a place (utrymme): occupied is solid, reserved hatched, free outlined; by week in a cell, by month ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from django.utils.translation import ngettext

from stegvis.rules.ledger import Ledger, Measure
from stegvis.web.drawing.lettering import width_of
from stegvis.web.drawing.months import Months, month_start
from stegvis.web.drawing.shapes import NARROW, WIDE, Canvas, Path, Picture, Shape, box, short, words

DAY = timedelta(days=1)
CELL_WIDTH, CELL_HEIGHT = 50, 8
LOAD_WIDTH = 96
SEAT_HEIGHT = 18
MOST_HEIGHT = 126
YEAR = 12
"""Months that need no year beside their names."""


@dataclass(frozen=True)
class Span:
    """A time during which nothing changes: seats in all, occupied and reserved; both days included.

    `room` is how many may start, where that is fewer than the seats that nobody has.
    """

    start: date
    end: date
    seats: int
    occupied: int
    reserved: int
    room: int | None = None

    @property
    def free(self) -> int:
        return max(self.seats - self.occupied - self.reserved, 0) if self.room is None else self.room


@dataclass(frozen=True)
class CapacityYear:
    """The picture of the months ahead and the spans its table shows."""

    picture: Picture
    spans: tuple[Span, ...]


def spans_of(found: Ledger) -> tuple[Span, ...]:
    """The days of a ledger, every slice together, cut where anything changes."""
    shown = (Measure.SEATS, Measure.OCCUPIED, Measure.RESERVED, Measure.FREE)
    days = np.stack([found.cells[measure].sum(axis=0) for measure in shown], axis=1)
    turns = [0, *(np.flatnonzero((days[1:] != days[:-1]).any(axis=1)) + 1).tolist(), found.days]
    return tuple(
        Span(found.first + begin * DAY, found.first + (end - 1) * DAY, *days[begin].tolist())
        for begin, end in pairwise(turns)
    )


def capacity_year(*, id: str, title: str, description: str, spans: Sequence[Span]) -> CapacityYear:
    """Draws spans that lie beside each other, whole months in all."""
    first, last = spans[0].start, spans[-1].end
    months = Months(month_start(first), 12 * (last.year - first.year) + last.month - first.month + 1)
    wide, narrow = _ahead(spans, months.across(0, WIDE)), _ahead(spans, months.across(0, NARROW))
    return CapacityYear(Picture(id, title, description, wide, narrow), tuple(spans))


def _ahead(spans: Sequence[Span], months: Months) -> Canvas:
    most = max(max(span.seats, span.occupied + span.reserved) for span in spans) or 1
    each = min(SEAT_HEIGHT, MOST_HEIGHT / most)
    axis = 16 + most * each
    shapes: list[Shape] = []
    for span in spans:
        shapes += _span(span, months.x(span.start), months.x(span.end + DAY), axis, each)
    shapes.append(Path(f"M0 {short(axis)}H{short(months.right)}", "axis"))
    shapes += _ceiling(spans, months, axis, each)
    every = months.every(room=40 if months.count <= YEAR else 56)
    for place, (x, month) in enumerate(months.marks()):
        if place % every == 0:
            name = months.name(month) if months.count <= YEAR else f"{months.name(month)} {month:%y}"
            shapes.append(words(x + 2, axis + 16, name, "t-s"))
    return Canvas(months.right, short(axis + 24), tuple(shapes))


def _span(span: Span, left: float, right: float, axis: float, each: float) -> list[Shape]:
    """From the bottom: occupied, reserved, free."""
    shapes: list[Shape] = []
    top = axis
    for count, css in ((span.occupied, "bar"), (span.reserved, "reserved"), (span.free, "free")):
        if count:
            top -= count * each
            shapes.append(box(left, top, right - left, count * each, css))
    return shapes


def _ceiling(spans: Sequence[Span], months: Months, axis: float, each: float) -> list[Shape]:
    """The dashed line at the number of seats, with the number where it changes."""
    path, shapes, before, free_from = "", [], None, 0.0
    for span in spans:
        x, y = short(months.x(span.start)), short(axis - span.seats * each)
        path += f"M{x} {y}" if before is None else f"V{y}"
        path += f"H{short(months.x(span.end + DAY))}"
        said = ngettext("%(num)s plats", "%(num)s platser", span.seats) % {"num": span.seats}
        if span.seats and span.seats != before and x >= free_from and x + width_of(said, 12) <= months.right:
            shapes.append(words(x + 2, y - 5, said, "t-s t-halo"))
            free_from = x + width_of(said, 12) + 12
        before = span.seats
    return [Path(path, "goal-line"), *shapes]


def seat_cell(*, seats: int, occupied: int, reserved: int) -> Canvas:
    """The bar of one week in the list of places; the number of free seats always stands over it."""
    inner, height = CELL_WIDTH - 1, CELL_HEIGHT - 1
    whole = max(seats, occupied + reserved, 1)
    shapes: list[Shape] = [box(0.5, 0.5, inner, height, "free")]
    taken = inner * occupied / whole
    held = inner * reserved / whole
    if occupied:
        shapes.append(box(0.5, 0.5, taken, height, "bar"))
    if reserved:
        shapes.append(box(0.5 + taken, 0.5, held, height, "reserved"))
    return Canvas(CELL_WIDTH, CELL_HEIGHT, tuple(shapes))


def load_bar(value: float, most: float) -> Canvas:
    """How much of a supervisor's room is used; more than full is shown as full, the number says the rest."""
    share = min(value / most, 1) if most else 0
    shapes = (box(0, 0, LOAD_WIDTH, CELL_HEIGHT, "bar-bg"), box(0, 0, LOAD_WIDTH * share, CELL_HEIGHT, "bar"))
    return Canvas(LOAD_WIDTH, CELL_HEIGHT, shapes)
