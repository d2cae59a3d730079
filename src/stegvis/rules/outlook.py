"""Look ahead (framåtblick): the coming weeks of a weekly number from its own history, with how wrong that has been.

Four plain ways to continue a series compete. Each is tried where the answer is known: standing at every earlier week
and looking ahead from there. The way that erred least wins, and its own errors, by how far ahead, make the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import fmean as mean
from statistics import median

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

Series = Sequence[float]
Errors = dict[tuple[int, int], float]
"""By the week that one stood at and how many weeks ahead one looked: what came, less what was expected."""


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
    errors: Errors


def continued(way: Way, known: Series) -> list[float]:
    """The coming weeks as one way to continue has them; never below nothing."""
    return [max(0.0, value) for value in WAYS[way](known)]


def _last(known: Series) -> list[float]:
    return [float(known[-1])] * HORIZON


def _mean(known: Series) -> list[float]:
    return [mean(known[-8:])] * HORIZON


def _trend(known: Series) -> list[float]:
    """The level is the median of four weeks, the slope the median of all slopes in a quarter (Theil and Sen)."""
    recent = known[-LEAST_KNOWN:]
    slope = median(
        (recent[later] - recent[earlier]) / (later - earlier)
        for later in range(1, len(recent))
        for earlier in range(later)
    )
    level, grown, found = median(known[-4:]), 0.0, []
    for ahead in range(1, HORIZON + 1):
        grown += slope * DAMPING**ahead
        found.append(level + grown)
    return found


def _season(known: Series) -> list[float]:
    """What changed from this week to the coming one a year ago, each smoothed over its neighbours."""
    then = len(known) - 1 - YEAR
    level = mean(known[-4:]) - mean(known[max(0, then - 3) : then + 1])
    return [level + mean(known[then + ahead - 1 : then + ahead + 2]) for ahead in range(1, HORIZON + 1)]


WAYS: dict[Way, Callable[[Series], list[float]]] = {
    Way.LAST: _last,
    Way.MEAN: _mean,
    Way.TREND: _trend,
    Way.SEASON: _season,
}


def look_ahead(series: Series) -> Outlook | Reason:
    """The coming 26 weeks of a series of whole weeks, the latest last; or why nothing can be said of them."""
    series = series[-MOST_WEEKS:]
    if len(series) < NEEDED:
        return Reason(
            "Kan inte bedömas. Det finns {weeks} veckors historik, och det behövs {needed}.",
            weeks=len(series), needed=NEEDED,
        )  # fmt: skip
    first_held_out = len(series) - HELD_OUT
    tried = {way: _errors(way, series) for way in _possible(len(series))}
    way = _best(tried, until=first_held_out)
    errors = tried[way]
    return Outlook(
        ahead=tuple(_ahead(continued(way, series), errors)),
        way=way,
        error=_mean_error(errors, since=first_held_out),
        error_near=_mean_error(errors, since=first_held_out, ahead=NEAR),
        error_far=_mean_error(errors, since=first_held_out, ahead=HORIZON),
        inside=_inside(errors, since=first_held_out),
        weeks_known=len(series),
        errors=errors,
    )


def difference(more: Outlook, less: Outlook) -> Outlook:
    """What remains of one series when another is taken from it; its errors are those of both at the same time."""
    errors = {place: error - less.errors[place] for place, error in more.errors.items() if place in less.errors}
    first_held_out = max(stood + ahead for stood, ahead in errors) - HELD_OUT
    points = [one.expected - other.expected for one, other in zip(more.ahead, less.ahead, strict=True)]
    return Outlook(
        ahead=tuple(_ahead(points, errors, least=None)),
        way=more.way,
        error=_mean_error(errors, since=first_held_out),
        error_near=_mean_error(errors, since=first_held_out, ahead=NEAR),
        error_far=_mean_error(errors, since=first_held_out, ahead=HORIZON),
        inside=_inside(errors, since=first_held_out),
        weeks_known=min(more.weeks_known, less.weeks_known),
        errors=errors,
    )


def _possible(weeks: int) -> list[Way]:
    """The season needs a year before the first week that one stands at, and time to be tried."""
    return [way for way in Way if way is not Way.SEASON or weeks >= YEAR + NEEDED]


def _first_stand(weeks: int) -> int:
    """Every way is tried at the same weeks: from the first at which all of them have what they need."""
    return YEAR + LEAST_KNOWN if Way.SEASON in _possible(weeks) else LEAST_KNOWN


def _errors(way: Way, series: Series) -> Errors:
    """Stand at every week, look ahead with what was known then, and compare with what came."""
    found: Errors = {}
    for stood in range(_first_stand(len(series)), len(series)):
        for ahead, expected in enumerate(continued(way, series[:stood]), start=1):
            if stood + ahead > len(series):
                break
            found[stood, ahead] = series[stood + ahead - 1] - expected
    return found


def _best(tried: dict[Way, Errors], *, until: int) -> Way:
    """The way that erred least before the held-out weeks."""
    scores = {
        way: mean(abs(error) for (stood, ahead), error in errors.items() if stood + ahead <= until)
        for way, errors in tried.items()
    }
    least = min(scores.values())
    return next(way for way, score in scores.items() if score <= least * SIMPLER_WHEN_WITHIN)


def _mean_error(errors: Errors, *, since: int, ahead: int | None = None) -> float:
    """How wrong one has been on average, in whichever direction, on the weeks after `since`."""
    return mean(
        abs(error)
        for (stood, weeks), error in errors.items()
        if stood + weeks > since and (ahead is None or weeks == ahead)
    )


def _ahead(points: Sequence[float], errors: Errors, *, least: float | None = 0.0) -> Iterator[Ahead]:
    for (weeks, point), (down, up) in zip(enumerate(points, start=1), _room(errors), strict=True):
        low = point - down if least is None else max(least, point - down)
        yield Ahead(weeks, point, low, point + up)


def _room(errors: Errors, *, before: int | None = None) -> list[tuple[float, float]]:
    """How far below and above the expected to reach, by weeks ahead; it never narrows with the distance."""
    by_distance: dict[int, list[float]] = {}
    for (stood, ahead), error in errors.items():
        if before is None or stood + ahead <= before:
            by_distance.setdefault(ahead, []).append(error)
    down = up = 0.0
    found = []
    for ahead in range(1, HORIZON + 1):
        near = sorted(error for weeks in (ahead - 1, ahead, ahead + 1) for error in by_distance.get(weeks, ()))
        if near:
            tail = (1 - SHARE_INSIDE) / 2
            down = max(down, -_at(near, tail))
            up = max(up, _at(near, 1 - tail))
        found.append((down, up))
    return found


def _at(ordered: Sequence[float], share: float) -> float:
    """The error at a share of them, taken outwards: few errors say little of the next one."""
    place = share * (len(ordered) + 1)
    place = floor(place) if share < 0.5 else ceil(place)
    return ordered[min(max(place, 1), len(ordered)) - 1]


def _inside(errors: Errors, *, since: int) -> float | None:
    """The share of the held-out weeks within the interval of the errors before them; None when those are few."""
    known = [place for place in errors if sum(place) <= since]
    if len({stood for stood, _ahead in known}) < LEAST_ERRORS:
        return None
    room = _room(errors, before=since)
    farthest = max(ahead for _stood, ahead in known)
    tried = [
        -room[ahead - 1][0] <= error <= room[ahead - 1][1]
        for (stood, ahead), error in errors.items()
        if stood + ahead > since and ahead <= farthest
    ]
    return mean(tried) if tried else None


def shown(value: float) -> int:
    """People and places are whole: to the nearest, a half upwards."""
    return floor(value + 0.5)
