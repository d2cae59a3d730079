"""Activity (insats): add one to the week, end one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from ..access import Actor, Permission, require
from ..models import Activity, Case
from ..rules import activity as rules
from ..rules.activity import ActivityKind, Span, WeekHours
from ..rules.history import EventKind
from .log import log, stop_if


@transaction.atomic
def add_activity(
    case: Case,
    *,
    kind: ActivityKind,
    name: str = "",
    starts_on: date,
    ends_on: date | None,
    hours_per_week: Decimal,
    by: Actor,
) -> Activity:
    """Add an activity beside those that run; a week is never more than full time."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.ACTIVITY_WRITE, case)
    stop_if(
        rules.reasons_not_to_add(
            status=case.status,
            starts_on=starts_on,
            ends_on=ends_on,
            opened_on=case.opened_on,
            hours_per_week=float(hours_per_week),
            hours_already=rules.most_hours(hours_of(case), from_on=starts_on, to_on=ends_on),
            exists=case.activities.filter(kind=kind, name=name.strip(), starts_on=starts_on).exists(),
        )
    )
    activity = Activity.objects.create(
        case=case, kind=kind, name=name.strip(), starts_on=starts_on, ends_on=ends_on, hours_per_week=hours_per_week
    )
    log(EventKind.ACTIVITY_ADDED, activity, by=by, happened_on=starts_on, kind=kind.value, hours=float(hours_per_week))
    return activity


def hours_of(case: Case) -> list[WeekHours]:
    """What takes hours of the case's weeks: activities and placements that have a seat."""
    columns = ("starts_on", "ends_on", "hours_per_week")
    rows = [*case.activities.values_list(*columns), *case.placements.seated().values_list(*columns)]
    return [WeekHours(Span(starts_on, ends_on), float(hours)) for starts_on, ends_on, hours in rows]


@transaction.atomic
def end_activity(activity: Activity, *, ends_on: date, by: Actor) -> Activity:
    """End an activity on a day."""
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
    activity.ends_on = ends_on
    activity.save()
    log(EventKind.ACTIVITY_ENDED, activity, by=by, happened_on=ends_on, kind=activity.kind)
    return activity
