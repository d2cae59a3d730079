"""The ladder through the actions: points, moves, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.ladder import Judgement, mark_criteria, mark_criterion, move_step
from stegvis.models import CaseEvent, Criterion, CriterionMark, StepMove
from stegvis.rules.ladder import Mark
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    make.ladder()
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


@pytest.fixture
def points(maria):
    return list(Criterion.objects.order_by("step__number", "position"))


def kinds():
    return list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_several_points_in_one_save_leave_a_line_each(case, by, points):
    mark_criteria(case, judgements=[Judgement(point, Mark.GREEN) for point in points[:3]], by=by)
    assert kinds() == ["criterion_marked"] * 3
    assert {event.data["criterion"] for event in CaseEvent.objects.all()} == {point.pk for point in points[:3]}


def test_later_judgement_takes_the_place_of_the_earlier(case, by, points):
    mark_criterion(case, criterion=points[0], mark=Mark.YELLOW, note="Nästan", by=by)
    mark_criterion(case, criterion=points[0], mark=Mark.GREEN, note="", by=by)
    row = CriterionMark.objects.get()
    assert (row.mark, row.note, row.marked_by_id) == ("green", "", by.user_id)
    assert kinds() == ["criterion_marked"] * 2


def test_notes_never_stand_in_the_log(case, by, points):
    mark_criterion(case, criterion=points[0], mark=Mark.YELLOW, note="Hemlig anteckning", by=by)
    assert "Hemlig" not in str(CaseEvent.objects.get().data)


def test_refused_judgement_writes_none_of_the_points(case, by, points):
    said = [Judgement(point, Mark.GREEN) for point in points]
    with pytest.raises(NotAllowedNow):
        mark_criteria(case, judgements=said, marked_on=make.today() + timedelta(days=1), by=by)
    with pytest.raises(NotAllowedNow, match="Ändra minst en punkt"):
        mark_criteria(case, judgements=[], by=by)
    assert not CriterionMark.objects.exists()
    assert kinds() == []


def test_work_supervisor_judges_only_while_somebody_is_placed_there(case, points):
    host = make.unit("Drivhuset", takes_participants=False)
    supervisor = make.actor(Role.WORK_SUPERVISOR, at=host)
    with pytest.raises(NotAllowed):
        mark_criterion(case, criterion=points[0], mark=Mark.GREEN, by=supervisor)
    make.placement(case, make.place(host=host))
    mark_criterion(case, criterion=points[0], mark=Mark.GREEN, by=supervisor)
    with pytest.raises(NotAllowed):
        move_step(case, to_step=2, by=supervisor)


def test_up_when_every_point_is_green(case, by, points):
    with pytest.raises(NotAllowedNow, match="inte klara än"):
        move_step(case, to_step=2, by=by)
    mark_criteria(case, judgements=[Judgement(point, Mark.GREEN) for point in points[:2]], by=by)
    move_step(case, to_step=2, by=by)
    case.refresh_from_db()
    assert case.step == 2
    assert kinds()[-1] == "step_up"


def test_down_with_a_reason(case, by):
    type(case).objects.filter(pk=case.pk).update(step=3)
    with pytest.raises(NotAllowedNow, match="nedåt"):
        move_step(case, to_step=2, by=by)
    move_step(case, to_step=2, reason="Borta länge", by=by)
    case.refresh_from_db()
    assert case.step == 2
    assert kinds() == ["step_down"]


def test_refused_move_writes_nothing(case, by):
    with pytest.raises(NotAllowedNow):
        move_step(case, to_step=4, by=by)
    case.refresh_from_db()
    assert (case.step, StepMove.objects.count(), kinds()) == (1, 0, [])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.INTAKE, Role.HR, Role.REFERRER])
def test_who_may_not_judge(case, points, role):
    with pytest.raises(NotAllowed):
        mark_criterion(case, criterion=points[0], mark=Mark.GREEN, by=make.actor(role))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"to_step": 11}, "step_move_on_ladder", id="off the ladder"),
        pytest.param({"to_step": 2, "reason": "x"}, "step_move_on_ladder", id="nowhere"),
        pytest.param({"to_step": 1, "reason": ""}, "step_move_down_has_reason", id="down in silence"),
    ],
)
def test_move_that_cannot_be(case, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StepMove.objects.create(case=case, from_step=2, moved_on=make.today(), **values)


def test_point_is_judged_once_for_each_case_and_in_a_known_colour(case, points):
    CriterionMark.objects.create(case=case, criterion=points[0], mark="red", marked_on=make.today())
    with pytest.raises(IntegrityError, match="criterion_mark_once"), transaction.atomic():
        CriterionMark.objects.create(case=case, criterion=points[0], mark="green", marked_on=make.today())
    with pytest.raises(IntegrityError, match="criterion_mark_known"), transaction.atomic():
        CriterionMark.objects.create(case=case, criterion=points[1], mark="blue", marked_on=make.today())
