"""Mapping through the action: the first one locks the starting point, and nothing moves it afterwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.assessment import Found, hold_mapping
from stegvis.actions.ladder import move_step
from stegvis.models import Baseline, CaseEvent, IntakeMapping
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


def hold(case, by, **values):
    usual = {"held_on": make.today(), "found": Found(own_words="Barn"), "step": 2, "independence_level": 3}
    return hold_mapping(case, by=by, **usual | values)


def test_first_mapping_locks_the_starting_point_and_puts_the_case_there(case, maria):
    hold(case, Actor.of(maria))
    baseline = Baseline.objects.get(case=case)
    case.refresh_from_db()
    assert (baseline.step, baseline.independence_level, baseline.locked_by) == (2, 3, maria)
    assert (case.step, case.independence_level) == (2, 3)
    assert set(CaseEvent.objects.values_list("kind", flat=True)) == {"mapping_held", "baseline_locked"}


def test_later_mapping_changes_what_is_true_now_and_not_the_start(case, maria):
    hold(case, Actor.of(maria), held_on=make.today() - timedelta(days=1))
    hold(case, Actor.of(maria), step=4, independence_level=4)
    case.refresh_from_db()
    assert (Baseline.objects.get().step, case.step, case.independence_level) == (2, 2, 4)
    assert CaseEvent.objects.filter(kind="baseline_locked").count() == 1


def test_case_that_has_moved_stays_where_it_is(maria):
    case = make.case(coordinator=maria, step=3)
    move_step(case, to_step=2, reason="Borta länge", by=Actor.of(maria))
    hold(case, Actor.of(maria), step=1)
    case.refresh_from_db()
    assert (Baseline.objects.get().step, case.step) == (1, 2)


def test_refused_mapping_writes_nothing(case, maria):
    with pytest.raises(NotAllowedNow):
        hold(case, Actor.of(maria), held_on=make.today() + timedelta(days=1))
    assert not IntakeMapping.objects.exists()
    assert Baseline.objects.get().locked_on is None
    assert not CaseEvent.objects.exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR, Role.ADMINISTRATOR])
def test_who_may_not_map(case, role):
    with pytest.raises(NotAllowed):
        hold(case, make.actor(role))


@pytest.mark.parametrize("values", [{"step": 0}, {"independence_level": 5}], ids=["step", "level"])
def test_baseline_stands_on_the_ladder(case, values):
    with pytest.raises(IntegrityError, match="baseline_on_ladder"), transaction.atomic():
        Baseline.objects.filter(case=case).update(**values)


def test_unknown_level_of_swedish_is_refused_by_the_database(case):
    with pytest.raises(IntegrityError, match="mapping_swedish_known"), transaction.atomic():
        make.mapping(case, swedish="9")
