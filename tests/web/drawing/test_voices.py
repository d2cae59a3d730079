"""Two voices drawn: both show when they are equal, a round without an answer breaks the line, nothing is guessed."""

import pytest

from stegvis.web.drawing.shapes import Box, Disc, Path
from stegvis.web.drawing.voices import DODGE, HEIGHT, WIDTH, voices_chart


def chart(participant, professional, lowest=1, highest=5):
    return voices_chart(participant=participant, professional=professional, lowest=lowest, highest=highest)


def of(canvas, kind):
    return [shape for shape in canvas.shapes if isinstance(shape, kind)]


def test_equal_answers_stand_beside_each_other():
    canvas = chart([3], [3])
    (disc,), (square,) = of(canvas, Disc), of(canvas, Box)
    assert disc.x - (square.x + square.width / 2) == 2 * DODGE
    assert disc.y == square.y + square.height / 2


def test_discs_are_the_participant_and_squares_the_professional():
    canvas = chart([1, 5], [5, 1])
    assert {disc.css for disc in of(canvas, Disc)} == {"d-voice halo"}
    assert {square.css for square in of(canvas, Box)} == {"d-petrol"}
    assert [disc.y for disc in of(canvas, Disc)] == sorted((disc.y for disc in of(canvas, Disc)), reverse=True)


def test_round_without_an_answer_breaks_the_line_and_has_no_mark():
    canvas = chart([2, None, 3, 4], [2, 2, 2, 2])
    lines = [path for path in of(canvas, Path) if path.css == "l-voice l-thin"]
    assert len(of(canvas, Disc)) == 3
    assert [path.d.count("L") for path in lines] == [1]
    assert [path.d.count("L") for path in of(canvas, Path) if path.css == "l-petrol l-thin"] == [3]


@pytest.mark.parametrize("rounds", [1, 2, 3, 4])
@pytest.mark.parametrize(("lowest", "highest"), [(0, 10), (1, 5), (1, 2)])
def test_everything_lies_inside(rounds, lowest, highest):
    canvas = chart([lowest] * rounds, [highest] * rounds, lowest, highest)
    for disc in of(canvas, Disc):
        assert disc.radius <= disc.x <= WIDTH - disc.radius
        assert 0 <= disc.y <= HEIGHT
    for square in of(canvas, Box):
        assert 0 <= square.x <= WIDTH - square.width
        assert 0 <= square.y <= HEIGHT - square.height


def test_nobody_has_answered():
    assert not of(chart([None, None], [None, None]), Disc)
    assert not of(chart([], []), Box)


def test_voices_with_different_rounds_are_refused():
    with pytest.raises(ValueError, match="same rounds"):
        chart([1], [1, 2])
