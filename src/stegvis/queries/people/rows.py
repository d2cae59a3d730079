"""The participant list (deltagarlistan): 50 rows a page, the page itself first and then what stands beside each name.

A filter that says something of what is in a file looks only where the reader may read the file, so that no list tells
more than the page behind it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from ...access import ROLES, Actor, Permission, reach, visible_to
from ...models import Activity, Case, CoordinatorPeriod, Placement, Plan, PlanAction, Programme, StaffRole
from ...models.written import written_once
from ...rules.activity import ActivityKind
from ...rules.people import Protection, Role
from ...rules.plan import ActionStatus, PlanAnswer
from ..household import children_at_home
from ..paging import Paging

PAGE_SIZE = 50
EVERYONE = "all"
OWN = "mine"
NOBODY = "none"
CHILDREN_FIRST = "first"
CHILDREN_ONLY = "only"
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("participant__sort_name", "pk"),
    "step": ("step", "participant__sort_name", "pk"),
    "since": ("opened_on", "pk"),
    "plan": ("plan_made_on", "pk"),
}
HEAD = (
    "pk",
    "participant_id",
    "participant__given_name",
    "participant__family_name",
    "participant__protection",
    "step",
    "closed_on",
)
READ_TO_SORT = frozenset({"step", "since", "plan"})
UNDONE = (ActionStatus.TO_DO, ActionStatus.STARTED)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader asked for; anything unknown has already become the default."""

    coordinator: str = EVERYONE
    unit: int | None = None
    programme: int | None = None
    step: int | None = None
    without_activity: bool = False
    children: str = ""
    closed: bool = False
    sort: str = "name"
    page: int = 1

    @property
    def looks_inside(self) -> bool:
        """True when the filter or the order tells something of what is in the files."""
        inside = (
            self.programme, self.step, self.without_activity or None, self.children or None, self.closed or None,
        )  # fmt: skip
        return any(each is not None for each in inside) or self.sort.lstrip("-") in READ_TO_SORT


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One line. Without `may_work` only the name and the coordinator are filled in: the reader may see no more."""

    participant_id: int
    name: str
    is_protected: bool
    coordinator: str
    may_work: bool = False
    step: int = 0
    hours: str = ""
    doing: tuple[str, ...] = ()
    more_doing: int = 0
    plan_days: int | None = None
    plan_is_disagreed: bool = False
    next_on: str = ""
    is_late: bool = False
    closed_on: str = ""
    children: int = 0
    """Filled in only when the list was asked about children."""


@dataclass(frozen=True)
class Choices:
    """What the filters offer: (value, Swedish name)."""

    coordinators: tuple[tuple[int, str], ...] = ()
    units: tuple[tuple[int, str], ...] = ()
    programmes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class ParticipantList:
    """One page of the list, with how many there are in all and what the reader may filter on."""

    rows: tuple[ParticipantRow, ...]
    paging: Paging
    wanted: Wanted
    choices: Choices = field(default_factory=Choices)
    has_caseload: bool = False
    reads: bool = False
    works: bool = False


def participant_list(actor: Actor, wanted: Wanted, *, today: date) -> ParticipantList:
    """The page of the list that the reader asked for; a page past the end becomes the last one."""
    wanted = _allowed(actor, wanted)
    cases = _cases(actor, wanted, today=today)
    paging = Paging.of(cases.count(), wanted.page, size=PAGE_SIZE)
    columns = (*HEAD, "at_home") if wanted.children else HEAD
    heads = [_Head(*row) for row in _ordered(cases, wanted).values_list(*columns)[paging.rows]]
    return ParticipantList(
        rows=_rows(actor, heads, today=today),
        paging=paging,
        wanted=wanted,
        choices=_choices(actor),
        has_caseload=has_caseload(actor),
        reads=_holds(actor, Permission.PARTICIPANT_READ),
        works=_holds(actor, Permission.PARTICIPANT_WORK),
    )


def has_caseload(actor: Actor) -> bool:
    """True for those who have participants of their own: their list begins with them."""
    return any(each.role is Role.COORDINATOR for each in actor.assignments)


def _holds(actor: Actor, permission: Permission) -> bool:
    return any(permission in ROLES[each.role] for each in actor.assignments)


def _allowed(actor: Actor, wanted: Wanted) -> Wanted:
    """What the reader's roles never show is left out, not refused: the address may be a colleague's."""
    if _holds(actor, Permission.PARTICIPANT_READ):
        return wanted
    if _holds(actor, Permission.PARTICIPANT_WORK):
        sort = wanted.sort if wanted.sort.lstrip("-") in {"name", "step"} else "name"
        return replace(wanted, programme=None, without_activity=False, children="", closed=False, sort=sort)
    return replace(wanted, programme=None, step=None, without_activity=False, children="", closed=False, sort="name")


def _cases(actor: Actor, wanted: Wanted, *, today: date) -> QuerySet[Case]:
    cases = visible_to(actor, Case, _needed(actor, wanted))
    cases = _latest_closed(cases) if wanted.closed else cases.filter(closed_on__isnull=True)
    if wanted.coordinator == NOBODY:
        cases = cases.exclude(pk__in=CoordinatorPeriod.objects.current().values("case_id"))
    elif wanted.coordinator != EVERYONE:
        cases = cases.filter(pk__in=_had_by(_coordinator_id(actor, wanted.coordinator), closed=wanted.closed))
    if wanted.unit is not None:
        cases = cases.filter(unit=wanted.unit)
    if wanted.programme is not None:
        cases = cases.filter(programme=wanted.programme)
    if wanted.step is not None:
        cases = cases.filter(step=wanted.step)
    if wanted.children:
        at_home = children_at_home("children_in_household", person="participant_id", today=today)
        cases = cases.annotate(at_home=at_home)
        cases = cases.filter(at_home__gt=0) if wanted.children == CHILDREN_ONLY else cases
    return _without_activity(cases, today) if wanted.without_activity else cases


def _needed(actor: Actor, wanted: Wanted) -> Permission:
    """The permission that lets the reader see the rows that are asked for."""
    if not wanted.looks_inside:
        return Permission.PARTICIPANT_NAME
    reads = _holds(actor, Permission.PARTICIPANT_READ)
    return Permission.PARTICIPANT_READ if reads else Permission.PARTICIPANT_WORK


def _coordinator_id(actor: Actor, chosen: str) -> int | None:
    return actor.user_id if chosen == OWN else int(chosen)


def _had_by(coordinator_id: int | None, *, closed: bool) -> QuerySet[CoordinatorPeriod, int]:
    """The cases somebody has now; of the closed ones those they had last."""
    periods = CoordinatorPeriod.objects.filter(coordinator=coordinator_id)
    periods = periods.filter(ends_on=F("case__closed_on")) if closed else periods.current()
    return periods.values_list("case_id", flat=True)


def _latest_closed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Of those who have no open case, the last one that closed."""
    others = Case.objects.filter(participant=OuterRef("participant_id"))
    later = others.filter(Q(closed_on__isnull=True) | Q(opened_on__gt=OuterRef("opened_on")))
    return cases.filter(closed_on__isnull=False).exclude(Exists(later))


