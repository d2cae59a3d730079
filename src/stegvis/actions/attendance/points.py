"""The points of the introduction (introduktionens punkter): added, worded anew, put to rest and set in order.

What is changed holds from a day that has not begun. A wording is never overwritten once it has held: the new one is a
row of its own at the same position, so that whoever began with the old one keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection, models, transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, Permission, require
from ...models import IntroductionPoint, Organisation
from ...queries.attendance.points import as_point, keeps_points, points_of
from ...rules import introduction as rules
from ...rules.history import EventKind
from ...rules.introduction import Line, Point, lines_of
from ..log import log, stop_if

A_DAY = timedelta(days=1)


def _locked(organisation: Organisation | None, *, by: Actor) -> list[Point]:
    """Everything that stands or stood on a list that the actor keeps; one changes it at a time."""
    require(by, Permission.INTRODUCTION_WRITE)
    if not keeps_points(by, organisation):
        raise NotAllowed(Permission.INTRODUCTION_WRITE, organisation)
    with connection.cursor() as cursor:
        key = organisation.pk if organisation else 0
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('introduction points'), %s)", [key])
    return points_of(organisation)


def _live(points: Sequence[Point], today: date, *, but: int = 0) -> list[Point]:
    """What holds or is to hold at the other positions."""
    return [each for each in points if each.is_live(today) and each.position != but]


def _taken(points: Sequence[Point], organisation: Organisation | None, today: date, *, but: int = 0) -> list[str]:
    """The words that are used already: on the list, and of a host's list on that of all hosts."""
    for_all = _live(points_of(None), today) if organisation else []
    return [each.text for each in [*for_all, *_live(points, today, but=but)]]


def _line_of(points: Sequence[Point], point: Point, today: date) -> Line | None:
    lines, _rest = lines_of(points, today)
    return next((line for line in lines if line.now.position == point.position), None)


def _numbers(points: Sequence[Point], today: date) -> int:
    return len({each.position for each in _live(points, today)})


@transaction.atomic
def add_point(organisation: Organisation | None, *, text: str, from_on: date, by: Actor) -> IntroductionPoint:
    """One more point last on the list, in the introductions that begin from a day."""
    points, today, text = _locked(organisation, by=by), timezone.localdate(), " ".join(text.split())
    stop_if(
        rules.reasons_not_to_add(
            text=text,
            taken=_taken(points, organisation, today),
            number=_numbers(points, today),
            from_on=from_on,
            today=today,
        )
    )
    row = IntroductionPoint.objects.create(
        organisation=organisation,
        position=max((each.position for each in points), default=0) + 1,
        text=text,
        valid_from=from_on,
    )
    log(EventKind.CATALOGUE_CHANGED, row, by=by, what="point_added", valid_from=from_on)
    return row


@transaction.atomic
def reword_point(point: IntroductionPoint, *, text: str, from_on: date, by: Actor) -> IntroductionPoint:
    """Other words from a day; what has not begun to hold is changed where it stands."""
    points, today, text = _locked(point.organisation, by=by), timezone.localdate(), " ".join(text.split())
    row = IntroductionPoint.objects.get(pk=point.pk)
    stop_if(
        rules.reasons_not_to_reword(
            line=_line_of(points, as_point(row), today),
            point=as_point(row),
            text=text,
            taken=_taken(points, row.organisation, today, but=row.position),
            from_on=from_on,
            today=today,
        )
    )
    if row.valid_from > today:
        _ended_before(row).update(valid_to=from_on - A_DAY)
        row.text, row.valid_from = text, from_on
        row.save()
    else:
        row.valid_to = from_on - A_DAY
        row.save()
        row = IntroductionPoint.objects.create(
            organisation=row.organisation, position=row.position, text=text, valid_from=from_on
        )
    log(EventKind.CATALOGUE_CHANGED, row, by=by, what="point_reworded", valid_from=from_on)
    return row


def _ended_before(row: IntroductionPoint) -> models.QuerySet[IntroductionPoint]:
    """The wording that holds until the day before."""
    return IntroductionPoint.objects.filter(
        organisation=row.organisation, position=row.position, valid_to=row.valid_from - A_DAY
    )


@transaction.atomic
def rest_point(point: IntroductionPoint, *, from_on: date, by: Actor) -> IntroductionPoint:
    """Leave it out of the introductions that begin from a day. What is gone through stays."""
    points, today = _locked(point.organisation, by=by), timezone.localdate()
    row = IntroductionPoint.objects.get(pk=point.pk)
    line = _line_of(points, as_point(row), today)
    stop_if(rules.reasons_not_to_rest(line=line, point=as_point(row), from_on=from_on, today=today))
    row.valid_to = from_on - A_DAY
    row.save()
    log(EventKind.CATALOGUE_CHANGED, row, by=by, what="point_rests", from_on=from_on)
    return row


@transaction.atomic
def resume_point(point: IntroductionPoint, *, by: Actor) -> IntroductionPoint:
    """One that is to rest goes on; one that rests holds again from tomorrow, as a row of its own."""
    points, today = _locked(point.organisation, by=by), timezone.localdate()
    row = IntroductionPoint.objects.get(pk=point.pk)
    lines, rest = lines_of(points, today)
    is_ending = any(line.now.key == row.pk and line.now.last and not line.later for line in lines)
    stop_if(
        rules.reasons_not_to_resume(
            point=as_point(row),
            rests=is_ending or row.pk in {each.key for each in rest},
            taken=_taken(points, row.organisation, today, but=row.position),
            number=0 if is_ending else len(lines),
        )
    )
    if is_ending:
        row.valid_to = None
        row.save()
    else:
        row = IntroductionPoint.objects.create(
            organisation=row.organisation, position=row.position, text=row.text, valid_from=today + A_DAY
        )
    log(EventKind.CATALOGUE_CHANGED, row, by=by, what="point_resumed")
    return row


@transaction.atomic
def take_back_point(point: IntroductionPoint, *, by: Actor) -> None:
    """What has not begun to hold is taken away; the wording that it was to follow goes on."""
    _locked(point.organisation, by=by)
    row, today = IntroductionPoint.objects.get(pk=point.pk), timezone.localdate()
    stop_if(rules.reasons_not_to_take_back(point=as_point(row), today=today))
    log(EventKind.CATALOGUE_CHANGED, row, by=by, what="point_taken_back")
    _ended_before(row).filter(valid_to__gte=today).update(valid_to=None)
    row.delete()


@transaction.atomic
def order_points(organisation: Organisation | None, *, order: Sequence[int], by: Actor) -> None:
    """The points in a new order, by the key of the wording that is shown; those that rest stand after them."""
    points, today = _locked(organisation, by=by), timezone.localdate()
    lines, rest = lines_of(points, today)
    shown = {line.now.key: line.now.position for line in lines}
    stop_if(rules.reasons_not_to_order(order=order, current=shown))
    positions = [shown[key] for key in order] + [each.position for each in rest]
    moved = {old: new for new, old in enumerate(positions, start=1)}
    rows = {row.pk: row for row in IntroductionPoint.objects.filter(pk__in=[each.key for each in points])}
    for each in points:
        rows[each.key].position = moved[each.position]
    IntroductionPoint.objects.bulk_update(rows.values(), ["position"])
    if lines:
        log(EventKind.CATALOGUE_CHANGED, rows[order[0]], by=by, what="points_ordered")
