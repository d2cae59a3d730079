"""The way of a place (platsens väg) in the demonstration: proposed, profiled, approved, opened, and its seats later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from ..rules.history import EventKind
from ..rules.people import OrganisationKind, Role
from ..rules.place import ALL_HALF_DAYS, EMPLOYERS, ExtractLaw, PlaceStatus
from . import names, places, rows
from .municipality import OWN_UNITS, first
from .places import Kind
from .world import Seats, Staff, World

KEPT = ("Solgläntan", "Cykelrummet", "Återbruket")
"""Places of the stories: open from the beginning, and offered to others when the story has begun."""
WEEKDAYS_BUT_FRIDAY = 0b0011111111
MORNINGS = 0b0101010101
TRAINED_SHARE = 0.7
"""So many of the supervisors have had the introduction when their place opens."""
HEARD = {True: "Eget samråd på arbetsplatsen.", False: "Inga invändningar."}
"""What stands of the dialogue with the unions, where it is passed and where it is held."""
STEPS = (PlaceStatus.PROPOSED, PlaceStatus.PROFILED, PlaceStatus.UNION_NOTED, PlaceStatus.APPROVED)
AT_ONCE = timedelta(minutes=2)


@dataclass(slots=True, eq=False)
class Coming:
    """A place that will open: its host, agreement, name, kind of work, seats and forms; its row once proposed."""

    host: str
    host_kind: OrganisationKind
    agreement: int
    name: str
    kind: Kind
    seats: int
    forms: list[str]
    row: rows.Place = field(init=False)

    @property
    def in_own_unit(self) -> bool:
        return self.host in OWN_UNITS


def propose(world: World, coming: Coming) -> None:
    """As `propose_place`. Hours, half-days and where it lies are drawn on the day it opens, see `_draw`."""
    kind = coming.kind
    coming.row = world.add(
        rows.Place,
        host_id=world.units[coming.host],
        agreement_id=coming.agreement,
        name=coming.name,
        status=PlaceStatus.PROPOSED.value,
        field=kind.field.value,
        tasks=kind.tasks,
        trains=kind.trains,
        forms=coming.forms,
        independence_from=kind.independence[0],
        independence_to=kind.independence[1],
        lowest_swedish=kind.swedish,
        needs_driving_licence=kind.licence,
        extract_law=ExtractLaw.SCHOOL.value if kind.extract else "",
        needs_lifting=kind.lifting,
    )
    world.log(EventKind.PLACE_SAVED, coming.row, _buyer(world, coming), moment=_moment(world, coming), is_new=True)
    _move(world, coming, PlaceStatus.PROPOSED, _buyer(world, coming))


def profile(world: World, coming: Coming) -> None:
    """As `profile_place`, with the manager who answers for it."""
    row = coming.row
    if row.name.startswith(("Lindallen, akt", "Lindallen, gå", "Lindallen, tvä", "Ekliden, ", "Åbrinken", "Solhaga")):
        row.manager_id = first(world, Role.RECEIVING_MANAGER).id
    moment = _moment(world, coming, PlaceStatus.PROFILED)
    world.log(EventKind.PLACE_SAVED, row, _buyer(world, coming), moment=moment, is_new=False)
    _move(world, coming, PlaceStatus.PROFILED, _buyer(world, coming))


def hear_unions(world: World, coming: Coming) -> None:
    """As `note_union`, or `pass_union` at a company or an association."""
    passed = coming.host_kind in EMPLOYERS
    coming.row.union_note = HEARD[passed]
    if passed:
        _move(world, coming, PlaceStatus.UNION_NOTED, _buyer(world, coming), passed=True)
    else:
        coming.row.union_noted_on = world.date
        _move(world, coming, PlaceStatus.UNION_NOTED, first(world, Role.HR))


def approve(world: World, coming: Coming) -> None:
    """As `approve_place`."""
    hr = first(world, Role.HR)
    coming.row.approved_on, coming.row.approved_by_id = world.date, hr.id
    _move(world, coming, PlaceStatus.APPROVED, hr)


def open_place(world: World, coming: Coming) -> None:
    """As `open_place`, some with one seat fewer than they will have, and with somebody who supervises."""
    row, seats, buyer = coming.row, coming.seats, _buyer(world, coming)
    grows = seats > 1 and world.chance.random() < 0.35
    _draw(world, coming)
    row.opened_on = world.date
    supervisor = _appoint(world, coming)
    capacity = world.add(rows.PlaceCapacity, place_id=row.id, seats=seats - grows, starts_on=world.date)
    place = Seats(row, supervisor.id, capacity, [0] * seats, seats, coming.in_own_unit)
    world.places[row.id] = place
    if not row.name.startswith(KEPT):
        offer(world, place)
    opened_at = world.moment()
    _move(world, coming, PlaceStatus.OPEN, buyer, moment=opened_at, seats=seats - grows)
    world.log(EventKind.SUPERVISOR_SAVED, supervisor, buyer, moment=opened_at + AT_ONCE, place=row.id)
    if supervisor.user_id is not None or supervisor.trained_on is not None:
        world.log(EventKind.SUPERVISOR_SAVED, supervisor, buyer, moment=opened_at + 2 * AT_ONCE)
    _plan_changes(world, place, grows=grows)


def _buyer(world: World, coming: Coming) -> Staff:
    """Who works for the place: HR where the municipality employs, else an employer coordinator."""
    return first(world, Role.HR if "bea" in coming.forms or coming.in_own_unit else Role.EMPLOYER_COORDINATOR)


def _move(
    world: World, coming: Coming, to: PlaceStatus, by: Staff, *, moment: datetime | None = None, **data: Any
) -> None:
    coming.row.status = to.value
    world.log(EventKind.PLACE_MOVED, coming.row, by, moment=moment or _moment(world, coming, to), to=to.value, **data)


def _moment(world: World, coming: Coming, to: PlaceStatus = PlaceStatus.PROPOSED) -> datetime:
    """Each step has an hour of its own, so that two on the same day come in order."""
    chance = Random(f"way/{coming.row.id}/{to}")  # noqa: S311 (a simulation, not a secret)
    return world.clock((8 + 2 * STEPS.index(to)) * 3600 + chance.randrange(3600))


def _draw(world: World, coming: Coming) -> None:
    """What chance decides of a place. It is asked the day it opens, so that what comes later is the same as ever."""
    chance, row = world.chance, coming.row
    row.hours_from = chance.choice((8, 10, 10, 15))
    row.hours_to = chance.choice((25, 30, 40, 40))
    row.slots = chance.choices((ALL_HALF_DAYS, WEEKDAYS_BUT_FRIDAY, MORNINGS), (7, 2, 1))[0]
    row.travel_zone = chance.choices(list(places.ZONES), places.ZONE_SHARES)[0]
    row.supervisor_name = str(chance.randrange(20))
    row.supervisor_people = max(coming.seats, chance.choice((2, 3, 3, 4)))


def offer(world: World, place: Seats) -> None:
    """From now on anybody of the right level may be asked about the place."""
    for level in range(place.row.independence_from, place.row.independence_to + 1):
        world.open_places[level].append(place)


def _appoint(world: World, coming: Coming) -> rows.Supervisor:
    """As `appoint_supervisor`, then `save_supervisor` for who has an account or the introduction."""
    row = coming.row
    chance = Random(f"supervisor/{row.id}/{row.supervisor_name}")  # noqa: S311 (a simulation, not a secret)
    row.supervisor_name = _name(world, row.host_id, chance)
    trained_on = world.date if chance.random() < TRAINED_SHARE else None
    user, signs_in = None, first(world, Role.WORKPLACE_SUPERVISOR)
    if row.name.startswith("Solgläntan") and signs_in.name not in {name for _host, name in world.supervisors}:
        user, row.supervisor_name = signs_in.id, signs_in.name
    world.supervisors.add((row.host_id, row.supervisor_name))
    made = world.add(
        rows.Supervisor,
        organisation_id=row.host_id,
        name=row.supervisor_name,
        user_id=user,
        trained_on=trained_on,
        starts_on=world.date,
    )
    world.add(rows.SupervisorRoom, supervisor_id=made.id, people=row.supervisor_people, starts_on=world.date)
    world.add(rows.PlaceSupervisor, place_id=row.id, supervisor_id=made.id, starts_on=world.date)
    return made


def _name(world: World, host: int, chance: Random) -> str:
    """A name that nobody else at the host has: the action takes the same name for the same person."""
    while True:
        given, family, _origin = names.somebody(chance, woman=chance.random() < 0.6)
        name = f"{given} {family}"
        if (host, name) not in world.supervisors:
            return name


def _plan_changes(world: World, place: Seats, *, grows: bool) -> None:
    chance = world.chance
    if grows:
        world.soon(90, 400, change_capacity, place, place.full_seats)
    if place.full_seats > 1 and chance.random() < 0.2:
        day = world.day + chance.randint(420, 1500)
        world.at(day, change_capacity, place, place.full_seats - 1)
        if chance.random() < 0.7:
            world.at(day + chance.randint(90, 300), change_capacity, place, place.full_seats)


def change_capacity(world: World, place: Seats, seats: int) -> None:
    """As the action does it, from today; a host takes away only a seat that nobody has."""
    current = place.capacity
    if seats == current.seats or any(last >= world.day for last in place.last_day[seats:]):
        return
    current.ends_on = world.date - timedelta(days=1)
    place.capacity = world.add(rows.PlaceCapacity, place_id=place.row.id, seats=seats, starts_on=world.date)
    buyer = first(world, Role.HR if place.in_own_unit else Role.EMPLOYER_COORDINATOR)
    world.log(EventKind.CAPACITY_CHANGED, place.row, buyer, seats=seats)
