"""Where a unit stands still (enhetens punkter): how many on each point, and what the activities lead to. Numbers alone.

Somebody with protected identity is counted here, since a number names nobody; the list of people has only those that
the reader may see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ...access import Actor, Permission, visible_to
from ...models import Activity, Case, CriterionMark, Placement, StepMove
from ...rules.activity import ActivityKind
from ...rules.ladder import (
    LEAST_TO_TRAIN,
    STILL_IN_ACTIVITY_MONTHS,
    STILL_MONTHS,
    Mark,
    Stillness,
    has_stood_still,
    sets_somebody_thinking,
    stands_still,
)
from ...rules.people import OrganisationKind, Role
from .which import PointOf, keys_of, points_on, usual_ladder


@dataclass(frozen=True)
class PointStillness:
    """One point: how many are on its step, how many are done, and how many have stood as they do for long."""

    pk: int
    text: str
    people: int
    done: int
    not_started: int
    started: int

    @property
    def still(self) -> int:
        return self.not_started + self.started

    @property
    def heat(self) -> int:
        """How warm the cell is, 0 to 4, by the share that stands still."""
        return -(-4 * self.still // self.people) if self.people else 0


@dataclass(frozen=True)
class StepStillness:
    """One step with its points."""

    number: int
    name: str
    ladder: str
    people: int
    points: tuple[PointStillness, ...]


@dataclass(frozen=True)
class UnitStillness:
    """Every step that somebody is on; `worst` is where most stand still, at least two: training together helps."""

    people: int
    months: int
    steps: tuple[StepStillness, ...]

    @property
    def worst(self) -> PointStillness | None:
        points = [point for step in self.steps for point in step.points if point.still >= LEAST_TO_TRAIN]
        return max(points, key=lambda point: (point.still, point.heat, -point.pk), default=None)

    @property
    def ladders(self) -> int:
        """How many ladders people here follow."""
        return len({step.ladder for step in self.steps})

    def step_of(self, point: PointStillness) -> StepStillness:
        return next(step for step in self.steps if point in step.points)


@dataclass(frozen=True)
class Standing:
    """Where one case stands, and since when."""

    case: int
    participant: int
    step: int
    ladder: int
    since: date


def cases_of_unit(actor: Actor) -> QuerySet[Case]:
    """The open cases of the unit one leads; for a work supervisor those placed in it. To be counted, never listed."""
    within = Q(pk__in=[])
    for each in actor.assignments:
        if each.role is Role.UNIT_MANAGER:
            within |= Q(unit=each.unit_id)
        if each.role is Role.WORK_SUPERVISOR:
            here = Placement.objects.active().filter(place__host=each.unit_id)
            within |= Q(pk__in=here.values("case"))
    return Case.objects.open().filter(within)


def _standings(cases: QuerySet[Case], usual: int | None) -> list[Standing]:
    moved = StepMove.objects.filter(case=OuterRef("pk")).order_by("-moved_on", "-pk").values("moved_on")[:1]
    rows = cases.annotate(since=Coalesce(Subquery(moved), F("opened_on"))).order_by("pk")
    return [
        Standing(pk, participant, step, ladder or usual or 0, since)
        for pk, participant, step, ladder, since in rows.values_list("pk", "participant", "step", "ladder", "since")
    ]


Marks = dict[tuple[int, int], tuple[Mark, date]]


def _marks(cases: Iterable[Standing], points: Iterable[list[PointOf]]) -> Marks:
    rows = CriterionMark.objects.filter(case__in=[each.case for each in cases], criterion__in=keys_of(points))
    since = rows.annotate(stood=Coalesce("since", "marked_on")).values_list("case", "criterion", "mark", "stood")
    return {(case, criterion): (Mark(mark), day) for case, criterion, mark, day in since}


def unit_stillness(actor: Actor, *, today: date, months: int = STILL_MONTHS) -> UnitStillness:
    """Four statements: the usual ladder, the cases, the points, the marks."""
    usual = usual_ladder(today)
    standings = _standings(cases_of_unit(actor), usual)
    points = points_on({each.ladder for each in standings}, today=today)
    marks = _marks(standings, points.values())
    here: dict[tuple[int, int], list[Standing]] = {}
    for each in standings:
        here.setdefault((each.ladder, each.step), []).append(each)
    return UnitStillness(
        people=len(standings),
        months=months,
        steps=tuple(
            StepStillness(
                found[0].step,
                found[0].step_name,
                found[0].ladder_name,
                len(here[key]),
                tuple(_counted(point, here[key], marks, today=today, months=months) for point in found),
            )
            for key, found in points.items()
            if key in here
        ),
    )


def _counted(point: PointOf, people: list[Standing], marks: Marks, *, today: date, months: int) -> PointStillness:
    done = not_started = started = 0
    for each in people:
        mark, since = marks.get((each.case, point.pk), (Mark.RED, None))
        still = stands_still(mark=mark, marked_since=since, on_step_since=each.since, today=today, months=months)
        done += mark is Mark.GREEN
        not_started += still and mark is Mark.RED
        started += still and mark is Mark.YELLOW
    return PointStillness(point.pk, point.text, len(people), done, not_started, started)


@dataclass(frozen=True)
class StillPerson:
    """Somebody who stands still on a point: who, how it stands, and since when."""

    participant: int
    case: int
    name: str
    mark: Mark
    since: date


@dataclass(frozen=True)
class StillPeople:
    """Those the reader may see, and how many more are counted."""

    point: PointOf
    people: tuple[StillPerson, ...]
    others: int


def people_standing_still(
    actor: Actor, criterion: int, *, today: date, months: int = STILL_MONTHS
) -> StillPeople | None:
    """Who the number is, for those one may see; nothing when the point is not asked about by anybody's ladder here."""
    usual = usual_ladder(today)
    standings = _standings(cases_of_unit(actor), usual)
    points = points_on({each.ladder for each in standings}, today=today)
    point = next((each for found in points.values() for each in found if each.pk == criterion), None)
    if point is None:
        return None
    marks = _marks(standings, [[point]])
    still = {}
    for each in standings:
        mark, since = marks.get((each.case, criterion), (Mark.RED, None))
        is_here = (each.ladder, each.step) == (point.ladder, point.step)
        if is_here and stands_still(
            mark=mark, marked_since=since, on_step_since=each.since, today=today, months=months
        ):
            still[each.case] = (mark, max(since or each.since, each.since))
    seen = visible_to(actor, Case, Permission.PARTICIPANT_WORK).filter(pk__in=still).select_related("participant")
    people = [
        StillPerson(case.participant_id, case.pk, case.participant.name, *still[case.pk])
        for case in seen.order_by("participant__given_name", "participant__family_name", "pk")
    ]
    return StillPeople(point, tuple(people), len(still) - len(people))


