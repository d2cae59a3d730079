"""Activities, the week, courses, projects and absence: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from stegvis.actions import absence, activity, course, project, schedule
from stegvis.actions.standard import activity as standard_activity
from stegvis.models import Activity
from stegvis.rules.activity import AbsenceKind, ActivityKind
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.programme import Funder
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("activity.begin_activity", Kind.ACTIVITY_ADDED)
def _() -> Act:
    case = make.case()
    row = Activity(case=case, kind=ActivityKind.SFI, starts_on=make.today(), hours_per_week=Decimal(10))
    return lambda: activity.begin_activity(row, by=BY)


@leaves("activity.finish_activity", Kind.ACTIVITY_ENDED)
def _() -> Act:
    row = make.activity(make.case())
    return lambda: activity.finish_activity(row, ends_on=make.today(), by=BY)


@leaves("standard.activity.lay_in", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: standard_activity.lay_in(by=BY)


@leaves("activity.save_activity_type", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: activity.save_activity_type(
        None, kind=ActivityKind.SFI, name="Sfi", hours_per_week=Decimal(15), valid_from=make.today(), by=BY
    )


@leaves("schedule.set_schedule", Kind.SCHEDULE_SET)
def _() -> Act:
    row = make.activity(make.case())
    return lambda: schedule.set_schedule(row, slots=[(1, 540, 720)], from_on=make.today(), by=BY)


@leaves("course.save_course", Kind.COURSE_SAVED)
def _() -> Act:
    unit, day = make.unit(), make.today()
    return lambda: course.save_course(
        None,
        name="Köksspåret",
        kind=ActivityKind.STUDIES,
        is_job_track=True,
        unit=unit,
        project=None,
        starts_on=day,
        ends_on=day + timedelta(days=90),
        seats=8,
        hours_per_week=Decimal(10),
        by=BY,
    )


@leaves("course.join_course", Kind.ACTIVITY_ADDED)
def _() -> Act:
    one, case = make.course(), make.case()
    return lambda: course.join_course(one, case=case, starts_on=make.today(), by=BY)


@leaves("project.save_project", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: project.save_project(None, name="Vägen in", funder=Funder.ESF, starts_on=make.today(), by=BY)


@leaves("absence.report_absence", Kind.ABSENCE_REPORTED)
def _() -> Act:
    case = make.case()
    return lambda: absence.report_absence(case, kind=AbsenceKind.ILL, starts_on=make.today(), by=BY)


@leaves("absence.end_absence", Kind.ABSENCE_ENDED)
def _() -> Act:
    notice = make.absence(make.case())
    return lambda: absence.end_absence(notice, last_day=make.today(), by=BY)
