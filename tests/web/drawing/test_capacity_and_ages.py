"""Room at a place and the bar of ages: what is drawn is what is counted."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest

from stegvis.rules.ledger import Ledger, Measure
from stegvis.web.drawing.ages import Age, age_bar
from stegvis.web.drawing.capacity import Span, capacity_year, load_bar, seat_cell, spans_of
from stegvis.web.drawing.lettering import broken, cut, width_of
from stegvis.web.drawing.shapes import Box, Words

TODAY = date(2026, 11, 20)
YEAR = date(2026, 11, 1), date(2027, 10, 31)
SHOWN = (Measure.SEATS, Measure.OCCUPIED, Measure.RESERVED, Measure.FREE)


def boxes(canvas) -> dict[str, float]:
    return {shape.css: shape.width for shape in canvas.shapes if isinstance(shape, Box)}


def ledger(*days: tuple[int, int, int, int]) -> Ledger:
    """One slice: seats, occupied, reserved and free of each day."""
    cells = {measure: np.array([numbers]) for measure, numbers in zip(SHOWN, zip(*days, strict=True), strict=True)}
    return Ledger(TODAY, ("",), cells)


def year(*spans: Span):
    return capacity_year(id="c", title="t", description="d", spans=spans).picture.wide


def test_spans_are_cut_where_anything_changes_and_lie_beside_each_other():
    found = ledger(*[(2, 0, 0, 2)] * 3, (2, 1, 0, 1), (2, 1, 0, 0), (2, 1, 0, 0), (2, 0, 1, 1))
    spans = spans_of(found)
    assert [(span.end - span.start).days + 1 for span in spans] == [3, 1, 2, 1]
    assert (spans[0].start, spans[-1].end) == (TODAY, TODAY + timedelta(days=6))
    assert all(after.start == before.end + timedelta(days=1) for before, after in itertools.pairwise(spans))


def test_free_is_what_the_ledger_says_and_not_what_is_left_over():
    """Somebody who supervises may have no room for a seat that nobody has."""
    (span,) = spans_of(ledger((2, 0, 0, 1)))
    assert (span.seats, span.occupied, span.reserved, span.free) == (2, 0, 0, 1)


def test_year_draws_occupied_below_reserved_below_free():
    shapes = year(Span(*YEAR, 3, 1, 1)).shapes
    heights = {shape.css: shape.y for shape in shapes if isinstance(shape, Box)}
    assert heights["bar"] > heights["reserved"] > heights["free"]


def test_overbooked_place_is_drawn_without_negative_sizes():
    shapes = year(Span(*YEAR, 1, 3, 0)).shapes
    assert all(shape.height >= 0 and shape.y >= 0 for shape in shapes if isinstance(shape, Box))


def test_hundred_seats_stay_within_a_readable_height():
    assert year(Span(*YEAR, 100, 0, 0)).height < 180


def test_the_number_stands_where_the_seats_begin_and_nothing_is_said_of_none():
    """A place that opens on the last days of a month has its number there, not a nought in its way."""
    opens = date(2026, 11, 22)
    shapes = year(Span(YEAR[0], opens - timedelta(days=1), 0, 0, 0), Span(opens, YEAR[1], 2, 0, 0)).shapes
    said = [shape.text for shape in shapes if isinstance(shape, Words) and "plats" in shape.text]
    assert said == ["2 platser"]


@pytest.mark.parametrize(
    ("occupied", "reserved", "expected"),
    [(0, 0, {"free": 49}), (3, 0, {"free": 49, "bar": 49}), (2, 1, {"free": 49, "bar": 32.7, "reserved": 16.3})],
)
def test_cell_shares_its_width_by_seats(occupied: int, reserved: int, expected: dict[str, float]):
    assert boxes(seat_cell(seats=3, occupied=occupied, reserved=reserved)) == expected


def test_overbooked_cell_stays_inside():
    assert (
        sum(width for css, width in boxes(seat_cell(seats=1, occupied=2, reserved=1)).items() if css != "free") <= 49.1
    )


@pytest.mark.parametrize(("value", "most", "width"), [(1.5, 3, 48), (4, 3, 96), (0, 0, 0)])
def test_load_is_never_longer_than_full(value: float, most: float, width: float):
    assert boxes(load_bar(value, most))["bar"] == width


def test_ages_fill_the_bar_with_gaps_between():
    bar = age_bar([Age(14, "a"), Age(11, "b"), Age(6, "c"), Age(3, "d")])
    drawn = [shape for shape in bar.canvas.shapes if isinstance(shape, Box)]
    assert drawn[-1].x + drawn[-1].width == pytest.approx(300, abs=0.2)
    assert all(
        after.x - before.x - before.width == pytest.approx(2, abs=0.2) for before, after in itertools.pairwise(drawn)
    )


def test_age_of_nobody_stays_in_the_legend_only():
    bar = age_bar([Age(1, "a"), Age(0, "b")])
    assert len(bar.canvas.shapes) == 1
    assert [part.label for part in bar.parts] == ["a", "b"]


def test_ages_of_nobody_at_all_draw_nothing():
    assert age_bar([Age(0, "a")]).canvas.shapes == ()


def test_five_ages_are_refused():
    with pytest.raises(ValueError, match="only 4 shades"):
        age_bar([Age(1, str(place)) for place in range(5)])


def test_text_is_broken_at_words_and_cut_with_an_ellipsis():
    assert all(width_of(line) <= 120 for line in broken("Klarar tjugo timmar i veckan på arbetsplatsen", 120))
    assert broken("ett två tre fyra fem sex", 40, most_lines=2)[-1].endswith("…")
    assert cut("Arbetsmarknadsenheten", 60).endswith("…")
    assert cut("Kort", 60) == "Kort"
