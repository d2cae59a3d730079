"""Ladder: a step is reached when its points are green; moves go one step, both ways."""

from datetime import date, timedelta

import pytest

from stegvis.rules.case import CaseStatus
from stegvis.rules.ladder import Mark, reasons_not_to_mark, reasons_not_to_move, step_is_reached

DAY = date(2026, 11, 20)
GREEN, YELLOW = Mark.GREEN, Mark.YELLOW


@pytest.mark.parametrize(
    ("marks", "reached"),
    [
        pytest.param([GREEN, GREEN], True, id="all green"),
        pytest.param([GREEN, YELLOW], False, id="one yellow"),
        pytest.param([Mark.RED], False, id="red"),
        pytest.param([], False, id="no points at all"),
    ],
)
def test_when_a_step_is_reached(marks, reached):
    assert step_is_reached(marks) is reached


MOVE = {
    "status": CaseStatus.OPEN,
    "from_step": 2,
    "to_step": 3,
    "marks_below": [GREEN],
    "reason": "",
    "moved_on": DAY,
    "last_moved_on": DAY - timedelta(days=30),
    "opened_on": DAY - timedelta(days=60),
    "today": DAY,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="up"),
        pytest.param({"marks_below": [GREEN, YELLOW]}, ["to_step"], id="up with a yellow point"),
        pytest.param({"to_step": 1, "marks_below": [YELLOW], "reason": "Borta länge"}, [], id="down with a reason"),
        pytest.param({"to_step": 1}, ["reason"], id="down in silence"),
        pytest.param({"to_step": 4}, ["to_step"], id="two steps"),
        pytest.param({"to_step": 2}, ["to_step"], id="nowhere"),
        pytest.param({"from_step": 4, "to_step": 5}, ["to_step"], id="off the top"),
        pytest.param({"from_step": 1, "to_step": 0, "reason": "x"}, ["to_step"], id="off the bottom"),
        pytest.param({"moved_on": DAY + timedelta(days=1)}, ["moved_on"], id="tomorrow"),
        pytest.param({"moved_on": DAY - timedelta(days=31)}, ["moved_on"], id="before the last move"),
        pytest.param({"moved_on": DAY - timedelta(days=30)}, [], id="the day of the last move"),
        pytest.param(
            {"moved_on": DAY - timedelta(days=61), "last_moved_on": None}, ["moved_on"], id="before the case opened"
        ),
        pytest.param({"status": CaseStatus.CLOSED}, [None], id="closed"),
        pytest.param(
            {"status": CaseStatus.CLOSED, "to_step": 1, "moved_on": DAY + timedelta(days=1)},
            [None, "reason", "moved_on"],
            id="every reason at once",
        ),
    ],
)
def test_what_stops_a_move(changes, fields):
    assert [reason.at for reason in reasons_not_to_move(**MOVE | changes)] == fields


MARKING = {
    "status": CaseStatus.OPEN,
    "marked_on": DAY,
    "opened_on": DAY - timedelta(days=5),
    "today": DAY,
    "points": 1,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="today"),
        pytest.param({"marked_on": DAY - timedelta(days=5)}, [], id="the first day of the case"),
        pytest.param({"marked_on": DAY - timedelta(days=6)}, ["marked_on"], id="before the case"),
        pytest.param({"marked_on": DAY + timedelta(days=1)}, ["marked_on"], id="tomorrow"),
        pytest.param({"points": 0}, [None], id="no point"),
        pytest.param({"status": CaseStatus.CLOSED, "points": 0}, [None, None], id="every reason at once"),
    ],
)
def test_what_stops_a_judgement(changes, fields):
    assert [reason.at for reason in reasons_not_to_mark(**MARKING | changes)] == fields
