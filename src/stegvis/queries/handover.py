"""Handover (överlämning) on screen: each coordinator's load, whom they have, and who would go where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ..access import Actor, Permission, visible_to
from ..models import Case, CoordinatorCover, CoordinatorPeriod, Organisation, User
from ..rules import handover as rules
from ..rules.history import GrantKind
from ..rules.people import Protection
from ..rules.referral import Load
from .referral import coordinators_by_load

LATELY_DAYS = 30


@dataclass(frozen=True)
class CoverNow:
    """A cover that runs or is to come."""

    pk: int
    substitute: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class CoordinatorRow:
    """One coordinator: the load against the ceiling, and who stands in."""

    load: Load
    covers: tuple[CoverNow, ...]


@dataclass(frozen=True)
class UnitLoads:
    """One unit that the reader leads."""

    pk: int
    name: str
    rows: tuple[CoordinatorRow, ...]
    without: int

    @property
    def open_cases(self) -> int:
        return sum(row.load.open_cases for row in self.rows)

    @property
    def room(self) -> int:
        return sum(max(row.load.room, 0) for row in self.rows)


def unit_loads(actor: Actor, *, today: date) -> tuple[UnitLoads, ...]:
    """Every unit the reader leads. Two statements and two for each unit."""
    units = dict(Organisation.objects.filter(pk__in=actor.unit_ids).values_list("pk", "name"))
    covers = CoordinatorCover.objects.filter(ends_on__gte=today).select_related("substitute").order_by("starts_on")
    of_coordinator: dict[int, list[CoverNow]] = {}
    for each in covers:
        row = CoverNow(each.pk, each.substitute.name, each.starts_on, each.ends_on)
        of_coordinator.setdefault(each.coordinator_id, []).append(row)
    return tuple(
        UnitLoads(
            pk=pk,
            name=name,
            rows=tuple(
                CoordinatorRow(load, tuple(of_coordinator.get(load.coordinator_id, ())))
                for load in sorted(coordinators_by_load(pk, today=today), key=lambda load: (load.room, load.name))
            ),
            without=_without(pk).count(),
        )
        for pk, name in sorted(units.items(), key=lambda item: item[1])
    )


def _without(unit_id: int) -> QuerySet[Case]:
    current = CoordinatorPeriod.objects.current().filter(case=OuterRef("pk"))
    return Case.objects.open().in_unit(unit_id).filter(~Exists(current))


@dataclass(frozen=True)
class Person:
    """One participant in somebody's caseload."""

    case_id: int
    participant_id: int
    name: str
    is_protected: bool
    since: date | None


@dataclass(frozen=True)
class Caseload:
    """Whom one coordinator has in a unit the reader leads; `coordinator` None: those whom nobody has."""

    coordinator: User | None
    people: tuple[Person, ...]
    hidden: int

    def chosen(self, keys: Sequence[int]) -> list[Person]:
        return [person for person in self.people if person.case_id in set(keys)]


def caseload_of(actor: Actor, coordinator: User | None) -> Caseload:
    """In the order of names; with those the reader may not see only counted. Two statements."""
    open_cases = Case.objects.open().filter(unit__in=actor.unit_ids)
    current = CoordinatorPeriod.objects.current().filter(case=OuterRef("pk"))
    if coordinator is None:
        cases = open_cases.filter(~Exists(current))
    else:
        cases = open_cases.filter(Exists(current.filter(coordinator=coordinator)))
    rows = (
        visible_to(actor, Case, Permission.CASELOAD_MOVE)
        .filter(pk__in=cases.values("pk"))
        .annotate(since=current.values("starts_on")[:1])
        .order_by("participant__sort_name", "pk")
        .values_list("pk", "participant_id", "participant__given_name", "participant__family_name",
                     "participant__protection", "since")
    )  # fmt: skip
    people = tuple(
        Person(pk, person, f"{given} {family}", protection != Protection.NONE, since)
        for pk, person, given, family, protection, since in rows
    )
    return Caseload(coordinator, people, cases.count() - len(people))


def receivers(actor: Actor, coordinator: User | None, *, today: date) -> list[Load]:
    """Those who may get them: the other coordinators of the units the reader leads where the one before works."""
    loads: dict[int, Load] = {}
    for unit in actor.unit_ids:
        for load in coordinators_by_load(unit, today=today):
            loads.setdefault(load.coordinator_id, load)
    if coordinator is not None:
        loads.pop(coordinator.pk, None)
    return sorted(loads.values(), key=lambda load: (-load.room, load.open_cases, load.name))


@dataclass(frozen=True)
class Preview:
    """Who would go where, and the loads after."""

    to: Mapping[int, int]
    after: tuple[Load, ...]
    above: tuple[Load, ...]


def preview(to: Mapping[int, int], loads: Sequence[Load]) -> Preview:
    """As the act would do it."""
    more = Counter(to.values())
    after = tuple(load for load in rules.after(loads, more) if more.get(load.coordinator_id))
    return Preview(to, after, tuple(rules.above_ceiling(loads, more)))


@dataclass(frozen=True)
class Left:
    """Somebody whom the coordinator had until lately, and may be let read on about."""

    case_id: int
    participant_id: int
    name: str
    ended_on: date
    now: str
    reads_until: date | None


def lately_left(actor: Actor, coordinator: User, *, today: date) -> tuple[Left, ...]:
    """Those handed over in the last month, latest first, with until when the one before reads on. Two statements."""
    periods = CoordinatorPeriod.objects.filter(
        coordinator=coordinator, ends_on__gte=today - timedelta(days=LATELY_DAYS), case__closed_on__isnull=True
    )
    seen = visible_to(actor, Case, Permission.CASELOAD_MOVE).values("pk")
    has_again = CoordinatorPeriod.objects.current().filter(case=OuterRef("case"), coordinator=coordinator)
    now = CoordinatorPeriod.objects.current().filter(case=OuterRef("case")).values("coordinator__name")[:1]
    rows = list(
        periods.filter(~Exists(has_again), case__in=seen)
        .annotate(now=now)
        .order_by("-ends_on", "case__participant__sort_name", "pk")
        .values_list("case_id", "case__participant_id", "case__participant__given_name",
                     "case__participant__family_name", "ends_on", "now")
    )  # fmt: skip
    grants = coordinator.grants.filter(kind=GrantKind.EXTENSION, ends_at__gt=timezone.now())
    until = {person: timezone.localdate(ends_at) for person, ends_at in grants.values_list("participant_id", "ends_at")}
    return tuple(
        Left(case, person, f"{given} {family}", ended, name or "", _last_day(until.get(person)))
        for case, person, given, family, ended, name in rows
        if ended is not None
    )


def _last_day(midnight_after: date | None) -> date | None:
    return midnight_after - timedelta(days=1) if midnight_after else None
