"""Plan: what a version needs, what an answer needs, and what differs between two versions."""

from datetime import date, timedelta

import pytest

from stegvis.rules.case import CaseStatus
from stegvis.rules.plan import (
    FRESH_DAYS,
    ActionOwner,
    ActionStatus,
    AnsweredHow,
    Content,
    PlanAnswer,
    PlannedAction,
    changed,
    followed,
    is_material,
    is_stale,
    reasons_not_to_answer,
    reasons_not_to_change_action,
    reasons_not_to_save,
    state_of,
)

DAY = date(2026, 11, 20)


def action(text, due_on=DAY, owner=ActionOwner.PARTICIPANT, **values):
    return PlannedAction(text, owner, due_on, **values)


VERSION = {
    "status": CaseStatus.OPEN,
    "goals": ["Arbeta med barn"],
    "actions": [action("Ringa skolan")],
    "base_version": 3,
    "latest_version": 3,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="whole"),
        pytest.param({"goals": [" ", ""]}, ["goals"], id="no goal"),
        pytest.param({"actions": []}, ["actions"], id="nothing to do"),
        pytest.param({"actions": [action("Ringa", due_on=None)]}, ["actions"], id="no day"),
        pytest.param({"actions": [action(" ", due_on=None), action("Ringa")]}, [], id="an empty row is no row"),
        pytest.param({"latest_version": 4}, [None], id="somebody saved meanwhile"),
        pytest.param({"base_version": 0, "latest_version": 1}, [None], id="somebody wrote the first meanwhile"),
        pytest.param({"status": CaseStatus.CLOSED}, [None], id="closed"),
        pytest.param({"is_material": True}, ["change_reason"], id="changed without a reason"),
        pytest.param({"is_material": True, "change_reason": "Ny kurs"}, [], id="changed with a reason"),
        pytest.param({"is_material": True, "base_version": 0, "latest_version": 0}, [], id="the first needs none"),
        pytest.param({"direction_is_offered": False}, ["direction"], id="a direction that is closed"),
        pytest.param(
            {"status": CaseStatus.CLOSED, "goals": [], "actions": [], "latest_version": 9},
            [None, "goals", "actions", None],
            id="every reason at once",
        ),
    ],
)
def test_what_stops_a_version(changes, fields):
    assert [reason.at for reason in reasons_not_to_save(**VERSION | changes)] == fields


ANSWER = {
    "is_latest": True,
    "answer": PlanAnswer.AGREED,
    "comment": "",
    "answered_on": DAY,
    "made_on": DAY - timedelta(days=2),
    "today": DAY,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="agreed"),
        pytest.param({"answer": PlanAnswer.DISAGREED, "comment": "Svenskan först"}, [], id="disagreed with words"),
        pytest.param({"answer": PlanAnswer.DISAGREED, "comment": " "}, ["comment"], id="disagreed in silence"),
        pytest.param({"answer": PlanAnswer.WAITING}, ["answer"], id="no answer"),
        pytest.param({"is_latest": False}, [None], id="an older version"),
        pytest.param({"how": AnsweredHow.OWN_PAGE}, ["how"], id="somebody else on the own page"),
        pytest.param({"how": AnsweredHow.OWN_PAGE, "is_own": True}, [], id="on the own page"),
        pytest.param({"how": AnsweredHow.PAPER, "is_own": True}, ["how"], id="the participant elsewhere"),
        pytest.param({"answered_on": DAY + timedelta(days=1)}, ["answered_on"], id="tomorrow"),
        pytest.param({"answered_on": DAY - timedelta(days=3)}, ["answered_on"], id="before the plan was made"),
    ],
)
def test_what_stops_an_answer(changes, fields):
    assert [reason.at for reason in reasons_not_to_answer(**ANSWER | changes)] == fields


