"""The mirror image of a drawing (spegelvänd), for readers whose lines run to the left."""

import re
from dataclasses import replace

from stegvis.web.drawing.shapes import Box, Canvas, Disc, Figure, Mark, Path, Shape, Words, short

COMMAND = re.compile(r"([MLHVahlvz])([^A-Za-z]*)")
NUMBER = re.compile(r"-?\d*\.?\d+")
PLACES = {"M": 2, "L": 2, "H": 1, "V": 1, "l": 2, "h": 1, "v": 1, "a": 7, "z": 0}
"""How many numbers each command of a path takes at a time."""


def mirrored(canvas: Canvas) -> Canvas:
    """Everything at the other side. Texts stay readable: in such a page they begin at the right by themselves."""
    return Canvas(canvas.width, canvas.height, tuple(_shape(each, canvas.width) for each in canvas.shapes))


def _shape(shape: Shape, width: float) -> Shape:
    match shape:
        case Box():
            return replace(shape, x=short(width - shape.x - shape.width))
        case Path():
            return replace(shape, d=COMMAND.sub(lambda found: _command(*found.groups(), width=width), shape.d))
        case Words() | Mark() | Disc() | Figure():
            return replace(shape, x=short(width - shape.x))


def _command(letter: str, said: str, *, width: float) -> str:
    """One command of a path, with its numbers turned: places from the other side, distances the other way."""
    numbers = [float(each) for each in NUMBER.findall(said)]
    each = PLACES[letter] or 1
    turned = [
        short(value)
        for start in range(0, len(numbers), each)
        for value in _turned(letter, numbers[start : start + each], width)
    ]
    return letter + " ".join(str(value) for value in turned)


def _turned(letter: str, numbers: list[float], width: float) -> list[float]:
    if letter in "MLH":
        return [width - numbers[0], *numbers[1:]]
    if letter in "lh":
        return [-numbers[0], *numbers[1:]]
    if letter == "a":
        radius_x, radius_y, turn, large, sweep, x, y = numbers
        return [radius_x, radius_y, turn, large, 1 - sweep, -x, y]
    return numbers
