"""The few shapes (former) every drawing consists of, in painting order, with coordinates in drawing units."""

from dataclasses import dataclass

WIDE = 788
NARROW = 288


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    css: str
    radius: float = 0
    kind: str = "box"


@dataclass(frozen=True)
class Path:
    """A line or an outline, in SVG's path language."""

    d: str
    css: str
    kind: str = "path"


@dataclass(frozen=True)
class Words:
    """One line of text on its baseline; `css` says size, colour and anchor."""

    x: float
    y: float
    text: str
    css: str = "t"
    kind: str = "words"


@dataclass(frozen=True)
class Mark:
    """A criterion's shape: not_started, started or done."""

    x: float
    y: float
    state: str
    kind: str = "mark"


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    x: float
    y: float
    radius: float
    css: str
    kind: str = "disc"


@dataclass(frozen=True)
class Figure:
    """The small person standing on a step; `foot` is the height of the step."""

    x: float
    foot: float
    kind: str = "figure"


Shape = Box | Path | Words | Mark | Disc | Figure


@dataclass(frozen=True)
class Canvas:
    """One finished drawing of one width."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing in two widths with the words that say the same; `id` is unique on the page.

    `direction` is that of its texts: a mirrored drawing stands in a page whose lines run to the left (rtl).
    """

    id: str
    title: str
    description: str
    wide: Canvas
    narrow: Canvas
    direction: str = "ltr"


def short(value: float) -> float:
    """A coordinate with at most one decimal, so that pages stay small."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def box(x: float, y: float, width: float, height: float, css: str, *, radius: float = 0) -> Box:
    return Box(short(x), short(y), short(width), short(height), css, radius)


def words(x: float, y: float, text: str, css: str = "t") -> Words:
    return Words(short(x), short(y), text, css)


def line(*points: tuple[float, float]) -> str:
    """Straight lines through points, as a path."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)


def diamond(x: float, y: float, css: str, size: float = 6) -> Path:
    return Path(f"M{short(x)} {short(y - size)}l{size} {size}-{size} {size}-{size}-{size}z", css)
