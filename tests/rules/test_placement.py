"""When a placement may be proposed, answered, started, ended and given up."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.case import CaseStatus
from stegvis.rules.placement import (
    MOVES,
    Answer,
    PlacementStatus,
    last_allowed_day,
    months_later,
    reasons_not_to_answer,
    reasons_not_to_end,
    reasons_not_to_give_up,
    reasons_not_to_propose,
    reasons_not_to_start,
)

TODAY = date(2026, 11, 21)


def said(reasons):
    return [str(reason) for reason in reasons]


PROPOSALS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all is well": ({}, []),
    "closed case": ({"case_status": CaseStatus.CLOSED}, ["Inskrivningen är avslutad."]),
    "ends the same day": ({"ends_on": TODAY}, ["Sista dagen ligger före första dagen."]),
    "twelve months to the day": ({"ends_on": date(2027, 11, 21)}, []),
    "a day too long": ({"ends_on": date(2027, 11, 22)}, ["En placering är längst 12 månader, 18 om studier följer."]),
    "longer when studies follow": ({"ends_on": date(2028, 5, 21), "studies_follow": True}, []),
    "no hours": ({"hours_per_week": 0}, ["Skriv timmar i veckan, mellan 1 och 40."]),
    "more than full time": ({"hours_per_week": 40.5}, ["Skriv timmar i veckan, mellan 1 och 40."]),
    "asked already": (
        {"has_waiting_at_place": True},
        ["Det finns redan ett förslag på den här arbetsplatsen som väntar på svar."],
    ),
    "everything at once": (
        {"case_status": CaseStatus.CLOSED, "ends_on": TODAY, "hours_per_week": 41},
        [
            "Inskrivningen är avslutad.",
            "Sista dagen ligger före första dagen.",
            "Skriv timmar i veckan, mellan 1 och 40.",
        ],
    ),
}


@pytest.mark.parametrize(("values", "reasons"), PROPOSALS.values(), ids=PROPOSALS.keys())
def test_proposing(values, reasons):
    usual: dict[str, Any] = {
        "case_status": CaseStatus.OPEN,
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(weeks=12),
        "hours_per_week": 20,
        "studies_follow": False,
        "has_waiting_at_place": False,
    }
    assert said(reasons_not_to_propose(**usual | values)) == reasons


@pytest.mark.parametrize("status", PlacementStatus)
def test_only_who_is_asked_answers(status):
    reasons = reasons_not_to_answer(
        status=status,
        asked=PlacementStatus.HOST_ASKED,
        answer=Answer.YES,
        answered_on=TODAY,
        today=TODAY,
    )
    assert bool(reasons) is (status is not PlacementStatus.HOST_ASKED)


def test_an_answer_is_yes_or_no_and_has_been_given():
    reasons = reasons_not_to_answer(
        status=PlacementStatus.HOST_ASKED,
        asked=PlacementStatus.HOST_ASKED,
        answer=Answer.WAITING,
        answered_on=TODAY + timedelta(days=1),
        today=TODAY,
    )
    assert {reason.at for reason in reasons} == {"answer", "answered_on"}


STARTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all is well": ({}, []),
    "full": ({"seats_free": 0}, ["Arbetsplatsen är full."]),
    "one has not said yes": ({"both_said_yes": False}, ["Deltagaren och värden har inte båda tackat ja."]),
    "closed case": ({"case_status": CaseStatus.CLOSED}, ["Inskrivningen är avslutad."]),
    "runs already": (
        {"status": PlacementStatus.ACTIVE},
        ["Läget är ”pågår”, så placeringen kan inte startas."],
    ),
    "everything at once": (
        {"seats_free": 0, "both_said_yes": False, "status": PlacementStatus.HOST_ASKED},
        [
            "Läget är ”värden är tillfrågad”, så placeringen kan inte startas.",
            "Deltagaren och värden har inte båda tackat ja.",
            "Arbetsplatsen är full.",
        ],
    ),
}


@pytest.mark.parametrize(("values", "reasons"), STARTS.values(), ids=STARTS.keys())
def test_starting(values, reasons):
    usual: dict[str, Any] = {
        "status": PlacementStatus.AGREED,
        "case_status": CaseStatus.OPEN,
        "seats_free": 1,
        "both_said_yes": True,
    }
    assert said(reasons_not_to_start(**usual | values)) == reasons


ENDS = {
    "today": (TODAY, []),
    "the first day": (TODAY - timedelta(days=30), []),
    "before the first day": (TODAY - timedelta(days=31), ["ended_on"]),
    "tomorrow": (TODAY + timedelta(days=1), ["ended_on"]),
}


@pytest.mark.parametrize(("day", "fields"), ENDS.values(), ids=ENDS.keys())
def test_ending(day, fields):
    reasons = reasons_not_to_end(
        status=PlacementStatus.ACTIVE, ended_on=day, starts_on=TODAY - timedelta(days=30), today=TODAY
    )
    assert [reason.at for reason in reasons] == fields


@pytest.mark.parametrize("status", PlacementStatus)
def test_only_what_has_not_started_is_given_up_and_with_a_reason(status):
    may_be_given_up = PlacementStatus.NOT_REALISED in MOVES[status]
    assert bool(reasons_not_to_give_up(status=status, reason="Flyttade")) is not may_be_given_up
    assert "reason" in {reason.at for reason in reasons_not_to_give_up(status=status, reason=" ")}


def test_every_state_but_the_last_two_leads_on():
    assert {status for status, moves in MOVES.items() if not moves} == {
        PlacementStatus.ENDED,
        PlacementStatus.NOT_REALISED,
    }


MONTHS = {
    "middle of a month": (date(2026, 1, 15), 12, date(2027, 1, 15)),
    "the last of a long month": (date(2026, 1, 31), 1, date(2026, 2, 28)),
    "the last of February": (date(2028, 2, 29), 12, date(2029, 2, 28)),
    "over a new year": (date(2026, 8, 31), 6, date(2027, 2, 28)),
}


@pytest.mark.parametrize(("day", "months", "expected"), MONTHS.values(), ids=MONTHS.keys())
def test_months_later(day, months, expected):
    assert months_later(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.booleans())
def test_the_longest_time_is_never_shorter_than_its_months(day, studies):
    months = 18 if studies else 12
    last = last_allowed_day(starts_on=day, studies_follow=studies)
    assert (last.year - day.year) * 12 + last.month - day.month == months
    assert last.day <= day.day
