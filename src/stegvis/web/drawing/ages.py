"""The bar of ages (så gamla är planerna): how many in each age, from young to old."""

from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.web.drawing.shapes import Canvas, box

WIDTH, HEIGHT, GAP = 300, 12, 2
SHADES = ("bar-pale", "bar-soft", "bar", "d-ink")


@dataclass(frozen=True)
class Age:
    """One part: how many, in words which ("under 30 dagar"), and where they are listed."""

    count: int
    label: str
    href: str = ""


@dataclass(frozen=True)
class AgePart:
    """One part ready to print in the legend, with its shade."""

    count: int
    label: str
    href: str
    css: str


@dataclass(frozen=True)
class AgeBar:
    """The bar and its legend; the legend says every number."""

    canvas: Canvas
    parts: tuple[AgePart, ...]


def age_bar(ages: Sequence[Age]) -> AgeBar:
    """At most four ages; parts of nothing leave no gap."""
    if len(ages) > len(SHADES):
        raise ValueError(f"{len(ages)} ages, but only {len(SHADES)} shades can be told apart")
    parts = tuple(AgePart(one.count, one.label, one.href, css) for one, css in zip(ages, SHADES, strict=False))
    some = [part for part in parts if part.count]
    total = sum(part.count for part in some)
    room = WIDTH - GAP * max(len(some) - 1, 0)
    shapes, x = [], 0.0
    for part in some:
        width = room * part.count / total
        shapes.append(box(x, 0, width, HEIGHT, part.css))
        x += width + GAP
    return AgeBar(Canvas(WIDTH, HEIGHT, tuple(shapes)), parts)
