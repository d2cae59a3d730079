"""What needs somebody: each rule hits when it should, and only then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stegvis.rules.exit import Outcome
from stegvis.rules.own import RequestKind, due_on
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.plan import PlanAnswer
from stegvis.rules.today import (
    Band,
    CaseFacts,
    MeetingFacts,
    PlacementFacts,
    WorkRule,
    called_month,
    lines_of,
    month_line,
    referral_line,
    request_line,
    sharing_line,
    transfer_line,
)

TODAY = date(2026, 11, 20)  # a Friday


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


CALM = CaseFacts(
    case_id=1,
    first_name="Rania",
    opened_on=days_ago(100),
    step=2,
    mapped_on=days_ago(90),
    plan_made_on=days_ago(40),
    plan_answer=PlanAnswer.AGREED,
    plan_answered_on=days_ago(38),
    runs_now=True,
    on_step_since=days_ago(30),
)
PLACED = PlacementFacts(
    placement_id=7,
    place_id=3,
    place_name="Solgläntan",
    status=PlacementStatus.ACTIVE,
    starts_on=days_ago(90),
    ends_on=TODAY + timedelta(days=90),
    asked_on=days_ago(100),
)


def rules_for(case: CaseFacts) -> list[WorkRule]:
    return [line.rule for line in lines_of(case, today=TODAY)]


def test_calm_case_needs_nobody():
    assert rules_for(CALM) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({"mapped_on": None, "plan_made_on": None}, WorkRule.MAPPING_MISSING, id="not mapped"),
        pytest.param({"plan_made_on": None}, WorkRule.PLAN_MISSING, id="no plan"),
        pytest.param({"plan_made_on": days_ago(91)}, WorkRule.FOLLOW_UP, id="nothing renewed for 91 days"),
        pytest.param({"conversation_on": days_ago(84)}, WorkRule.FOLLOW_UP, id="conversation due in a week"),
        pytest.param({"meeting": MeetingFacts(5, TODAY, "10.00")}, WorkRule.MEETING_SOON, id="meeting today"),
        pytest.param(
            {"unsettled": MeetingFacts(5, days_ago(1), "10.00")}, WorkRule.MEETING_UNSETTLED, id="how did it go"
        ),
        pytest.param({"absent_since": days_ago(7)}, WorkRule.ABSENT_LONG, id="away for a week"),
        pytest.param({"plan_answer": PlanAnswer.WAITING}, WorkRule.PLAN_UNANSWERED, id="plan not answered"),
        pytest.param({"plan_answer": PlanAnswer.DISAGREED}, WorkRule.OBJECTION, id="plan disagreed with"),
        pytest.param({"late_action": ("Boka", days_ago(3))}, WorkRule.ACTION_LATE, id="own action late"),
        pytest.param({"runs_now": False, "last_ran_on": days_ago(6)}, WorkRule.NO_ACTIVITY, id="six days without"),
        pytest.param({"on_step_since": days_ago(183)}, WorkRule.SAME_STEP, id="half a year on one step"),
        pytest.param({"has_coordinator": False}, WorkRule.NO_COORDINATOR, id="nobody has the case"),
    ],
)
def test_one_change_gives_one_line(changes, rule):
    assert rules_for(replace(CALM, **changes)) == [rule]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"plan_made_on": days_ago(82), "plan_answered_on": days_ago(80)}, id="eight days before it is due"
        ),
        pytest.param(
            {"conversation_on": days_ago(100), "meeting": MeetingFacts(5, TODAY + timedelta(days=14), "9.00")},
            id="late, and booked within two weeks",
        ),
        pytest.param({"absent_since": days_ago(6)}, id="away for six days"),
        pytest.param({"plan_made_on": days_ago(200), "conversation_on": days_ago(30)}, id="old plan, talked through"),
        pytest.param({"runs_now": False, "last_ran_on": days_ago(5)}, id="five days without"),
        pytest.param({"on_step_since": days_ago(182)}, id="a day short of half a year"),
        pytest.param({"plan_answer": PlanAnswer.WAITING, "plan_made_on": days_ago(13)}, id="asked 13 days ago"),
    ],
)
def test_on_the_border_nothing_is_said(changes):
    assert rules_for(replace(CALM, **changes)) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({"ends_on": days_ago(1)}, WorkRule.PLACEMENT_OVERDUE, id="runs past its end"),
        pytest.param({"ends_on": TODAY + timedelta(days=30)}, WorkRule.PLACEMENT_ENDS, id="ends in 30 days"),
        pytest.param({"agreement_ends_on": TODAY + timedelta(days=20)}, WorkRule.AGREEMENT_ENDS, id="agreement ends"),
        pytest.param(
            {"status": PlacementStatus.PARTICIPANT_ASKED, "asked_on": days_ago(7)},
            WorkRule.PARTICIPANT_UNANSWERED,
            id="participant asked a week ago",
        ),
        pytest.param(
            {"status": PlacementStatus.HOST_ASKED, "asked_on": days_ago(10)},
            WorkRule.HOST_UNANSWERED,
            id="host asked ten days ago",
        ),
        pytest.param(
            {"status": PlacementStatus.SIGNED, "starts_on": TODAY}, WorkRule.READY_TO_START, id="starts today"
        ),
        pytest.param(
            {"status": PlacementStatus.AGREED, "starts_on": TODAY}, WorkRule.READY_TO_SIGN, id="not signed yet"
        ),
        pytest.param(
            {"status": PlacementStatus.VISIT, "asked_on": days_ago(10)}, WorkRule.HOST_UNANSWERED, id="they have met"
        ),
    ],
)
def test_placement_gives_its_line_about_itself(changes, rule):
    [line] = lines_of(replace(CALM, placements=(replace(PLACED, **changes),)), today=TODAY)
    assert (line.rule, line.subject_id) == (rule, PLACED.placement_id)


def test_ending_placement_is_quiet_when_the_next_is_planned():
    ending = replace(PLACED, ends_on=TODAY + timedelta(days=10))
    following = replace(PLACED, placement_id=8, status=PlacementStatus.PARTICIPANT_ASKED, asked_on=TODAY)
    assert rules_for(replace(CALM, placements=(ending, following))) == []


def test_closed_case_only_waits_for_its_outcome():
    closed = replace(CALM, plan_made_on=days_ago(300), exited_on=days_ago(31), outcome=Outcome.WORK_REGULAR)
    assert rules_for(closed) == [WorkRule.CONFIRM_OUTCOME]
    assert rules_for(replace(closed, exited_on=days_ago(30))) == []
    assert rules_for(replace(closed, confirmed=True)) == []
    assert rules_for(replace(closed, outcome=Outcome.MOVED)) == []


@pytest.mark.parametrize(
    ("due_in", "band"),
    [(-3, Band.BEFORE_WEEKEND), (0, Band.BEFORE_WEEKEND), (1, Band.NEXT_WEEK), (7, Band.NEXT_WEEK), (8, Band.CAN_WAIT)],
)
def test_bands_turn_at_the_weekend(due_in, band):
    line = referral_line(
        referral_id=1,
        name="Omar",
        received_on=TODAY + timedelta(days=due_in - 5),
        children_in_household=0,
        today=TODAY,
    )
    assert line.band(TODAY) is band


def test_most_urgent_stands_first():
    case = replace(CALM, plan_answer=PlanAnswer.DISAGREED, plan_answered_on=days_ago(16), on_step_since=days_ago(300))
    case = replace(case, runs_now=False, last_ran_on=days_ago(6))
    assert rules_for(case) == [WorkRule.OBJECTION, WorkRule.NO_ACTIVITY, WorkRule.SAME_STEP]


def test_unsettled_meeting_leads_to_the_meeting_itself():
    [line] = lines_of(replace(CALM, unsettled=MeetingFacts(5, days_ago(1), "10.00")), today=TODAY)
    assert (line.subject_id, line.case_id) == (5, CALM.case_id)


def test_late_conversation_is_said_though_a_meeting_is_far_away():
    far = MeetingFacts(5, TODAY + timedelta(days=15), "9.00")
    assert rules_for(replace(CALM, conversation_on=days_ago(100), meeting=far)) == [WorkRule.FOLLOW_UP]


@pytest.mark.parametrize(
    ("line", "rule", "days_left"),
    [
        pytest.param(
            sharing_line(
                schedule_id=4, case_id=1, receiver="Socialkontoret", next_on=TODAY, ground_holds=False, today=TODAY
            ),
            WorkRule.SHARING_DUE,
            0,
            id="sharing on its day",
        ),
        pytest.param(
            transfer_line(transfer_id=4, case_id=1, name="Rania", from_unit="Arena Norr", sent_on=TODAY, today=TODAY),
            WorkRule.TRANSFER_WAITING,
            5,
            id="handed over today",
        ),
        pytest.param(
            request_line(request_id=4, name="Rania", kind=RequestKind.CORRECTION, made_on=TODAY, today=TODAY),
            WorkRule.REQUEST_WAITING,
            30,
            id="asked today",
        ),
    ],
)
def test_what_waits_in_a_queue_has_its_day(line, rule, days_left):
    assert (line.rule, line.subject_id, (line.due_on - TODAY).days) == (rule, 4, days_left)


@pytest.mark.parametrize("kind", RequestKind)
def test_a_request_is_due_when_the_participant_was_promised_and_is_said_before(kind):
    promised = due_on(kind, made_on=TODAY)
    a_week_before = promised - timedelta(days=7)
    said = {
        day: request_line(request_id=4, name="Rania", kind=kind, made_on=TODAY, today=day)
        for day in (TODAY, a_week_before, promised)
    }
    assert {line.due_on for line in said.values()} == {promised}
    assert f"inom {(promised - TODAY).days} dagar" in str(said[TODAY].because)
    assert said[a_week_before].band(a_week_before) is not Band.CAN_WAIT
    assert said[promised].band(promised) is Band.BEFORE_WEEKEND


def test_sharing_whose_consent_is_gone_says_so():
    due = {"schedule_id": 4, "case_id": 1, "receiver": "Socialkontoret", "next_on": TODAY, "today": TODAY}
    assert "samtycket" in str(sharing_line(**due, ground_holds=False).why)
    assert "samtycket" not in str(sharing_line(**due, ground_holds=True).why)


OUTGROWN = {"higher than the place trains": (3, [WorkRule.OUTGROWN]), "the highest that it trains": (2, [])}


@pytest.mark.parametrize(("level", "expected"), OUTGROWN.values(), ids=OUTGROWN.keys())
def test_whoever_has_outgrown_the_place_moves_on(level, expected):
    placed = replace(PLACED, independence_to=2)
    assert rules_for(replace(CALM, level=level, placements=(placed,))) == expected


def test_a_placement_that_ends_soon_or_is_followed_by_another_says_so_first():
    ending = replace(PLACED, independence_to=2, ends_on=TODAY + timedelta(days=9))
    coming = replace(PLACED, independence_to=4, placement_id=8, status=PlacementStatus.SIGNED, starts_on=days_ago(-90))
    assert rules_for(replace(CALM, level=3, placements=(ending,))) == [WorkRule.PLACEMENT_ENDS]
    assert rules_for(replace(CALM, level=3, placements=(replace(PLACED, independence_to=2), coming))) == []


def test_a_month_waits_from_its_end_and_is_due_a_week_later():
    line = month_line(month=date(2026, 10, 1), people=6, lacking=0, today=TODAY)
    assert (line.rule, line.case_id, line.due_on) == (WorkRule.MONTH_WAITING, 0, date(2026, 11, 7))
    assert date.fromordinal(line.subject_id) == date(2026, 10, 1)
    assert str(line.why) == "Närvaron för oktober väntar på dig: 6 personer."
    assert str(line.because) == "En månad godkänns inom 7 dagar efter att den är slut."
    assert str(called_month(date(2026, 10, 1))) == "Närvaro i oktober 2026"
    assert line.band(TODAY) is Band.BEFORE_WEEKEND


@pytest.mark.parametrize(
    ("people", "lacking", "said"),
    [
        (1, 0, "en person."),
        (1, 1, "en person, och dagar saknas."),
        (6, 0, "6 personer."),
        (6, 1, "6 personer, 1 av dem med dagar som saknas."),
        (6, 6, "6 personer, 6 av dem med dagar som saknas."),
    ],
)
def test_a_month_says_how_many_wait_and_how_many_lack_days(people, lacking, said):
    line = month_line(month=date(2026, 12, 1), people=people, lacking=lacking, today=date(2027, 1, 1))
    assert str(line.why) == f"Närvaron för december väntar på dig: {said}"
