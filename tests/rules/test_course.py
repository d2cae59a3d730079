"""Courses, projects and the catalogue: what stops them, every reason at once."""

from datetime import date, timedelta

import pytest

from stegvis.rules import course, project
from stegvis.rules.activity import Span, reasons_not_to_save_type

DAY = date(2026, 3, 2)


def day(number):
    return DAY + timedelta(days=number)


COURSE = {
    "name": "Köksspåret",
    "starts_on": day(0),
    "ends_on": day(90),
    "seats": 8,
    "hours_per_week": 10,
    "seats_taken": 5,
    "first_begins_on": day(2),
    "last_begins_on": day(30),
    "exists": False,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="as it should be"),
        pytest.param({"name": " ", "seats": 0}, ["name", "seats"], id="no name and no seats"),
        pytest.param({"exists": True}, ["name"], id="the same again"),
        pytest.param({"ends_on": day(-1), "last_begins_on": None}, ["ends_on"], id="ends before it starts"),
        pytest.param({"starts_on": day(3)}, ["starts_on"], id="starts after somebody has begun"),
        pytest.param({"ends_on": day(29)}, ["ends_on"], id="ends before somebody begins"),
        pytest.param({"seats": 4}, ["seats"], id="fewer seats than are taken"),
        pytest.param({"hours_per_week": 41}, ["hours_per_week"], id="more than a week"),
    ],
)
def test_what_stops_a_course(changes, fields):
    assert [reason.at for reason in course.reasons_not_to_save(**COURSE | changes)] == fields


JOIN = {
    "starts_on": day(0),
    "course_starts_on": day(0),
    "course_ends_on": day(90),
    "seats": 8,
    "seats_taken": 7,
    "takes_part": False,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="the last seat"),
        pytest.param({"seats_taken": 8}, [None], id="full"),
        pytest.param({"starts_on": day(-1)}, ["starts_on"], id="before it begins"),
        pytest.param({"starts_on": day(91)}, ["starts_on"], id="after it has ended"),
        pytest.param({"takes_part": True, "seats_taken": 8}, ["case", None], id="there already, and full"),
    ],
)
def test_what_stops_one_more(changes, fields):
    assert [reason.at for reason in course.reasons_not_to_join(**JOIN | changes)] == fields


def test_what_stops_a_project():
    reasons = project.reasons_not_to_save(name="", starts_on=day(1), ends_on=day(0), exists=True)
    assert [reason.at for reason in reasons] == ["name", "name", "ends_on"]
    assert project.reasons_not_to_save(name="Vägen in", starts_on=day(0), ends_on=None, exists=False) == []


def test_what_stops_a_line_of_the_catalogue():
    reasons = reasons_not_to_save_type(name=" ", hours_per_week=0, valid_from=day(1), valid_to=day(0), exists=True)
    assert [reason.at for reason in reasons] == ["name", "name", "hours_per_week", "valid_to"]
    good = {"name": "Sfi", "hours_per_week": 40, "valid_from": day(0), "valid_to": day(0), "exists": False}
    assert reasons_not_to_save_type(**good) == []


@pytest.mark.parametrize(
    ("span", "hours"),
    [
        pytest.param(Span(day(-13), None), 20, id="two weeks until today"),
        pytest.param(Span(day(-13), day(-7)), 10, id="one week that is over"),
        pytest.param(Span(day(1), None), 0, id="not begun"),
    ],
)
def test_planned_hours_of_a_project(span, hours):
    assert project.planned_hours(span, 10, today=DAY) == pytest.approx(hours)
