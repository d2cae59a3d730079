"""The part of a placement's page and of the own pages: few statements, and words in every language."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.template import engines
from django.utils import translation

from stegvis.actions.attendance import ToMark, approve_month, mark_attendance, tick_points
from stegvis.actions.standard.attendance import lay_in
from stegvis.models import IntroductionPoint, Placement
from stegvis.queries.attendance import month_of
from stegvis.queries.attendance.introduction import introduction_of
from stegvis.queries.attendance.person import own_month, placement_attendance
from stegvis.rules.attendance import AbsenceCode, AttendanceKind, Said, month_before
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
PRESENT = Said(AttendanceKind.PRESENT)
ILL = Said(AttendanceKind.ABSENT, AbsenceCode.ILL)


@pytest.fixture
def placement():
    made = make.placement(
        make.case(opened_on=make.LONG_AGO), make.place(), starts_on=month_before(make.today()) + timedelta(days=24)
    )
    return Placement.objects.select_related("place", "case").get(pk=made.pk)


def workday(weeks_ago=0):
    return make.today() - timedelta(days=max(0, make.today().isoweekday() - 5)) - timedelta(weeks=weeks_ago)


def say(placement, day, said):
    return mark_attendance(placement, day=day, mark=ToMark(said, uuid4()), by=make.SYSTEM)


def printed(page, **context):
    return engines["jinja2"].from_string(page).render(context)


def test_part_of_a_placement_in_three_statements(placement, django_assert_num_queries):
    lay_in(by=make.SYSTEM)
    assert placement_attendance(placement, today=placement.starts_on - timedelta(days=60)).is_empty
    month = month_before(make.today())
    for day in month_of(placement, month, today=make.today()).unmarked:
        say(placement, day, PRESENT)
    by = make.actor(Role.WORK_SUPERVISOR, placement.place.host, "Nils Hedberg")
    approve_month(placement, month=month, seen=month_of(placement, month, today=make.today()).seen, by=by)
    say(placement, workday(), ILL)
    tick_points(placement, points=list(IntroductionPoint.objects.all()[:2]), done_on=make.today(), by=by)
    with django_assert_num_queries(3):
        it = placement_attendance(placement, today=make.today())
    with django_assert_num_queries(2):
        introduction = introduction_of(placement, today=make.today())
    signs = {day.day: (day.code, day.is_missing) for week in it.weeks for day in week.days}
    assert signs[workday()] == ("ill", False)
    assert signs[workday(1)] == ("", True)
    page = printed(
        '{% from "attendance/part.html" import attendance_part, introduction_part %}'
        "{{ attendance_part(it) }}{{ introduction_part(introduction, 1, true) }}",
        it=it,
        introduction=introduction,
    )
    for words in ("sjuk", "inte markerad", "av Nils Hedberg", "Introduktion, 2 av 6", "4 punkter är kvar."):
        assert words in page


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_own_hours_of_the_month_in_every_language(placement, language, django_assert_num_queries):
    first = make.today().replace(day=1)
    days = month_of(placement, first, today=make.today()).unmarked
    past = [day for day in days if day <= make.today()][:2]
    for day, said in zip(past, (PRESENT, ILL), strict=False):
        say(placement, day, said)
    with django_assert_num_queries(2):
        it = own_month(placement.case, today=make.today())
    assert (it.sum.attended_minutes, it.days_present, it.days_away) == (
        240 * len(past[:1]),
        len(past[:1]),
        len(past[1:]),
    )
    with translation.override(language):
        page = printed('{% from "attendance/own.html" import own_hours %}{{ own_hours(it) }}', it=it)
    assert ("<section" in page, page.count("4") > 0) == (True, bool(past))
    assert own_month(make.case(), today=date(2026, 1, 1)) is None
