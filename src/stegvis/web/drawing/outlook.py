"""The look ahead (framåtblicken): what has been as a line, what is expected dashed, and its interval as a pale band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stegvis.web.drawing.lettering import width_of
from stegvis.web.drawing.shapes import NARROW, WIDE, Canvas, Path, Picture, Shape, line, short, words
from stegvis.web.drawing.trend import LABEL_APART, TOP, scale_for, spread
from stegvis.web.format import number, week

LABEL_ROOM = 34
KNOWN_WHEN_NARROW = 26


@dataclass(frozen=True)
class Ahead:
    """What is expected of one coming week, and the ends of its interval."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Line:
    """One number: `css` is petrol or ink; `known` is week by week up to now, `ahead` the weeks after."""

    css: str
    label: str
    known: tuple[float, ...]
    ahead: tuple[Ahead, ...]


def outlook(
    *, id: str, title: str, description: str, known: Sequence[date], ahead: Sequence[date], lines: Sequence[Line],
    now: str,
) -> Picture:  # fmt: skip
    """Draws up to two numbers; weeks are their Mondays, and the axis begins at nothing."""
    for one in lines:
        if len(one.known) != len(known) or len(one.ahead) != len(ahead):
            raise ValueError(f"{one.label}: {len(one.known)} and {len(one.ahead)} weeks")
    fewer = min(KNOWN_WHEN_NARROW, len(known))
    cut = [Line(one.css, one.label, one.known[len(known) - fewer :], one.ahead) for one in lines]
    room = max((width_of(_last_words(one)) for one in lines), default=0) + 12
    wide = _Chart(WIDE, 280, WIDE - room, tuple(known), tuple(ahead), tuple(lines), now, has_labels=True)
    narrow = _Chart(
        NARROW, 232, NARROW - 8, tuple(known[len(known) - fewer :]), tuple(ahead), tuple(cut), now, has_labels=False
    )
    return Picture(id, title, description, wide.draw(), narrow.draw())


def _last_words(one: Line) -> str:
    return f"{one.label} {number(one.ahead[-1].expected)}" if one.ahead else one.label


@dataclass(frozen=True)
class _Chart:
    width: float
    height: float
    right: float
    known: tuple[date, ...]
    ahead: tuple[date, ...]
    lines: tuple[Line, ...]
    now: str
    has_labels: bool
    left: float = 44

    @property
    def floor(self) -> float:
        return self.height - 36

    def draw(self) -> Canvas:
        highest = max(
            (value for one in self.lines for value in (*one.known, *(each.high for each in one.ahead))), default=1
        )
        _low, high, step = scale_for([0, highest])
        shapes = [*self._axis(high, step), *self._weeks()]
        for one in self.lines:
            shapes.append(Path(self._band(one, high), f"band-{one.css}"))
        shapes += self._today()
        for one in self.lines:
            shapes += self._line(one, high)
        if self.has_labels:
            shapes += self._labels(high)
        return Canvas(self.width, self.height, tuple(shapes))

    def _x(self, place: int) -> float:
        last = max(len(self.known) + len(self.ahead) - 1, 1)
        return self.left + place * (self.right - self.left) / last

    def _y(self, value: float, high: float) -> float:
        return self.floor - value / high * (self.floor - TOP)

    def _axis(self, high: float, step: float) -> list[Shape]:
        shapes: list[Shape] = []
        for tick in range(round(high / step) + 1):
            y = short(self._y(tick * step, high))
            shapes.append(Path(f"M{self.left - 10} {y}H{short(self.right)}", "grid"))
            shapes.append(words(self.left - 16, y + 4, number(tick * step, 0 if step == int(step) else 1), "t-s t-end"))
        return shapes

    def _weeks(self) -> list[Shape]:
        """Every so many weeks by number; the year under the first week of each."""
        days = [*self.known, *self.ahead]
        every = max(1, round(LABEL_ROOM / max(self._x(1) - self._x(0), 0.1) + 0.5))
        shapes: list[Shape] = []
        years: set[int] = set()
        now = len(self.known) - 1
        for place, day in enumerate(days):
            if (place - now) % every:
                continue
            x, year = self._x(place), day.isocalendar().year
            shapes.append(words(x, self.floor + 16, str(week(day)), "t-s t-mid"))
            if year not in years:
                years.add(year)
                shapes.append(words(x, self.floor + 32, str(year), "t t-petrol t-mid"))
        return shapes

    def _today(self) -> list[Shape]:
        x = short(self._x(len(self.known) - 1))
        return [Path(f"M{x} {TOP - 6}V{self.floor}", "today"), words(x, TOP - 8, self.now, "t-s t-voice t-mid t-halo")]

    def _band(self, one: Line, high: float) -> str:
        """From the latest known value, out along the top and back along the bottom."""
        start = len(self.known)
        top = [(self._x(start + place), self._y(each.high, high)) for place, each in enumerate(one.ahead)]
        bottom = [(self._x(start + place), self._y(each.low, high)) for place, each in enumerate(one.ahead)]
        return line((self._x(start - 1), self._y(one.known[-1], high)), *top, *reversed(bottom)) + "z"

    def _line(self, one: Line, high: float) -> list[Shape]:
        been = [(self._x(place), self._y(value, high)) for place, value in enumerate(one.known)]
        coming = [
            (self._x(len(self.known) + place), self._y(each.expected, high)) for place, each in enumerate(one.ahead)
        ]
        return [Path(line(*been), f"l-{one.css}"), Path(line(been[-1], *coming), f"l-{one.css} expected")]

    def _labels(self, high: float) -> list[Shape]:
        wanted = [self._y(one.ahead[-1].expected, high) + 4 for one in self.lines]
        heights = spread(wanted, LABEL_APART, TOP + 4, self.floor + 4)
        return [
            words(self.right + 6, height, _last_words(one)) for one, height in zip(self.lines, heights, strict=True)
        ]
