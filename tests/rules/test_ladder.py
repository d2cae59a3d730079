"""Ladder: a step is reached when its points are green; moves go one step, both ways."""

from datetime import date, timedelta

import pytest

from stegvis.rules.case import CaseStatus
from stegvis.rules.ladder import (
    Mark,
    Recount,
    Stillness,
    difference_between,
    reasons_not_to_change_point,
    reasons_not_to_change_step,
    reasons_not_to_end_ladder,
    reasons_not_to_end_point,
    reasons_not_to_follow,
    reasons_not_to_make,
    reasons_not_to_mark,
    reasons_not_to_move,
    recount,
    sets_somebody_thinking,
    since_when,
    stands_still,
    step_is_reached,
)

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
        pytest.param({"from_step": 4, "to_step": 5, "last_step": 6}, [], id="on a higher ladder"),
        pytest.param({"has_points_there": False}, ["to_step"], id="to a step without points"),
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
        pytest.param({"outside": ["Kommer i tid"]}, [None], id="a point that has ended"),
        pytest.param({"status": CaseStatus.CLOSED, "points": 0}, [None, None], id="every reason at once"),
    ],
)
def test_what_stops_a_judgement(changes, fields):
    assert [reason.at for reason in reasons_not_to_mark(**MARKING | changes)] == fields


@pytest.mark.parametrize(
    ("before", "since", "mark", "day", "stood"),
    [
        pytest.param(None, None, YELLOW, DAY, DAY, id="first time"),
        pytest.param(YELLOW, DAY - timedelta(days=90), YELLOW, DAY, DAY - timedelta(days=90), id="the same again"),
        pytest.param(YELLOW, DAY - timedelta(days=90), GREEN, DAY, DAY, id="changed"),
        pytest.param(YELLOW, DAY, YELLOW, DAY - timedelta(days=3), DAY - timedelta(days=3), id="the same, earlier day"),
    ],
)
def test_since_when_a_point_stands_so(before, since, mark, day, stood):
    assert since_when(before=before, since=since, mark=mark, marked_on=day) == stood


@pytest.mark.parametrize(
    ("mark", "marked_since", "on_step_since", "still"),
    [
        pytest.param(YELLOW, 100, 200, True, id="yellow for long"),
        pytest.param(YELLOW, 80, 200, False, id="changed lately"),
        pytest.param(YELLOW, 100, 20, False, id="new on the step"),
        pytest.param(Mark.RED, None, 100, True, id="never judged"),
        pytest.param(Mark.RED, None, 80, False, id="never judged and new on the step"),
        pytest.param(GREEN, 300, 300, False, id="done"),
    ],
)
def test_when_a_point_stands_still(mark, marked_since, on_step_since, still):
    since = None if marked_since is None else DAY - timedelta(days=marked_since)
    on_step = DAY - timedelta(days=on_step_since)
    assert stands_still(mark=mark, marked_since=since, on_step_since=on_step, today=DAY, months=3) is still


@pytest.mark.parametrize(
    ("people", "still", "says"),
    [
        pytest.param(9, 7, True, id="most"),
        pytest.param(10, 5, False, id="half"),
        pytest.param(4, 4, False, id="too few to say anything of an activity"),
        pytest.param(5, 3, True, id="as few as may be"),
        pytest.param(0, 0, False, id="nobody"),
    ],
)
def test_when_an_activity_sets_somebody_thinking(people, still, says):
    assert sets_somebody_thinking(Stillness(people, still)) is says


@pytest.mark.parametrize(
    ("own", "judged", "said"),
    [
        pytest.param(GREEN, GREEN, "lika", id="same"),
        pytest.param(GREEN, YELLOW, "Rania ser mer gjort", id="more"),
        pytest.param(Mark.RED, YELLOW, "Rania ser mindre gjort", id="less"),
        pytest.param(None, YELLOW, "Rania har inte svarat", id="unanswered is not red"),
        pytest.param(GREEN, None, "inte bedömd än", id="unjudged is not red"),
        pytest.param(None, None, "ingen har sagt något än", id="neither"),
    ],
)
def test_difference_is_said_in_words(own, judged, said):
    assert str(difference_between(own=own, judged=judged, name="Rania")) == said


@pytest.mark.parametrize(
    ("moves", "found"),
    [
        pytest.param([], Recount(1), id="never moved"),
        pytest.param([(1, 2), (2, 3), (3, 2)], Recount(2), id="up and down"),
        pytest.param([(1, 2), (3, 4)], Recount(4, 1), id="a chain that is broken"),
    ],
)
def test_recount_follows_the_moves(moves, found):
    assert recount(1, moves) == found


def at(reasons):
    return [reason.at for reason in reasons]


