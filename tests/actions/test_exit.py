"""Exit through the actions: what runs ends with it, the coordinator period too, and the outcome is confirmed once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.exit import close_case, confirm_outcome
from stegvis.models import CaseEvent, Exit
from stegvis.rules.exit import CONFIRM_AFTER_DAYS, Outcome
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


def close(case, by, **values):
    usual = {"exited_on": make.today(), "outcome": Outcome.WORK_REGULAR, "lasts_a_month": True}
    return close_case(case, by=by, **usual | values)


def kinds():
    return set(CaseEvent.objects.values_list("kind", flat=True))


def test_what_runs_ends_that_day_and_proposals_are_taken_back(case, by):
    activity = make.activity(case, ends_on=None)
    waiting = make.placement(case, make.place(), PlacementStatus.HOST_ASKED)
    close(case, by)
    for row in (activity, waiting, case):
        row.refresh_from_db()
    assert (activity.ends_on, case.closed_on) == (make.today(), make.today())
    assert (waiting.status, waiting.end_comment) == ("not_realised", "Inskrivningen avslutades.")
    assert case.coordinator_periods.get().ends_on == make.today()
    assert kinds() == {"activity_ended", "placement_given_up", "exited"}


def test_answer_about_the_month_is_kept_only_for_work(by, case):
    assert close(case, by, outcome=Outcome.MOVED, lasts_a_month=True).lasts_a_month is None


def test_running_placement_stands_in_the_way_and_nothing_is_half_closed(case, by):
    activity = make.activity(case, ends_on=None)
    make.placement(case, make.place())
    with pytest.raises(NotAllowedNow, match="En placering pågår"):
        close(case, by)
    activity.refresh_from_db()
    case.refresh_from_db()
    assert (activity.ends_on, case.closed_on, kinds()) == (None, None, set())


def test_case_closes_once(case, by):
    close(case, by)
    with pytest.raises(NotAllowedNow, match="redan avslutad"):
        close(case, by, outcome=Outcome.MOVED)
    assert Exit.objects.get().outcome == "work_regular"


def test_coordinator_keeps_the_closed_case_long_enough_to_confirm(case, by):
    close(case, by, exited_on=make.today() - timedelta(days=CONFIRM_AFTER_DAYS))
    ending = confirm_outcome(case.exit, held=True, by=by)
    assert (ending.outcome_held, ending.confirmed_on) == (True, make.today())
    with pytest.raises(NotAllowedNow, match="redan bekräftat"):
        confirm_outcome(ending, held=False, by=by)


def test_outcome_is_not_confirmed_too_early(case, by):
    with pytest.raises(NotAllowedNow, match="tidigast"):
        confirm_outcome(close(case, by), held=True, by=by)
    assert Exit.objects.get().confirmed_on is None


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR])
def test_who_may_not_close(case, role):
    with pytest.raises(NotAllowed):
        close(case, make.actor(role))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"outcome": "lottery"}, "exit_outcome_known", id="unknown outcome"),
        pytest.param({"confirmed_on": make.LONG_AGO}, "exit_confirmed_with_answer", id="confirmed without an answer"),
        pytest.param({"outcome_held": True}, "exit_confirmed_with_answer", id="an answer on no day"),
    ],
)
def test_exit_that_cannot_be(case, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Exit.objects.create(case=case, exited_on=make.today(), **{"outcome": "moved"} | values)
