"""Coordinators who come and go in the simulation (personalomsättning)."""

from __future__ import annotations

from ..rules.people import Role
from . import referral, texts
from .municipality import first
from .people import leave
from .world import Staff, World

LEAVES = 0.65
"""The share of coordinators who leave at some time, mostly after one to four years."""
STAYS_DAYS = (300, 1500)


def settle(world: World, staff: Staff) -> None:
    """Decide once for each coordinator whether and when they go on to something else; the first of each unit stays."""
    if not staff.settled:
        staff.settled = True
        if staff.id != first(world, Role.COORDINATOR, staff.unit_id).id and world.chance.random() < LEAVES:
            world.soon(*STAYS_DAYS, coordinator_leaves, staff)


def coordinator_leaves(world: World, staff: Staff) -> None:
    """Everyone they have gets somebody else, those of today a day later, and the role ends."""
    unit, staff.left = staff.unit_id, True
    if unit is None:
        raise ValueError("a coordinator has a unit")
    manager = first(world, Role.UNIT_MANAGER, unit)
    for life in world.lives:
        if life.coordinator is staff and life.period is not None and life.period.starts_on < world.date:
            to = referral.by_load(world, unit, but=staff)
            settle(world, to)
            referral.give_to(world, life, to, reason=texts.LEFT_REASON, by=manager)
    if staff.open_cases:
        world.soon(1, 3, coordinator_leaves, staff)
    else:
        leave(world, staff)
