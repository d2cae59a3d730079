"""Look ahead: plain ways compete on weeks that are known, and the winner's own errors make the interval."""

from itertools import pairwise
from math import pi, sin
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.rules.outlook import HELD_OUT, HORIZON, MOST_WEEKS, NEEDED, Way, continued, difference, look_ahead, shown
from stegvis.rules.words import Reason

WEEKS = 130


def simulated(kind, seed, weeks=WEEKS):
    """A series, and the half year that came after it."""
    chance, level, found = Random(seed), 40.0, []
    for week in range(weeks + HORIZON):
        if kind == "walk":
            level = max(0.0, level + chance.gauss(0, 1.2))
        elif kind == "season":
            level = 60 + 20 * sin(2 * pi * week / 52)
        elif kind == "growing":
            level = 10 + 0.3 * week
        found.append(max(0, round(level + chance.gauss(0, 0 if kind == "walk" else 4))))
    return found[:weeks], found[weeks:]


counts = st.lists(st.integers(0, 400), min_size=NEEDED, max_size=NEEDED + 60)


@settings(max_examples=8, deadline=None)
@given(counts)
def test_the_interval_always_holds_the_expected_and_nothing_is_below_zero(series):
    found = look_ahead(series)
    assert [each.weeks for each in found.ahead] == list(range(1, HORIZON + 1))
    assert all(0 <= each.low <= each.expected <= each.high for each in found.ahead)
    assert found.error >= 0
    assert found.inside is None or 0 <= found.inside <= 1


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 500), st.integers(NEEDED, MOST_WEEKS + 40))
def test_what_never_changes_is_expected_to_stay(value, weeks):
    found = look_ahead([value] * weeks)
    assert {(each.low, each.expected, each.high) for each in found.ahead} == {(value, value, value)}
    assert (found.way, found.error) == (Way.LAST, 0)


@settings(max_examples=6, deadline=None)
@given(counts)
def test_a_farther_week_is_never_more_certain(series):
    found = look_ahead(series)
    up = [each.high - each.expected for each in found.ahead]
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(up))


@pytest.mark.parametrize("kind", ["walk", "season", "growing", "even"])
def test_about_four_of_five_of_the_weeks_that_came_lie_within_the_interval(kind):
    within = []
    for seed in range(12):
        known, came = simulated(kind, seed)
        ahead = look_ahead(known).ahead
        within += [shown(each.low) <= one <= shown(each.high) for each, one in zip(ahead, came, strict=True)]
    assert 0.7 <= mean(within) <= 0.95


@pytest.mark.parametrize(("kind", "way"), [("season", Way.SEASON), ("even", Way.MEAN)])
def test_the_way_that_suits_the_series_wins(kind, way):
    chosen = [look_ahead(simulated(kind, seed, 150)[0]).way for seed in range(8)]
    assert chosen.count(way) >= 6


def test_the_season_is_found_again():
    known, came = simulated("season", 3, 150)
    error = mean(abs(each.expected - one) for each, one in zip(look_ahead(known).ahead, came, strict=True))
    assert error < mean(abs(known[-1] - one) for one in came) / 2


def test_the_error_shown_is_that_of_the_latest_weeks():
    """Even for a year and a half, then five more each week: the plain way is as wrong as it is old."""
    series = [20] * (NEEDED + 30)
    steps = series + [20 + 5 * (week + 1) for week in range(HELD_OUT)]
    found = look_ahead(steps)
    assert found.way is Way.LAST
    assert found.error_near == 4 * 5 - mean(5 * max(0, 4 - week) for week in range(1, HELD_OUT + 1))
    assert found.error_far > found.error > found.error_near
    assert found.inside == 0


@pytest.mark.parametrize("weeks", [0, 1, NEEDED - 1])
def test_too_short_a_history_is_said_to_be_that(weeks):
    assert str(look_ahead([7] * weeks)) == (
        f"Kan inte bedömas. Det finns {weeks} veckors historik, och det behövs {NEEDED}."
    )


def test_exactly_enough_is_enough():
    assert not isinstance(look_ahead([7] * NEEDED), Reason)


def test_what_is_missing_is_the_one_less_the_other_and_may_be_below_zero():
    waiting, free = look_ahead([10] * 100), look_ahead([30] * 100)
    missing = difference(waiting, free)
    assert {(each.low, each.expected, each.high) for each in missing.ahead} == {(-20, -20, -20)}
    known = [simulated("even", seed)[0] for seed in (1, 2)]
    found = difference(*(look_ahead(each) for each in known))
    assert all(each.low <= each.expected <= each.high for each in found.ahead)


@pytest.mark.parametrize("way", list(Way))
@settings(max_examples=6, deadline=None)
@given(known=st.lists(st.integers(0, 50), min_size=65, max_size=80))
def test_no_way_expects_fewer_than_nobody(way, known):
    assert min(continued(way, known)) >= 0
    assert len(continued(way, known)) == HORIZON
