"""The parts of a participant's page (deltagarsidans delar): frozen, with the reader's level already applied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ...access import Permission
from ...rules.activity import ActivityKind
from ...rules.exit import Outcome
from ...rules.next_step import NextStep
from ...rules.people import Protection
from ...rules.place import PlacementForm
from ...rules.placement import PlacementStatus
from ...rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer
from ...rules.referral import ReferralSource, ReferralStatus
from ...rules.words import Labelled, Reason
from ..ladder.parts import LadderStep, Move

if TYPE_CHECKING:
    from ..schedule import CoordinatorChange
    from .beside import Beside


class Level(StrEnum):
    """How much of a file the reader sees."""

    FULL = "full"
    WORK = "work"
    NAME = "name"


@dataclass(frozen=True)
class Person:
    """Who it is. Below the full level only the name is filled in."""

    pk: int
    given_name: str
    name: str
    is_protected: bool
    protection: Protection = Protection.NONE
    masked_number: str = ""
    is_coordination_number: bool = False
    born_on: date | None = None
    language: str = ""
    phone: str = ""
    email: str = ""
    travel_zone: str = ""


@dataclass(frozen=True)
class CaseHead:
    """The enrolment the page is about: the open one, else the last. Below the full level without its history."""

    pk: int
    unit: str
    step: int
    independence_level: int
    is_open: bool
    number: str = ""
    programme: str = ""
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class CoordinatorNow:
    """Who has the case, since when, and how many had it before."""

    name: str
    since: date
    before: int

    @property
    def given_name(self) -> str:
        return self.name.split(" ")[0]


@dataclass(frozen=True)
class ReferredBy:
    """Who initiated the latest referral."""

    name: str
    source: ReferralSource
    received_on: date


@dataclass(frozen=True)
class Run:
    """Something that runs in the week, for the timeline and the list: an activity or a placement."""

    row: Labelled
    detail: str
    starts_on: date
    ends_on: date | None
    hours_per_week: float
    activity_id: int | None = None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    @property
    def is_activity(self) -> bool:
        return isinstance(self.row, ActivityKind)


@dataclass(frozen=True)
class PlanLine:
    """One thing to do."""

    text: str
    owner: ActionOwner
    due_on: date
    status: ActionStatus
    is_late: bool


@dataclass(frozen=True)
class PlanPart:
    """The current version of the plan with the two signs."""

    version: int
    made_on: date
    made_at: datetime
    made_by: str
    goals: tuple[str, ...]
    actions: tuple[PlanLine, ...]
    answer: PlanAnswer
    answer_comment: str
    answered_on: date | None
    answered_how: AnsweredHow | None
    answer_recorded_by: str
    direction: str
    own_words: str


@dataclass(frozen=True)
class PlacementPart:
    """One placement: where, when, and how much of the longest time is used."""

    pk: int
    place_id: int
    place: str
    host: str
    supervisor: str
    form: PlacementForm
    status: PlacementStatus
    starts_on: date
    ends_on: date
    hours_per_week: float
    used_days: int = 0
    most_days: int = 0


@dataclass(frozen=True)
class EventRow:
    """One thing that happened, in words, and by whom."""

    happened_on: date
    text: Reason
    note: str
    by: str


@dataclass(frozen=True)
class Reader:
    """Somebody who has read, how many times and how much of it; opened with a reason says which."""

    name: str
    role_key: str
    unit: str
    times: int
    latest: datetime
    level: Level
    opened_because: str = ""


@dataclass(frozen=True)
class EarlierCase:
    """An enrolment before this one."""

    number: str
    opened_on: date
    closed_on: date | None
    outcome: Outcome | None


@dataclass(frozen=True)
class ReferralRow:
    """A referral the reader may follow."""

    pk: int
    status: ReferralStatus
    received_on: date


@dataclass(frozen=True)
class ExitPart:
    """How the enrolment ended."""

    pk: int
    exited_on: date
    outcome: Outcome
    confirmed_on: date | None
    outcome_held: bool | None


@dataclass(frozen=True)
class ParticipantPage:
    """Everything one page shows of one person. What the level does not allow is empty, not hidden by the template."""

    level: Level
    person: Person
    today: date
    may: frozenset[Permission] = frozenset()
    case: CaseHead | None = None
    coordinator: CoordinatorNow | None = None
    referred_by: ReferredBy | None = None
    next_step: NextStep | None = None
    ladder: tuple[LadderStep, ...] = ()
    moves: tuple[Move, ...] = ()
    runs: tuple[Run, ...] = ()
    plan: PlanPart | None = None
    has_mapping: bool = False
    placement: PlacementPart | None = None
    waiting: tuple[PlacementPart, ...] = ()
    events: tuple[EventRow, ...] = ()
    event_count: int = 0
    readers: tuple[Reader, ...] = ()
    earlier: tuple[EarlierCase, ...] = ()
    referrals: tuple[ReferralRow, ...] = ()
    ending: ExitPart | None = None
    beside: Beside | None = None
    coordinator_changes: tuple[CoordinatorChange, ...] = ()

    @property
    def hours_per_week(self) -> float:
        """What the week holds today."""
        return sum(run.hours_per_week for run in self.runs if run.runs_on(self.today))

    @property
    def step_now(self) -> LadderStep | None:
        number = self.case.step if self.case else None
        return next((step for step in self.ladder if step.number == number), None)
