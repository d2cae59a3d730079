"""Rating rules: rounds, directions, when it is time; unknown and declined are never zero."""

from datetime import date, timedelta

import pytest

from stegvis.rules import rating as rules
from stegvis.rules.case import CaseStatus
from stegvis.rules.rating import AnswerState, Direction, Given, Respondent, Said, direction, is_due, rounds_of

PARTICIPANT, PROFESSIONAL = Respondent.PARTICIPANT, Respondent.PROFESSIONAL
DAY = date(2026, 2, 1)


def said(*rows):
    return [Said(key, who, DAY + timedelta(days=days)) for key, (who, days) in enumerate(rows, start=1)]


def keys(rounds):
    return [dict(each.keys) for each in rounds]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], [], id="nobody"),
        pytest.param([(PARTICIPANT, 0)], [{PARTICIPANT: 1}], id="one voice"),
        pytest.param([(PARTICIPANT, 0), (PROFESSIONAL, 4)], [{PARTICIPANT: 1, PROFESSIONAL: 2}], id="the same days"),
        pytest.param([(PROFESSIONAL, 4), (PARTICIPANT, 0)], [{PARTICIPANT: 2, PROFESSIONAL: 1}], id="any order"),
        pytest.param([(PARTICIPANT, 0), (PROFESSIONAL, 45)], [{PARTICIPANT: 1, PROFESSIONAL: 2}], id="half a quarter"),
        pytest.param([(PARTICIPANT, 0), (PROFESSIONAL, 46)], [{PARTICIPANT: 1}, {PROFESSIONAL: 2}], id="too far apart"),
        pytest.param([(PARTICIPANT, 0), (PARTICIPANT, 3)], [{PARTICIPANT: 1}, {PARTICIPANT: 2}], id="the same again"),
        pytest.param(
            [(PARTICIPANT, 0), (PROFESSIONAL, 2), (PARTICIPANT, 90), (PROFESSIONAL, 91)],
            [{PARTICIPANT: 1, PROFESSIONAL: 2}, {PARTICIPANT: 3, PROFESSIONAL: 4}],
            id="two quarters",
        ),
    ],
)
def test_answers_as_rounds(rows, expected):
    assert keys(rounds_of(said(*rows))) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([3, 4], Direction.UP, id="up"),
        pytest.param([4, 4], Direction.SAME, id="same"),
        pytest.param([5, 1], Direction.DOWN, id="down"),
        pytest.param([3], Direction.FIRST, id="first"),
        pytest.param([], Direction.FIRST, id="none"),
        pytest.param([3, None, 4], Direction.UP, id="past what nobody knew"),
        pytest.param([3, None], Direction.FIRST, id="no value now"),
        pytest.param([None, 2], Direction.FIRST, id="no value before"),
    ],
)
def test_direction_from_the_latest_two_values(values, expected):
    assert direction(values) is expected


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, True), (DAY, True), (DAY + timedelta(days=1), False)],
    ids=["never answered", "ninety days ago", "eighty-nine days ago"],
)
def test_time_to_ask_again(last, due):
    assert is_due(last, DAY + timedelta(days=90), 90) is due


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        pytest.param(Given(AnswerState.ANSWERED, 1), False, id="lowest"),
        pytest.param(Given(AnswerState.ANSWERED, 5), False, id="highest"),
        pytest.param(Given(AnswerState.UNKNOWN), False, id="unknown"),
        pytest.param(Given(AnswerState.DECLINED), False, id="declined"),
        pytest.param(Given(AnswerState.ANSWERED, 0), True, id="below"),
        pytest.param(Given(AnswerState.ANSWERED, 6), True, id="above"),
        pytest.param(Given(AnswerState.ANSWERED), True, id="no value"),
        pytest.param(Given(AnswerState.UNKNOWN, 0), True, id="unknown is no zero"),
        pytest.param(Given(AnswerState.DECLINED, 3), True, id="declined has no value"),
    ],
)
def test_what_is_taken_as_an_answer(given, refused):
    reasons = rules.reasons_not_to_take(given, lowest=1, highest=5, item_key="health")
    assert [reason.at for reason in reasons] == (["health"] if refused else [])


def test_every_question_that_is_left_is_named_and_the_day_too():
    left = [(5, "health"), (9, "support")]
    reasons = rules.reasons_not_to_finish(left=left, asked_on=DAY, answered_on=DAY - timedelta(days=1), today=DAY)
    assert [reason.at for reason in reasons] == ["health", "support", "answered_on"]
    assert rules.reasons_not_to_finish(left=[], asked_on=DAY, answered_on=DAY, today=DAY) == []


def test_sent_answers_and_closed_cases_take_none():
    assert rules.reasons_not_to_answer(is_finished=True, status=CaseStatus.OPEN)
    assert rules.reasons_not_to_answer(is_finished=False, status=CaseStatus.CLOSED)
    assert not rules.reasons_not_to_answer(is_finished=False, status=CaseStatus.OPEN)
    assert not rules.reasons_not_to_answer(is_finished=False, status=None)
