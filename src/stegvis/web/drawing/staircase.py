"""The staircase (utvecklingstrappan): steps as blocks with their criteria inside, and where someone stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stegvis.web.drawing.lettering import broken, cut, width_of
from stegvis.web.drawing.mirror import mirrored
from stegvis.web.drawing.shapes import NARROW, WIDE, Canvas, Figure, Mark, Path, Picture, Shape, box, line, short, words

RISE = 46
HEADROOM = 40
MARK_ROW = 22
TEXT_ROW = 15
NAME_ROW = 17
INSET = 14
INDENT = 26
MARK_APART = 20


@dataclass(frozen=True)
class Criterion:
    """One point (punkt) of a step; `state` is not_started, started or done, `word` the same in words."""

    label: str
    state: str
    word: str = ""
    judged_by: str = ""


@dataclass(frozen=True)
class Step:
    """One step with its criteria; `note` is the line under its name ("Nått 3 november 2025")."""

    number: int
    name: str
    criteria: tuple[Criterion, ...]
    note: str = ""
    reached: bool = False

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.name}"


@dataclass(frozen=True)
class MoveBack:
    """A move down, kept visible: to which step, and when in words ("tillbaka 12 januari")."""

    to_step: int
    words: str


@dataclass(frozen=True)
class Staircase:
    """The picture and the rows of the table under it."""

    picture: Picture
    steps: tuple[Step, ...]


def staircase(
    *,
    id: str,
    title: str,
    description: str,
    steps: Sequence[Step],
    current: int | None,
    here: str,
    moves_back: Sequence[MoveBack] = (),
    to_the_left: bool = False,
) -> Staircase:
    """Draws the steps from the lowest up; `current` is the step's number, `here` what stands by the figure.

    `to_the_left`: for readers whose lines run that way; the stairs climb so too, and the texts begin at the right.
    """
    ordered = tuple(sorted(steps, key=lambda step: step.number))
    wide = _wide(ordered, current, here, moves_back)
    narrow = _narrow(ordered, current, here, {move.to_step: move.words for move in moves_back})
    if to_the_left:
        return Staircase(Picture(id, title, description, mirrored(wide), mirrored(narrow), "rtl"), ordered)
    return Staircase(Picture(id, title, description, wide, narrow), ordered)


def _block_css(step: Step, current: int | None) -> str:
    if step.number == current:
        return "block-now"
    return "block" if step.reached else "block-far"


def _tread_css(step: Step, current: int | None) -> str:
    return "tread" if step.reached or step.number == current else "tread-far"


def _wide(steps: Sequence[Step], current: int | None, here: str, moves_back: Sequence[MoveBack]) -> Canvas:
    """Blocks beside each other, each one rise higher; the lowest is as high as the fullest needs."""
    each = WIDE / len(steps)
    lowest = max(_needed(step, each) - place * RISE for place, step in enumerate(steps))
    floor = HEADROOM + (len(steps) - 1) * RISE + lowest
    tops = [floor - lowest - place * RISE for place in range(len(steps))]
    shapes: list[Shape] = [
        box(place * each, tops[place], each, floor - tops[place], _block_css(step, current))
        for place, step in enumerate(steps)
    ]
    for place, step in enumerate(steps):
        left, before = place * each, tops[place - 1] if place else floor
        corner = line((left, before), (left, tops[place]), (left + each, tops[place]))
        shapes.append(Path(corner, _tread_css(step, current)))
        shapes += _written_step(step, left + INSET, tops[place], each - INSET)
    for place, step in enumerate(steps):
        if step.number == current:
            shapes += _figure(here, place * each, each, tops[place])
    shapes += _moves_back(steps, moves_back, tops, each, current)
    return Canvas(WIDE, short(floor + 2), tuple(shapes))


def _needed(step: Step, each: float) -> float:
    """The height of a block with its name, note and all its criteria."""
    lines = sum(len(_criterion_lines(one, each - INSET)) for one in step.criteria)
    extra = (lines - len(step.criteria)) * TEXT_ROW
    return 56 + (len(broken(step.heading, each - 2 * INSET, 14)) - 1) * NAME_ROW + len(step.criteria) * MARK_ROW + extra


def _criterion_lines(criterion: Criterion, room: float) -> list[str]:
    return broken(criterion.label, room - 21, 13)


def _written_step(step: Step, x: float, top: float, room: float) -> list[Shape]:
    shapes: list[Shape] = []
    y = top + 26
    for number, text in enumerate(broken(step.heading, room - INSET, 14)):
        y += NAME_ROW if number else 0
        shapes.append(words(x, y, text, "t-b"))
    y += 18
    shapes.append(words(x, y, step.note, "t-s"))
    y += MARK_ROW
    for criterion in step.criteria:
        shapes.append(Mark(short(x + 6), short(y - 4), criterion.state))
        for number, text in enumerate(_criterion_lines(criterion, room)):
            y += TEXT_ROW if number else 0
            shapes.append(words(x + 19, y, text))
        y += MARK_ROW
    return shapes


def _figure(here: str, left: float, each: float, tread: float) -> list[Shape]:
    """In the middle of the step, or so far on that its words have room at the start of the drawing."""
    x = min(max(left + each / 2, width_of(here) + 16), left + each - 10)
    said = cut(here, x - 16)
    return [Figure(short(x), short(tread - 2)), words(x - 14, tread - 24, said, "t t-voice t-end")]


def _moves_back(
    steps: Sequence[Step], moves: Sequence[MoveBack], tops: Sequence[float], each: float, current: int | None
) -> list[Shape]:
    """A dashed arrow down over the edge; its words stand above the upper step, clear of the figure."""
    shapes: list[Shape] = []
    latest = {move.to_step: move for move in moves}
    for place, step in enumerate(steps[:-1]):
        if step.number not in latest:
            continue
        edge, upper, lower = (place + 1) * each, tops[place + 1], tops[place]
        reach = 22 if steps[place + 1].number != current else 44
        shapes.append(Path(_over_the_edge(edge, upper, lower), "move-back"))
        head = line((edge - 20, lower - 10), (edge - 16, lower - 5), (edge - 12, lower - 10))
        shapes.append(Path(head, "move-back-head"))
        shapes.append(words(edge + 4, upper - reach, latest[step.number].words, "t-s t-halo"))
    return shapes


def _over_the_edge(edge: float, upper: float, lower: float) -> str:
    start, over = f"M{short(edge + 16)} {short(upper - 4)}", f"V{short(upper - 10)}"
    return f"{start}{over}a6 6 0 0 0-6-6H{short(edge - 10)}a6 6 0 0 0-6 6V{short(lower - 5)}"


def _narrow(steps: Sequence[Step], current: int | None, here: str, backs: Mapping[int, str]) -> Canvas:
    """Steps on top of each other, the highest first, each lower one further to the start."""
    rows = [_NarrowStep(step, place, here if step.number == current else "", backs) for place, step in enumerate(steps)]
    floor = HEADROOM - 6 + sum(row.height for row in rows)
    tops = [floor - sum(row.height for row in rows[: place + 1]) for place in range(len(rows))]
    shapes: list[Shape] = [
        box(row.left, top, NARROW - row.left, row.height, _block_css(row.step, current))
        for row, top in zip(rows, tops, strict=True)
    ]
    for row, top in zip(rows, tops, strict=True):
        right = NARROW if row.step is steps[-1] else row.left + INDENT
        corner = line((row.left, top + row.height), (row.left, top), (right, top))
        shapes.append(Path(corner, _tread_css(row.step, current)))
        shapes += row.written(top)
    return Canvas(NARROW, short(floor + 2), tuple(shapes))


@dataclass(frozen=True)
class _NarrowStep:
    """One step of the narrow drawing: its name, perhaps a move back, and its marks in rows beside the figure."""

    step: Step
    place: int
    here: str
    backs: Mapping[int, str]

    @property
    def left(self) -> float:
        return self.place * INDENT

    @property
    def room(self) -> float:
        return NARROW - self.left - 24

    @property
    def heading(self) -> list[str]:
        return broken(self.step.heading, self.room, 14)

    @property
    def back(self) -> str:
        return self.backs.get(self.step.number, "")

    @property
    def marks(self) -> list[tuple[Criterion, ...]]:
        taken = 36 + width_of(self.here) if self.here else 0
        fit = max(3, int((self.room - taken) // MARK_APART))
        criteria = self.step.criteria
        return [criteria[start : start + fit] for start in range(0, len(criteria), fit)] or [()]

    @property
    def height(self) -> float:
        lines = len(self.heading) - 1 + bool(self.back)
        return 58 + lines * NAME_ROW + (len(self.marks) - 1) * MARK_APART

    def written(self, top: float) -> list[Shape]:
        x, y = self.left + 12, top + 24
        shapes: list[Shape] = [words(x, y + row * NAME_ROW, text, "t-b") for row, text in enumerate(self.heading)]
        y += (len(self.heading) - 1) * NAME_ROW
        if self.back:
            y += NAME_ROW
            shapes.append(words(x, y, f"↓ {self.back}", "t-s"))
        for row, criteria in enumerate(self.marks):
            shapes += [
                Mark(short(x + 6 + number * MARK_APART), short(y + 18 + row * MARK_APART), criterion.state)
                for number, criterion in enumerate(criteria)
            ]
        if self.here:
            foot = top + self.height - 10
            shapes += [Figure(NARROW - 30, short(foot)), words(NARROW - 44, foot - 2, self.here, "t t-voice t-end")]
        return shapes
