"""Places of the demonstration (arbetsplatser): agreed on, and each planned for the day it will open."""

from __future__ import annotations

from ..rules.people import OrganisationKind
from . import opening, places
from .agreement import agree
from .municipality import OWN_UNITS
from .opening import KEPT, Coming
from .world import World, earlier, working

OPEN_AT_START = 0.35
MOST_OPEN_AFTER = 0.4
"""The share of places open when it begins, and the share of the time after which the last one opens."""
WAY_DAYS = 63
"""So long before it opens a place is proposed; those that are open when it begins have only days for it."""


def acquire(world: World, *, times: int = 1) -> None:
    """Agree with every host and plan when each place opens; `times` repeats all for a larger municipality."""
    coming: list[tuple[int, Coming]] = []
    for host in places.HOSTS:
        share = _spread(world, host.seats, len(host.sites))
        agreement = agree(world, host.name, host.kind, host.seats, times=times)
        for round_ in range(times):
            for number, site in enumerate(host.sites):
                kind = host.kinds[number % len(host.kinds)]
                name = f"{site}, {kind.what}" if host.name not in OWN_UNITS else site
                forms = list(host.forms)
                one = Coming(host.name, host.kind, agreement, _again(name, round_), kind, share[number], forms)
                coming.append((_opens_on(world, one), one))
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
                one = Coming(host_name, kind_of_host, agreement, _again(site, round_), kind, share[number], forms)
                coming.append((_opens_on(world, one), one))
    _plan(world, coming)


def _again(name: str, round_: int) -> str:
    return f"{name} {round_ + 1}" if round_ else name


def _spread(world: World, seats: int, count: int) -> list[int]:
    """Seats over places, at least one each."""
    share = [1] * count
    for _ in range(seats - count):
        share[world.chance.randrange(count)] += 1
    return share


def _opens_on(world: World, coming: Coming) -> int:
    """Most of the growth comes in the first years, as after a decision to make many new places."""
    chance = world.chance
    if coming.name.startswith(KEPT) or chance.random() < OPEN_AT_START:
        return working(world.first_day + 5 + chance.randrange(40))
    return working(world.start + int(chance.random() * MOST_OPEN_AFTER * (world.today - world.start)))


def _plan(world: World, coming: list[tuple[int, Coming]]) -> None:
    """Each is proposed in the order in which they open, and goes every step of the way before its day."""
    for day, one in sorted(coming, key=lambda each: each[0]):
        proposed = max(day - WAY_DAYS, world.first_day + 1)
        world.at(proposed, opening.propose, one)
        world.at(earlier(day - (day - proposed) * 2 // 3), opening.profile, one)
        world.at(earlier(day - (day - proposed) // 3), opening.hear_unions, one)
        world.at(earlier(day - 1), opening.approve, one)
    for day, one in coming:
        world.at(day, opening.open_place, one)
