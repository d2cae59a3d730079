"""Referral and intake: the target group in sentences, what stops a decision, who is asked first."""

from datetime import date, timedelta

import pytest

from stegvis.rules.referral import (
    MOVES,
    START_WITHIN_DAYS,
    Load,
    ReferralSource,
    ReferralStatus,
    by_load,
    reasons_not_to_accept,
    reasons_not_to_open_on,
    reasons_not_to_receive,
    reasons_not_to_refer_again,
    reasons_not_to_return,
    reasons_outside_target_group,
    target_group_checks,
)
from stegvis.rules.words import Reason

DAY = date(2026, 11, 20)


def person(**changes):
    return {
        "born_on": date(1990, 1, 1),
        "received_on": DAY,
        "receives_income_support": True,
        "source": ReferralSource.SOCIAL_SERVICES,
    } | changes


@pytest.mark.parametrize(
    ("changes", "against"),
    [
        pytest.param({}, [], id="inside"),
        pytest.param({"born_on": date(2010, 11, 20)}, [], id="sixteen today"),
        pytest.param({"born_on": date(2010, 11, 21)}, ["är 15 år"], id="sixteen tomorrow"),
        pytest.param({"born_on": date(1959, 11, 21)}, [], id="sixty-six, sixty-seven tomorrow"),
        pytest.param({"born_on": date(1959, 11, 20)}, ["är 67 år"], id="sixty-seven today"),
        pytest.param({"born_on": None}, ["Födelsedatum saknas"], id="age unknown"),
        pytest.param({"receives_income_support": False}, ["inte försörjningsstöd"], id="social services, no support"),
        pytest.param(
            {"receives_income_support": False, "source": ReferralSource.EMPLOYMENT_SERVICE},
            [],
            id="employment service, no support",
        ),
        pytest.param(
            {"receives_income_support": False, "born_on": None},
            ["Födelsedatum saknas", "inte försörjningsstöd"],
            id="both at once",
        ),
    ],
)
def test_target_group(changes, against):
    reasons = [str(reason) for reason in reasons_outside_target_group(**person(**changes))]
    assert len(reasons) == len(against)
    assert all(words in said for words, said in zip(against, reasons, strict=True))


def test_every_check_is_a_sentence_whether_it_holds_or_not():
    checks = target_group_checks(**person(receives_income_support=False))
    assert [(check.holds, str(check.sentence)) for check in checks] == [
        (True, "Personen är 36 år och hör till målgruppen, 16–66 år."),
        (False, "Personen har inte försörjningsstöd. Den som har det går före."),
    ]


RECEIVING = {
    "has_waiting": False,
    "has_open_case": False,
    "received_on": DAY,
    "today": DAY,
    "from_paper": False,
    "referrer_name": "",
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="nothing in the way"),
        pytest.param({"has_waiting": True}, [None], id="already waits"),
        pytest.param({"has_open_case": True}, [None], id="already here"),
        pytest.param({"received_on": DAY + timedelta(days=1)}, ["received_on"], id="tomorrow"),
        pytest.param({"from_paper": True, "referrer_name": " "}, ["referrer_name"], id="paper from nobody"),
        pytest.param({"from_paper": True, "referrer_name": "Per"}, [], id="paper from somebody"),
        pytest.param({"has_waiting": True, "has_open_case": True}, [None, None], id="all reasons at once"),
    ],
)
def test_what_stops_a_referral(changes, fields):
    assert [reason.at for reason in reasons_not_to_receive(**RECEIVING | changes)] == fields


@pytest.mark.parametrize(
    ("opened_on", "refused"),
    [
        pytest.param(DAY - timedelta(days=1), True, id="the day before the referral"),
        pytest.param(DAY, False, id="the day of the referral"),
        pytest.param(DAY + timedelta(days=START_WITHIN_DAYS), False, id="the last day ahead"),
        pytest.param(DAY + timedelta(days=START_WITHIN_DAYS + 1), True, id="too far ahead"),
    ],
)
def test_when_a_case_may_open(opened_on, refused):
    reasons = reasons_not_to_open_on(opened_on=opened_on, received_on=DAY, today=DAY)
    assert [reason.at for reason in reasons] == ["opened_on"] * refused


OUTSIDE = [Reason("Personen är 67 år.")]


@pytest.mark.parametrize(
    ("status", "has_open_case", "outside", "because", "count"),
    [
        pytest.param(ReferralStatus.RECEIVED, False, [], "", 0, id="inside"),
        pytest.param(ReferralStatus.RECEIVED, False, OUTSIDE, " ", 1, id="outside in silence"),
        pytest.param(ReferralStatus.RECEIVED, False, OUTSIDE, "Sonen bor hos henne", 0, id="outside with a reason"),
        pytest.param(ReferralStatus.ACCEPTED, True, OUTSIDE, "", 3, id="every reason at once"),
        pytest.param(ReferralStatus.RETURNED, False, [], "", 1, id="returned before"),
    ],
)
def test_what_stops_an_acceptance(status, has_open_case, outside, because, count):
    reasons = reasons_not_to_accept(
        status=status, has_open_case=has_open_case, outside=outside, accepted_anyway_because=because
    )
    assert len(reasons) == count


@pytest.mark.parametrize("status", list(ReferralStatus))
def test_only_a_waiting_referral_is_returned_and_with_words(status):
    reasons = reasons_not_to_return(status=status, comment="")
    assert reasons[-1].at == "return_comment"
    assert (len(reasons) == 1) == (ReferralStatus.RETURNED in MOVES[status])


def test_the_same_namesake_is_not_referred_twice():
    assert reasons_not_to_refer_again(is_here=True)
    assert not reasons_not_to_refer_again(is_here=False)


def test_most_room_is_asked_first_then_fewest_cases_then_by_name():
    full, halfway, small, equal = (
        Load(1, "Full", 35, 35),
        Load(2, "Halv", 20, 30),
        Load(3, "Liten", 0, 10),
        Load(4, "Alva", 0, 10),
    )
    assert [load.name for load in by_load([full, halfway, small, equal])] == ["Alva", "Liten", "Halv", "Full"]
    assert Load(5, "Över", 40, 35).room == -5
