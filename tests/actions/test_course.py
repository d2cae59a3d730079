"""Courses through the actions: seats are never overfilled, and what a course does its participants do too."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.activity import add_activity, end_activity, save_activity_type
from stegvis.actions.course import join_course, save_course
from stegvis.actions.project import save_project
from stegvis.actions.schedule import set_schedule
from stegvis.actions.standard.activity import ROWS, lay_in
from stegvis.models import Activity, ActivityType, CaseEvent, Project, ScheduleSlot
from stegvis.rules.activity import ActivityKind
from stegvis.rules.people import Role
from stegvis.rules.programme import Funder
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def maria():
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def cases(maria):
    return [make.case(coordinator=maria) for _ in range(3)]


@pytest.fixture
def by(cases, maria):
    return Actor.of(maria)


def save(course, by, **changes):
    names = ("name", "kind", "is_job_track", "unit", "project", "starts_on", "ends_on", "seats", "hours_per_week")
    said = {name: getattr(course, name) for name in names} | changes
    return save_course(course, **said | {"kind": ActivityKind(said["kind"])}, by=by)


def test_seat_is_free_again_when_somebody_ends(cases, by):
    course = make.course(seats=1)
    first = join_course(course, case=cases[0], starts_on=make.today(), by=by)
    with pytest.raises(NotAllowedNow, match="full"):
        join_course(course, case=cases[1], starts_on=make.today(), by=by)
    end_activity(first, ends_on=make.today(), by=by)
    with pytest.raises(NotAllowedNow, match="full"):
        join_course(course, case=cases[1], starts_on=make.today(), by=by)
    joined = join_course(course, case=cases[1], starts_on=make.today() + DAY, by=by)
    assert (joined.name, joined.ends_on, joined.hours_per_week) == (course.name, course.ends_on, course.hours_per_week)


def test_every_reason_against_joining_at_once(cases, by):
    course = make.course(seats=1)
    join_course(course, case=cases[0], starts_on=make.today(), by=by)
    make.placement(cases[0], make.place(), hours_per_week=Decimal(25))
    with pytest.raises(NotAllowedNow) as refusal:
        join_course(course, case=cases[0], starts_on=make.today() + DAY, by=by)
    assert [reason.at for reason in refusal.value.reasons] == ["case", None, "hours_per_week"]


@pytest.mark.django_db(transaction=True)
def test_two_contenders_for_the_last_seat(cases, by):
    course, together = make.course(seats=1), Barrier(2)

    def one(case):
        try:
            together.wait(timeout=10)
            join_course(course, case=case, starts_on=make.today(), by=by)
        except NotAllowedNow:
            return "refused"
        finally:
            connection.close()
        return "joined"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, cases[:2])) == ["joined", "refused"]
    assert Activity.objects.filter(course=course).count() == 1


def test_course_that_ends_earlier_ends_for_everybody(cases, by):
    course = make.course()
    joined = join_course(course, case=cases[0], starts_on=make.today(), by=by)
    set_schedule(joined, slots=[(1, 540, 720)], from_on=make.today(), by=by)
    project = make.project()
    save(course, by, ends_on=make.today() + 10 * DAY, project=project)
    joined.refresh_from_db()
    assert (joined.ends_on, joined.project) == (make.today() + 10 * DAY, project)
    assert ScheduleSlot.objects.get().ends_on == joined.ends_on
    assert "activity_ended" in CaseEvent.objects.values_list("kind", flat=True)


def test_course_keeps_the_seats_that_are_taken(cases, by):
    course = make.course(seats=3)
    for case in cases[:2]:
        join_course(course, case=case, starts_on=make.today(), by=by)
    with pytest.raises(NotAllowedNow, match="2 deltagare"):
        save(course, by, seats=1)
    assert save(course, by, seats=2).seats == 2


def test_who_may_not(cases, by):
    course = make.course()
    with pytest.raises(NotAllowed):
        join_course(course, case=cases[0], starts_on=make.today(), by=make.actor(Role.COORDINATOR))
    with pytest.raises(NotAllowed):
        save(course, make.actor(Role.INTAKE))
    with pytest.raises(NotAllowed):
        save_project(None, name="Vägen in", funder=Funder.ESF, starts_on=make.today(), by=by)
    with pytest.raises(NotAllowed):
        lay_in(by=by)


def test_catalogue_is_chosen_from_while_it_holds(cases, by):
    kind = make.activity_type(valid_to=make.today())
    said = {"kind": ActivityKind.JOB_SEARCH, "hours_per_week": Decimal(4), "ends_on": None, "type": kind, "by": by}
    assert add_activity(cases[0], starts_on=make.today(), **said).type == kind
    with pytest.raises(NotAllowedNow, match="insatspaletten"):
        add_activity(cases[1], starts_on=make.today() + DAY, **said)


def test_names_are_taken_once_whatever_the_case_of_letters():
    make.activity_type("Jobbsökargrupp")
    make.project("Vägen in")
    said = {"kind": ActivityKind.SFI, "hours_per_week": Decimal(1), "valid_from": make.today(), "by": make.SYSTEM}
    with pytest.raises(NotAllowedNow, match="finns redan"):
        save_activity_type(None, name="jobbsökargrupp ", **said)
    with pytest.raises(NotAllowedNow, match="finns redan"):
        save_project(None, name="VÄGEN IN", funder=Funder.ESF, starts_on=make.today(), by=make.SYSTEM)
    assert (ActivityType.objects.count(), Project.objects.count()) == (1, 1)


def test_standard_catalogue_is_laid_in_once_and_changes_nothing():
    make.activity_type("Jobbsökargrupp", hours_per_week=Decimal(7))
    for _ in range(2):
        lay_in(by=make.SYSTEM)
    assert ActivityType.objects.count() == len(ROWS)
    assert ActivityType.objects.get(name="Jobbsökargrupp").hours_per_week == 7
