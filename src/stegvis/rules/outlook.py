"""Look ahead (framåtblick): the coming weeks of a weekly number from its own history, with how wrong that has been.

Four plain ways to continue a series compete. Each is tried where the answer is known: standing at every earlier week
and looking ahead from there. The way that erred least wins, and its own errors, by how far ahead, make the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from .words import N_, Labelled, Reason

HORIZON = 26
"""How many weeks ahead."""
HELD_OUT = 26
"""The latest weeks: the way to continue is chosen without them, and tried on them."""
NEAR = 4
LEAST_KNOWN = 13
NEEDED = LEAST_KNOWN + HORIZON + HELD_OUT
MOST_WEEKS = 3 * 52
YEAR = 52
SHARE_INSIDE = 0.8
LEAST_ERRORS = 20
SIMPLER_WHEN_WITHIN = 1.03
"""A way that is hardly better is no reason to leave a simpler one."""
DAMPING = 0.9

Numbers = npt.NDArray[np.float64]
Stands = npt.NDArray[np.int64]
"""How many weeks were known where one stood."""


class Way(Labelled):
    """How a series is continued; the simplest first."""

    LAST = "last", N_("som den senaste veckan")
    MEAN = "mean", N_("som medelvärdet av de åtta senaste veckorna")
    TREND = "trend", N_("från de senaste veckornas nivå, med en trend som avtar")
    SEASON = "season", N_("från de senaste veckornas nivå, med samma ändring som vid samma tid året före")


@dataclass(frozen=True)
class Ahead:
    """What is expected of one coming week, and between which numbers four of five weeks have come out."""

    weeks: int
    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Errors:
    """What came, less what was expected: a row for each week that one stood at, a column for each week ahead.

    The first row stands where `first` weeks were known; what has not come yet is not a number.
    """

    first: int
    rows: Numbers

    @property
    def targets(self) -> Stands:
        """The number of the week that each error is of."""
        stands = self.first + np.arange(len(self.rows))
        return stands[:, None] + 1 + np.arange(HORIZON)[None, :]

    def where(self, chosen: npt.NDArray[np.bool_]) -> Numbers:
        """The errors of some weeks, of those that have come."""
        return self.rows[chosen & ~np.isnan(self.rows)]


@dataclass(frozen=True)
class Outlook:
    """The coming weeks, how they were found, and how wrong the same way has been on the latest weeks.

    `inside` is the share of the latest weeks that came out within the interval that would have been given.
    """

    ahead: tuple[Ahead, ...]
    way: Way
    error: float
    error_near: float
    error_far: float
    inside: float | None
    weeks_known: int
    errors: Errors = field(compare=False, repr=False)


def continued(way: Way, known: Sequence[float]) -> list[float]:
    """The coming weeks as one way to continue has them; never below nothing."""
    return [float(value) for value in _continued(way, _numbers(known), np.array([len(known)]))[0]]


def _numbers(series: Sequence[float]) -> Numbers:
    return np.array(series, dtype=np.float64)


def _continued(way: Way, series: Numbers, stands: Stands) -> Numbers:
    return np.maximum(0.0, WAYS[way](series, stands))


def _last(series: Numbers, stands: Stands) -> Numbers:
    return np.repeat(series[stands - 1][:, None], HORIZON, axis=1)


def _mean(series: Numbers, stands: Stands) -> Numbers:
    return np.repeat(_mean_of(series, stands, 8)[:, None], HORIZON, axis=1)


def _mean_of(series: Numbers, stands: Stands, many: int) -> Numbers:
    """The mean of the last weeks before each stand."""
    means: Numbers = _windows(series, many)[stands - many].mean(axis=1)
    return means


def _windows(series: Numbers, many: int) -> Numbers:
    return np.lib.stride_tricks.sliding_window_view(series, many)


def _trend(series: Numbers, stands: Stands) -> Numbers:
    """The level is the median of four weeks, the slope the median of all slopes in a quarter (Theil and Sen)."""
    recent = _windows(series, LEAST_KNOWN)[stands - LEAST_KNOWN]
    earlier, later = np.triu_indices(LEAST_KNOWN, k=1)
    slope = np.median((recent[:, later] - recent[:, earlier]) / (later - earlier), axis=1)
    grown = np.cumsum(DAMPING ** np.arange(1, HORIZON + 1))
    found: Numbers = np.median(recent[:, -4:], axis=1)[:, None] + slope[:, None] * grown[None, :]
    return found


def _season(series: Numbers, stands: Stands) -> Numbers:
    """What changed from this week to the coming one a year ago, each smoothed over its neighbours."""
    level = _mean_of(series, stands, 4) - _mean_of(series, stands - YEAR, 4)
    smooth = _windows(series, 3).mean(axis=1)
    found: Numbers = level[:, None] + smooth[(stands - YEAR - 2)[:, None] + np.arange(1, HORIZON + 1)[None, :]]
    return found


WAYS: dict[Way, Callable[[Numbers, Stands], Numbers]] = {
    Way.LAST: _last,
    Way.MEAN: _mean,
    Way.TREND: _trend,
    Way.SEASON: _season,
}


def look_ahead(series: Sequence[float]) -> Outlook | Reason:
    """The coming 26 weeks of a series of whole weeks, the latest last; or why nothing can be said of them."""
    numbers = _numbers(series[-MOST_WEEKS:])
    weeks = len(numbers)
    if weeks < NEEDED:
        return Reason(
            "Kan inte bedömas. Det finns {weeks} veckors historik, och det behövs {needed}.",
            weeks=weeks, needed=NEEDED,
        )  # fmt: skip
    tried = {way: _errors(way, numbers) for way in _possible(weeks)}
    way = _best(tried, until=weeks - HELD_OUT)
    return _outlook(way, _continued(way, numbers, np.array([weeks]))[0], tried[way], weeks=weeks, least=0.0)


def difference(more: Outlook, less: Outlook) -> Outlook:
    """What remains of one series when another is taken from it; its errors are those of both at the same time."""
    rows = min(len(more.errors.rows), len(less.errors.rows))
    weeks = min(more.weeks_known, less.weeks_known)
    errors = Errors(weeks - rows, more.errors.rows[-rows:] - less.errors.rows[-rows:])
    points = [one.expected - other.expected for one, other in zip(more.ahead, less.ahead, strict=True)]
    return _outlook(more.way, points, errors, weeks=weeks, least=None)


def _outlook(
    way: Way, points: Sequence[float] | Numbers, errors: Errors, *, weeks: int, least: float | None
) -> Outlook:
    since = weeks - HELD_OUT
    return Outlook(
        ahead=tuple(_ahead(points, errors, least=least)),
        way=way,
        error=_mean_error(errors, since=since),
        error_near=_mean_error(errors, since=since, ahead=NEAR),
        error_far=_mean_error(errors, since=since, ahead=HORIZON),
        inside=_inside(errors, since=since),
        weeks_known=weeks,
        errors=errors,
    )


def _possible(weeks: int) -> list[Way]:
    """The season needs a year before the first week that one stands at, and time to be tried."""
    return [way for way in Way if way is not Way.SEASON or weeks >= YEAR + NEEDED]


def _first_stand(weeks: int) -> int:
    """Every way is tried at the same weeks: from the first at which all of them have what they need."""
    return YEAR + LEAST_KNOWN if Way.SEASON in _possible(weeks) else LEAST_KNOWN


def _errors(way: Way, series: Numbers) -> Errors:
    """Stand at every week, look ahead with what was known then, and compare with what came."""
    first = _first_stand(len(series))
    stands = np.arange(first, len(series))
    came = _windows(np.concatenate([series, np.full(HORIZON, np.nan)]), HORIZON)[stands]
    return Errors(first, came - _continued(way, series, stands))


def _best(tried: dict[Way, Errors], *, until: int) -> Way:
    """The way that erred least before the held-out weeks."""
    scores = {way: np.abs(errors.where(errors.targets <= until)).mean() for way, errors in tried.items()}
    least = min(scores.values())
    return next(way for way, score in scores.items() if score <= least * SIMPLER_WHEN_WITHIN)


def _mean_error(errors: Errors, *, since: int, ahead: int | None = None) -> float:
    """How wrong one has been on average, in whichever direction, on the weeks after `since`."""
    chosen = errors.targets > since
    if ahead is not None:
        chosen &= np.arange(1, HORIZON + 1)[None, :] == ahead
    return float(np.abs(errors.where(chosen)).mean())


def _ahead(points: Sequence[float] | Numbers, errors: Errors, *, least: float | None) -> Iterator[Ahead]:
    for (weeks, point), (down, up) in zip(enumerate(points, start=1), _room(errors), strict=True):
        low = point - down if least is None else max(least, point - down)
        yield Ahead(weeks, float(point), float(low), float(point + up))


def _room(errors: Errors, *, before: int | None = None) -> list[tuple[float, float]]:
    """How far below and above the expected to reach, by weeks ahead; it never narrows with the distance."""
    known = ~np.isnan(errors.rows)
    if before is not None:
        known &= errors.targets <= before
    tail = (1 - SHARE_INSIDE) / 2
    down = up = 0.0
    found = []
    for ahead in range(HORIZON):
        near = slice(max(0, ahead - 1), ahead + 2)
        ordered = np.sort(errors.rows[:, near][known[:, near]])
        if len(ordered):
            down = max(down, -_at(ordered, tail))
            up = max(up, _at(ordered, 1 - tail))
        found.append((down, up))
    return found


def _at(ordered: Numbers, share: float) -> float:
    """The error at a share of them, taken outwards: few errors say little of the next one."""
    place = share * (len(ordered) + 1)
    place = floor(place) if share < 0.5 else ceil(place)
    return float(ordered[min(max(place, 1), len(ordered)) - 1])


def _inside(errors: Errors, *, since: int) -> float | None:
    """The share of the held-out weeks within the interval of the errors before them; None when those are few."""
    before: npt.NDArray[np.bool_] = np.less_equal(errors.targets, since)
    if before.any(axis=1).sum() < LEAST_ERRORS:
        return None
    room = np.array(_room(errors, before=since))
    within = (-room[None, :, 0] <= errors.rows) & (errors.rows <= room[None, :, 1])
    ever: npt.NDArray[np.bool_] = np.any(before, axis=0, keepdims=True)
    tried = ~before & ~np.isnan(errors.rows) & ever
    return float(within[tried].mean()) if tried.any() else None


def shown(value: float) -> int:
    """People and places are whole: to the nearest, a half upwards."""
    return floor(value + 0.5)
