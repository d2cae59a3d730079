"""The week (veckan) on screen: what stands at what times, line by line and day by day, as it was in any week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from ..models import Activity, Case, CoordinatorPeriod, Placement, ScheduleSlot
from ..rules.activity import FULL_TIME_HOURS, ActivityKind, Span, runs_on
from ..rules.place import PlacementForm
from ..rules.schedule import WEEKDAYS, WORKING_DAYS, EntryKind, Room, Slot, Times, room_in, written
from ..rules.words import Labelled
from .supervisor import who_supervises

DAY = timedelta(days=1)
AT_PLACE = ("place__name", "place__host__name")


@dataclass(frozen=True)
class Entry:
    """Something at a time of one day: an activity, the placement or a meeting; where, and whom to ask."""

    kind: EntryKind
    starts_minute: int
    ends_minute: int
    name: str
    label: Labelled | None = None
    where: str = ""
    whom: str = ""
    pk: int | None = None
    is_last_day: bool = False

    @property
    def times(self) -> Times:
        return Times(self.starts_minute, self.ends_minute)


@dataclass(frozen=True)
class WeekDay:
    """One day of a week with its entries in order of time; meetings take no hours of the week."""

    weekday: int
    day: date
    entries: tuple[Entry, ...]

    @property
    def label(self) -> str:
        return WEEKDAYS[self.weekday]

    @property
    def hours(self) -> float:
        counted = (each for each in self.entries if each.kind is not EntryKind.MEETING)
        return sum(each.ends_minute - each.starts_minute for each in counted) / 60


@dataclass(frozen=True)
class Line:
    """One activity or placement of the week: its hours day by day, beside the hours that were agreed."""

    kind: EntryKind
    pk: int
    name: str
    label: Labelled
    starts_on: date
    ends_on: date | None
    agreed_hours: float
    days: tuple[tuple[Times, ...], ...]
    runs_all_week: bool
    where: str = ""
    whom: str = ""

    @property
    def has_times(self) -> bool:
        return any(self.days)

    @property
    def hours_by_day(self) -> tuple[float, ...]:
        return tuple(sum(each.ends_minute - each.starts_minute for each in day) / 60 for day in self.days)

    @property
    def hours(self) -> float:
        """By its times; by what was agreed where no times are set."""
        return sum(self.hours_by_day) if self.has_times else self.agreed_hours

    @property
    def difference(self) -> float:
        """How many hours more (or fewer, below zero) the times are than what was agreed, in a whole week."""
        return self.hours - self.agreed_hours if self.has_times and self.runs_all_week else 0.0


@dataclass(frozen=True)
class Week:
    """One calendar week of one case."""

    monday: date
    days: tuple[WeekDay, ...]
    lines: tuple[Line, ...]
    full_time: int = FULL_TIME_HOURS

    @property
    def hours(self) -> float:
        return sum(line.hours for line in self.lines)

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @property
    def is_scheduled(self) -> bool:
        """Whether everything that runs has its times, so that what is left of each day is known."""
        return bool(self.lines) and all(line.has_times for line in self.lines)

    @property
    def room(self) -> Room | None:
        """Where there is room for more; None when that is not known."""
        return room_in({day.weekday: day.hours for day in self.days}) if self.is_scheduled else None

    def with_entries(self, more: Mapping[date, Iterable[Entry]]) -> Week:
        """The same week with meetings among the entries, in order of time; a weekend with one is shown."""
        shown = {each.day: each for each in self.days}
        for day in more:
            if self.monday <= day <= self.sunday and any(more[day]):
                shown.setdefault(day, WeekDay(day.isoweekday(), day, ()))
        return replace(
            self,
            days=tuple(
                replace(shown[day], entries=_in_order([*shown[day].entries, *more.get(day, ())]))
                for day in sorted(shown)
            ),
        )


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda each: (each.starts_minute, each.ends_minute, each.name)))


@dataclass(frozen=True)
class _Thing:
    """An activity or a placement that runs in the week."""

    kind: EntryKind
    pk: int
    name: str
    label: Labelled
    span: Span
    agreed_hours: float
    where: str
    whom: str


def week_of(case: Case, day: date) -> Week:
    """The calendar week that holds the day, as it was, is or is planned. Three statements."""
    monday = day - timedelta(days=day.weekday())
    things = [*_activities(case, monday), *_placements(case, monday)]
    slots = _slots(case, monday)
    used = [weekday for weekday in WEEKDAYS if weekday in WORKING_DAYS or _any_on(slots, monday, weekday)]
    days = [monday + timedelta(days=weekday - 1) for weekday in used]
    return Week(
        monday,
        tuple(WeekDay(each.isoweekday(), each, _entries(things, slots, each)) for each in days),
        tuple(_line(thing, slots, days) for thing in things),
    )


def _in_week(monday: date) -> Q:
    return Q(starts_on__lte=monday + 6 * DAY) & (Q(ends_on__isnull=True) | Q(ends_on__gte=monday))


def _activities(case: Case, monday: date) -> list[_Thing]:
    coordinator = CoordinatorPeriod.objects.filter(case=OuterRef("case"), ends_on__isnull=True)
    rows = (
        Activity.objects.filter(_in_week(monday), case=case)
        .annotate(whom=Subquery(coordinator.values("coordinator__name")[:1]))
        .order_by("starts_on", "pk")
        .values_list("pk", "kind", "name", "starts_on", "ends_on", "hours_per_week", "whom")
    )
    return [
        _Thing(EntryKind.ACTIVITY, pk, name, ActivityKind(kind), Span(starts_on, ends_on), float(hours), "", whom or "")
        for pk, kind, name, starts_on, ends_on, hours, whom in rows
    ]


def _placements(case: Case, monday: date) -> list[_Thing]:
    rows = (
        Placement.objects.seated()
        .filter(_in_week(monday), case=case)
        .order_by("starts_on", "pk")
        .values_list("pk", "form", "starts_on", "ends_on", "hours_per_week", *AT_PLACE, who_supervises(localdate()))
    )
    return [
        _Thing(EntryKind.PLACEMENT, pk, name, PlacementForm(form), Span(starts_on, ends_on), float(hours), host, whom)
        for pk, form, starts_on, ends_on, hours, name, host, whom in rows
    ]


@dataclass(frozen=True)
class _Set:
    """A stretch of the week as it is set, for one thing."""

    of: tuple[EntryKind, int]
    slot: Slot
    span: Span
    where: str


def _slots(case: Case, monday: date) -> list[_Set]:
    rows = ScheduleSlot.objects.filter(_in_week(monday), case=case).order_by("weekday", "starts_minute", "pk")
    return [
        _Set(
            (EntryKind.ACTIVITY, activity) if activity else (EntryKind.PLACEMENT, placement),
            Slot(weekday, start, end),
            Span(starts_on, ends_on),
            where,
        )
        for activity, placement, weekday, start, end, starts_on, ends_on, where in rows.values_list(
            "activity_id", "placement_id", "weekday", "starts_minute", "ends_minute", "starts_on", "ends_on", "where"
        )
    ]


def _on(slots: Iterable[_Set], day: date) -> list[_Set]:
    return [each for each in slots if each.slot.weekday == day.isoweekday() and runs_on(each.span, day)]


def _any_on(slots: Iterable[_Set], monday: date, weekday: int) -> bool:
    return bool(_on(slots, monday + timedelta(days=weekday - 1)))


def _entries(things: Sequence[_Thing], slots: Sequence[_Set], day: date) -> tuple[Entry, ...]:
    by_key = {(thing.kind, thing.pk): thing for thing in things}
    return _in_order(
        Entry(
            kind=thing.kind,
            starts_minute=each.slot.starts_minute,
            ends_minute=each.slot.ends_minute,
            name=thing.name,
            label=thing.label,
            where=each.where or thing.where,
            whom=thing.whom,
            pk=thing.pk,
            is_last_day=thing.span.ends_on == day,
        )
        for each in _on(slots, day)
        if (thing := by_key.get(each.of)) is not None
    )


def _line(thing: _Thing, slots: Sequence[_Set], days: Sequence[date]) -> Line:
    own = [each for each in slots if each.of == (thing.kind, thing.pk)]
    monday, friday = days[0], days[0] + 4 * DAY
    return Line(
        kind=thing.kind,
        pk=thing.pk,
        name=thing.name,
        label=thing.label,
        starts_on=thing.span.starts_on,
        ends_on=thing.span.ends_on,
        agreed_hours=thing.agreed_hours,
        days=tuple(tuple(each.slot.times for each in _on(own, day)) for day in days),
        runs_all_week=runs_on(thing.span, monday) and runs_on(thing.span, friday),
        where=next((each.where for each in own if each.where), thing.where),
        whom=thing.whom,
    )


@dataclass(frozen=True)
class SetTimes:
    """The times of one activity or placement as they hold on a day, and those already planned for later."""

    slots: tuple[Slot, ...]
    where: str
    later_from: date | None
    seen: str

    @property
    def by_day(self) -> dict[int, str]:
        return written(self.slots)


def times_of(thing: Activity | Placement, day: date) -> SetTimes:
    """One statement. `seen` says which rows were read, so that nobody overwrites what they have not seen."""
    rows = list(slots_of(thing).order_by("starts_on", "weekday", "starts_minute"))
    now = [row for row in rows if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)]
    later = [row.starts_on for row in rows if row.starts_on > day]
    shown = now or [row for row in rows if later and row.starts_on == min(later)]
    return SetTimes(
        slots=tuple(Slot(row.weekday, row.starts_minute, row.ends_minute) for row in shown),
        where=next((row.where for row in shown if row.where), ""),
        later_from=min(later, default=None) if now else None,
        seen=seen_as(row.pk for row in rows),
    )


def slots_of(thing: Activity | Placement) -> QuerySet[ScheduleSlot]:
    """Every stretch that was ever set for it."""
    if isinstance(thing, Activity):
        return ScheduleSlot.objects.filter(activity=thing)
    return ScheduleSlot.objects.filter(placement=thing)


def seen_as(keys: Iterable[int]) -> str:
    """The rows that were read, as one word."""
    return "-".join(str(key) for key in sorted(keys))


def changes_of(case: Case, *, since: date) -> tuple[date, ...]:
    """The days on which the week changed, the latest first: new times, or something that ended. One statement."""
    rows = ScheduleSlot.objects.filter(case=case).values_list("starts_on", "ends_on")
    days = {start for start, _end in rows} | {end + DAY for _start, end in rows if end is not None}
    return tuple(day for day in sorted(days, reverse=True) if day >= since)


@dataclass(frozen=True)
class CoordinatorChange:
    """Somebody took over (koordinatorsbyte): a mark in the timeline. The first coordinator is no change."""

    on: date
    name: str
    before: str


def coordinator_changes(case: Case) -> tuple[CoordinatorChange, ...]:
    """Every change, the earliest first. One statement."""
    periods = CoordinatorPeriod.objects.filter(case=case).order_by("-starts_on", "-pk")
    return changes_between(periods.values_list("coordinator__name", "starts_on", "ends_on"))


def changes_between(periods: Iterable[tuple[str, date, date | None]]) -> tuple[CoordinatorChange, ...]:
    """The changes between periods (name, first and last day) that stand with the latest first."""
    in_order = list(periods)[::-1]
    return tuple(CoordinatorChange(on, name, before) for (before, _, _), (name, on, _) in pairwise(in_order))
