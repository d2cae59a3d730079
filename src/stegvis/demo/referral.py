"""Referral and intake of the demonstration (anvisning): what the actions of the same name would have written."""

from __future__ import annotations

from datetime import date, timedelta

from ..rules.history import EventKind
from ..rules.people import Role
from ..rules.referral import ReferralSource, reasons_outside_target_group
from . import privacy, rows
from .people import new_coordinator
from .world import Life, Staff, World

HIRE_AT = 34
"""A unit hires when its coordinators all have this many."""


def receive(
    world: World,
    life: Life,
    *,
    source: ReferralSource,
    by: Staff,
    income_support: bool,
    children: int = 0,
    wish: str = "",
    referrer_name: str = "",
    received_on: date | None = None,
    first_step: int = 1,
    first_level: int = 1,
) -> None:
    from_paper = by.role is Role.INTAKE
    life.referral = world.add(
        rows.Referral,
        participant_id=life.person.id,
        unit_id=life.unit_id,
        source=source.value,
        referred_by_id=None if from_paper else by.id,
        referrer_name=referrer_name if from_paper else by.name,
        registered_by_id=by.id,
        from_paper=from_paper,
        received_on=received_on or world.date,
        wish=wish,
        receives_income_support=income_support,
        children_in_household=children,
        first_step=first_step,
        first_independence_level=first_level,
    )
    life.referrals += 1
    day = life.referral.received_on
    world.log(EventKind.REFERRAL_RECEIVED, life.referral, by, life, day, in_case=False, source=source.value)


def is_outside(life: Life, referral: rows.Referral) -> bool:
    """Whether intake needs a reason of its own to accept."""
    return bool(
        reasons_outside_target_group(
            born_on=life.person.born_on,
            received_on=referral.received_on,
            receives_income_support=referral.receives_income_support,
            source=ReferralSource(referral.source),
        )
    )


def accept(world: World, life: Life, *, programme: int, coordinator: Staff, because: str, by: Staff) -> None:
    referral = _waiting(life)
    _decide(world, life, referral, "accepted", by)
    referral.accepted_anyway_because = because
    case = _open_case(world, life, referral, programme)
    world.log(EventKind.REFERRAL_ACCEPTED, referral, by, life, in_case=False)
    life.case, life.referral = case, None
    key = world.rows[rows.Programme][programme - 1].key
    world.log(EventKind.CASE_OPENED, case, by, life, programme=key)
    give_to(world, life, coordinator, reason="", by=by)


def _waiting(life: Life) -> rows.Referral:
    if life.referral is None:
        raise ValueError("no referral is waiting")
    return life.referral


def _decide(world: World, life: Life, referral: rows.Referral, status: str, by: Staff) -> None:
    referral.status = status
    referral.decided_by_id, referral.decided_at = by.id, world.moment(life)


def _open_case(world: World, life: Life, referral: rows.Referral, programme: int) -> rows.Case:
    opened_on = world.date
    world.case_numbers[opened_on.year] += 1
    case = world.add(
        rows.Case,
        participant_id=life.person.id,
        referral_id=referral.id,
        number=f"{opened_on.year}-{world.case_numbers[opened_on.year]:05d}",
        unit_id=referral.unit_id,
        programme_id=programme,
        referred_on=referral.received_on,
        opened_on=opened_on,
        step=referral.first_step,
        independence_level=referral.first_independence_level,
        children_in_household=referral.children_in_household,
    )
    life.baseline = world.add(
        rows.Baseline,
        case_id=case.id,
        step=case.step,
        independence_level=case.independence_level,
        set_on=referral.received_on,
    )
    life.enrolment = world.add(
        rows.ProgrammeEnrolment, case_id=case.id, programme_id=programme, starts_on=case.opened_on
    )
    return case


def send_back(world: World, life: Life, *, reason: str, comment: str, by: Staff) -> None:
    referral = _waiting(life)
    _decide(world, life, referral, "returned", by)
    referral.return_reason, referral.return_comment = reason, comment
    world.log(EventKind.REFERRAL_RETURNED, referral, by, life, in_case=False, reason=reason)
    life.referral = None


def give_to(world: World, life: Life, coordinator: Staff, *, reason: str, by: Staff) -> None:
    """A new period from today; the one before ends yesterday."""
    if life.case is None:
        raise ValueError("no case is open")
    before, had = life.period, life.coordinator
    if before is not None and life.coordinator is not None:
        before.ends_on = world.date - timedelta(days=1)
        life.coordinator.open_cases -= 1
    life.period = world.add(
        rows.CoordinatorPeriod,
        case_id=life.case.id,
        coordinator_id=coordinator.id,
        starts_on=world.date,
        reason=reason,
    )
    life.coordinator = coordinator
    coordinator.open_cases += 1
    kind = EventKind.COORDINATOR_CHANGED if before else EventKind.COORDINATOR_ASSIGNED
    world.log(kind, life.period, by, life, coordinator=coordinator.id)
    if life.is_protected:
        if before is not None and had is not None:
            privacy.end_reading(world, life, had, by=by)
        privacy.let_read_protected(world, life, coordinator, by=by)


def by_load(world: World, unit: int, *, but: Staff | None = None) -> Staff:
    """Whoever has most room in the unit; when all are full, somebody new."""
    there = [each for each in world.staff[Role.COORDINATOR] if each.unit_id == unit and each is not but]
    here = [each for each in there if not each.left]
    least = min(here, key=lambda each: (each.open_cases - each.ceiling, each.open_cases, each.name), default=None)
    if least is None or least.open_cases >= HIRE_AT:
        return new_coordinator(world, unit)
    return least
