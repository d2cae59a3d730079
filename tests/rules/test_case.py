"""Case: a closed one is only read; a change of coordinator needs a reason and a later day."""

from datetime import date, timedelta

import pytest

from stegvis.rules.case import MOVES, CaseStatus, reasons_not_to_assign, reasons_not_to_write

SINCE = date(2026, 6, 9)
CHANGE = {
    "status": CaseStatus.OPEN,
    "from_on": SINCE + timedelta(days=1),
    "today": SINCE + timedelta(days=9),
    "current_since": SINCE,
    "is_coordinator_here": True,
    "is_same_coordinator": False,
    "reason": "Maria är sjuk",
}


def test_closed_case_is_read_and_not_written():
    assert reasons_not_to_write(status=CaseStatus.CLOSED)
    assert not reasons_not_to_write(status=CaseStatus.OPEN)


def test_case_closes_once():
    assert {CaseStatus.OPEN: {CaseStatus.CLOSED}, CaseStatus.CLOSED: frozenset()} == MOVES


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="a change"),
        pytest.param({"current_since": None, "reason": ""}, [], id="the first needs no reason"),
        pytest.param({"reason": " "}, ["reason"], id="a change in silence"),
        pytest.param({"from_on": SINCE}, ["from_on"], id="the day the present one took over"),
        pytest.param({"from_on": SINCE + timedelta(days=10)}, ["from_on"], id="ahead of its day"),
        pytest.param({"today": SINCE - timedelta(days=9), "from_on": SINCE}, [], id="instead of one who has not begun"),
        pytest.param({"today": SINCE - timedelta(days=9)}, ["from_on"], id="later than one who has not begun"),
        pytest.param(
            {"current_since": None, "from_on": SINCE + timedelta(days=10)}, [], id="the first may begin later"
        ),
        pytest.param({"current_since": None, "last_ended_on": SINCE + timedelta(days=1)}, ["from_on"], id="too early"),
        pytest.param({"current_since": None, "last_ended_on": SINCE}, [], id="the day after the last one left"),
        pytest.param({"is_coordinator_here": False}, ["coordinator"], id="somebody who is no coordinator here"),
        pytest.param({"is_same_coordinator": True}, ["coordinator"], id="the same one"),
        pytest.param({"status": CaseStatus.CLOSED}, [None], id="closed"),
        pytest.param(
            {"reason": "", "from_on": SINCE, "is_same_coordinator": True},
            ["coordinator", "reason", "from_on"],
            id="every reason at once",
        ),
    ],
)
def test_what_stops_a_change_of_coordinator(changes, fields):
    assert [reason.at for reason in reasons_not_to_assign(**CHANGE | changes)] == fields
