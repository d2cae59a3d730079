"""The introduction (introduktionen): points gone through with somebody new at a workplace."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import IntroductionDone, IntroductionPoint, Placement
from ...queries.attendance.introduction import points_for
from ...queries.attendance.points import as_point
from ...rules.attendance import reasons_not_to_tick
from ...rules.history import EventKind
from ...rules.introduction import reasons_not_to_have_gone_through
from ...rules.placement import PlacementStatus
from ...rules.words import Reason
from ..log import log, stop_if


@transaction.atomic
def tick_points(
    placement: Placement, *, points: Collection[IntroductionPoint], done_on: date, by: Actor
) -> list[IntroductionDone]:
    """Note what has been gone through, and on which day; a point that is noted already stays as it was."""
    placement = Placement.objects.select_for_update(of=("self",)).select_related("case", "place").get(pk=placement.pk)
    require(by, Permission.INTRODUCTION_MARK, placement)
    theirs = set(points_for(placement, today=timezone.localdate()).values_list("pk", flat=True))
    reasons = reasons_not_to_tick(
        status=PlacementStatus(placement.status),
        done_on=done_on,
        starts_on=placement.starts_on,
        today=timezone.localdate(),
    )
    reasons += reasons_not_to_have_gone_through(points=map(as_point, points), done_on=done_on)
    if not points:
        reasons.append(Reason("Välj minst en punkt.", at="points"))
    if any(point.pk not in theirs for point in points):
        reasons.append(Reason("En av punkterna hör till en annan arbetsplats.", at="points"))
    stop_if(reasons)
    there = set(placement.introduction.values_list("point_id", flat=True))
    done = IntroductionDone.objects.bulk_create(
        IntroductionDone(placement=placement, point=point, done_on=done_on, done_by_id=by.user_id)
        for point in sorted({*points}, key=lambda each: each.pk)
        if point.pk not in there
    )
    if done:
        log(
            EventKind.INTRODUCTION_MARKED,
            placement,
            by=by,
            happened_on=done_on,
            points=[each.point_id for each in done],
        )
    return done
