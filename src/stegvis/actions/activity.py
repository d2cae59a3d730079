"""Activity (insats): add one to the week, end one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum

from ..access import Actor, Permission, require
from ..models import Activity, Case
from ..rules import activity as rules
from ..rules.activity import ActivityKind
from ..rules.history import EventKind
from ..rules.words import Reason
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
            hours_per_week=float(hours_per_week),
            hours_already=hours_on(case, starts_on),
        )
    )
    activity = Activity.objects.create(
        case=case, kind=kind, name=name.strip(), starts_on=starts_on, ends_on=ends_on, hours_per_week=hours_per_week
    )
    log(EventKind.ACTIVITY_ADDED, activity, by=by, happened_on=starts_on, kind=kind.value, hours=float(hours_per_week))
    return activity


def hours_on(case: Case, day: date) -> float:
    """Hours a week that run on a day: activities and the active placement."""
    runs = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    activities = case.activities.filter(runs).aggregate(hours=Sum("hours_per_week"))["hours"] or 0
    placements = case.placements.seated().filter(runs).aggregate(hours=Sum("hours_per_week"))["hours"] or 0
    return float(activities + placements)


@transaction.atomic
def end_activity(activity: Activity, *, ends_on: date, by: Actor) -> Activity:
    """End an activity on a day."""
    activity = Activity.objects.select_for_update(of=("self",)).select_related("case").get(pk=activity.pk)
    require(by, Permission.ACTIVITY_WRITE, activity)
    reasons = activity.case.reasons_not_to_write()
    if ends_on < activity.starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    stop_if(reasons)
    activity.ends_on = ends_on
    activity.save()
    log(EventKind.ACTIVITY_ENDED, activity, by=by, happened_on=ends_on, kind=activity.kind)
    return activity
