"""The trend (trenden): a figure over periods for all, women and men, against its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from stegvis.web.drawing.shapes import (
    NARROW,
    WIDE,
    Canvas,
    Disc,
    Path,
    Picture,
    Shape,
    box,
    diamond,
    line,
    short,
    words,
)
from stegvis.web.format import number

LABEL_APART = 17
YEAR_APART = 36.0
TOP = 20
ROUND_STEPS = (1, 2, 2.5, 5, 10)
ALL, WOMEN, MEN = "all", "women", "men"
LINES = {ALL: "l-ink", WOMEN: "l-voice l-thin", MEN: "l-petrol l-thin"}


@dataclass(frozen=True)
class Period:
    """One period: its short name ("kv 1") and the year it belongs to."""

    label: str
    year: int


@dataclass(frozen=True)
class Series:
    """One line; `who` (all, women, men) gives shape and colour. A value that is hidden or missing is None."""

    who: str
    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Trend:
    """The picture and what the table under it shows."""

    picture: Picture
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    decimals: int


def trend(
    *,
    id: str,
    title: str,
    description: str,
    periods: Sequence[Period],
    series: Sequence[Series],
    target: float | None = None,
    target_label: str = "",
    decimals: int = 1,
    from_zero: bool = False,
) -> Trend:
    """Draws up to three series; values are as shown (38.4 for 38,4 %). Counts start `from_zero`: a cut axis would make
    two seats more look like a doubling."""
    for one in series:
        if len(one.values) != len(periods):
            raise ValueError(f"{one.label}: {len(one.values)} values for {len(periods)} periods")
    lines = tuple(sorted(series, key=lambda one: (MEN, WOMEN, ALL).index(one.who)))
    said = (tuple(periods), lines, target, target_label, decimals)
    wide = _Chart(WIDE, 280, WIDE - 92, *said, has_labels=True, from_zero=from_zero)
    narrow = _Chart(NARROW, 224, NARROW - 8, *said, has_labels=False, from_zero=from_zero)
    picture = Picture(id, title, description, wide.draw(), narrow.draw())
    return Trend(picture, tuple(periods), tuple(series), decimals)


def scale_for(values: Sequence[float], most_ticks: int = 5) -> tuple[float, float, float]:
    """(lowest, highest, step) of an axis in round numbers; it may be cut at the bottom, as for any line."""
    low, high = min(values), max(values)
    span = (high - low) or max(abs(high), 1)
    power = 10.0 ** floor(log10(span))
    candidates = [step * power * scale for scale in (0.1, 1, 10) for step in ROUND_STEPS]
    step = next(one for one in candidates if ceil(high / one) - floor(low / one) < most_ticks)
    lowest, highest = floor(low / step) * step, ceil(high / step) * step
    if lowest == low and lowest > 0:
        lowest -= step
    return lowest, highest if highest > lowest else lowest + step, step


def spread(wanted: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights as near the wanted ones as possible, in the same order, at least `apart` from each other."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed: list[float] = []
    for place in order:
        placed.append(max(wanted[place], placed[-1] + apart if placed else top))
    below = bottom
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], below)
        below = placed[place] - apart
    result = [0.0] * len(wanted)
    for height, place in zip(placed, order, strict=True):
        result[place] = height
    return result


@dataclass(frozen=True)
class _Chart:
    width: float
    height: float
    right: float
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    target: float | None
    target_label: str
    decimals: int
    has_labels: bool
    from_zero: bool = False
    left: float = 44

    @property
    def floor(self) -> float:
        return self.height - 34

    def draw(self) -> Canvas:
        shown = [value for one in self.series for value in one.values if value is not None]
        target = [] if self.target is None else [self.target]
        zero = [0.0] if self.from_zero else []
        low, high, step = scale_for([*shown, *target, *zero] or [0])
        shapes = [*self._axis(low, high, step), *self._periods()]
        if self.target is not None:
            y = self._y(self.target, low, high)
            shapes.append(Path(f"M{self.left - 10} {y}H{short(self.right)}", "goal-line"))
            shapes.append(words(self.left - 8, y - 6, self.target_label, "t-s t-halo"))
        for one in self.series:
            shapes += self._line(one, low, high)
        if self.has_labels:
            shapes += self._labels(low, high)
        return Canvas(self.width, self.height, tuple(shapes))

    def _x(self, place: int) -> float:
        last = max(len(self.periods) - 1, 1)
        return self.left + 4 + place * (self.right - self.left - 22) / last

    def _y(self, value: float, low: float, high: float) -> float:
        return short(self.floor - (value - low) / (high - low) * (self.floor - TOP))

    def _axis(self, low: float, high: float, step: float) -> list[Shape]:
        shapes: list[Shape] = []
        decimals = 0 if step == int(step) else 1
        for tick in range(round((high - low) / step) + 1):
            value = low + tick * step
            y = self._y(value, low, high)
            shapes.append(Path(f"M{self.left - 10} {y}H{short(self.right)}", "grid"))
            shapes.append(words(self.left - 16, y + 4, number(value, decimals), "t-s t-end"))
        return shapes

    def _periods(self) -> list[Shape]:
        every = max(1, ceil(44 / ((self.right - self.left) / max(len(self.periods), 1))))
        shapes: list[Shape] = []
        written = -YEAR_APART
        for place, period in reversed(list(enumerate(self.periods))):
            x = self._x(place)
            if place % every == 0:
                shapes.append(words(x, self.floor + 16, period.label, "t-s t-mid"))
            is_new = place == 0 or period.year != self.periods[place - 1].year
            if is_new and abs(written - x) >= YEAR_APART:
                shapes.append(words(x, self.floor + 32, str(period.year), "t t-petrol t-mid"))
                written = x
        return shapes

    def _line(self, one: Series, low: float, high: float) -> list[Shape]:
        """Whole stretches between hidden values; a lone value is only its mark."""
        points = [
            None if value is None else (self._x(place), self._y(value, low, high))
            for place, value in enumerate(one.values)
        ]
        shapes: list[Shape] = [Path(line(*run), LINES[one.who]) for run in _runs(points) if len(run) > 1]
        return shapes + [_dot(one.who, x, y) for x, y in filter(None, points)]

    def _labels(self, low: float, high: float) -> list[Shape]:
        ending = [one for one in self.series if one.values and one.values[-1] is not None]
        wanted = [self._y(one.values[-1] or 0, low, high) + 4 for one in ending]
        heights = spread(wanted, LABEL_APART, TOP + 4, self.floor + 4)
        return [
            words(self.right + 4, height, f"{one.label} {number(one.values[-1], self.decimals)}")
            for one, height in zip(ending, heights, strict=True)
        ]


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _dot(who: str, x: float, y: float) -> Shape:
    if who == WOMEN:
        return Disc(short(x), short(y), 4.5, "d-voice halo")
    if who == MEN:
        return box(x - 4, y - 4, 8, 8, "d-petrol halo")
    return diamond(x, y, "d-ink halo")


def sparkline(values: Sequence[float | None], target: float | None = None, least_span: float = 0) -> Canvas:
    """A line without axis, 88 by 28 units; its last dot equals the value that stands beside it.

    Values closer together than `least_span` do not fill the height: two more of six hundred is not a leap.
    """
    shown = [value for value in values if value is not None]
    if not shown:
        return Canvas(88, 28, ())
    everything = [*shown, *([target] if target is not None else [])]
    low, high = min(everything), max(everything)
    spare = max(0.0, least_span - (high - low)) / 2
    low, high = low - spare, high + spare
    height = {value: short(23 - (value - low) / ((high - low) or 1) * 18) for value in everything}
    apart = 80 / max(len(values) - 1, 1)
    points = [None if value is None else (4 + place * apart, height[value]) for place, value in enumerate(values)]
    shapes: list[Shape] = [Path(f"M0 {height[target]}H88", "goal-line")] if target is not None else []
    shapes += [Path(line(*run), "l-petrol l-thin") for run in _runs(points) if len(run) > 1]
    if points[-1]:
        shapes.append(Disc(short(points[-1][0]), points[-1][1], 3.5, "d-petrol"))
    return Canvas(88, 28, tuple(shapes))
