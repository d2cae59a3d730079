"""Who has read what in the last months (läslogg), as the pages would have logged it."""

from __future__ import annotations

from datetime import timedelta

from ..rules.people import Role
from . import rows
from .municipality import SOUTH
from .world import Life, Staff, World

DAYS = 60
LIST, FILE = "participants", "participant"


def fill(world: World) -> None:
    """Each working day every coordinator opens the list and some files; managers and intake a little."""
    own: dict[int, list[Life]] = {}
    for life in world.lives:
        if life.coordinator is not None and life.case is not None:
            own.setdefault(life.coordinator.id, []).append(life)
    names = {row.id: row.name for row in world.rows[rows.Organisation]}
    for day in range(world.today - DAYS, world.today):
        if day % 7 not in {6, 0}:
            world.day = day
            for staff in world.staff[Role.COORDINATOR]:
                if staff.id in own and not staff.left:
                    _read(world, staff, own[staff.id], names)
    for life in [each for each in world.lives if each.is_protected and each.coordinator]:
        if life.coordinator is not None:
            _log(world, life.coordinator, "read", [life], names=names)
    _glance(world, names)
    world.day = world.today


def _read(world: World, staff: Staff, own: list[Life], names: dict[int, str]) -> None:
    chance = world.chance
    known = [life for life in own if life.period is not None and life.period.starts_on <= world.date]
    if not known or chance.random() < 0.12:
        return
    _log(world, staff, "list", sorted(known, key=lambda life: life.person.family_name)[:50], names=names)
    for life in chance.sample(known, min(len(known), chance.randint(1, 5))):
        _log(world, staff, "read", [life], names=names)


def _glance(world: World, names: dict[int, str]) -> None:
    """The unit manager looks at a file in the own unit now and then."""
    manager = world.staff[Role.UNIT_MANAGER][0]
    south = world.units[SOUTH]
    for life in [each for each in world.lives if each.unit_id == south and each.case and not each.is_protected][::40]:
        world.day = world.today - 1 - world.chance.randrange(DAYS)
        _log(world, manager, "read", [life], names=names)


def _log(world: World, staff: Staff, kind: str, lives: list[Life], *, names: dict[int, str]) -> None:
    moment = world.moment()
    world.add(
        rows.AccessLog,
        at=moment + timedelta(minutes=world.chance.randrange(30)),
        kind=kind,
        user_id=staff.id,
        user_name=staff.name,
        role=staff.role.value,
        unit_name=names.get(staff.unit_id or 0, ""),
        participant_ids=[life.person.id for life in lives],
        screen=LIST if kind == "list" else FILE,
    )
