"""Who is away today, for those who are to know; and a month's hours with coded absence."""

from datetime import date, timedelta

import pytest

from stegvis.access import Actor
from stegvis.queries.absence import absence_now, absent_today, hours_of_month, notices_of
from stegvis.rules.activity import AbsenceKind
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Somebody ill with a placement, in one unit; somebody ill elsewhere; somebody well; somebody protected."""
    unit, workshop = make.unit("Arena Söder"), make.unit("Drivhuset", takes_participants=False)
    users = {role: make.user(f"{role} här", role, unit) for role in Role}
    users[Role.WORK_SUPERVISOR].roles.update(unit=workshop)
    place = make.place(host=workshop, seats=3, supervisor=users[Role.WORKPLACE_SUPERVISOR])
    case = make.case(coordinator=users[Role.COORDINATOR], at=unit)
    placement = make.placement(case, place)
    make.slot(placement, make.today().isoweekday(), 9, 14)
    make.absence(case)
    asked = make.case(make.participant("Omar"), at=make.unit("Arena Norr"))
    make.placement(asked, place, PlacementStatus.HOST_ASKED)
    make.absence(asked)
    make.absence(
        make.case(coordinator=users[Role.COORDINATOR], at=unit),
        ends_on=make.today() - timedelta(days=1),
        starts_on=make.LONG_AGO,
    )
    hidden = make.case(make.participant(protection=Protection.MARKED), coordinator=users[Role.COORDINATOR], at=unit)
    make.absence(hidden)
    return {role: Actor.of(user) for role, user in users.items()} | {"case": case}


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        pytest.param(Role.COORDINATOR, [AbsenceKind.ILL], id="the coordinator, with the code"),
        pytest.param(Role.UNIT_MANAGER, [AbsenceKind.ILL], id="the manager, with the code"),
        pytest.param(Role.WORK_SUPERVISOR, [None], id="who leads the work, without the code"),
        pytest.param(Role.WORKPLACE_SUPERVISOR, [None], id="the supervisor, only of those who are there"),
        pytest.param(Role.HR, [], id="not all who see every place"),
        pytest.param(Role.REFERRER, [], id="not the referrer"),
    ],
)
def test_those_who_are_to_know_and_how_much(world, role, kinds):
    found = absent_today(world[role], make.today())
    assert [each.kind for each in found] == kinds
    assert all(len(each.misses) == 1 and each.coordinator == "coordinator här" for each in found)


def test_more_away_cost_no_more(world, django_assert_num_queries):
    for _ in range(5):
        make.absence(make.case(at=make.unit("Arena Söder")))
    with django_assert_num_queries(3):
        assert len(absent_today(world[Role.UNIT_MANAGER], make.today())) == 6


def test_notices_of_a_case_and_the_one_that_holds(world):
    case = world["case"]
    make.absence(case, starts_on=case.opened_on, ends_on=case.opened_on)
    assert [one.by_self for one in notices_of(case)] == [True, True]
    assert absence_now(case, make.today()).starts_on == make.today()
    assert absence_now(case, make.today() - timedelta(days=1)) is None


def test_month_has_hours_and_codes_in_two_statements(django_assert_num_queries):
    case = make.case(opened_on=date(2026, 1, 1))
    activity = make.activity(case, starts_on=date(2026, 3, 9))
    make.slot(activity, 1, 9, 12)
    make.absence(case, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 16))
    with django_assert_num_queries(2):
        found = hours_of_month(case, year=2026, month=3, today=date(2026, 4, 1))
    assert (found.planned_hours, found.absent[0].hours, found.absent[0].days) == (12, 6, 2)