MADE = {"name": "Språktrappan", "taken": ["Utvecklingstrappan"], "steps": ["A", "B"], "valid_from": DAY, "today": DAY}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="fine"),
        pytest.param({"name": " "}, ["name"], id="no name"),
        pytest.param({"name": "utvecklingstrappan"}, ["name"], id="taken"),
        pytest.param({"steps": ["A"]}, ["steps"], id="one step"),
        pytest.param({"steps": [str(n) for n in range(11)]}, ["steps"], id="eleven steps"),
        pytest.param({"steps": ["A", "a"]}, ["steps"], id="two of the same"),
        pytest.param({"valid_from": DAY - timedelta(days=1)}, ["valid_from"], id="in the past"),
        pytest.param({"is_common": True, "has_common": True}, ["is_common"], id="a second common one"),
    ],
)
def test_what_stops_a_new_ladder(changes, fields):
    assert at(reasons_not_to_make(**MADE | changes)) == fields


END = {
    "from_day": DAY + timedelta(days=1),
    "begins": DAY - timedelta(days=400),
    "ends": None,
    "today": DAY,
    "followers": 0,
    "highest_step": 3,
    "next_steps": 4,
}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({}, [], id="fine"),
        pytest.param({"ends": DAY}, ["redan avslutad"], id="ended"),
        pytest.param({"from_day": DAY - timedelta(days=1)}, ["tidigast i dag"], id="in the past"),
        pytest.param({"begins": DAY + timedelta(days=1)}, ["Välj en senare dag"], id="before it begins"),
        pytest.param({"followers": 3}, ["följs av inskrivna (3)"], id="somebody is on it"),
        pytest.param({"next_steps": None}, ["Ingen annan trappa"], id="nothing after it"),
        pytest.param({"next_steps": 2}, ["Någon står på steg 3"], id="the next one is lower"),
        pytest.param({"next_empty_steps": 1}, ["steg utan punkter"], id="the next one is not ready"),
    ],
)
def test_what_stops_the_end_of_a_ladder(changes, message):
    reasons = reasons_not_to_end_ladder(**END | changes)
    assert len(reasons) == len(message)
    assert all(part in str(reason) for part, reason in zip(message, reasons, strict=True))


POINT = {"from_day": DAY, "begins": None, "ends": None, "today": DAY, "others_that_day": 2}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="fine"),
        pytest.param({"ends": DAY}, [None], id="ended already"),
        pytest.param({"from_day": DAY - timedelta(days=1)}, ["from_day"], id="in the past"),
        pytest.param({"begins": DAY}, ["from_day"], id="before it has begun"),
        pytest.param({"others_that_day": 0}, ["from_day"], id="the last of its step"),
    ],
)
def test_what_stops_the_end_of_a_point(changes, fields):
    assert at(reasons_not_to_end_point(**POINT | changes)) == fields


@pytest.mark.parametrize(
    ("number", "common", "stops"),
    [
        pytest.param(2, 2, False, id="between"),
        pytest.param(2, 1, False, id="the same as the one below"),
        pytest.param(2, 3, True, id="above the one over it"),
        pytest.param(4, 1, True, id="below the one under it"),
        pytest.param(4, None, False, id="nothing"),
    ],
)
def test_higher_steps_never_correspond_to_lower_ones(number, common, stops):
    reasons = reasons_not_to_change_step(
        name="Nytt", taken=[], number=number, common_number=common, common_by_number={1: 1, 3: 2}, is_common=False
    )
    assert bool(reasons) is stops


def test_judged_point_keeps_its_meaning():
    words = {"text": "Kommer i tid", "before": "Kommer itid", "taken": [], "judged": 4}
    assert at(reasons_not_to_change_point(**words, means_the_same=False)) == ["means_the_same"]
    assert reasons_not_to_change_point(**words, means_the_same=True) == []
    assert reasons_not_to_change_point(**words | {"judged": 0}, means_the_same=False) == []


FOLLOW = {
    "status": CaseStatus.OPEN,
    "step": 2,
    "steps": 3,
    "empty_steps": 0,
    "follows_already": False,
    "in_force": True,
}


@pytest.mark.parametrize(
    ("changes", "stops"),
    [
        pytest.param({}, 0, id="fine"),
        pytest.param({"step": 4}, 1, id="no such step there"),
        pytest.param({"empty_steps": 1}, 1, id="steps without points"),
        pytest.param({"follows_already": True}, 1, id="follows it"),
        pytest.param({"in_force": False, "status": CaseStatus.CLOSED}, 2, id="every reason at once"),
    ],
)
def test_what_stops_another_ladder(changes, stops):
    assert len(reasons_not_to_follow(**FOLLOW | changes)) == stops
