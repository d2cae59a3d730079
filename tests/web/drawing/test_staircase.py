"""The staircase: blocks rise by one step, hold their criteria, and show where someone stands."""

import itertools

import pytest

from stegvis.web.drawing.lettering import width_of
from stegvis.web.drawing.mirror import mirrored
from stegvis.web.drawing.shapes import Box, Canvas, Figure, Mark, Path, Words
from stegvis.web.drawing.staircase import RISE, Criterion, MoveBack, Step, staircase

LONG = "Planerar och genomför sina arbetsuppgifter utan stöd en hel arbetsdag"


def steps(*labels_per_step: int, label: str = "Kommer i tid", reached: int = 1) -> list[Step]:
    return [
        Step(
            number,
            f"Steg nummer {number}",
            tuple(Criterion(label, "done" if number <= reached else "started") for _ in range(count)),
            reached=number <= reached,
        )
        for number, count in enumerate(labels_per_step, start=1)
    ]


def draw(some: list[Step], *, current: int | None = 2, moves_back: tuple[MoveBack, ...] = ()) -> tuple[Canvas, Canvas]:
    drawn = staircase(
        id="s", title="t", description="d", steps=some, current=current, here="Rania är här", moves_back=moves_back
    )
    return drawn.picture.wide, drawn.picture.narrow


def of(canvas: Canvas, kind: type) -> list:
    return [shape for shape in canvas.shapes if isinstance(shape, kind)]


def test_each_block_is_one_rise_higher_than_the_one_before():
    wide, _ = draw(steps(4, 4, 4, 4))
    tops = [block.y for block in of(wide, Box)]
    assert [before - after for before, after in itertools.pairwise(tops)] == [RISE] * 3


def test_blocks_stand_beside_each_other_on_one_floor():
    wide, _ = draw(steps(4, 4, 4))
    blocks = of(wide, Box)
    assert len({round(block.y + block.height, 1) for block in blocks}) == 1
    assert [block.x for block in blocks] == [0, 262.7, 525.3]


def test_current_block_is_deeper_and_coming_ones_are_pale():
    wide, narrow = draw(steps(1, 1, 1, reached=1), current=2)
    assert [block.css for block in of(wide, Box)] == ["block", "block-now", "block-far"]
    assert [block.css for block in of(narrow, Box)] == ["block", "block-now", "block-far"]


def test_treads_are_thick_up_to_the_current_step():
    wide, _ = draw(steps(1, 1, 1, 1, reached=1), current=2)
    assert [path.css for path in of(wide, Path)] == ["tread", "tread", "tread-far", "tread-far"]


def test_figure_stands_on_the_current_tread():
    wide, _ = draw(steps(4, 4, 4, 4), current=3)
    (figure,) = of(wide, Figure)
    block = of(wide, Box)[2]
    assert block.x < figure.x < block.x + block.width
    assert figure.foot == block.y - 2


@pytest.mark.parametrize("name", ["Bo", "Daniela", "Alexandra-Konstantina Björnsdotter-Stenström"])
def test_long_names_have_room_on_the_lowest_step(name: str):
    drawn = staircase(
        id="s", title="t", description="d", steps=steps(1, 1, 1, 1), current=1, here=f"{name} är här"
    ).picture.wide
    here = next(text for text in of(drawn, Words) if text.css == "t t-voice t-end")
    (figure,) = of(drawn, Figure)
    assert here.text.startswith(name[:2])
    assert here.x - width_of(here.text) >= 0
    assert here.x < figure.x < of(drawn, Box)[0].width


def test_nobody_stands_on_the_stairs_before_the_mapping():
    wide, narrow = draw(steps(2, 2, reached=0), current=None)
    assert of(wide, Figure) == [] == of(narrow, Figure)


