"""Activity (insats): add one to the week, end one; keep the catalogue of what there is to add (insatspaletten)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from ..access import Actor, Permission, require
from ..models import Activity, ActivityType, Case, Project, ScheduleSlot
from ..rules import activity as rules
from ..rules.activity import ActivityKind, Span, WeekHours
from ..rules.history import EventKind
from ..rules.words import Reason
from .log import log, stop_if
from .schedule import end_slots


@transaction.atomic
def add_activity(
    case: Case,
    *,
    kind: ActivityKind,
    name: str = "",
    starts_on: date,
    ends_on: date | None,
    hours_per_week: Decimal,
    type: ActivityType | None = None,
    project: Project | None = None,
    by: Actor,
) -> Activity:
    """Add an activity beside those that run; a week is never more than full time."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.ACTIVITY_WRITE, case)
    activity = Activity(
        case=case,
        kind=kind,
        name=name.strip(),
        type=type,
        project=project,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
    )
    stop_if(reasons_not_to_add(activity))
    return begin_activity(activity, by=by)


def reasons_not_to_add(activity: Activity) -> list[Reason]:
    """Every reason against an activity that is not saved yet, with its case locked."""
    case, kind, name = activity.case, activity.kind, activity.name
    return rules.reasons_not_to_add(
        status=case.status,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        opened_on=case.opened_on,
        hours_per_week=float(activity.hours_per_week),
        hours_already=rules.most_hours(hours_of(case), from_on=activity.starts_on, to_on=activity.ends_on),
        exists=case.activities.filter(kind=kind, name=name, starts_on=activity.starts_on).exists(),
        type_holds=Span(activity.type.valid_from, activity.type.valid_to) if activity.type else None,
        project_holds=Span(activity.project.starts_on, activity.project.ends_on) if activity.project else None,
    )


def begin_activity(activity: Activity, *, by: Actor) -> Activity:
    """Save and log an activity that nothing speaks against."""
    activity.save()
    log(
        EventKind.ACTIVITY_ADDED,
        activity,
        by=by,
        happened_on=activity.starts_on,
        kind=activity.kind,
        hours=float(activity.hours_per_week),
    )
    return activity


def hours_of(case: Case) -> list[WeekHours]:
    """What takes hours of the case's weeks: activities and placements that have a seat."""
    columns = ("starts_on", "ends_on", "hours_per_week")
    rows = [*case.activities.values_list(*columns), *case.placements.seated().values_list(*columns)]
    return [WeekHours(Span(starts_on, ends_on), float(hours)) for starts_on, ends_on, hours in rows]


@transaction.atomic
def end_activity(activity: Activity, *, ends_on: date, by: Actor) -> Activity:
    """End an activity on a day, and its times of the week with it."""
    Case.objects.select_for_update(of=("self",)).get(pk=activity.case_id)
    activity = Activity.objects.select_for_update(of=("self",)).select_related("case").get(pk=activity.pk)
    require(by, Permission.ACTIVITY_WRITE, activity)
    stop_if(
        rules.reasons_not_to_end(
            status=activity.case.status,
            starts_on=activity.starts_on,
            ends_already_on=activity.ends_on,
            ends_on=ends_on,
        )
    )
    return finish_activity(activity, ends_on=ends_on, by=by)


def finish_activity(activity: Activity, *, ends_on: date, by: Actor) -> Activity:
    """Save and log the last day of an activity that may end then."""
    activity.ends_on = ends_on
    activity.save()
    end_slots(ScheduleSlot.objects.filter(activity=activity), last_day=ends_on)
    log(EventKind.ACTIVITY_ENDED, activity, by=by, happened_on=ends_on, kind=activity.kind)
    return activity


@transaction.atomic
def save_activity_type(
    type: ActivityType | None,
    *,
    kind: ActivityKind,
    name: str,
    hours_per_week: Decimal,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
) -> ActivityType:
    """Add a line to the catalogue (None) or change one; activities that were chosen from it stay as they are."""
    require(by, Permission.SETTINGS_WRITE)
    row = ActivityType.objects.select_for_update().get(pk=type.pk) if type else ActivityType()
    name = " ".join(name.split())
    stop_if(
        rules.reasons_not_to_save_type(
            name=name,
            hours_per_week=float(hours_per_week),
            valid_from=valid_from,
            valid_to=valid_to,
            exists=ActivityType.objects.filter(name__iexact=name).exclude(pk=row.pk).exists(),
        )
    )
    row.kind, row.name, row.hours_per_week = kind, name, hours_per_week
    row.valid_from, row.valid_to = valid_from, valid_to
    row.save()
    log(EventKind.CATALOGUE_CHANGED, row, by=by, kind=kind.value, hours=float(hours_per_week))
    return row
