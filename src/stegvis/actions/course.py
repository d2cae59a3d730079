"""Course and job track (kurs, jobbspår): save one, add somebody; its seats are never overfilled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from ..access import Actor, Permission, require
from ..models import Activity, Case, Course, Organisation, Project
from ..rules import course as rules
from ..rules.activity import ActivityKind, Span, WeekHours, most_hours
from ..rules.history import EventKind
from .activity import begin_activity, finish_activity, reasons_not_to_add
from .log import log, stop_if


@transaction.atomic
def save_course(
    course: Course | None,
    *,
    name: str,
    kind: ActivityKind,
    is_job_track: bool,
    unit: Organisation,
    project: Project | None,
    starts_on: date,
    ends_on: date,
    seats: int,
    hours_per_week: Decimal,
    by: Actor,
) -> Course:
    """Add a course (None) or change one. When it ends earlier, so do the activities of those who take part."""
    require(by, Permission.COURSE_WRITE)
    row = Course.objects.select_for_update(of=("self",)).get(pk=course.pk) if course else Course()
    row.name, row.kind, row.is_job_track = " ".join(name.split()), kind, is_job_track
    row.unit, row.project, row.hours_per_week = unit, project, hours_per_week
    row.starts_on, row.ends_on, row.seats = starts_on, ends_on, seats
    begins = sorted(row.activities.values_list("starts_on", flat=True)) if row.pk else []
    stop_if(
        rules.reasons_not_to_save(
            name=row.name,
            starts_on=starts_on,
            ends_on=ends_on,
            seats=seats,
            hours_per_week=float(hours_per_week),
            seats_taken=seats_taken(row, from_on=begins[0]) if begins else 0,
            first_begins_on=min(begins, default=None),
            last_begins_on=max(begins, default=None),
            exists=Course.objects.filter(name__iexact=row.name, starts_on=starts_on).exclude(pk=row.pk).exists(),
        )
    )
    row.save()
    log(EventKind.COURSE_SAVED, row, by=by, happened_on=starts_on, seats=seats)
    _bring_along(row, by=by)
    return row


def _bring_along(course: Course, *, by: Actor) -> None:
    """Those who take part count in the project of the course, and end when it ends."""
    for activity in course.activities.select_for_update(of=("self",)).select_related("case").order_by("pk"):
        if activity.project_id != course.project_id:
            activity.project = course.project
            activity.save()
        if activity.ends_on is None or activity.ends_on > course.ends_on:
            finish_activity(activity, ends_on=course.ends_on, by=by)


@transaction.atomic
def join_course(course: Course, *, case: Case, starts_on: date, by: Actor) -> Activity:
    """Add somebody, from a day until the course ends, with the course locked: two never take the last seat."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    course = Course.objects.select_for_update(of=("self",)).select_related("project").get(pk=course.pk)
    require(by, Permission.ACTIVITY_WRITE, case)
    activity = Activity(
        case=case,
        kind=course.kind,
        name=course.name,
        course=course,
        project=course.project,
        starts_on=starts_on,
        ends_on=course.ends_on,
        hours_per_week=course.hours_per_week,
    )
    reasons = rules.reasons_not_to_join(
        starts_on=starts_on,
        course_starts_on=course.starts_on,
        course_ends_on=course.ends_on,
        seats=course.seats,
        seats_taken=seats_taken(course, from_on=starts_on),
        takes_part=course.activities.filter(case=case, ends_on__gte=starts_on).exists(),
    )
    stop_if(reasons + [each for each in reasons_not_to_add(activity) if each.at != "ends_on"])
    return begin_activity(activity, by=by)


def seats_taken(course: Course, *, from_on: date) -> int:
    """The most who take part on any day from the given one until the course ends."""
    rows = course.activities.values_list("starts_on", "ends_on")
    each_one = [WeekHours(Span(starts_on, ends_on), 1) for starts_on, ends_on in rows]
    return round(most_hours(each_one, from_on=from_on, to_on=max(from_on, course.ends_on)))
