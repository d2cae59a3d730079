"""The world of the demonstration (världen): its days, its rows, its staff, and what is to happen when."""

from __future__ import annotations

import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ..rules.history import EventKind
from ..rules.people import Role
from . import rows

LOCAL = ZoneInfo("Europe/Stockholm")
SATURDAY, SUNDAY = 6, 0
STORY_DAYS = 600
"""The stories that are told of single people began at most so long ago."""
Row = TypeVar("Row")
in_json = json.JSONEncoder(check_circular=False).encode


@dataclass(slots=True)
class Staff:
    """Somebody who works here, with the one role they have."""

    id: int
    name: str
    role: Role
    unit_id: int | None
    open_cases: int = 0
    ceiling: int = 35
    left: bool = False
    settled: bool = False
    role_row: rows.StaffRole | None = None


@dataclass(slots=True, eq=False)
class Agreed:
    """One agreement with its ceilings, and how many count against it now, by form."""

    id: int
    ceilings: dict[str, int]
    held: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, eq=False)
class Seats:
    """One place with its seats: `last_day` holds, for each seat, the ordinal of the last day that is taken."""

    row: rows.Place
    supervisor_id: int
    capacity: rows.PlaceCapacity
    last_day: list[int]
    full_seats: int
    in_own_unit: bool

    def free(self, day: int) -> int | None:
        """The lowest free seat from the day on; whoever sits here came earlier, so it stays free."""
        taken = self.last_day
        return next((seat for seat in range(1, self.capacity.seats + 1) if taken[seat - 1] < day), None)


@dataclass(slots=True, eq=False)
class Life:
    """One participant with the case that is open, if any, and what the simulation must remember."""

    person: rows.Participant
    woman: bool
    language: str
    swedish: int
    drive: float
    wishes: list[str]
    licence: bool
    can_lift: bool
    unit_id: int
    spoke_on: int = 0
    spoke_at: int = 0
    referral: rows.Referral | None = None
    referrals: int = 0
    case: rows.Case | None = None
    coordinator: Staff | None = None
    period: rows.CoordinatorPeriod | None = None
    enrolment: rows.ProgrammeEnrolment | None = None
    baseline: rows.Baseline | None = None
    marks: dict[int, rows.CriterionMark] = field(default_factory=dict)
    plan: rows.Plan | None = None
    goals: list[rows.PlanGoal] = field(default_factory=list)
    actions: list[rows.PlanAction] = field(default_factory=list)
    activities: list[rows.Activity] = field(default_factory=list)
    placements: list[rows.Placement] = field(default_factory=list)
    moved_on: date | None = None
    ending: rows.Exit | None = None
    extract_on: date | None = None
    scripted: bool = False

    @property
    def is_protected(self) -> bool:
        return self.person.protection != "none"


class World:
    """Holds everything while the years pass. Days are ordinals (`date.toordinal`); today itself has not begun."""

    def __init__(self, *, today: date, years: int, seed: int) -> None:
        self.today = today.toordinal()
        self.start = date(today.year - years, today.month, min(today.day, 28)).toordinal()
        self.first_day = min(self.start - 60, self.today - STORY_DAYS)
        self.day = self.start
        self.chance = Random(f"{seed}/{today.isoformat()}")  # noqa: S311 (a simulation, not a secret)
        self.rows: dict[type, list[Any]] = defaultdict(list)
        self.events: list[tuple[Any, ...]] = []
        self.queue: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []
        self.queued = 0
        self.staff: dict[Role, list[Staff]] = defaultdict(list)
        self.places: dict[int, Seats] = {}
        self.agreements: dict[int, list[Agreed]] = {}
        self.supervisors: set[tuple[int, str]] = set()
        self.open_places: dict[int, list[Seats]] = {level: [] for level in range(1, 5)}
        self.units: dict[str, int] = {}
        self.criteria: dict[int, list[int]] = {}
        self.programmes: list[int] = []
        self.lives: list[Life] = []
        self.case_numbers: dict[int, int] = defaultdict(int)
        self.snoozes: dict[tuple[int, str, int], rows.Snooze] = {}
        self.named: dict[str, Life] = {}
        self.owed = {True: 0.0, False: 0.0}
        """Successes owed to women (True) and men, see `leaving`."""
        self.judgements = 1.0
        """How many points are judged at one follow-up, as a factor."""

    def add(self, row: type[Row], **values: Any) -> Row:
        """A new row with the next key of its table."""
        table = self.rows[row]
        made = row(id=len(table) + 1, **values)  # type: ignore[call-arg]
        table.append(made)
        return made

    @property
    def day(self) -> int:
        return self._day

    @day.setter
    def day(self, day: int) -> None:
        self._day = day
        self.date = date.fromordinal(day)
        self._midnight = datetime.combine(self.date, datetime.min.time(), LOCAL).astimezone(UTC)

    def moment(self, life: Life | None = None) -> datetime:
        """A time of the working day; for one person always later than the one before."""
        luck = self.chance.random()
        if life is None:
            second = 8 * 3600 + int(8 * 3600 * luck)
        elif life.spoke_on == self._day:
            second = life.spoke_at + 20 + int(180 * luck)
        else:
            second = 8 * 3600 + int(7 * 3600 * luck)
        if life is not None:
            life.spoke_on, life.spoke_at = self._day, second
        return self.clock(second)

    def clock(self, second: int) -> datetime:
        """The moment so many seconds into the day."""
        return self._midnight + timedelta(seconds=second)

    def at(self, day: int, act: Callable[..., None], *values: Any) -> None:
        """Let something happen on a working day, that day or the first after it."""
        day = working(day)
        if day < self.today:
            self.queued += 1
            heapq.heappush(self.queue, (day, self.queued, act, values))

    def soon(self, least: int, most: int, act: Callable[..., None], *values: Any) -> None:
        """Let something happen in a number of days from now."""
        self.at(self.day + self.chance.randint(least, most), act, *values)

    def run(self) -> None:
        """Let the days pass until yesterday."""
        queue = self.queue
        while queue:
            day, _, act, values = heapq.heappop(queue)
            if day != self._day:
                self.day = day
            act(self, *values)
        self.day = self.today

    def log(
        self,
        kind: EventKind,
        subject: Any,
        by: Staff,
        life: Life | None = None,
        happened_on: date | None = None,
        /,
        *,
        in_case: bool = True,
        moment: datetime | None = None,
        **data: Any,
    ) -> None:
        """The line that the action would have written."""
        case = life.case if life and in_case else None
        self.events.append(
            (
                len(self.events) + 1,
                kind.value,
                happened_on or self.date,
                moment or self.moment(life),
                life.person.id if life else None,
                case.id if case else None,
                type(subject).__name__.lower(),
                subject.id,
                by.id,
                by.name,
                by.role.value,
                in_json(data) if data else "{}",
            )
        )


def working(day: int) -> int:
    """The day itself, or the Monday after it."""
    weekday = day % 7
    return day + 2 if weekday == SATURDAY else day + 1 if weekday == SUNDAY else day


def earlier(day: int) -> int:
    """The day itself, or the Friday before it."""
    weekday = day % 7
    return day - 1 if weekday == SATURDAY else day - 2 if weekday == SUNDAY else day