@dataclass(frozen=True)
class ActivityStillness:
    """One activity or place: of those who have been there for long, how many are on the step where they were."""

    name: str
    kind: ActivityKind | None
    found: Stillness

    @property
    def is_signal(self) -> bool:
        return sets_somebody_thinking(self.found)


def activities_standing_still(
    actor: Actor, *, today: date, months: int = STILL_IN_ACTIVITY_MONTHS
) -> tuple[ActivityStillness, ...]:
    """What says something of an activity, the most still first: three statements.

    A work supervisor reads of the own unit's places alone; only whoever leads the unit reads of what else people do.
    """
    standings = {each.case: each for each in _standings(cases_of_unit(actor), None)}
    counted: dict[tuple[str, ActivityKind | None], list[bool]] = {}
    for key, case, starts_on in [*_at_places(actor, standings, today), *_in_activities(actor, standings, today)]:
        if has_stood_still(since=starts_on, today=today, months=months):
            still = has_stood_still(since=standings[case].since, today=today, months=months)
            counted.setdefault(key, []).append(still)
    rows = [ActivityStillness(*key, Stillness(len(each), sum(each))) for key, each in counted.items()]
    signals = [row for row in rows if row.is_signal]
    return tuple(sorted(signals, key=lambda row: (-row.found.share, -row.found.people, row.name)))


Attended = list[tuple[tuple[str, ActivityKind | None], int, date]]


def _at_places(actor: Actor, standings: dict[int, Standing], today: date) -> Attended:
    """A unit of our own counts as one; elsewhere each workplace by itself."""
    rows = Placement.objects.active().filter(case__in=standings, starts_on__lte=today)
    if Role.UNIT_MANAGER not in actor.roles:
        rows = rows.filter(place__host__in=actor.unit_ids)
    return [
        ((host if kind == OrganisationKind.UNIT else place, None), case, starts_on)
        for host, kind, place, case, starts_on in rows.values_list(
            "place__host__name", "place__host__kind", "place__name", "case", "starts_on"
        )
    ]


def _in_activities(actor: Actor, standings: dict[int, Standing], today: date) -> Attended:
    """By the course, else the line of the catalogue, else the kind: what somebody wrote by hand may say who it is."""
    if Role.UNIT_MANAGER not in actor.roles:
        return []
    going = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    rows = Activity.objects.filter(going, case__in=standings, starts_on__lte=today)
    return [
        ((course or type_name or "", ActivityKind(kind)), case, starts_on)
        for course, type_name, kind, case, starts_on in rows.values_list(
            "course__name", "type__name", "kind", "case", "starts_on"
        )
    ]