@pytest.mark.parametrize("label", ["Kommer i tid", LONG], ids=["short", "long"])
@pytest.mark.parametrize("counts", [(4, 4, 4, 4), (1, 9, 2), (6, 1), (3,), (2, 2, 2, 2, 2, 2)])
def test_everything_written_stands_inside_its_block(counts: tuple[int, ...], label: str):
    wide, _ = draw(steps(*counts, label=label))
    blocks = of(wide, Box)
    for mark in of(wide, Mark):
        assert any(b.x < mark.x < b.x + b.width and b.y < mark.y - 6 and mark.y + 6 < b.y + b.height for b in blocks)
    lowest_text = max(text.y for text in of(wide, Words))
    assert lowest_text < blocks[0].y + blocks[0].height


def test_long_criteria_are_broken_not_shrunk_and_none_is_lost():
    wide, _ = draw(steps(2, 2, 2, 2, label=LONG))
    text = " ".join(shape.text for shape in of(wide, Words))
    assert text.count("arbetsdag") == 8
    assert len(of(wide, Mark)) == 8


def test_move_back_is_drawn_in_both_widths_with_its_words():
    for canvas in draw(steps(1, 1, 1), current=1, moves_back=(MoveBack(1, "tillbaka 12 januari"),)):
        assert any("tillbaka 12 januari" in shape.text for shape in of(canvas, Words))
    wide, _ = draw(steps(1, 1, 1), current=1, moves_back=(MoveBack(1, "tillbaka 12 januari"),))
    assert "move-back" in {path.css for path in of(wide, Path)}


def test_narrow_shows_every_criterion_without_leaving_the_drawing():
    _, narrow = draw(steps(12, 12, 12, 12))
    marks = of(narrow, Mark)
    assert len(marks) == 48
    assert max(mark.x for mark in marks) < narrow.width
    assert max(mark.y for mark in marks) < narrow.height


def test_narrow_marks_keep_clear_of_the_words_at_the_figure():
    _, narrow = draw(steps(8, 8, 8, 8), current=2)
    here = next(text for text in of(narrow, Words) if text.text == "Rania är här")
    start_of_words = here.x - 80
    block = of(narrow, Box)[1]
    beside = [mark for mark in of(narrow, Mark) if block.y < mark.y < block.y + block.height]
    assert len(beside) == 8
    assert max(mark.x + 6 for mark in beside) < start_of_words


def test_steps_are_drawn_from_the_lowest_whatever_order_they_come_in():
    shuffled = draw(list(reversed(steps(1, 2, 3))))
    assert shuffled == draw(steps(1, 2, 3))


def test_mirrored_stairs_climb_to_the_left_at_the_same_heights():
    some = steps(2, 2, 2)
    back = (MoveBack(1, "tillbaka 12 januari"),)
    plain = staircase(id="s", title="t", description="d", steps=some, current=2, here="Här", moves_back=back).picture
    turned = staircase(
        id="s", title="t", description="d", steps=some, current=2, here="Här", moves_back=back, to_the_left=True
    ).picture
    assert (plain.direction, turned.direction) == ("ltr", "rtl")
    for before, after in ((plain.wide, turned.wide), (plain.narrow, turned.narrow)):
        assert [block.x + block.width for block in of(after, Box)] == [
            pytest.approx(before.width - block.x, abs=0.11) for block in of(before, Box)
        ]
        assert [block.y for block in of(after, Box)] == [block.y for block in of(before, Box)]
        assert [text.x for text in of(after, Words)] == [
            pytest.approx(before.width - text.x, abs=0.11) for text in of(before, Words)
        ]
        assert of(after, Figure)[0].x == pytest.approx(before.width - of(before, Figure)[0].x, abs=0.11)


def test_mirrored_path_is_the_same_line_from_the_other_side():
    before = Canvas(100, 50, (Path("M10 20L30 20", "l"), Path("M60 8V4a6 6 0 0 0-6-6H40a6 6 0 0 0-6 6V2", "m")))
    assert [path.d for path in mirrored(before).shapes] == [
        "M90 20L70 20",
        "M40 8V4a6 6 0 0 1 6 -6H60a6 6 0 0 1 6 6V2",
    ]
    assert [path.d for path in mirrored(mirrored(before)).shapes] == [
        "M10 20L30 20",
        "M60 8V4a6 6 0 0 0 -6 -6H40a6 6 0 0 0 -6 6V2",
    ]
