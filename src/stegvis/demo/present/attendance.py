"""Attendance of the present (närvaro): three weeks in one workshop, a month approved for some, what went wrong once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db.models import DateTimeField, F, QuerySet
from django.db.models.functions import Cast

from ...access import Actor
from ...actions.attendance import ToMark, approve_months, mark_many, report_incident
from ...actions.log import event, log_many
from ...models import AttendanceMark, IntroductionDone, IntroductionPoint, Placement, User
from ...queries.attendance import month_list
from ...queries.attendance.seated import seated_by_placement
from ...rules.attendance import AbsenceCode, AttendanceKind, IncidentKind, Said, days_of_month, month_before
from ...rules.history import EventKind
from ...rules.people import Protection, Role
from .around import Present

PEOPLE, WHOLE_MONTH, APPROVED = 10, 3, 2
WEEKS, INTRODUCED_AFTER_DAYS, LEFT_TO_INTRODUCE, LATE_AFTER_DAYS = 3, 2, 2, 7
MORNING = timedelta(hours=7, minutes=10)
USUALLY = (
    *(Said(AttendanceKind.PRESENT),) * 16,
    Said(AttendanceKind.LATE, late_minutes=20),
    Said(AttendanceKind.ABSENT, AbsenceCode.ILL),
    Said(AttendanceKind.ABSENT, AbsenceCode.CHILD_ILL),
    Said(AttendanceKind.ABSENT, AbsenceCode.UNREPORTED),
    Said(AttendanceKind.CANCELLED_BY_HOST),
)


def tell(present: Present) -> None:
    """The workshop of the first work supervisor; the latest day is left to mark, so that one can try."""
    nils = Actor.of(User.objects.filter(roles__role=Role.WORK_SUPERVISOR).order_by("pk")[0])
    placements = list(_placed_with(nils)[:PEOPLE])
    latest = present.today - timedelta(days=max(0, present.today.isoweekday() - 5))
    first = latest - timedelta(weeks=WEEKS)
    month = month_before(present.today)
    before = AttendanceMark.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _mark(placements, [first + timedelta(days=count) for count in range((latest - first).days)], by=nils)
    _mark(placements[:WHOLE_MONTH], days_of_month(month), by=nils)
    AttendanceMark.objects.filter(pk__gt=before).update(marked_at=Cast(F("day"), DateTimeField()) + MORNING)
    _approve(month, present, by=nils)
    _introduced(present, nils)
    if placements:
        report_incident(
            placements[0],
            kind=IncidentKind.NEAR_MISS,
            happened_on=present.ago(4),
            text="En hylla i förrådet gav vika när någon lyfte ner en låda. Ingen skadades. Hyllan är avspärrad.",
            concerns=False,
            by=nils,
        )


def _placed_with(by: Actor) -> QuerySet[Placement]:
    open_to_all = Placement.objects.active().filter(
        place__host__in=by.unit_ids, case__closed_on__isnull=True, case__participant__protection=Protection.NONE
    )
    return open_to_all.select_related("case", "place").order_by("starts_on", "pk")


def _mark(placements: list[Placement], days: Iterable[date], *, by: Actor) -> None:
    """Mostly there; late, ill or away now and then, the same every time the demonstration is made."""
    days = list(days)
    seated = seated_by_placement(placements, first=days[0], last=days[-1])
    for day in days:
        chance = Random(day.toordinal())  # noqa: S311 (invented people)
        expected = [key for key, each in seated.items() if each.minutes_on(day)]
        marks = {key: ToMark(chance.choice(USUALLY), UUID(int=chance.getrandbits(128), version=4)) for key in expected}
        mark_many(marks, day=day, by=by)


def _approve(month: date, present: Present, *, by: Actor) -> None:
    waiting = month_list(by, month, today=present.today, everybody=True).waiting[:APPROVED]
    approve_months({row.placement_id: row.seen for row in waiting}, month=month, by=by)


def _introduced(present: Present, nils: Actor) -> None:
    """Everybody who is somewhere has had the introduction, but the two who began last in the workshop."""
    points = list(IntroductionPoint.objects.filter(organisation__isnull=True))
    lately = present.ago(LATE_AFTER_DAYS)
    waiting = [each for each in _placed_with(nils) if each.starts_on <= lately][-LEFT_TO_INTRODUCE:]
    placements = Placement.objects.active().exclude(pk__in=[each.pk for each in waiting])
    placements = placements.filter(starts_on__lte=lately).select_related("case").order_by("pk")
    done = {each: min(present.today, each.starts_on + timedelta(days=INTRODUCED_AFTER_DAYS)) for each in placements}
    IntroductionDone.objects.bulk_create(
        IntroductionDone(placement=each, point=point, done_on=day) for each, day in done.items() for point in points
    )
    keys = [point.pk for point in points]
    log_many(
        event(EventKind.INTRODUCTION_MARKED, each, by=Actor.system("Demonstrationen"), happened_on=day, points=keys)
        for each, day in done.items()
    )
