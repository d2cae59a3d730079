"""Courses, projects and the catalogue on screen."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from stegvis.models import Activity, ActivityType, Course, Project
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.web.conftest import logged, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def course_typed(unit, **changes):
    return {
        "name": "Jobbspår kök", "kind": "studies", "is_job_track": "on", "unit": unit.pk, "project": "",
        "starts_on": make.today(), "ends_on": make.today() + 90 * DAY, "seats": "8", "hours_per_week": "7,5",
    } | changes  # fmt: skip


def test_course_is_made_and_changed(coordinator, unit):
    answer = coordinator.post(reverse("course_new"), course_typed(unit))
    course = Course.objects.get()
    assert answer.headers["Location"] == reverse("course", args=[course.pk])
    assert (course.hours_per_week, course.is_job_track) == (Decimal("7.5"), True)
    edit = reverse("course_edit", args=[course.pk])
    assert 'value="7,5"' in text(coordinator.get(edit))
    assert coordinator.post(edit, course_typed(unit, seats="0", name="")).status_code == 422
    coordinator.post(edit, course_typed(unit, seats="9"))
    assert Course.objects.get().seats == 9
    assert "9 av 9" in text(coordinator.get(reverse("course_list")))


def test_participant_is_added_until_the_course_is_full(coordinator, case, unit):
    course = make.course(seats=1)
    where = reverse("course", args=[course.pk])
    other = make.case(make.participant("Omar"), coordinator=coordinator.user, at=unit)
    coordinator.post(where, {"case": case.pk, "starts_on": make.today()})
    assert Activity.objects.get(course=course).case == case
    answer = coordinator.post(where, {"case": other.pk, "starts_on": make.today()})
    assert answer.status_code == 422
    assert "Kursen är full: 1 av 1" in text(answer)
    assert Activity.objects.count() == 1


def test_course_page_names_nobody_with_protected_identity(coordinator, case):
    course = make.course(seats=9)
    hidden = make.case(make.participant("Hemlig", protection=Protection.MARKED), coordinator=coordinator.user)
    for each in (case, hidden):
        make.activity(each, course=course, ends_on=course.ends_on)
    shown = text(coordinator.get(reverse("course", args=[course.pk])))
    assert "Hemlig" not in shown
    assert "och 1 som du inte har rätt att se" in shown
    assert logged(screen="course")[0].participant_ids == [case.participant_id]


def test_case_of_somebody_else_cannot_be_added(coordinator, elsewhere):
    course = make.course()
    case = elsewhere.cases.get()
    answer = coordinator.post(reverse("course", args=[course.pk]), {"case": case.pk, "starts_on": make.today()})
    assert answer.status_code == 422
    assert "Det valet finns inte" in text(answer)
    assert "Gunilla" not in text(answer)


def test_activity_from_the_catalogue_has_its_hours(coordinator, case):
    row = make.activity_type("Jobbsökargrupp", hours_per_week=Decimal("4.5"))
    where = reverse("activity_new", args=[case.pk])
    assert "Jobbsökargrupp, 4,5 timmar" in text(coordinator.get(where))
    answer = coordinator.post(where, {"type": row.pk, "starts_on": make.today()})
    activity = Activity.objects.get()
    assert answer.headers["Location"] == reverse("activity_times", args=[activity.pk])
    assert (activity.type, activity.kind, activity.name) == (row, "job_search", "Jobbsökargrupp")
    assert activity.hours_per_week == Decimal("4.5")


def test_no_hours_are_not_the_hours_of_the_catalogue(coordinator, case):
    row = make.activity_type()
    said = {"type": row.pk, "starts_on": make.today(), "hours_per_week": "0"}
    answer = coordinator.post(reverse("activity_new", args=[case.pk]), said)
    assert "mellan 1 och 40" in text(answer)
    assert not Activity.objects.exists()


def test_catalogue_is_kept_by_the_administrator(as_role):
    client = as_role(Role.ADMINISTRATOR)
    said = {"name": "Hälsa", "kind": "health", "hours_per_week": "2", "valid_from": make.today(), "valid_to": ""}
    client.post(reverse("settings_type_new"), said)
    row = ActivityType.objects.get()
    assert "Hälsa" in text(client.get(reverse("settings_types")))
    answer = client.post(reverse("settings_type_new"), said)
    assert answer.status_code == 422
    assert "finns redan i insatspaletten" in text(answer)
    client.post(reverse("settings_type", args=[row.pk]), said | {"valid_to": make.today()})
    assert ActivityType.objects.get().valid_to == make.today()


def test_project_is_kept_and_counted(as_role):
    client = as_role(Role.ADMINISTRATOR)
    said = {"name": "Vägen in", "funder": "esf", "reference": "2025/1", "starts_on": make.today(), "ends_on": ""}
    client.post(reverse("settings_project_new"), said)
    project = Project.objects.get()
    assert client.post(reverse("settings_project", args=[project.pk]), said | {"name": ""}).status_code == 422
    assert "Vägen in" in text(client.get(reverse("settings_projects")))
    make.activity(make.case(), project=project)
    shown = text(as_role(Role.COMMITTEE_MEMBER).get(reverse("project_figures")))
    assert shown.count("döljs</td>") == 3
