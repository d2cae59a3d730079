"""Supervisors (handledare): room and load over time, for one start, for a place's page and for the match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ..access import Actor, Permission, visible_to
from ..models import (
    Place,
    Placement,
    PlaceSupervisor,
    Supervisor,
    SupervisorLoad,
    SupervisorRoom,
    SupervisorTraining,
)
from ..rules import supervisor as rules
from ..rules.placement import PlacementStatus
from ..rules.supervisor import Load, Room, Supervision
from ..rules.words import Reason
from .paging import Paging

BETWEEN = ", "


def names_at(place: str, today: date) -> Subquery:
    """Who supervises at a place now, as an expression; `place` is the column that leads to the place's key."""
    rows = PlaceSupervisor.objects.on(today).filter(place=OuterRef(place)).order_by().values("place")
    names = StringAgg("supervisor__name", Value(BETWEEN), order_by="supervisor__name")
    return Subquery(rows.annotate(names=names).values("names"), output_field=CharField())


def who_supervises(today: date) -> Coalesce:
    """The supervisor of a placement, else those of its place, as an expression on placements."""
    return Coalesce("supervisor__name", names_at("place_id", today), Value(""))


def places_of(user_id: int | None, today: date) -> QuerySet[PlaceSupervisor, int]:
    """The keys of the places where somebody who signs in supervises now."""
    return PlaceSupervisor.objects.on(today).filter(supervisor__user=user_id).values_list("place_id", flat=True)


def supervisor_for(
    place: Place, *, hours: Decimal, starts_on: date, ends_on: date, besides: int | None = None,
    rather: int | None = None,
) -> tuple[int | None, list[Reason]]:  # fmt: skip
    """The key of who takes one more at the place on all the days; or every reason why nobody does. Five statements.

    `besides` is the key of a placement that is not counted, `rather` the supervisor who keeps it while there is room.
    """
    here = PlaceSupervisor.objects.on(starts_on).filter(place=place, supervisor__in=_working(starts_on))
    found = supervisions(here.values_list("supervisor_id", flat=True), first=starts_on, last=ends_on, besides=besides)
    kept = [each for each in found.values() if each.key == rather]
    key, reasons = rules.choose(kept, hours=hours, starts_on=starts_on, ends_on=ends_on)
    if key is None:
        key, reasons = rules.choose(found.values(), hours=hours, starts_on=starts_on, ends_on=ends_on)
    return key, reasons


def _working(day: date) -> QuerySet[Supervisor]:
    return Supervisor.objects.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def supervisions(
    supervisors: Iterable[int] | QuerySet[Any, int], *, first: date, last: date, besides: int | None = None
) -> dict[int, Supervision]:
    """Supervisors with their room and load in a period: four statements, however many they are."""
    keys = list(supervisors)
    rooms, loads = defaultdict(list), defaultdict(list)
    said = SupervisorRoom.objects.filter(supervisor__in=keys, starts_on__lte=last).exclude(ends_on__lt=first)
    for each in said.order_by("starts_on"):
        rooms[each.supervisor_id].append(Room(each.starts_on, each.ends_on, each.people, each.hours_per_week))
    others = SupervisorLoad.objects.filter(supervisor__in=keys, starts_on__lte=last, ends_on__gte=first)
    for other in others.order_by("pk"):
        loads[other.supervisor_id].append(Load(other.starts_on, other.ends_on, other.people, other.hours_per_week))
    placed = Placement.objects.active().filter(supervisor__in=keys, starts_on__lte=last, ends_on__gte=first)
    for key, starts_on, ends_on, hours in (
        placed.exclude(pk=besides or 0)
        .order_by("pk")
        .values_list("supervisor_id", "starts_on", "ends_on", "supervision_hours")
    ):
        loads[key].append(Load(starts_on, ends_on, 1, hours))
    return {
        key: Supervision(key=key, name=name, rooms=tuple(rooms[key]), loads=tuple(loads[key]))
        for key, name in Supervisor.objects.filter(pk__in=keys).order_by("name", "pk").values_list("pk", "name")
    }


@dataclass(frozen=True)
class AtPlace:
    """The supervisors of one place, and how many are promised a seat there but have no supervisor yet."""

    supervisors: tuple[Supervision, ...] = ()
    waiting: int = 0

    def people_on(self, day: date) -> int:
        return sum(each.people_on(day) for each in self.supervisors) + self.waiting

    def left(self, *, first: date, last: date, hours: Decimal) -> int | None:
        """How many more they take together; None when somebody has not said, or nobody is appointed."""
        return rules.left_at(self.supervisors, first=first, last=last, hours=hours, waiting=self.waiting)


