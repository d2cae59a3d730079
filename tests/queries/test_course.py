"""Courses and projects on screen: seats, those one may know of, and figures too small to show."""

from datetime import timedelta
from decimal import Decimal

import pytest

from stegvis.access import Actor
from stegvis.queries.course import cases_to_add, course_page, courses, took_part, types_on
from stegvis.queries.project import projects
from stegvis.rules.people import Protection, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def maria():
    return make.user("Maria Ekdahl", Role.COORDINATOR, make.unit())


def goes(case, course, **values):
    values = {"starts_on": course.starts_on, "ends_on": course.ends_on} | values
    return make.activity(case, name=course.name, course=course, hours_per_week=Decimal(5), **values)


def test_courses_with_their_seats(django_assert_num_queries):
    course, over = make.course(), make.course("Över", ends_on=make.today() - DAY)
    goes(make.case(), course)
    goes(make.case(), course, ends_on=make.today() - DAY)
    goes(make.case(), over)
    goes(make.case(), over, ends_on=over.ends_on - 9 * DAY)
    with django_assert_num_queries(2):
        found = courses(today=make.today())
    assert [(row.name, row.taken, row.free) for row in found.current] == [("Köksspåret", 1, 1)]
    assert [(row.name, row.taken) for row in found.ended] == [("Över", 1)]
    assert took_part(over).count() == 2


@pytest.mark.parametrize("many", [1, 6])
def test_page_names_those_one_may_know_of_and_counts_the_rest(maria, many, django_assert_num_queries):
    course = make.course(seats=20)
    for _ in range(many):
        goes(make.case(coordinator=maria), course)
    goes(make.case(make.participant(protection=Protection.MARKED), coordinator=maria), course)
    goes(make.case(at=make.unit("Arena Norr")), course)
    actor = Actor.of(maria)
    with django_assert_num_queries(6):
        page = course_page(actor, course, today=make.today())
    assert (len(page.people), page.others, page.row.taken) == (many, 2, many + 2)
    assert {(one.coordinator, one.may_end) for one in page.people} == {("Maria Ekdahl", True)}


def test_only_own_open_cases_are_offered(maria):
    course, free = make.course(), make.case(coordinator=maria)
    goes(make.case(coordinator=maria), course)
    make.case(at=make.unit("Arena Norr"))
    assert list(cases_to_add(Actor.of(maria), course)) == [free]


def test_catalogue_offers_what_holds_on_the_day():
    make.activity_type("Var", valid_to=make.today() - DAY)
    make.activity_type("Kommer", valid_from=make.today() + DAY)
    here = make.activity_type("Finns", valid_to=make.today())
    assert list(types_on(make.today())) == [here]


def test_project_of_few_is_hidden_and_of_many_counted(django_assert_num_queries):
    few, many, left = make.project("Få"), make.project("Många"), make.project("En har slutat")
    week = {"starts_on": make.today() - 6 * DAY, "hours_per_week": Decimal(7)}
    for project, people in ((few, 4), (many, 5), (left, 6)):
        for number in range(people):
            case = make.case()
            make.activity(case, project=project, ends_on=make.today() - DAY if number == 0 else None, **week)
            ended = make.today() - DAY if number == 0 and project == left else None
            make.activity(case, kind="health", project=project, ends_on=ended, **week)
    with django_assert_num_queries(2):
        found = {row.name: (row.participants, row.now, row.hours) for row in projects(today=make.today())}
    assert found == {
        "Få": (None, None, None),
        "Många": (5, 5, pytest.approx(69)),
        "En har slutat": (6, None, pytest.approx(82)),
    }
