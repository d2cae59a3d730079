"""The introduction of one placement (introduktionen): its points, what is gone through, and who has not had it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from ...access import Actor, Permission, visible_to
from ...models import IntroductionDone, IntroductionPoint, Placement
from ...rules.attendance import INTRODUCTION_DAYS
from ...rules.introduction import checklist_day
from ...rules.people import Role
from ...rules.placement import PlacementStatus

LATEST_DAYS = 45
"""An introduction that nobody has noted for that long is no longer a matter for the day."""


@dataclass(frozen=True)
class IntroductionLine:
    """A point, and when it was gone through and by whom, if it was."""

    pk: int
    text: str
    done_on: date | None
    done_by: str


@dataclass(frozen=True)
class Introduction:
    """All points of one placement."""

    lines: tuple[IntroductionLine, ...]

    @property
    def done(self) -> int:
        return sum(line.done_on is not None for line in self.lines)

    @property
    def left(self) -> list[IntroductionLine]:
        return [line for line in self.lines if line.done_on is None]


def points_for(placement: Placement, *, today: date) -> QuerySet[IntroductionPoint]:
    """The points of the placement's own list: those for all hosts, and the host's own."""
    begun = placement.introduction.order_by("pk").values_list("done_on", flat=True).first()
    return _points_on(placement, begun, today)


def _points_on(placement: Placement, begun_on: date | None, today: date) -> QuerySet[IntroductionPoint]:
    day = checklist_day(starts_on=placement.starts_on, begun_on=begun_on, today=today)
    return IntroductionPoint.objects.filter(
        Q(organisation__isnull=True) | Q(organisation=placement.place.host_id),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        valid_from__lte=day,
    )


def introduction_of(placement: Placement, *, today: date) -> Introduction:
    """The points with what is done; one that no longer holds stays where it was gone through. Two statements."""
    rows = placement.introduction.select_related("done_by", "point").order_by("pk")
    done = {each.point_id: each for each in rows}
    begun = next((each.done_on for each in done.values()), None)
    points = {point.pk: point for point in _points_on(placement, begun, today)}
    points |= {key: each.point for key, each in done.items()}
    ordered = sorted(points.values(), key=lambda point: (point.organisation_id is not None, point.position, point.pk))
    return Introduction(tuple(_line(point, done.get(point.pk)) for point in ordered))


def _line(point: IntroductionPoint, done: IntroductionDone | None) -> IntroductionLine:
    if done is None:
        return IntroductionLine(point.pk, point.text, None, "")
    return IntroductionLine(point.pk, point.text, done.done_on, done.done_by.name if done.done_by else "")


@dataclass(frozen=True)
class NotIntroduced:
    """Somebody who began a week ago or more and has points left."""

    placement_id: int
    case_id: int
    participant_id: int
    name: str
    given_name: str
    place: str
    starts_on: date


def not_introduced(actor: Actor, today: date) -> list[NotIntroduced]:
    """Those whose introduction is the actor's to go through, and late: the host's side, nobody else. One statement."""
    if not {Role.WORK_SUPERVISOR, Role.RECEIVING_MANAGER} & actor.roles:
        return []
    begun = visible_to(actor, Placement, Permission.INTRODUCTION_MARK).filter(status=PlacementStatus.ACTIVE)
    first = IntroductionDone.objects.filter(placement=OuterRef("pk")).order_by("pk").values("done_on")[:1]
    begun = begun.alias(list_of=Least("starts_on", Subquery(first)))
    points = IntroductionPoint.objects.filter(valid_from__lte=OuterRef("list_of")).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=OuterRef("list_of")),
        Q(organisation__isnull=True) | Q(organisation=OuterRef("place__host")),
    )
    gone_through = IntroductionDone.objects.filter(placement=OuterRef(OuterRef("pk"))).values("point")
    late = begun.filter(
        Exists(points.exclude(pk__in=gone_through)),
        starts_on__range=(today - timedelta(days=LATEST_DAYS), today - timedelta(days=INTRODUCTION_DAYS)),
    )
    return [
        NotIntroduced(
            placement_id=row.pk,
            case_id=row.case_id,
            participant_id=row.case.participant_id,
            name=row.case.participant.name,
            given_name=row.case.participant.given_name,
            place=row.place.name,
            starts_on=row.starts_on,
        )
        for row in late.select_related("case__participant", "place").order_by("starts_on", "pk")
    ]