def mean_load(places: Iterable[AtPlace], *, day: date) -> tuple[float, float]:
    """How many each supervisor has and takes on a day, as means over those who have said; each counted once."""
    found = {each.key: each for at in places for each in at.supervisors}
    said = [(each, room) for each in found.values() if (room := each.takes_on(day)) is not None]
    number = len(said) or 1
    return sum(each.people_on(day) for each, _room in said) / number, sum(room for _each, room in said) / number


def supervision_at(*, first: date, last: date, places: Iterable[int] | None = None) -> dict[int, AtPlace]:
    """The supervisors of every place (or of some) from a day on: six statements, however many the places are."""
    here = PlaceSupervisor.objects.on(first).filter(supervisor__in=_working(first))
    waiting = Placement.objects.filter(
        status__in=(PlacementStatus.AGREED, PlacementStatus.SIGNED), starts_on__lte=last, ends_on__gte=first
    )
    if places is not None:
        places = list(places)
        here, waiting = here.filter(place__in=places), waiting.filter(place__in=places)
    pairs = list(here.order_by("supervisor__name", "supervisor_id").values_list("place_id", "supervisor_id"))
    found = supervisions({key for _place, key in pairs}, first=first, last=last)
    at: dict[int, list[Supervision]] = defaultdict(list)
    for place, key in pairs:
        at[place].append(found[key])
    promised: dict[int, int] = defaultdict(int)
    for place in waiting.order_by("pk").values_list("place_id", flat=True):
        promised[place] += 1
    return {place: AtPlace(tuple(at[place]), promised[place]) for place in at.keys() | promised.keys()}


@dataclass(frozen=True)
class SupervisorRow:
    """One line of the list of supervisors."""

    pk: int
    name: str
    organisation: str
    places: tuple[str, ...]
    trained_on: date | None
    now: Supervision


@dataclass(frozen=True)
class Supervisors:
    """The page of the list, with how many in all, untrained and full."""

    rows: tuple[SupervisorRow, ...]
    paging: Paging
    untrained: int


def supervisor_list(*, words: str = "", untrained: bool = False, page: int = 1, today: date) -> Supervisors:
    """One page of those who supervise now: eight statements, however many they are."""
    rows = _working(today).select_related("organisation").order_by("name", "pk")
    for word in words.split():
        at_place = PlaceSupervisor.objects.on(today).filter(place__name__icontains=word).values("supervisor")
        rows = rows.filter(Q(name__icontains=word) | Q(organisation__name__icontains=word) | Q(pk__in=at_place))
    without = rows.filter(trained_on__isnull=True)
    number = without.count()
    rows = without if untrained else rows
    paging = Paging.of(number if untrained else rows.count(), page)
    shown = list(rows[paging.rows])
    now = supervisions([row.pk for row in shown], first=today, last=today)
    places = defaultdict(list)
    here = PlaceSupervisor.objects.on(today).filter(supervisor__in=[row.pk for row in shown]).order_by("place__name")
    for key, name in here.values_list("supervisor_id", "place__name"):
        places[key].append(name)
    listed = tuple(
        SupervisorRow(row.pk, row.name, row.organisation.name, tuple(places[row.pk]), row.trained_on, now[row.pk])
        for row in shown
    )
    return Supervisors(listed, paging, number)


@dataclass(frozen=True)
class Supervised:
    """Somebody supervised, with a name that the reader may see."""

    pk: int
    participant_id: int
    name: str
    place: str
    ends_on: date
    hours: Decimal


@dataclass(frozen=True)
class SupervisorPage:
    """The page of one supervisor."""

    supervisor: Supervisor
    now: Supervision
    places: tuple[tuple[int, str], ...]
    people: tuple[Supervised, ...]
    unseen: int
    others: tuple[SupervisorLoad, ...]
    trainings: tuple[SupervisorTraining, ...]


def supervisor_page(supervisor: Supervisor, actor: Actor, *, today: date) -> SupervisorPage:
    """One supervisor: room and load now, places, whom they have, training. Ten statements."""
    here = Placement.objects.active().filter(supervisor=supervisor, starts_on__lte=today, ends_on__gte=today)
    seen = visible_to(actor, Placement, Permission.PLACEMENT_READ).filter(pk__in=here.values("pk"))
    people = tuple(
        Supervised(
            row.pk,
            row.case.participant_id,
            row.case.participant.name,
            row.place.name,
            row.ends_on,
            row.supervision_hours,
        )
        for row in seen.select_related("case__participant", "place").order_by("ends_on", "pk")
    )
    places = PlaceSupervisor.objects.on(today).filter(supervisor=supervisor).order_by("place__name")
    return SupervisorPage(
        supervisor=supervisor,
        now=supervisions([supervisor.pk], first=today, last=today)[supervisor.pk],
        places=tuple(places.values_list("place_id", "place__name")),
        people=people,
        unseen=here.count() - len(people),
        others=tuple(supervisor.loads.filter(ends_on__gte=today)),
        trainings=tuple(supervisor.trainings.all()),
    )
