"""The rules of the own pages: codes, guesses, requests and what is withheld."""

from datetime import date, datetime, timedelta

import pytest

from stegvis.rules.own import (
    ANSWERED_BY,
    CODE_TAKEN_BACK,
    CODE_TOO_OLD,
    CODE_USED,
    GROUPS,
    IN_A_GROUP,
    LETTERS,
    LOCKED_FOR,
    MOST_GUESSES,
    MOVES,
    PURPOSES,
    RequestKind,
    RequestStatus,
    Withheld,
    as_written,
    due_on,
    locked_until,
    read_code,
    reasons_not_to_answer,
    reasons_not_to_ask,
    reasons_not_to_make,
    reasons_not_to_use,
    reasons_not_to_withhold,
)
from stegvis.rules.people import Role

NOW = datetime(2026, 11, 22, 10)
MINUTE = timedelta(minutes=1)


def test_code_is_written_without_signs_that_look_alike():
    assert not set(LETTERS) & set("0O1IL8B5S2ZQGU") - {"L", "U"}
    assert len(LETTERS) == len(set(LETTERS))
    assert len(LETTERS) ** (GROUPS * IN_A_GROUP) > 2**50


@pytest.mark.parametrize("typed", ["ACDE-FHJK-MNPR", "acde fhjk mnpr", " AcDeFhJkMnPr ", "acde.fhjk.mnpr"])
def test_code_is_read_however_it_is_typed(typed):
    assert as_written(read_code(typed)) == "ACDE-FHJK-MNPR"


@pytest.mark.parametrize("typed", ["", "ACDE", "ACDE-FHJK-MNP0", "ACDE-FHJK-MNPRT", "ÅCDE-FHJK-MNPR", "x" * 500])
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) == ""


@pytest.mark.parametrize(
    ("guesses", "until"),
    [
        pytest.param([NOW] * (MOST_GUESSES - 1), None, id="one short"),
        pytest.param([NOW] * MOST_GUESSES, NOW + LOCKED_FOR, id="twenty at once"),
        pytest.param([NOW - MINUTE * each for each in range(MOST_GUESSES)], NOW + LOCKED_FOR, id="one a minute"),
        pytest.param([NOW - MINUTE * 4 * each for each in range(MOST_GUESSES)], None, id="one now and then"),
        pytest.param([NOW - LOCKED_FOR] * MOST_GUESSES, None, id="long ago"),
    ],
)
def test_twenty_wrong_codes_within_an_hour_lock_for_an_hour(guesses, until):
    assert locked_until(guesses, now=NOW) == until


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"used_at": NOW}, [CODE_USED]),
        ({"revoked_at": NOW}, [CODE_TAKEN_BACK]),
        ({"expires_at": NOW}, [CODE_TOO_OLD]),
        ({"used_at": NOW, "revoked_at": NOW}, [CODE_TAKEN_BACK]),
    ],
)
def test_code_opens_once_and_for_a_time(change, said):
    values = {"used_at": None, "revoked_at": None, "expires_at": NOW + MINUTE} | change
    assert reasons_not_to_use(**values, now=NOW) == said


@pytest.mark.parametrize(("days", "many"), [(0, 1), (1, 0), (60, 0), (61, 1)])
def test_code_lives_some_days(days, many):
    assert len(reasons_not_to_make(days=days)) == many


@pytest.mark.parametrize(
    ("kind", "text", "waiting", "many"),
    [
        pytest.param(RequestKind.CORRECTION, " ", [], 1, id="remark without words"),
        pytest.param(RequestKind.COMPLAINT, "", [], 1, id="complaint without words"),
        pytest.param(RequestKind.CORRECTION, "Fel.", [RequestKind.CORRECTION], 0, id="remarks may be many"),
        pytest.param(RequestKind.FULL_EXTRACT, "", [], 0, id="everything"),
        pytest.param(RequestKind.FULL_EXTRACT, "", [RequestKind.FULL_EXTRACT], 1, id="everything twice"),
        pytest.param(RequestKind.READER_NAMES, "", [RequestKind.FULL_EXTRACT], 0, id="something else waits"),
    ],
)
def test_what_may_be_asked_for(kind, text, waiting, many):
    assert len(reasons_not_to_ask(kind=kind, text=text, waiting=waiting)) == many


@pytest.mark.parametrize("status", list(RequestStatus))
@pytest.mark.parametrize("answer", list(RequestStatus))
def test_request_is_answered_once_and_in_words(status, answer):
    may = answer in MOVES[status]
    assert (not reasons_not_to_answer(status=status, answer=answer, text="Ja.")) is may
    assert [reason.at for reason in reasons_not_to_answer(status=status, answer=answer, text=" ")][-1] == "text"


@pytest.mark.parametrize(("kind", "day"), [(RequestKind.COMPLAINT, 15), (RequestKind.FULL_EXTRACT, 31)])
def test_answer_has_a_last_day(kind, day):
    assert due_on(kind, made_on=date(2026, 10, 1)) == date(2026, 10, day)


def test_every_kind_has_somebody_who_answers_and_every_role_a_purpose():
    assert set(ANSWERED_BY) == set(RequestKind)
    assert set(PURPOSES) == set(Role)


def test_nothing_is_withheld_without_a_ground():
    said = reasons_not_to_withhold([Withheld("notes", " "), Withheld("events", "OSL 26 kap. 1 §")])
    assert [reason.at for reason in said] == ["notes"]
