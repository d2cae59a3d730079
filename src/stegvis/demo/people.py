"""People of the demonstration (personer): staff with their roles, and who comes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ..rules.history import EventKind
from ..rules.people import Role
from . import names, places, rows
from .identity import Numbers
from .world import Life, Staff, World

NOT_YET = datetime(1, 1, 1, tzinfo=UTC)
UNUSABLE = "!demonstration"
"""No password fits this (Django's mark of an unusable one)."""
PHONES = [f"070-174 06 {number:02d}" for number in range(5, 100)]
"""Numbers that the Post and Telecom Authority keeps for fiction."""
OLDEST, YOUNGEST = date(1960, 1, 1).toordinal(), date(2008, 12, 31).toordinal()


def hire(world: World, *, username: str, name: str, role: Role, unit: int | None, since: int) -> Staff:
    """Somebody new with one role; the administrator gives it."""
    user = world.add(
        rows.User,
        username=username,
        name=name,
        email=f"{username}@example.org",
        password=UNUSABLE,
        date_joined=datetime.combine(date.fromordinal(since), datetime.min.time(), UTC),
    )
    staff = Staff(user.id, name, role, unit)
    world.staff[role].append(staff)
    staff.role_row = world.add(
        rows.StaffRole, user_id=user.id, role=role.value, unit_id=unit, starts_on=date.fromordinal(since)
    )
    administrator = world.staff[Role.ADMINISTRATOR][0]
    if staff is not administrator:
        world.log(EventKind.ROLE_GIVEN, staff.role_row, administrator, role=role.value, user=user.id)
    return staff


def leave(world: World, staff: Staff) -> None:
    """The last day of somebody who works here."""
    staff.left = True
    role_row = staff.role_row
    if role_row is None:
        raise ValueError("only somebody hired can leave")
    role_row.ends_on = world.date
    world.log(EventKind.ROLE_ENDED, role_row, world.staff[Role.ADMINISTRATOR][0], role=staff.role.value, user=staff.id)


def new_coordinator(world: World, unit: int) -> Staff:
    """One more coordinator for a unit whose coordinators are full."""
    woman = world.chance.random() < 0.7
    given, family, _ = names.somebody(world.chance, woman=woman)
    count = len(world.staff[Role.COORDINATOR]) + 1
    return hire(
        world,
        username=f"coordinator-{count}",
        name=f"{given} {family}",
        role=Role.COORDINATOR,
        unit=unit,
        since=world.day,
    )


def somebody(world: World, numbers: Numbers, *, arrives: int, unit: int) -> Life:
    """Somebody invented, of working age on the day they come; not yet in the tables."""
    chance = world.chance
    woman = chance.random() < 0.48
    given, family, origin = names.somebody(chance, woman=woman)
    years = chance.triangular(18.2, 62, 33)
    born = min(max(int(arrives - years * 365.25), OLDEST), YOUNGEST)
    born_on, digits = _number(numbers, world, born=born, woman=woman, is_new=origin is not names.ORIGINS[0])
    person = rows.Participant(
        id=0,
        given_name=given,
        family_name=family,
        identity_number=digits,
        born_on=born_on,
        gender="K" if woman else "M",
        language=origin.language,
        phone=chance.choice(PHONES) if chance.random() < 0.9 else "",
        email=names.address(given, family) if chance.random() < 0.6 else "",
        travel_zone=chance.choices(list(places.ZONES), places.ZONE_SHARES)[0],
        created_at=NOT_YET,
    )
    swedish = 5 if origin is names.ORIGINS[0] else chance.choices(range(6), origin.swedish)[0]
    return Life(
        person=person,
        woman=woman,
        language=origin.language,
        swedish=swedish,
        drive=chance.triangular(0.55, 1.5, 1.0),
        wishes=[],
        licence=chance.random() < (0.55 if swedish == 5 else 0.2),
        can_lift=chance.random() < 0.8,
        unit_id=unit,
    )


def _number(numbers: Numbers, world: World, *, born: int, woman: bool, is_new: bool) -> tuple[date, str | None]:
    """Most have a personnummer; some who are new here a samordningsnummer, or none yet."""
    kind = world.chance.random() if is_new else 1.0
    if kind < 0.035:
        return date.fromordinal(born), None
    return numbers.one(world.chance, born=born, woman=woman, coordination=kind < 0.09)


def register(world: World, life: Life, by: Staff) -> None:
    """Into the register, as `register_participant` does it."""
    table = world.rows[rows.Participant]
    life.person.id = len(table) + 1
    table.append(life.person)
    world.lives.append(life)
    life.person.created_at = world.moment(life)
    world.log(EventKind.PARTICIPANT_REGISTERED, life.person, by, life, in_case=False)
