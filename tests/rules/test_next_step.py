"""The one thing a participant's page wants done follows the chain, in its order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stegvis.rules.meeting import FollowUp
from stegvis.rules.next_step import NextAct, Standing, what_next
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.plan import PlanAnswer
from stegvis.rules.words import Reason

TODAY = date(2026, 11, 20)

ALL_WELL = Standing(
    given_name="Rania",
    has_case=True,
    is_open=True,
    has_coordinator=True,
    has_mapping=True,
    plan_made_on=TODAY - timedelta(days=10),
    plan_answer=PlanAnswer.AGREED,
    placement_ends_on=TODAY + timedelta(days=100),
)


def due_in(days: int) -> FollowUp:
    return FollowUp(TODAY + timedelta(days=days), Reason("Senaste samtalet var {day}.", day=TODAY), days < 0)


CASES = {
    "registered only": (Standing(given_name="Rania", has_case=False), NextAct.REFER),
    "referral waits": (
        Standing(given_name="Rania", has_case=False, has_waiting_referral=True),
        NextAct.DECIDE_REFERRAL,
    ),
    "no coordinator": (replace(ALL_WELL, has_coordinator=False, has_mapping=False), NextAct.ASSIGN_COORDINATOR),
    "no mapping": (replace(ALL_WELL, has_mapping=False, plan_made_on=None), NextAct.HOLD_MAPPING),
    "no plan": (replace(ALL_WELL, plan_made_on=None, placement_ends_on=None), NextAct.MAKE_PLAN),
    "disagrees": (replace(ALL_WELL, plan_answer=PlanAnswer.DISAGREED, placement_ends_on=None), NextAct.READ_ANSWER),
    "both said yes": (replace(ALL_WELL, waiting_status=PlacementStatus.AGREED), NextAct.SIGN_PLACEMENT),
    "all have signed": (replace(ALL_WELL, waiting_status=PlacementStatus.SIGNED), NextAct.START_PLACEMENT),
    "they meet first": (replace(ALL_WELL, waiting_status=PlacementStatus.VISIT), NextAct.OPEN_PLACEMENT),
    "host has not answered": (replace(ALL_WELL, waiting_status=PlacementStatus.HOST_ASKED), NextAct.OPEN_PLACEMENT),
    "participant has not answered": (
        replace(ALL_WELL, waiting_status=PlacementStatus.PARTICIPANT_ASKED),
        NextAct.OPEN_PLACEMENT,
    ),
    "ends in 30 days": (replace(ALL_WELL, placement_ends_on=TODAY + timedelta(days=30)), NextAct.SEE_PLACES),
    "ends in 31 days": (replace(ALL_WELL, placement_ends_on=TODAY + timedelta(days=31)), NextAct.NOTHING),
    "should have ended": (replace(ALL_WELL, placement_ends_on=TODAY - timedelta(days=1)), NextAct.OPEN_PLACEMENT),
    "every point done": (replace(ALL_WELL, step=2, step_is_reached=True), NextAct.MOVE_UP),
    "last step done": (replace(ALL_WELL, step=4, step_is_reached=True), NextAct.EXIT),
    "no placement": (replace(ALL_WELL, placement_ends_on=None), NextAct.SEE_PLACES),
    "conversation due in 8 days": (replace(ALL_WELL, follow_up=due_in(8)), NextAct.NOTHING),
    "conversation due in a week": (replace(ALL_WELL, follow_up=due_in(7)), NextAct.HOLD_CONVERSATION),
    "conversation late, and booked": (
        replace(ALL_WELL, follow_up=due_in(-3), meeting_on=TODAY + timedelta(days=5)),
        NextAct.NOTHING,
    ),
    "meeting tomorrow": (replace(ALL_WELL, meeting_on=TODAY + timedelta(days=1)), NextAct.PREPARE_MEETING),
    "fewer steps than the usual": (replace(ALL_WELL, step=3, last_step=3, step_is_reached=True), NextAct.EXIT),
    "no answer in 15 days": (
        replace(ALL_WELL, plan_made_on=TODAY - timedelta(days=15), plan_answer=PlanAnswer.WAITING),
        NextAct.RECORD_ANSWER,
    ),
    "all well": (ALL_WELL, NextAct.NOTHING),
    "closed a month ago": (
        Standing(given_name="Rania", has_case=True, exited_on=TODAY - timedelta(days=31)),
        NextAct.CONFIRM_OUTCOME,
    ),
    "closed 30 days ago": (
        Standing(given_name="Rania", has_case=True, exited_on=TODAY - timedelta(days=30)),
        NextAct.NOTHING,
    ),
    "closed and confirmed": (
        Standing(given_name="Rania", has_case=True, exited_on=TODAY - timedelta(days=90), outcome_confirmed=True),
        NextAct.NOTHING,
    ),
}


@pytest.mark.parametrize(("standing", "act"), CASES.values(), ids=CASES)
def test_next_step_follows_from_where_somebody_stands(standing, act):
    assert what_next(standing, today=TODAY).act is act


@pytest.mark.parametrize(("standing", "act"), CASES.values(), ids=CASES)
def test_every_next_step_says_a_whole_sentence(standing, act):
    step = what_next(standing, today=TODAY)
    assert str(step.heading).endswith(".")
    assert "{" not in str(step.heading) + str(step.why or "")


def test_every_act_is_reached_by_some_standing():
    assert {act for _, act in CASES.values()} == set(NextAct)
