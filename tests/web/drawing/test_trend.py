"""The trend: labels never collide, hidden values break the line, the target is always inside."""

import itertools

import pytest

from stegvis.web.drawing.shapes import Box, Disc, Path, Words
from stegvis.web.drawing.trend import (
    ALL,
    LABEL_APART,
    MEN,
    WOMEN,
    Period,
    Series,
    Trend,
    scale_for,
    sparkline,
    spread,
    trend,
)

PERIODS = [Period(f"kv {quarter}", year) for year in (2025, 2026) for quarter in (1, 2, 3, 4)]


def draw(*series: Series, target: float | None = 40) -> Trend:
    return trend(
        id="t", title="t", description="d", periods=PERIODS, series=series, target=target, target_label="mål minst 40"
    )


@pytest.mark.parametrize("values", [(1, 9, 0.5, 100), (33, 45), (0, 0), (5, 5), (2874, 3100), (0.2, 0.9), (-3, 4)])
def test_scale_is_round_and_holds_every_value(values):
    low, high, step = scale_for(values)
    assert low <= min(values) <= max(values) <= high
    assert high > low
    assert round((high - low) / step) <= 6


@pytest.mark.parametrize("wanted", [[50, 52, 54], [10, 10, 10], [200, 201, 100], [20, 245, 246], [246, 246, 246]])
def test_labels_are_apart_and_inside(wanted):
    heights = spread(wanted, LABEL_APART, 20, 250)
    ordered = sorted(heights)
    assert all(after - before >= LABEL_APART for before, after in itertools.pairwise(ordered))
    assert ordered[0] >= 20
    assert ordered[-1] <= 250


def test_labels_far_apart_stand_where_they_belong():
    assert spread([30, 90, 150], LABEL_APART, 20, 250) == [30, 90, 150]


def test_every_series_has_its_own_shape():
    wide = draw(
        Series(ALL, "Alla", (40,) * 8), Series(WOMEN, "Kvinnor", (35,) * 8), Series(MEN, "Män", (45,) * 8)
    ).picture.wide
    assert len([shape for shape in wide.shapes if isinstance(shape, Disc)]) == 8
    assert len([shape for shape in wide.shapes if isinstance(shape, Box)]) == 8
    assert len([shape for shape in wide.shapes if isinstance(shape, Path) and shape.css == "d-ink halo"]) == 8


def test_hidden_value_breaks_the_line_and_has_no_mark():
    wide = draw(Series(WOMEN, "Kvinnor", (30, 31, None, 33, 34, 35, 36, 37))).picture.wide
    assert len([shape for shape in wide.shapes if isinstance(shape, Path) and "l-voice" in shape.css]) == 2
    assert len([shape for shape in wide.shapes if isinstance(shape, Disc)]) == 7


def test_series_that_ends_hidden_has_no_label():
    wide = draw(Series(WOMEN, "Kvinnor", (30, 31, 32, 33, 34, 35, 36, None))).picture.wide
    assert not [shape for shape in wide.shapes if isinstance(shape, Words) and shape.text.startswith("Kvinnor")]


def test_label_says_the_last_value_with_its_decimals():
    wide = draw(Series(ALL, "Alla", (30, 31, 32, 33, 34, 35, 36, 43.6))).picture.wide
    assert "Alla 43,6" in [shape.text for shape in wide.shapes if isinstance(shape, Words)]


def test_everything_hidden_still_draws_the_axis_and_the_target():
    wide = draw(Series(ALL, "Alla", (None,) * 8)).picture.wide
    assert [shape for shape in wide.shapes if isinstance(shape, Path) and shape.css == "goal-line"]


def test_no_values_and_no_target_is_an_empty_axis():
    assert draw(Series(ALL, "Alla", (None,) * 8), target=None).picture.wide.shapes


def test_target_outside_the_values_is_inside_the_drawing():
    wide = draw(Series(ALL, "Alla", (10,) * 8), target=90).picture.wide
    line = next(shape for shape in wide.shapes if isinstance(shape, Path) and shape.css == "goal-line")
    height = float(line.d.split("H")[0].split()[-1])
    assert 20 <= height <= 246


def test_series_of_another_length_is_refused():
    with pytest.raises(ValueError, match="7 values for 8 periods"):
        draw(Series(ALL, "Alla", (1,) * 7))


@pytest.mark.parametrize("values", [[5.0], [5, 5, 5], [1, None, 3], [None, 3]], ids=str)
def test_sparkline_ends_in_its_last_value(values):
    spark = sparkline(values)
    (dot,) = [shape for shape in spark.shapes if isinstance(shape, Disc)]
    assert 5 <= dot.y <= 23


def test_sparkline_of_nothing_is_empty_and_hidden_end_has_no_dot():
    assert sparkline([None, None]).shapes == ()
    assert not [shape for shape in sparkline([1, 2, None]).shapes if isinstance(shape, Disc)]
