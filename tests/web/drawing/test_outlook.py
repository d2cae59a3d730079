"""The look ahead: everything within the picture, the band around what is expected, labels never on each other."""

import re
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from stegvis.web.drawing.outlook import Ahead, Line, outlook
from stegvis.web.drawing.shapes import Path, Words
from stegvis.web.drawing.trend import LABEL_APART

MONDAY = date(2026, 11, 16)
AHEAD = [MONDAY + timedelta(weeks=number) for number in range(1, 27)]


def known(weeks):
    return [MONDAY - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def series(css, weeks, most, seed):
    chance = Random(seed)
    values = tuple(float(chance.randint(0, most)) for _week in range(weeks))
    ahead = tuple(Ahead(most / 2, max(0, most / 2 - number), most / 2 + number) for number in range(26))
    return Line(css, {"petrol": "Fria platser", "ink": "Väntar"}[css], values, ahead)


def draw(weeks=52, most=40, lines=("petrol", "ink")):
    drawn = [series(css, weeks, most, seed) for seed, css in enumerate(lines)]
    return outlook(id="o", title="t", description="d", known=known(weeks), ahead=AHEAD, lines=drawn, now="i dag")


def points(path):
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.d)]


@pytest.mark.parametrize("most", [0, 1, 7, 400, 12_000])
@pytest.mark.parametrize("weeks", [10, 52])
@pytest.mark.parametrize("lines", [("petrol",), ("ink",), ("petrol", "ink")])
def test_everything_lies_within_the_picture(weeks, most, lines):
    picture = draw(weeks, most, lines)
    for canvas in (picture.wide, picture.narrow):
        for path in (shape for shape in canvas.shapes if isinstance(shape, Path) and "-" in shape.css):
            assert all(0 <= x <= canvas.width and 0 <= y <= canvas.height for x, y in points(path))


def test_what_is_expected_goes_on_from_what_is_known_and_lies_in_its_band():
    canvas = draw().wide
    been, coming = (next(s for s in canvas.shapes if isinstance(s, Path) and s.css == css)
                    for css in ("l-ink", "l-ink expected"))  # fmt: skip
    band = points(next(s for s in canvas.shapes if isinstance(s, Path) and s.css == "band-ink"))
    assert points(been)[-1] == points(coming)[0] == band[0]
    top, bottom = band[1:27], band[:26:-1]
    for (x, y), (_x, high), (_other, low) in zip(points(coming)[1:], top, bottom, strict=True):
        assert x == _x == _other
        assert high <= y <= low


def test_labels_stand_apart_and_the_narrow_one_has_none():
    picture = draw()
    ends = [s for s in picture.wide.shapes if isinstance(s, Words) and s.text.startswith(("Fria", "Väntar"))]
    assert abs(ends[0].y - ends[1].y) >= LABEL_APART
    assert not [s for s in picture.narrow.shapes if isinstance(s, Words) and s.text.startswith(("Fria", "Väntar"))]


def test_weeks_under_the_axis_do_not_run_into_each_other():
    for canvas in (draw().wide, draw().narrow):
        weeks = [s.x for s in canvas.shapes if isinstance(s, Words) and s.text.isdecimal() and s.css == "t-s t-mid"]
        assert len(weeks) > 5
        assert min(later - earlier for earlier, later in pairwise(weeks)) >= 30


def test_a_line_of_another_length_is_refused():
    with pytest.raises(ValueError, match="51 and 26 weeks"):
        outlook(id="o", title="t", description="d", known=known(52), ahead=AHEAD,
                lines=[series("ink", 51, 5, 1)], now="i dag")  # fmt: skip
