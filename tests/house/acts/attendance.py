"""Attendance, the introduction and incidents: the smallest world of each action."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from stegvis.access import Actor
from stegvis.actions import attendance
from stegvis.actions.attendance import points
from stegvis.actions.standard import attendance as standard_attendance
from stegvis.models import IntroductionPoint, Placement
from stegvis.queries.attendance import month_of
from stegvis.rules.attendance import AttendanceKind, IncidentKind, Said, month_before
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.people import Role
from tests import factories as make

from .declared import BY, Act, leaves

TOMORROW = make.today() + timedelta(days=1)

PRESENT = Said(AttendanceKind.PRESENT)


def placement(*, starts_on: date | None = None) -> Placement:
    """One that began long ago, or on a day."""
    return make.placement(
        make.case(opened_on=make.LONG_AGO), make.place(), starts_on=starts_on or make.today() - timedelta(90)
    )


def workday() -> date:
    """The latest day from Monday to Friday."""
    return make.today() - timedelta(days=max(0, make.today().isoweekday() - 5))


def mark() -> attendance.ToMark:
    return attendance.ToMark(PRESENT, uuid4())


@leaves("attendance.marking.mark_attendance", Kind.ATTENDANCE_MARKED)
def _() -> Act:
    one = placement()
    return lambda: attendance.mark_attendance(one, day=workday(), mark=mark(), by=BY)


@leaves("attendance.marking.mark_many", Kind.ATTENDANCE_MARKED)
def _() -> Act:
    one = placement()
    return lambda: attendance.mark_many({one.pk: mark()}, day=workday(), by=BY)


def marked_month() -> tuple[Placement, date, int, Actor]:
    """A placement of the last days of last month, with every day marked."""
    month = month_before(make.today())
    one = placement(starts_on=month + timedelta(days=24))
    by = make.actor(Role.WORK_SUPERVISOR, one.place.host)
    for day in month_of(one, month, today=make.today()).unmarked:
        attendance.mark_attendance(one, day=day, mark=mark(), by=BY)
    return one, month, month_of(one, month, today=make.today()).seen, by


@leaves("attendance.approving.approve_month", Kind.MONTH_APPROVED)
def _() -> Act:
    one, month, seen, by = marked_month()
    return lambda: attendance.approve_month(one, month=month, seen=seen, by=by)


@leaves("attendance.approving.approve_months", Kind.MONTH_APPROVED)
def _() -> Act:
    one, month, seen, by = marked_month()
    return lambda: attendance.approve_months({one.pk: seen}, month=month, by=by)


@leaves("attendance.points.add_point", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: points.add_point(None, text="Visa runt", from_on=TOMORROW, by=BY)


@leaves("attendance.points.reword_point", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    one = make.introduction_point()
    return lambda: points.reword_point(one, text="Visa huset", from_on=TOMORROW, by=BY)


@leaves("attendance.points.rest_point", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    one = make.introduction_point()
    return lambda: points.rest_point(one, from_on=TOMORROW, by=BY)


@leaves("attendance.points.resume_point", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    one = make.introduction_point(valid_to=make.today() - timedelta(days=1))
    return lambda: points.resume_point(one, by=BY)


@leaves("attendance.points.take_back_point", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    one = make.introduction_point(valid_from=TOMORROW)
    return lambda: points.take_back_point(one, by=BY)


@leaves("attendance.points.order_points", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    one = make.introduction_point()
    return lambda: points.order_points(None, order=[one.pk], by=BY)


@leaves("attendance.introduction.tick_points", Kind.INTRODUCTION_MARKED)
def _() -> Act:
    one = placement()
    point = IntroductionPoint.objects.create(position=1, text="Visa runt", valid_from=make.LONG_AGO)
    return lambda: attendance.tick_points(one, points=[point], done_on=make.today(), by=BY)


@leaves("attendance.incident.report_incident", Kind.INCIDENT_REPORTED)
def _() -> Act:
    one = placement()
    told = {"kind": IncidentKind.NEAR_MISS, "happened_on": make.today(), "text": "Halt golv"}
    return lambda: attendance.report_incident(one, **told, by=BY)


@leaves("attendance.incident.handle_incident", Kind.INCIDENT_HANDLED)
def _() -> Act:
    one = make.incident(make.place())
    return lambda: attendance.handle_incident(one, measures="En matta", by=BY)


@leaves("standard.attendance.lay_in", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: standard_attendance.lay_in(by=BY)
