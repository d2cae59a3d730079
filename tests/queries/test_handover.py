"""Handover on screen: as many statements for many participants as for few, and nobody the reader may not know."""

from datetime import timedelta

import pytest

from stegvis.models import CoordinatorCover, CoordinatorPeriod
from stegvis.queries.handover import caseload_of, lately_left, preview, receivers, unit_loads
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nils(unit):
    return make.user("Nils Berg", role=Role.COORDINATOR, at=unit)


def fill(coordinator, unit, many):
    return [make.case(coordinator=coordinator, at=unit) for _ in range(many)]


@pytest.mark.parametrize("many", [1, 6])
def test_loads_of_the_unit(manager, coordinator, nils, unit, many, django_assert_num_queries):  # noqa: PLR0917
    fill(coordinator, unit, many)
    make.case(at=unit)
    today = make.today()
    CoordinatorCover.objects.create(
        coordinator=coordinator, substitute=nils, starts_on=today, ends_on=today, reason="Ledig"
    )
    with django_assert_num_queries(4):
        [loads] = unit_loads(manager, today=today)
    assert [(row.load.name, row.load.open_cases) for row in loads.rows] == [("Maria Ekdahl", many), ("Nils Berg", 0)]
    assert (loads.without, loads.open_cases, loads.room) == (1, many, 70 - many)
    assert loads.rows[0].covers[0].substitute == "Nils Berg"


@pytest.mark.parametrize("many", [1, 6])
def test_caseload_hides_whom_the_reader_may_not_know(manager, coordinator, unit, many, django_assert_num_queries):
    cases = fill(coordinator, unit, many)
    make.case(make.participant(protection="marked"), coordinator=coordinator, at=unit)
    with django_assert_num_queries(2):
        caseload = caseload_of(manager, coordinator)
    assert {person.case_id for person in caseload.people} == {case.pk for case in cases}
    assert caseload.hidden == 1


def test_other_units_are_not_there(manager, coordinator):
    make.case(coordinator=coordinator, at=make.unit("Arena Norr"))
    assert caseload_of(manager, coordinator).people == ()


def test_those_whom_nobody_has(manager, coordinator, unit):
    fill(coordinator, unit, 1)
    alone = make.case(at=unit)
    assert [person.case_id for person in caseload_of(manager, None).people] == [alone.pk]


@pytest.mark.parametrize("many", [1, 4])
def test_lately_left_says_who_has_them_now(manager, coordinator, nils, unit, many, django_assert_num_queries):  # noqa: PLR0917
    today = make.today()
    for case in fill(coordinator, unit, many):
        case.coordinator_periods.update(ends_on=today - timedelta(days=1))
        CoordinatorPeriod.objects.create(case=case, coordinator=nils, starts_on=today)
    with django_assert_num_queries(2):
        left = lately_left(manager, coordinator, today=today)
    assert [(each.now, each.reads_until) for each in left] == [("Nils Berg", None)] * many


def test_preview_says_what_the_act_would_do(manager, coordinator, nils, unit):
    nils.case_ceiling = 1
    nils.save()
    cases = fill(coordinator, unit, 2)
    would = preview({case.pk: nils.pk for case in cases}, receivers(manager, coordinator, today=make.today()))
    assert [(load.name, load.open_cases, load.room) for load in would.after] == [("Nils Berg", 2, -1)]
    assert [load.name for load in would.above] == ["Nils Berg"]
