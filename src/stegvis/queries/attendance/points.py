"""The points of the introduction as they are kept (introduktionens punkter): for all hosts, and a host's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ...access import Actor, Permission, may
from ...models import IntroductionPoint, Organisation, Place
from ...rules.introduction import Line, Point, lines_of
from ...rules.people import OrganisationKind, Role
from ...rules.place import PlaceStatus

EVERY_HOST = frozenset({Role.ADMINISTRATOR, Role.UNIT_MANAGER})
"""Those who keep the points of every host; whoever receives keeps those of the own places' hosts."""


@dataclass(frozen=True)
class HostPoints:
    """A host with points of its own, and how many hold or are to hold."""

    pk: int
    name: str
    number: int


@dataclass(frozen=True)
class PointList:
    """One list: its points in order, those that rest, and of a host's list what holds for all before its own."""

    lines: tuple[Line, ...]
    rest: tuple[Point, ...]
    for_all: tuple[str, ...] = ()
    hosts: tuple[HostPoints, ...] = ()


def as_point(row: IntroductionPoint) -> Point:
    """The row as the rules read it."""
    return Point(row.pk, row.position, row.text, row.valid_from, row.valid_to)


def points_of(organisation: Organisation | None) -> list[Point]:
    """Every point there is or was on one list. One statement."""
    rows = IntroductionPoint.objects.filter(organisation=organisation).order_by("position", "valid_from", "pk")
    return [as_point(row) for row in rows]


def point_list(organisation: Organisation | None, *, today: date) -> PointList:
    """The list as it is kept. Two statements."""
    lines, rest = lines_of(points_of(organisation), today)
    if organisation is None:
        return PointList(tuple(lines), tuple(rest), hosts=_hosts_with_points(today))
    for_all, _rest = lines_of(points_of(None), today)
    return PointList(tuple(lines), tuple(rest), for_all=tuple(line.now.text for line in for_all))


def _hosts_with_points(today: date) -> tuple[HostPoints, ...]:
    own = IntroductionPoint.objects.filter(organisation__isnull=False)
    live = own.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)).order_by()
    rows = live.values_list("organisation", "organisation__name").annotate(number=Count("position", distinct=True))
    return tuple(HostPoints(*row) for row in rows.order_by("organisation__name", "organisation"))


def hosts_kept_by(actor: Actor) -> QuerySet[Organisation]:
    """The hosts whose points the actor keeps."""
    hosts = Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY)
    if not may(actor, Permission.INTRODUCTION_WRITE):
        return hosts.none()
    if actor.is_system or EVERY_HOST & actor.roles:
        return hosts
    return hosts.filter(
        pk__in=Place.objects.filter(manager=actor.user_id).exclude(status=PlaceStatus.CLOSED).values("host")
    )


def keeps_points(actor: Actor, organisation: Organisation | None) -> bool:
    """Whether the actor changes a list: of all hosts, whoever keeps the system. At most one statement."""
    if organisation is None:
        return may(actor, Permission.SETTINGS_WRITE)
    return hosts_kept_by(actor).filter(pk=organisation.pk).exists()
