"""Where a unit stands still: numbers for everybody, names for those one may see, and the same number of statements."""

from datetime import timedelta

import pytest

from stegvis.models import Criterion, CriterionMark, StepMove
from stegvis.queries.ladder.assess import people_to_assess
from stegvis.queries.ladder.unit import activities_standing_still, people_standing_still, unit_stillness
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def ago(days):
    return make.today() - timedelta(days=days)


@pytest.fixture
def points():
    make.ladder()
    return list(Criterion.objects.order_by("step__number", "position"))


@pytest.fixture
def manager(points):
    return make.actor(Role.UNIT_MANAGER, at=make.unit())


def marked(case, point, mark, days):
    CriterionMark.objects.create(case=case, criterion=point, mark=mark, marked_on=make.today(), since=ago(days))


def test_points_count_those_who_have_stood_still_on_the_step_they_are_on(points, manager):
    first, second = points[:2]
    still, lately, done, elsewhere = (make.case(opened_on=ago(200)) for _ in range(4))
    marked(still, first, "yellow", 120)
    marked(lately, first, "yellow", 20)
    marked(done, first, "green", 120)
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(unit=make.unit("Arena Norr"))
    make.case(opened_on=ago(10))
    found = unit_stillness(manager, today=make.today())
    (step,) = found.steps
    rows = {row.pk: (row.people, row.done, row.started, row.not_started) for row in step.points}
    assert rows == {first.pk: (4, 1, 1, 0), second.pk: (4, 0, 0, 3)}
    assert found.worst.pk == second.pk
    assert (found.people, found.worst.heat) == (4, 3)


def test_protected_person_is_counted_and_not_named(points, manager):
    make.case(make.participant("Rania", "Khoury"), opened_on=ago(200))
    make.case(make.participant("Dold", "Dolsson", protection="marked"), opened_on=ago(200))
    assert unit_stillness(manager, today=make.today()).worst.still == 2
    found = people_standing_still(manager, points[0].pk, today=make.today())
    assert [person.name for person in found.people] == ["Rania Khoury"]
    assert found.others == 1
    assert people_standing_still(manager, points[-1].pk, today=make.today()).people == ()
    assert people_standing_still(manager, 0, today=make.today()) is None


def test_longer_time_counts_fewer(points, manager):
    make.case(opened_on=ago(200))
    assert unit_stillness(manager, today=make.today(), months=6).worst is None, "nobody trains together alone"
    make.case(opened_on=ago(200))
    assert unit_stillness(manager, today=make.today(), months=6).worst.still == 2
    assert unit_stillness(manager, today=make.today(), months=12).worst is None


def at_workshop(days, moved=None):
    case = make.case(opened_on=ago(days + 220))
    make.placement(case, make.place(host=make.unit("Drivhuset", takes_participants=False)), starts_on=ago(days))
    if moved:
        StepMove.objects.create(case=case, from_step=1, to_step=2, moved_on=ago(moved))
    return case


def test_activity_where_most_stand_still_is_told_of_the_activity(points, manager):
    for _ in range(4):
        at_workshop(220)
    at_workshop(220, moved=30)
    at_workshop(40)
    (row,) = activities_standing_still(manager, today=make.today())
    assert (row.name, row.found.people, row.found.still) == ("Drivhuset", 5, 4)


def test_fewer_than_five_say_nothing_of_an_activity(points, manager):
    for _ in range(4):
        at_workshop(220)
    assert activities_standing_still(manager, today=make.today()) == ()


def test_only_who_leads_the_unit_reads_of_other_activities(points, manager):
    for _ in range(5):
        case = at_workshop(10)
        make.activity(case, kind="health", name="Något om någon", starts_on=ago(220))
    (row,) = activities_standing_still(manager, today=make.today())
    assert (row.name, row.kind) == ("", "health")
    supervisor = make.actor(Role.WORK_SUPERVISOR, at=make.unit("Drivhuset"))
    assert activities_standing_still(supervisor, today=make.today()) == ()
    assert unit_stillness(supervisor, today=make.today()).people == 5


def test_statements_do_not_grow_with_people(points, manager, django_assert_num_queries):
    for count in (1, 4):
        for _ in range(count):
            marked(at_workshop(200), points[0], "yellow", 100)
        supervisor = make.actor(Role.WORK_SUPERVISOR, at=make.unit("Drivhuset"))
        with django_assert_num_queries(4):
            unit_stillness(manager, today=make.today())
        with django_assert_num_queries(3):
            activities_standing_still(manager, today=make.today())
        with django_assert_num_queries(5):
            assert len(people_standing_still(manager, points[0].pk, today=make.today()).people) >= count
        with django_assert_num_queries(5):
            assert len(people_to_assess(supervisor, today=make.today())) >= count


def test_those_to_assess_are_placed_here_now_with_the_points_of_their_step(points):
    supervisor = make.actor(Role.WORK_SUPERVISOR, at=make.unit("Drivhuset", takes_participants=False))
    here = at_workshop(30)
    type(here).objects.filter(pk=here.pk).update(step=2)
    make.placement(make.case(), make.place(host=make.unit("Caféet", takes_participants=False)))
    gone = at_workshop(90)
    gone.placements.update(status="ended", ended_because="work", ends_on=ago(1))
    hidden = at_workshop(30)
    type(hidden.participant).objects.filter(pk=hidden.participant_id).update(protection="marked")
    (person,) = people_to_assess(supervisor, today=make.today())
    assert (person.case, [point.text for point in person.points]) == (here.pk, ["Punkt 2.1", "Punkt 2.2"])
