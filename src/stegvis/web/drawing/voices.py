"""Two voices (två röster): one small drawing for each question, discs and squares beside each other over the rounds."""

from collections.abc import Sequence

from stegvis.web.drawing.shapes import Canvas, Disc, Path, Shape, box, line, short

WIDTH, HEIGHT = 144, 40
TOP, FLOOR = 4, 36
DODGE = 4
SIDE = 10


def voices_chart(
    *, participant: Sequence[int | None], professional: Sequence[int | None], lowest: int, highest: int
) -> Canvas:
    """Equal answers both show, since the shapes dodge sideways; a round without an answer is a gap in the line.

    Both sequences are as long as there are rounds, so that the columns of every question stand under each other.
    """
    if len(participant) != len(professional):
        raise ValueError("both voices have the same rounds")
    places = [_x(place, len(participant)) for place in range(len(participant))]

    def points(values: Sequence[int | None], dodge: int) -> list[tuple[float, float] | None]:
        heights = [None if value is None else _y(value, lowest, highest) for value in values]
        return [None if y is None else (short(x + dodge), y) for x, y in zip(places, heights, strict=True)]

    squares, discs = points(professional, -DODGE), points(participant, DODGE)
    shapes: list[Shape] = [Path(f"M0 {FLOOR}H{WIDTH}M0 {(TOP + FLOOR) // 2}H{WIDTH}M0 {TOP}H{WIDTH}", "grid")]
    shapes += [Path(line(*run), "l-petrol l-thin") for run in _runs(squares)]
    shapes += [Path(line(*run), "l-voice l-thin") for run in _runs(discs)]
    shapes += [box(x - 4, y - 4, 8, 8, "d-petrol") for x, y in filter(None, squares)]
    shapes += [Disc(x, y, 4.5, "d-voice halo") for x, y in filter(None, discs)]
    return Canvas(WIDTH, HEIGHT, tuple(shapes))


def _x(place: int, rounds: int) -> float:
    return SIDE + place * (WIDTH - 2 * SIDE) / (rounds - 1) if rounds > 1 else WIDTH / 2


def _y(value: int, lowest: int, highest: int) -> float:
    return short(FLOOR - (value - lowest) / (highest - lowest) * (FLOOR - TOP))


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Whole stretches between rounds without an answer; a lone answer is only its mark."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]
