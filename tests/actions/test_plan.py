"""The plan through the actions: versions on top of each other, answers, and what the database refuses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.plan import answer_plan, change_action, save_plan
from stegvis.models import CaseEvent, Message, Plan, PlanAction, PlanGoal
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer, PlannedAction
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


def planned(text, **values):
    return PlannedAction(text, ActionOwner.BOTH, make.today() + timedelta(days=7), **values)


def save(case, by, *texts, base=0, **values):
    values.setdefault("change_reason", "Det blev annorlunda" if base else "")
    return save_plan(
        case, goals=["Arbete"], actions=[planned(text) for text in texts], base_version=base, by=by, **values
    )


def kinds():
    return list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_versions_follow_each_other_and_the_old_stays(case, by):
    first = save(case, by, "Ringa")
    second = save(case, by, "Skriva cv", base=1)
    assert (first.version, second.version) == (1, 2)
    assert [action.text for action in first.actions.all()] == ["Ringa"]
    assert kinds() == ["plan_saved", "plan_saved"]


def test_empty_rows_are_left_out(case, by):
    plan = save_plan(
        case,
        goals=["", " Arbete "],
        actions=[PlannedAction(" ", ActionOwner.BOTH, None), planned("Ringa")],
        base_version=0,
        by=by,
    )
    assert [goal.text for goal in plan.goals.all()] == ["Arbete"]
    assert [(action.position, action.text) for action in plan.actions.all()] == [(1, "Ringa")]


def test_line_that_continues_takes_its_state_along(case, by):
    line = save(case, by, "Ringa").actions.get()
    change_action(line, status=ActionStatus.DONE, by=by)
    plan = save_plan(
        case,
        goals=["Arbete"],
        actions=[planned("Skriva cv"), planned("Ringa skolan", continues=1)],
        base_version=1,
        change_reason="Ett cv behövs först",
        by=by,
    )
    assert list(plan.actions.values_list("text", "status")) == [("Skriva cv", "to_do"), ("Ringa skolan", "done")]


def test_nobody_overwrites_what_they_have_not_seen(case, by):
    save(case, by, "Ringa")
    save(case, by, "Skriva cv", base=1)
    with pytest.raises(NotAllowedNow, match="Version 2 finns nu"):
        save(case, by, "Något annat", base=1)
    assert Plan.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_give_one_version_and_one_refusal(case, by):
    together = Barrier(2)

    def one(text):
        try:
            together.wait(timeout=10)
            return save(case, by, text).version
        except NotAllowedNow:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(str, pool.map(one, ["Mitt", "Ditt"]))) == ["1", "refused"]
    assert Plan.objects.count() == 1


def test_agreement_and_disagreement_are_lines_of_their_own(case, by):
    plan = save(case, by, "Ringa")
    answer_plan(plan, answer=PlanAnswer.DISAGREED, comment="Svenskan först", by=by)
    answer_plan(plan, answer=PlanAnswer.AGREED, comment="", by=by)
    plan.refresh_from_db()
    assert (plan.answer, plan.answer_comment, plan.answered_on) == ("agreed", "", make.today())
    assert kinds() == ["plan_saved", "plan_disagreed", "plan_agreed"]


def test_disagreement_blocks_nothing(case, by):
    answer_plan(save(case, by, "Ringa"), answer=PlanAnswer.DISAGREED, comment="Svenskan först", by=by)
    assert save(case, by, "Läsa svenska", base=1).version == 2


def test_refused_answer_writes_nothing(case, by):
    plan = save(case, by, "Ringa")
    with pytest.raises(NotAllowedNow):
        answer_plan(plan, answer=PlanAnswer.DISAGREED, comment=" ", by=by)
    plan.refresh_from_db()
    assert plan.answer == PlanAnswer.WAITING
    assert kinds() == ["plan_saved"]


def test_closed_case_takes_no_answer(case, by):
    plan = save(case, by, "Ringa")
    case.coordinator_periods.update(ends_on=make.today())
    case.closed_on = make.today()
    case.save()
    with pytest.raises(NotAllowedNow, match="avslutad"):
        answer_plan(plan, answer=PlanAnswer.AGREED, comment="", by=by)


def test_same_state_again_is_no_event(case, by):
    line = save(case, by, "Ringa").actions.get()
    for _ in range(2):
        change_action(line, status=ActionStatus.STARTED, by=by)
    assert kinds() == ["plan_saved", "plan_action_changed"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR, Role.PRIVACY_OFFICER])
def test_who_may_not_plan(case, by, role):
    plan, other = save(case, by, "Ringa"), make.actor(role)
    with pytest.raises(NotAllowed):
        save(case, other, "Mitt", base=1)
    with pytest.raises(NotAllowed):
        answer_plan(plan, answer=PlanAnswer.AGREED, comment="", by=other)
    with pytest.raises(NotAllowed):
        change_action(plan.actions.get(), status=ActionStatus.DONE, by=other)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"version": 1}, "plan_version_once", id="the same version"),
        pytest.param({"answer": "maybe", "answered_on": make.LONG_AGO}, "plan_answer_known", id="unknown answer"),
        pytest.param({"answer": "agreed"}, "plan_answered_when_not_waiting", id="answered on no day"),
        pytest.param({"answered_on": make.LONG_AGO}, "plan_answered_when_not_waiting", id="a day and no answer"),
        pytest.param(
            {"answer": "disagreed", "answered_on": make.LONG_AGO}, "plan_disagreed_with_comment", id="no words"
        ),
    ],
)
def test_version_that_cannot_be(case, by, values, constraint):
    save(case, by, "Ringa")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Plan.objects.create(case=case, made_on=make.today(), **{"version": 2} | values)


def test_lines_that_cannot_be(case, by):
    plan = save(case, by, "Ringa")
    line = {"plan": plan, "due_on": make.today(), "text": "x", "owner": "both"}
    with pytest.raises(IntegrityError, match="plan_action_position_once"), transaction.atomic():
        PlanAction.objects.create(position=1, **line)
    with pytest.raises(IntegrityError, match="plan_action_owner_known"), transaction.atomic():
        PlanAction.objects.create(position=2, **line | {"owner": "santa"})
    with pytest.raises(IntegrityError, match="plan_action_status_known"), transaction.atomic():
        PlanAction.objects.create(position=2, status="won", **line)
    with pytest.raises(IntegrityError, match="plan_goal_position_once"), transaction.atomic():
        PlanGoal.objects.create(plan=plan, position=1, text="x")


def test_participant_answers_on_the_own_page_and_writes_nothing_else(case, by):
    plan = save(case, by, "Ringa")
    rania = Actor.participant(case.participant)
    answer_plan(plan, answer=PlanAnswer.DISAGREED, comment="Svenskan först", by=rania)
    plan.refresh_from_db()
    assert (plan.answer, plan.answered_how, plan.answer_recorded_by_id) == ("disagreed", "own_page", None)
    assert CaseEvent.objects.get(kind="plan_disagreed").actor_role == "participant"
    with pytest.raises(NotAllowed):
        save(case, rania, "Något annat", base=1)
    with pytest.raises(NotAllowed):
        change_action(plan.actions.get(), status=ActionStatus.DONE, by=rania)


def test_participant_answers_nobody_elses_plan(case, by):
    plan = save(case, by, "Ringa")
    stranger = Actor.participant(make.case().participant)
    with pytest.raises(NotAllowed):
        answer_plan(plan, answer=PlanAnswer.AGREED, comment="", by=stranger)


def test_nobody_else_answers_in_the_participants_name_on_the_own_page(case, by):
    plan = save(case, by, "Ringa")
    with pytest.raises(NotAllowedNow, match="bara deltagaren själv"):
        answer_plan(plan, answer=PlanAnswer.AGREED, comment="", how=AnsweredHow.OWN_PAGE, by=by)


def test_participant_who_wants_messages_is_told_of_a_plan_to_answer(case, by):
    save(case, by, "Ringa")
    assert not Message.objects.exists()
    case.participant.reach_by, case.participant.phone = "sms", "070-174 06 05"
    case.participant.save()
    plan = save(case, by, "Skriva cv", base=1)
    told = Message.objects.get()
    assert (told.kind, told.subject_id, told.participant_id) == ("plan_to_answer", plan.pk, case.participant_id)
