"""Handover: spread by room under the ceiling, told when it is passed, and an end to what is lent."""

from datetime import date, timedelta

import pytest

from stegvis.rules.handover import (
    above_ceiling,
    after,
    reasons_not_to_extend,
    reasons_not_to_hand_over,
    reasons_not_to_leave,
    spread,
)
from stegvis.rules.referral import Load

TODAY = date(2026, 11, 20)
EVA, NILS, FULL = Load(1, "Eva", 30, 35), Load(2, "Nils", 32, 35), Load(3, "Full", 35, 35)


def test_each_goes_to_whoever_then_has_most_room():
    to = spread([10, 11, 12, 13, 14], [FULL, NILS, EVA])
    assert to == {10: 1, 11: 1, 12: 1, 13: 2, 14: 1}
    assert spread([10, 11, 12, 13, 14], [EVA, FULL, NILS]) == to


def test_nobody_to_spread_to_gives_nothing():
    assert spread([10], []) == {}


def test_loads_after_and_who_is_above_the_ceiling():
    assert [load.open_cases for load in after([EVA, FULL], {1: 2})] == [32, 35]
    assert above_ceiling([EVA, FULL], {1: 5}) == []
    assert [load.name for load in above_ceiling([EVA, FULL], {1: 6, 3: 1})] == ["Eva", "Full"]


def test_who_was_above_before_and_gets_none_is_not_told_of():
    assert above_ceiling([Load(4, "Redan", 40, 35)], {}) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="room enough"),
        pytest.param({"to": {}}, ["cases"], id="nobody"),
        pytest.param({"reason": " "}, ["reason"], id="in silence"),
        pytest.param({"to": {10: 3}}, ["over_ceiling_because"], id="past the ceiling"),
        pytest.param({"to": {10: 3}, "over_ceiling_because": "Två veckor"}, [], id="past it with a reason"),
    ],
)
def test_what_stops_the_whole(changes, fields):
    whole = {"to": {10: 1}, "reason": "Maria slutar", "loads": [EVA, NILS, FULL], "over_ceiling_because": ""}
    assert [reason.at for reason in reasons_not_to_hand_over(**whole | changes)] == fields


def test_nobody_is_left_unless_somebody_knows():
    assert reasons_not_to_leave(name="Maria", cases=2, is_known=False)
    assert not reasons_not_to_leave(name="Maria", cases=2, is_known=True)
    assert not reasons_not_to_leave(name="Maria", cases=0, is_known=False)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="two weeks"),
        pytest.param({"had_case": False}, [None], id="never had the case"),
        pytest.param({"has_case": True}, [None], id="has it still"),
        pytest.param({"ends_on": TODAY}, ["ends_on"], id="ends today"),
        pytest.param({"ends_on": TODAY + timedelta(days=91)}, ["ends_on"], id="too long"),
        pytest.param({"reason": "", "ends_on": TODAY}, ["reason", "ends_on"], id="both at once"),
    ],
)
def test_reading_on_has_a_reason_and_an_end(changes, fields):
    asked = {"had_case": True, "has_case": False, "reason": "Intyg", "ends_on": TODAY + timedelta(days=14)}
    assert [reason.at for reason in reasons_not_to_extend(**asked | changes, today=TODAY)] == fields
