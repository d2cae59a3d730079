"""Places of the demonstration (arbetsplatser): opened through the years, with seats that come and go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from ..rules.history import EventKind
from ..rules.people import OrganisationKind, Role
from ..rules.place import ALL_HALF_DAYS, ExtractLaw
from . import names, places, rows
from .agreement import agree
from .municipality import OWN_UNITS, first
from .places import Kind
from .world import Seats, World

KEPT = ("Solgläntan", "Cykelrummet", "Återbruket")
"""Places of the stories: open from the beginning, and offered to others when the story has begun."""
WEEKDAYS_BUT_FRIDAY = 0b0011111111
MORNINGS = 0b0101010101
TRAINED_SHARE = 0.7
"""So many of the supervisors have had the introduction when their place opens."""
OPEN_AT_START = 0.35
MOST_OPEN_AFTER = 0.4
"""The share of places open when it begins, and the share of the time after which the last one opens."""


def acquire(world: World, *, times: int = 1) -> None:
    """Agree with every host and plan when each place opens; `times` repeats all for a larger municipality."""
    for host in places.HOSTS:
        share = _spread(world, host.seats, len(host.sites))
        agreement = agree(world, host.name, host.kind, host.seats, times=times)
        for round_ in range(times):
            for number, site in enumerate(host.sites):
                kind = host.kinds[number % len(host.kinds)]
                name = f"{site}, {kind.what}" if host.name not in OWN_UNITS else site
                forms = list(host.forms)
                coming = Coming(host.name, agreement, _again(name, round_), kind, share[number], forms)
                _plan(world, coming)
    for kind_of_host, hosts, seats in (
        (OrganisationKind.ASSOCIATION, places.ASSOCIATIONS, places.ASSOCIATION_SEATS),
        (OrganisationKind.COMPANY, places.COMPANIES, places.COMPANY_SEATS),
    ):
        share = _spread(world, max(seats, len(hosts)), len(hosts))
        for number, (host_name, site, kind) in enumerate(hosts):
            agreement = agree(world, host_name, kind_of_host, share[number], times=times)
            forms = ["work_experience", "work_training"]
            forms += ["osa"] if host_name == places.ASSOCIATIONS[0][0] else []
            for round_ in range(times):
                _plan(world, Coming(host_name, agreement, _again(site, round_), kind, share[number], forms))


def _again(name: str, round_: int) -> str:
    return f"{name} {round_ + 1}" if round_ else name


def _spread(world: World, seats: int, count: int) -> list[int]:
    """Seats over places, at least one each."""
    share = [1] * count
    for _ in range(seats - count):
        share[world.chance.randrange(count)] += 1
    return share


@dataclass(frozen=True)
class Coming:
    """A place that will open: its host, agreement, name, kind of work, seats and forms."""

    host: str
    agreement: int
    name: str
    kind: Kind
    seats: int
    forms: list[str]


def _plan(world: World, coming: Coming) -> None:
    """Most of the growth comes in the first years, as after a decision to make many new places."""
    chance = world.chance
    if coming.name.startswith(KEPT) or chance.random() < OPEN_AT_START:
        day = world.first_day + 5 + chance.randrange(40)
    else:
        day = world.start + int(chance.random() * MOST_OPEN_AFTER * (world.today - world.start))
    world.at(day, open_place, coming)


def open_place(world: World, coming: Coming) -> None:
    """As `save_place` for a new place, some with one seat fewer than they will have."""
    chance, kind, seats, forms = world.chance, coming.kind, coming.seats, coming.forms
    in_own_unit = coming.host in OWN_UNITS
    grows = seats > 1 and chance.random() < 0.35
    row = world.add(
        rows.Place,
        host_id=world.units[coming.host],
        agreement_id=coming.agreement,
        name=coming.name,
        field=kind.field.value,
        tasks=kind.tasks,
        trains=kind.trains,
        forms=forms,
        independence_from=kind.independence[0],
        independence_to=kind.independence[1],
        hours_from=chance.choice((8, 10, 10, 15)),
        hours_to=chance.choice((25, 30, 40, 40)),
        slots=chance.choices((ALL_HALF_DAYS, WEEKDAYS_BUT_FRIDAY, MORNINGS), (7, 2, 1))[0],
        travel_zone=chance.choices(list(places.ZONES), places.ZONE_SHARES)[0],
        lowest_swedish=kind.swedish,
        needs_driving_licence=kind.licence,
        needs_extract=kind.extract,
        extract_law=ExtractLaw.SCHOOL.value if kind.extract else "",
        needs_lifting=kind.lifting,
        supervisor_name=str(chance.randrange(20)),
        supervisor_people=max(seats, chance.choice((2, 3, 3, 4))),
        manager_id=None,
        opened_on=world.date,
    )
    supervisor = _give_people(world, row)
    capacity = world.add(rows.PlaceCapacity, place_id=row.id, seats=seats - grows, starts_on=row.opened_on)
    place = Seats(row, supervisor, capacity, [0] * seats, seats, in_own_unit)
    world.places[row.id] = place
    if not row.name.startswith(KEPT):
        offer(world, place)
    buyer = first(world, Role.HR if "bea" in forms or in_own_unit else Role.EMPLOYER_COORDINATOR)
    world.log(EventKind.PLACE_SAVED, row, buyer, is_new=True)
    _plan_changes(world, place, grows=grows)


def offer(world: World, place: Seats) -> None:
    """From now on anybody of the right level may be asked about the place."""
    for level in range(place.row.independence_from, place.row.independence_to + 1):
        world.open_places[level].append(place)


def _give_people(world: World, row: rows.Place) -> int:
    """Somebody who supervises, and a manager at some; two hosts have somebody who signs in."""
    if row.name.startswith(("Lindallen, akt", "Lindallen, gå", "Lindallen, tvä", "Ekliden, ", "Åbrinken", "Solhaga")):
        row.manager_id = first(world, Role.RECEIVING_MANAGER).id
    chance = Random(f"supervisor/{row.id}/{row.supervisor_name}")  # noqa: S311 (a simulation, not a secret)
    row.supervisor_name = _name(world, row.host_id, chance)
    row.supervisor_trained_on = world.date if chance.random() < TRAINED_SHARE else None
    signs_in = first(world, Role.WORKPLACE_SUPERVISOR)
    if row.name.startswith("Solgläntan") and signs_in.name not in {name for _host, name in world.supervisors}:
        row.supervisor_user_id, row.supervisor_name = signs_in.id, signs_in.name
    world.supervisors.add((row.host_id, row.supervisor_name))
    return _appoint(world, row)


def _name(world: World, host: int, chance: Random) -> str:
    """A name that nobody else at the host has: the action takes the same name for the same person."""
    while True:
        given, family, _origin = names.somebody(chance, woman=chance.random() < 0.6)
        name = f"{given} {family}"
        if (host, name) not in world.supervisors:
            return name


def _appoint(world: World, row: rows.Place) -> int:
    made = world.add(
        rows.Supervisor,
        organisation_id=row.host_id,
        name=row.supervisor_name,
        user_id=row.supervisor_user_id,
        trained_on=row.supervisor_trained_on,
        starts_on=row.opened_on,
    )
    world.add(rows.SupervisorRoom, supervisor_id=made.id, people=row.supervisor_people, starts_on=row.opened_on)
    world.add(rows.PlaceSupervisor, place_id=row.id, supervisor_id=made.id, starts_on=row.opened_on)
    return made.id


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
