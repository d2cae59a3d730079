"""Room at a place and the bar of ages: what is drawn is what is counted."""

import itertools
from datetime import date, timedelta

import pytest

from stegvis.web.drawing.ages import Age, age_bar
from stegvis.web.drawing.capacity import capacity_year, load_bar, seat_cell, spans_ahead
from stegvis.web.drawing.lettering import broken, cut, width_of
from stegvis.web.drawing.shapes import Box

TODAY = date(2026, 11, 20)
ALWAYS = [(date(2020, 1, 1), None, 3)]


def boxes(canvas) -> dict[str, float]:
    return {shape.css: shape.width for shape in canvas.shapes if isinstance(shape, Box)}


def test_spans_lie_beside_each_other_for_twelve_months():
    spans = spans_ahead(
        seats=ALWAYS,
        occupied=[(TODAY, date(2027, 2, 3))],
        reserved=[(date(2027, 1, 1), date(2027, 6, 30))],
        first=TODAY,
    )
    assert spans[0].start == date(2026, 11, 1)
    assert spans[-1].end == date(2027, 10, 31)
    assert all(after.start == before.end + timedelta(days=1) for before, after in itertools.pairwise(spans))


def test_spans_count_who_is_there_each_day():
    spans = spans_ahead(
        seats=ALWAYS,
        occupied=[(date(2026, 1, 1), date(2026, 11, 23)), (date(2026, 1, 1), None)],
        reserved=[(date(2026, 12, 7), None)],
        first=TODAY,
    )
    assert [(span.occupied, span.reserved, span.free) for span in spans] == [(2, 0, 1), (1, 0, 2), (1, 1, 1)]


def test_seats_that_end_leave_nothing_free():
    spans = spans_ahead(seats=[(date(2020, 1, 1), date(2026, 12, 31), 2)], occupied=[], reserved=[], first=TODAY)
    assert [(span.seats, span.free) for span in spans] == [(2, 2), (0, 0)]


def test_year_draws_occupied_below_reserved_below_free():
    spans = spans_ahead(
        seats=ALWAYS, occupied=[(date(2020, 1, 1), None)], reserved=[(date(2020, 1, 1), None)], first=TODAY
    )
    wide = capacity_year(id="c", title="t", description="d", spans=spans).picture.wide
    heights = {shape.css: shape.y for shape in wide.shapes if isinstance(shape, Box)}
    assert heights["bar"] > heights["reserved"] > heights["free"]


def test_overbooked_place_is_drawn_without_negative_sizes():
    spans = spans_ahead(
        seats=[(date(2020, 1, 1), None, 1)], occupied=[(date(2020, 1, 1), None)] * 3, reserved=[], first=TODAY
    )
    wide = capacity_year(id="c", title="t", description="d", spans=spans).picture.wide
    assert all(shape.height >= 0 and shape.y >= 0 for shape in wide.shapes if isinstance(shape, Box))


def test_hundred_seats_stay_within_a_readable_height():
    spans = spans_ahead(seats=[(date(2020, 1, 1), None, 100)], occupied=[], reserved=[], first=TODAY)
    assert capacity_year(id="c", title="t", description="d", spans=spans).picture.wide.height < 180


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