@pytest.mark.parametrize(
    ("status", "is_latest", "count"),
    [
        pytest.param(CaseStatus.OPEN, True, 0, id="the version that counts"),
        pytest.param(CaseStatus.OPEN, False, 1, id="an older version"),
        pytest.param(CaseStatus.CLOSED, False, 2, id="both at once"),
    ],
)
def test_state_changes_in_the_version_that_counts(status, is_latest, count):
    assert len(reasons_not_to_change_action(status=status, is_latest=is_latest)) == count


def test_plan_is_stale_the_day_after_its_last_fresh_one():
    made_on = DAY - timedelta(days=FRESH_DAYS)
    assert not is_stale(made_on=made_on, today=DAY)
    assert is_stale(made_on=made_on, today=DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        pytest.param(["a", "b"], ["a", "b"], [], id="the same"),
        pytest.param(["a", "b"], ["b", "a"], [], id="another order"),
        pytest.param(["a"], ["a", "b"], [(None, "b")], id="one added"),
        pytest.param(["a", "b"], ["b"], [("a", None)], id="one taken away"),
        pytest.param(["a", "b"], ["a", "c"], [("b", "c")], id="one reworded"),
        pytest.param([], ["a"], [(None, "a")], id="the first"),
        pytest.param(["a", "b"], ["c"], [("a", "c"), ("b", None)], id="one reworded, one taken away"),
    ],
)
def test_what_differs(before, now, pairs):
    assert changed(before, now, wording=lambda line: line) == pairs


def test_state_is_no_difference_of_wording():
    before, now = action("Ringa"), action("Ringa", status=ActionStatus.DONE, continues=1)
    assert changed([before], [now], wording=lambda line: line.wording) == []


def test_lines_are_followed_by_their_text():
    before = [action("Ringa"), action("Skriva cv"), action("Boka")]
    now = [action("Boka"), action("Ringa", due_on=DAY + timedelta(days=9))]
    assert followed(before, now) == {1: 2, 3: 1}


CALL, WRITE = action("Ringa"), action("Skriva cv")
CALLED = action("Ringa", status=ActionStatus.DONE)


@pytest.mark.parametrize(
    ("before", "now", "is_so"),
    [
        pytest.param(Content(["a"], [CALL]), Content([" a ", ""], [CALLED]), False, id="only noted as done"),
        pytest.param(Content(["a", "b"]), Content(["b", "a"]), False, id="another order"),
        pytest.param(Content(["a"], [CALLED, WRITE]), Content(["a"], [WRITE]), False, id="done and left out"),
        pytest.param(Content(["a"], [CALL, WRITE]), Content(["a"], [WRITE]), True, id="not done and left out"),
        pytest.param(Content(["a"], [CALL]), Content(["a"], [CALL, WRITE]), True, id="something more"),
        pytest.param(Content(["a"]), Content(["b"]), True, id="another goal"),
        pytest.param(Content(direction="studies"), Content(direction="work"), True, id="another direction"),
        pytest.param(
            Content(actions=[CALL]), Content(actions=[action("Ringa", owner=ActionOwner.BOTH)]), True, id="another who"
        ),
        pytest.param(
            Content(actions=[CALL]), Content(actions=[action("Ringa", DAY + timedelta(1))]), True, id="another day"
        ),
    ],
)
def test_what_changes_the_agreement(before, now, is_so):
    assert is_material(before, now) is is_so


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(action("Ringa"), ActionStatus.TO_DO, id="a new line"),
        pytest.param(action("Ringa", continues=1), ActionStatus.DONE, id="as it stands by now"),
        pytest.param(action("Ringa", continues=9), ActionStatus.TO_DO, id="its line is gone"),
        pytest.param(
            action("Ringa", continues=1, stood=ActionStatus.TO_DO), ActionStatus.DONE, id="not touched, done meanwhile"
        ),
        pytest.param(
            action("Ringa", continues=1, status=ActionStatus.DROPPED, stood=ActionStatus.TO_DO),
            ActionStatus.DROPPED,
            id="just noted",
        ),
    ],
)
def test_where_a_line_stands_in_the_next_version(line, expected):
    assert state_of(line, stands={1: ActionStatus.DONE}) is expected
