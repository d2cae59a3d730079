"""What needs somebody: each rule hits when it should, and only then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stegvis.rules.exit import Outcome
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.plan import PlanAnswer
from stegvis.rules.today import Band, CaseFacts, PlacementFacts, WorkRule, lines_of, referral_line

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
        pytest.param({"plan_made_on": days_ago(91)}, WorkRule.PLAN_STALE, id="plan older than 90 days"),
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
        pytest.param({"plan_made_on": days_ago(90), "plan_answered_on": days_ago(80)}, id="plan of exactly 90 days"),
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
            {"status": PlacementStatus.AGREED, "starts_on": TODAY}, WorkRule.READY_TO_START, id="starts today"
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
