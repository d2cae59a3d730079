"""Rows as they stand in the tables (rader): one class per table, its fields in the order they are copied.

A field marked `MEMORY` is not a column: it keeps what the row said at first, so that the story can be told again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields
from datetime import date, datetime

MEMORY = {"column": False}
"""Marks something to remember that no column holds."""


def columns(row: type) -> list[str]:
    """The columns of a row class."""
    return [each.name for each in fields(row) if each.metadata.get("column", True)]


@dataclass(slots=True)
class Organisation:
    id: int
    name: str
    kind: str
    parent_id: int | None
    takes_participants: bool = False
    committee: str = ""


@dataclass(slots=True)
class OrganisationLink:
    id: int
    organisation_id: int
    parent_id: int | None
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class User:
    id: int
    username: str
    name: str
    email: str
    password: str
    date_joined: datetime
    case_ceiling: int = 35
    is_active: bool = True
    is_staff: bool = False
    is_superuser: bool = False
    last_login: datetime | None = None


@dataclass(slots=True)
class StaffRole:
    id: int
    user_id: int
    role: str
    unit_id: int | None
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class Participant:
    id: int
    given_name: str
    family_name: str
    identity_number: str | None
    born_on: date
    gender: str
    language: str
    phone: str
    email: str
    travel_zone: str
    created_at: datetime
    protection: str = "none"


@dataclass(slots=True)
class Programme:
    id: int
    key: str
    name: str
    is_open: bool = True


@dataclass(slots=True)
class Ladder:
    id: int
    name: str
    valid_from: date
    valid_to: date | None = None


@dataclass(slots=True)
class Step:
    id: int
    ladder_id: int
    number: int
    name: str


@dataclass(slots=True)
class Criterion:
    id: int
    step_id: int
    position: int
    text: str


@dataclass(slots=True)
class Agreement:
    id: int
    organisation_id: int
    kind: str
    reference: str
    starts_on: date
    ends_on: date | None
    seats: int
    owed: int = 0
    funding: str = ""
    ended_because: str = ""


@dataclass(slots=True)
class AgreementCeiling:
    id: int
    agreement_id: int
    form: str
    seats: int


@dataclass(slots=True)
class Supervisor:
    id: int
    organisation_id: int
    name: str
    user_id: int | None
    trained_on: date | None
    starts_on: date


@dataclass(slots=True)
class SupervisorRoom:
    id: int
    supervisor_id: int
    people: int
    starts_on: date


@dataclass(slots=True)
class PlaceSupervisor:
    id: int
    place_id: int
    supervisor_id: int
    starts_on: date


@dataclass(slots=True)
class Place:
    id: int
    host_id: int
    agreement_id: int | None
    name: str
    status: str
    field: str
    tasks: str
    trains: str
    forms: list[str]
    independence_from: int
    independence_to: int
    lowest_swedish: int
    needs_driving_licence: bool
    needs_lifting: bool
    hours_from: int = 0
    hours_to: int = 0
    slots: int = 0
    travel_zone: str = ""
    manager_id: int | None = None
    union_noted_on: date | None = None
    union_note: str = ""
    approved_on: date | None = None
    approved_by_id: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    extract_law: str = ""
    has_shifts: bool = False
    requirements: str = ""
    supervisor_name: str = dataclasses.field(default="", metadata=MEMORY)
    supervisor_people: int = dataclasses.field(default=0, metadata=MEMORY)


@dataclass(slots=True)
class PlaceCapacity:
    id: int
    place_id: int
    seats: int
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class TravelTime:
    id: int
    from_zone: str
    to_zone: str
    minutes: int


@dataclass(slots=True)
class Referral:
    id: int
    participant_id: int
    unit_id: int
    source: str
    referred_by_id: int | None
    referrer_name: str
    registered_by_id: int
    from_paper: bool
    received_on: date
    wish: str
    receives_income_support: bool
    children_in_household: int
    first_step: int
    first_independence_level: int
    status: str = "received"
    decided_by_id: int | None = None
    decided_at: datetime | None = None
    accepted_anyway_because: str = ""
    return_reason: str = ""
    return_comment: str = ""


@dataclass(slots=True)
class Case:
    id: int
    participant_id: int
    referral_id: int
    number: str
    unit_id: int
    programme_id: int
    referred_on: date
    opened_on: date
    step: int
    independence_level: int
    children_in_household: int
    closed_on: date | None = None


@dataclass(slots=True)
class ProgrammeEnrolment:
    id: int
    case_id: int
    programme_id: int
    starts_on: date
    ends_on: date | None = None
    reason: str = ""


@dataclass(slots=True)
class CoordinatorPeriod:
    id: int
    case_id: int
    coordinator_id: int
    starts_on: date
    reason: str
    ends_on: date | None = None


@dataclass(slots=True)
class Baseline:
    id: int
    case_id: int
    step: int
    independence_level: int
    set_on: date
    locked_on: date | None = None
    locked_by_id: int | None = None


@dataclass(slots=True)
class IntakeMapping:
    id: int
    case_id: int
    held_on: date
    held_by_id: int
    own_words: str
    strengths: str
    obstacles: str
    wishes: list[str]
    hours_per_week: int
    slots: int
    longest_travel_minutes: int
    swedish: str
    has_driving_licence: bool
    can_lift: bool
    step: int | None = dataclasses.field(default=None, metadata=MEMORY)
    independence_level: int | None = dataclasses.field(default=None, metadata=MEMORY)


@dataclass(slots=True)
class Plan:
    id: int
    case_id: int
    version: int
    made_on: date
    made_at: datetime
    made_by_id: int
    change_reason: str
    answer: str = "waiting"
    answer_comment: str = ""
    answered_how: str = ""
    answered_on: date | None = None
    answer_recorded_by_id: int | None = None
    own_words: str = ""


@dataclass(slots=True)
class PlanGoal:
    id: int
    plan_id: int
    position: int
    text: str


@dataclass(slots=True)
class PlanAction:
    id: int
    plan_id: int
    position: int
    text: str
    owner: str
    due_on: date
    status: str
    first_status: str | None = dataclasses.field(default=None, metadata=MEMORY)


@dataclass(slots=True)
class Activity:
    id: int
    case_id: int
    kind: str
    name: str
    starts_on: date
    ends_on: date | None
    hours_per_week: int
    planned_ends_on: date | None = dataclasses.field(default=None, metadata=MEMORY)


@dataclass(slots=True)
class CriterionMark:
    id: int
    case_id: int
    criterion_id: int
    mark: str
    marked_on: date
    since: date
    marked_by_id: int
    note: str


@dataclass(slots=True)
class StepMove:
    id: int
    case_id: int
    from_step: int
    to_step: int
    moved_on: date
    moved_by_id: int
    reason: str


@dataclass(slots=True)
class Placement:
    id: int
    case_id: int
    place_id: int
    form: str
    starts_on: date
    ends_on: date
    hours_per_week: int
    studies_follow: bool
    presentation: str
    points: int | None
    chosen_because: str
    proposed_by_id: int
    proposed_on: date
    status: str = "participant_asked"
    seat: int | None = None
    agreement_id: int | None = None
    supervisor_id: int | None = None
    participant_answer: str = "waiting"
    participant_answered_on: date | None = None
    host_answer: str = "waiting"
    host_answered_on: date | None = None
    host_answered_by: str = ""
    ended_because: str = ""
    end_comment: str = ""
    presentation_approved_on: date | None = None
    reserved_until: date | None = None
    signed_on: date | None = None
    signed_for_host_by: str = ""
    not_realised_because: str = ""
    planned_ends_on: date | None = dataclasses.field(default=None, metadata=MEMORY)


@dataclass(slots=True)
class Exit:
    id: int
    case_id: int
    exited_on: date
    outcome: str
    lasts_a_month: bool | None
    comment: str
    exited_by_id: int
    confirmed_on: date | None = None
    outcome_held: bool | None = None


@dataclass(slots=True)
class AccessGrant:
    id: int
    user_id: int
    participant_id: int
    kind: str
    reason: str
    granted_by_id: int
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(slots=True)
class AccessLog:
    id: int
    at: datetime
    kind: str
    user_id: int
    user_name: str
    role: str
    unit_name: str
    participant_ids: list[int]
    screen: str
    purpose: str = ""


@dataclass(slots=True)
class Snooze:
    id: int
    user_id: int
    rule: str
    subject_id: int
    until: date
    reason: str
    made_at: datetime


@dataclass(slots=True)
class CaseEvent:
    id: int
    kind: str
    happened_on: date
    recorded_at: datetime
    participant_id: int | None
    case_id: int | None
    subject_type: str
    subject_id: int
    actor_id: int
    actor_name: str
    actor_role: str
    data: str


TABLES: tuple[type, ...] = (
    Organisation, OrganisationLink, User, StaffRole, Programme, Ladder, Step, Criterion, TravelTime, Agreement,
    AgreementCeiling, Supervisor, SupervisorRoom, Place, PlaceCapacity, PlaceSupervisor,
    Participant, Referral, Case, ProgrammeEnrolment, CoordinatorPeriod, Baseline, IntakeMapping, Plan, PlanGoal,
    PlanAction, Activity, CriterionMark, StepMove, Placement, Exit, AccessGrant, AccessLog, Snooze, CaseEvent,
)  # fmt: skip
"""Every table that the demonstration fills, those that others point at first."""