def _runs_on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _without_activity(cases: QuerySet[Case], today: date) -> QuerySet[Case]:
    activities = Activity.objects.filter(_runs_on(today), case=OuterRef("pk"))
    placements = Placement.objects.active().filter(case=OuterRef("pk"), starts_on__lte=today)
    return cases.exclude(Exists(activities)).exclude(Exists(placements))


def _ordered(cases: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    sort = wanted.sort
    key = sort.lstrip("-")
    if key == "plan":
        made_on = Plan.objects.filter(case=OuterRef("pk")).order_by("-version").values("made_on")[:1]
        cases = cases.annotate(plan_made_on=Subquery(made_on))
    first, *rest = SORTS[key]
    leading = F(first).desc(nulls_last=True) if sort.startswith("-") else F(first).asc(nulls_first=True)
    has_children = ExpressionWrapper(Q(at_home__gt=0), output_field=BooleanField())
    families = [has_children.desc()] if wanted.children else []
    leading_column = f"-{first}" if sort.startswith("-") else first
    return cases.order_by(*families, leading if key == "plan" else leading_column, *rest)


class _Head(NamedTuple):
    """What the statement that finds and orders the page's cases brings along of each."""

    key: int
    participant_id: int
    given_name: str
    family_name: str
    protection: str
    step: int
    closed_on: date | None
    children: int = 0


def _rows(actor: Actor, heads: list[_Head], *, today: date) -> tuple[ParticipantRow, ...]:
    """The rows in the order of the page, each with what the reader may see of that person."""
    keys = [head.key for head in heads]
    read, work = _levels(actor, keys)
    coordinators = dict(_coordinators(keys))
    running = _what_runs(keys, today=today) if read or work else {}
    plans = _plans(keys) if read else {}
    rows = []
    for head in heads:
        key, is_protected = head.key, head.protection != Protection.NONE
        name = f"{head.given_name} {head.family_name}"
        row = ParticipantRow(head.participant_id, name, is_protected, coordinators.get(key, ""), children=head.children)
        if key in read:
            inside = _Inside(head.step, head.closed_on, running.get(key, []), plans.get(key))
            row = _filled(row, inside, today)
        elif key in work:
            placements = [each for each in running.get(key, []) if each.is_placement]
            row = _filled(row, _Inside(head.step, head.closed_on, placements, None), today)
        rows.append(row)
    return tuple(rows)


def _levels(actor: Actor, keys: list[int]) -> tuple[frozenset[int], frozenset[int]]:
    """The keys whose file the reader may read, and those where they may see what the work needs."""
    everyone = frozenset(keys)
    found = {}
    for permission in (Permission.PARTICIPANT_READ, Permission.PARTICIPANT_WORK):
        at = reach(actor, permission)
        if at == reach(actor, Permission.PARTICIPANT_NAME):
            found[at] = everyone
        elif not _holds(actor, permission):
            found[at] = frozenset()
        elif at not in found:
            seen = visible_to(actor, Case, permission).filter(pk__among=keys)
            found[at] = frozenset(seen.values_list("pk", flat=True))
    return found[reach(actor, Permission.PARTICIPANT_READ)], found[reach(actor, Permission.PARTICIPANT_WORK)]


@dataclass(frozen=True, slots=True)
class _Running:
    """Something that runs today."""

    words: str
    hours: Decimal
    ends_on: date | None
    is_placement: bool


@dataclass(frozen=True, slots=True)
class _PlanNow:
    """Of the latest version: when it was made, the answer, and the next thing to do."""

    made_on: date
    answer: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class _Inside:
    """What stands in the file beside the name, already cut to the reader's level."""

    step: int
    closed_on: date | None
    running: list[_Running]
    plan: _PlanNow | None


@written_once
def _coordinators(keys: list[int]) -> QuerySet[CoordinatorPeriod, tuple[Any, ...]]:
    return CoordinatorPeriod.objects.current().filter(case__among=keys).values_list("case_id", "coordinator__name")


@written_once
def _placements(keys: list[int]) -> QuerySet[Placement, tuple[Any, ...]]:
    rows = Placement.objects.active().filter(case__among=keys).order_by("starts_on")
    return rows.values_list("case_id", "place__name", "hours_per_week", "ends_on")


@written_once
def _activities(keys: list[int], today: date) -> QuerySet[Activity, tuple[Any, ...]]:
    rows = Activity.objects.filter(_runs_on(today), case__among=keys).order_by("starts_on", "pk")
    return rows.values_list("case_id", "kind", "name", "hours_per_week", "ends_on")


@written_once
def _latest_plans(keys: list[int]) -> QuerySet[Plan, tuple[Any, ...]]:
    due = PlanAction.objects.filter(plan=OuterRef("pk"), status__in=UNDONE).order_by("due_on").values("due_on")[:1]
    latest = Plan.objects.filter(case__among=keys).order_by("case_id", "-version").distinct("case_id").values("pk")
    return Plan.objects.filter(pk__in=latest).values_list("case_id", "made_on", "answer", Subquery(due))


def _what_runs(keys: list[int], *, today: date) -> dict[int, list[_Running]]:
    found: dict[int, list[_Running]] = defaultdict(list)
    for case_id, place, hours, last_day in _placements(keys):
        found[case_id].append(_Running(place, hours, last_day, is_placement=True))
    for case_id, kind, name, hours, ends_on in _activities(keys, today):
        found[case_id].append(_Running(name or gettext(ActivityKind(kind).label), hours, ends_on, is_placement=False))
    return found


def _plans(keys: list[int]) -> dict[int, _PlanNow]:
    return {case_id: _PlanNow(made_on, answer, due_on) for case_id, made_on, answer, due_on in _latest_plans(keys)}


def _filled(row: ParticipantRow, inside: _Inside, today: date) -> ParticipantRow:
    running, plan = inside.running, inside.plan
    due_on = plan.due_on if plan else None
    ahead = [day for day in (due_on, *(each.ends_on for each in running)) if day is not None]
    next_on = None if inside.closed_on else min(ahead, default=None)
    return ParticipantRow(
        participant_id=row.participant_id,
        name=row.name,
        is_protected=row.is_protected,
        coordinator=row.coordinator,
        may_work=True,
        step=inside.step,
        hours=f"{sum(each.hours for each in running):.0f}",
        doing=tuple(each.words for each in running[:2]),
        more_doing=max(0, len(running) - 2),
        plan_days=(today - plan.made_on).days if plan else None,
        plan_is_disagreed=plan is not None and plan.answer == PlanAnswer.DISAGREED,
        next_on=next_on.isoformat() if next_on else "",
        is_late=next_on is not None and next_on < today,
        closed_on=inside.closed_on.isoformat() if inside.closed_on else "",
        children=row.children,
    )


def _choices(actor: Actor) -> Choices:
    """Coordinators and units of the reader's own, and the programmes; nothing for those who see only names."""
    if not _holds(actor, Permission.PARTICIPANT_READ):
        return Choices()
    units = {each.unit_id: each.unit_name for each in actor.assignments if each.unit_id is not None}
    coordinators = StaffRole.objects.filter(role=Role.COORDINATOR, unit__in=units, ends_on__isnull=True)
    return Choices(
        coordinators=tuple(coordinators.order_by("user__name").values_list("user_id", "user__name").distinct()),
        units=tuple(units.items()) if len(units) > 1 else (),
        programmes=tuple(Programme.objects.filter(is_open=True).values_list("pk", "name")),
    )
