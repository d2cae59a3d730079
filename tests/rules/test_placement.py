"""When a placement may be proposed, answered, started, ended and given up."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.case import CaseStatus
from stegvis.rules.placement import (
    ANSWERS_WAIT,
    MOVES,
    Answer,
    NotRealisedReason,
    PlacementStatus,
    VisitKind,
    Voice,
    chain_starts_on,
    has_expired,
    last_allowed_day,
    months_later,
    reasons_not_to_answer_for_host,
    reasons_not_to_answer_for_participant,
    reasons_not_to_disagree,
    reasons_not_to_end,
    reasons_not_to_evaluate,
    reasons_not_to_extend,
    reasons_not_to_give_up,
    reasons_not_to_propose,
    reasons_not_to_remind,
    reasons_not_to_renew,
    reasons_not_to_sign,
    reasons_not_to_start,
    reasons_not_to_visit,
    reserved_until,
)
from stegvis.rules.words import Reason

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


HOST_MAY_ANSWER = {PlacementStatus.HOST_ASKED, PlacementStatus.VISIT}


def host_answers(**values):
    usual = {
        "status": PlacementStatus.HOST_ASKED,
        "answer": Answer.YES,
        "is_approved": True,
        "asked_on": TODAY - timedelta(days=3),
        "answered_on": TODAY,
        "answered_by": "Åse Lindgren",
        "today": TODAY,
    }
    return reasons_not_to_answer_for_host(**usual | values)


@pytest.mark.parametrize("status", PlacementStatus)
def test_only_the_host_that_is_asked_answers(status):
    assert bool(host_answers(status=status)) is (status not in HOST_MAY_ANSWER)


def test_a_host_answers_in_a_name_after_it_was_asked_and_what_it_reads_is_approved():
    reasons = host_answers(
        answer=Answer.WAITING, answered_on=TODAY + timedelta(days=1), answered_by=" ", is_approved=False
    )
    assert [reason.at for reason in reasons] == ["answered_by", "answer", "answered_on"]
    assert [reason.at for reason in host_answers(answered_on=TODAY - timedelta(days=4))] == ["answered_on"]
    assert "godkänt presentationen" in said(host_answers(is_approved=False))[0]
    assert host_answers(is_approved=False, answer=Answer.NO) == []


PARTICIPANTS = {
    "yes when asked": (PlacementStatus.PARTICIPANT_ASKED, Answer.YES, False, True),
    "yes only once": (PlacementStatus.PARTICIPANT_ASKED, Answer.YES, True, False),
    "yes is too late": (PlacementStatus.HOST_ASKED, Answer.YES, True, False),
    "no when asked": (PlacementStatus.PARTICIPANT_ASKED, Answer.NO, False, True),
    "no after all, before it begins": (PlacementStatus.SIGNED, Answer.NO, True, True),
    "no is too late": (PlacementStatus.ACTIVE, Answer.NO, True, False),
}


@pytest.mark.parametrize(("status", "answer", "said_yes", "may"), PARTICIPANTS.values(), ids=PARTICIPANTS.keys())
def test_a_participant_says_yes_once_and_may_say_no_until_it_begins(status, answer, said_yes, may):
    reasons = reasons_not_to_answer_for_participant(
        status=status, answer=answer, has_said_yes=said_yes, answered_on=TODAY, today=TODAY
    )
    assert bool(reasons) is not may


def visits(**values):
    usual = {
        "status": PlacementStatus.HOST_ASKED,
        "kind": VisitKind.VISIT,
        "visit_on": TODAY + timedelta(days=2),
        "is_approved": True,
        "starts_on": TODAY + timedelta(days=20),
        "asked_on": TODAY,
    }
    return reasons_not_to_visit(**usual | values)


def test_a_visit_lies_between_the_question_and_the_first_day():
    assert visits() == []
    assert [reason.at for reason in visits(kind=None, visit_on=None)] == ["visit_kind", "visit_on"]
    assert [reason.at for reason in visits(visit_on=TODAY - timedelta(days=1))] == ["visit_on"]
    assert [reason.at for reason in visits(visit_on=TODAY + timedelta(days=20))] == ["visit_on"]
    assert visits(status=PlacementStatus.AGREED)
    assert visits(is_approved=False)


def test_a_seat_is_kept_ten_days_from_the_answer_or_from_the_visit():
    assert reserved_until(today=TODAY) == date(2026, 12, 1)
    assert reserved_until(today=TODAY, visit_on=date(2026, 12, 1)) == date(2026, 12, 11)
    assert reserved_until(today=TODAY, visit_on=date(2026, 11, 1)) == date(2026, 12, 1)


@pytest.mark.parametrize("status", PlacementStatus)
def test_only_what_somebody_is_to_answer_expires_the_day_after(status):
    waits = status in ANSWERS_WAIT
    assert has_expired(status=status, until=TODAY - timedelta(days=1), today=TODAY) is waits
    assert not has_expired(status=status, until=TODAY, today=TODAY)
    assert not has_expired(status=status, until=None, today=TODAY)


def test_somebody_is_reminded_twice_and_not_more():
    asked = {"status": PlacementStatus.HOST_ASKED}
    assert reasons_not_to_remind(**asked, reminders=1) == []
    assert reasons_not_to_remind(**asked, reminders=2)
    assert reasons_not_to_remind(status=PlacementStatus.AGREED, reminders=0)


SIGNED_BAD = {
    "signed_on": {"signed_on": TODAY + timedelta(days=1)},
    "before both said yes": {"signed_on": TODAY - timedelta(days=9)},
    "signed_for_host_by": {"who": " "},
}


@pytest.mark.parametrize("values", SIGNED_BAD.values(), ids=SIGNED_BAD.keys())
def test_three_sign_after_both_yes_and_not_tomorrow(values):
    usual = {
        "status": PlacementStatus.AGREED,
        "case_status": CaseStatus.OPEN,
        "signed_on": TODAY,
        "agreed_on": TODAY - timedelta(days=2),
        "who": "Åse Lindgren",
        "today": TODAY,
    }
    assert reasons_not_to_sign(**usual) == []
    assert len(reasons_not_to_sign(**usual | values)) == 1
    assert reasons_not_to_sign(**usual | {"status": PlacementStatus.HOST_ASKED, "case_status": CaseStatus.CLOSED})


STARTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all is well": ({}, []),
    "full": ({"seats_free": 0}, ["Arbetsplatsen är full."]),
    "one has not said yes": ({"both_said_yes": False}, ["Deltagaren och värden har inte båda tackat ja."]),
    "closed case": ({"case_status": CaseStatus.CLOSED}, ["Inskrivningen är avslutad."]),
    "not signed": (
        {"status": PlacementStatus.AGREED},
        [
            "Läget är ”båda har tackat ja”, så placeringen kan inte startas.",
            "Överenskommelsen är inte underskriven av alla tre.",
        ],
    ),
    "the place rests, no agreement and no supervisor": (
        {
            "not_open": [Reason("Arbetsplatsen vilar.")],
            "not_covered": [Reason("Inget avtal.")],
            "not_supervised": [Reason("Ingen handledare.")],
        },
        ["Arbetsplatsen vilar.", "Inget avtal.", "Ingen handledare."],
    ),
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
        "status": PlacementStatus.SIGNED,
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
    health = NotRealisedReason.HEALTH
    assert bool(reasons_not_to_give_up(status=status, because=health, words="")) is not may_be_given_up
    assert "because" in {reason.at for reason in reasons_not_to_give_up(status=status, because=None, words="Flyttade")}
    other = NotRealisedReason.OTHER
    assert "reason" in {reason.at for reason in reasons_not_to_give_up(status=status, because=other, words=" ")}


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


# Longer


def extends(**values):
    usual = {
        "status": PlacementStatus.ACTIVE,
        "case_status": CaseStatus.OPEN,
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 12, 31),
        "to": date(2027, 2, 28),
        "studies_follow": False,
        "earlier": [],
        "place_closes_on": None,
        "renewed_from": None,
        "has_seat": True,
        "why": "Går bra",
    }
    return reasons_not_to_extend(**usual | values)


EXTENSIONS = {
    "within twelve months": ({}, []),
    "a day past twelve months": ({"to": date(2027, 3, 2)}, ["to"]),
    "eighteen when studies follow": ({"to": date(2027, 9, 1), "studies_follow": True}, []),
    "a day past eighteen": ({"to": date(2027, 9, 2), "studies_follow": True}, ["to"]),
    "earlier months at the place count": ({"earlier": [(date(2026, 1, 1), date(2026, 1, 31))]}, ["to"]),
    "no later day": ({"to": date(2026, 12, 31)}, ["to"]),
    "renewed already": ({"renewed_from": date(2027, 1, 1)}, [None]),
    "the place closes": ({"place_closes_on": date(2027, 1, 31)}, ["to"]),
    "everything at once": (
        {"status": PlacementStatus.ENDED, "case_status": CaseStatus.CLOSED, "to": date(2028, 1, 1), "has_seat": False,
         "why": " ", "not_covered": [Reason("Inget avtal.")], "not_supervised": [Reason("Ingen handledare.")]},
        [None, None, "to", None, "reason", None, None],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("values", "fields"), EXTENSIONS.values(), ids=EXTENSIONS.keys())
def test_extending(values, fields):
    assert [reason.at for reason in extends(**values)] == fields


RENEWALS: dict[str, tuple[dict[str, Any], list[str | None]]] = {
    "within twelve months in all": ({}, []),
    "past twelve months in all": ({"ends_on": date(2027, 3, 2)}, ["ends_on"]),
    "a pause between is not counted": ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 6, 30)}, []),
    "before the first is over": ({"starts_on": date(2026, 8, 31)}, ["starts_on"]),
    "once": ({"is_renewed": True}, [None]),
    "never begun": ({"status": PlacementStatus.SIGNED}, [None]),
    "no reason": ({"why": ""}, ["reason"]),
}


@pytest.mark.parametrize(("values", "fields"), RENEWALS.values(), ids=RENEWALS.keys())
def test_renewing(values, fields):
    usual = {
        "status": PlacementStatus.ACTIVE,
        "case_status": CaseStatus.OPEN,
        "is_renewed": False,
        "earlier": [(date(2026, 3, 1), date(2026, 8, 31))],
        "last_day": date(2026, 8, 31),
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 2, 28),
        "hours_per_week": 20,
        "studies_follow": False,
        "has_waiting_at_place": False,
        "why": "Vill fortsätta",
    }
    assert [reason.at for reason in reasons_not_to_renew(**usual | values)] == fields


def test_a_chain_without_pauses_is_counted_from_its_first_day():
    earlier = [(date(2026, 6, 1), date(2026, 8, 31)), (date(2026, 3, 1), date(2026, 5, 31))]
    assert chain_starts_on(starts_on=date(2026, 9, 1), earlier=earlier) == date(2026, 3, 1)


# How it went


def evaluates(**values):
    usual = {
        "status": PlacementStatus.ENDED,
        "ends_on": TODAY,
        "today": TODAY,
        "written_on": None,
        "went_well": "Allt",
        "could_be_better": "",
        "written_by": "Åse",
    }
    return [reason.at for reason in reasons_not_to_evaluate(**usual | values)]


def test_how_it_went_is_written_once_in_words_at_the_end():
    assert evaluates() == []
    assert evaluates(status=PlacementStatus.ACTIVE, ends_on=TODAY + timedelta(days=14)) == []
    assert evaluates(status=PlacementStatus.ACTIVE, ends_on=TODAY + timedelta(days=15)) == [None]
    assert evaluates(written_on=TODAY, went_well=" ", written_by=" ") == [None, "went_well", "written_by"]


def test_only_the_other_disagrees_once_and_in_words():
    host, participant = Voice.HOST, Voice.PARTICIPANT
    assert reasons_not_to_disagree(of=host, by=participant, disagreed_on=None, words="Nej") == []
    assert len(reasons_not_to_disagree(of=host, by=host, disagreed_on=TODAY, words=" ")) == 3
