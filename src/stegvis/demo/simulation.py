"""The whole demonstration (demonstrationen): a municipality lives through some years, day by day."""

from __future__ import annotations

from datetime import date

from . import arrivals, municipality, place, reading, story
from .world import World

PEOPLE_PER_MUNICIPALITY = 2500
"""A larger demonstration gets its places once more for so many participants."""
TRIAL = 600
"""So many participants tell how many events one leaves behind."""
MARGIN = 1.05
"""In a larger municipality places are scarcer, and the trial may have been a lively one."""


def simulate(*, participants: int, years: int, seed: int, today: date, events: int = 0) -> World:
    """The same arguments give the same rows. `events` asks for at least so many, by judging points more often."""
    judgements = _judgements(participants=participants, years=years, seed=seed, today=today, events=events)
    return _live(participants=participants, years=years, seed=seed, today=today, judgements=judgements)


def _live(*, participants: int, years: int, seed: int, today: date, judgements: float) -> World:
    world = World(today=today, years=years, seed=seed)
    world.judgements = judgements
    municipality.found(world)
    place.acquire(world, times=max(1, round(participants / PEOPLE_PER_MUNICIPALITY)))
    story.tell(world)
    arrivals.plan(world, participants=max(0, participants - story.COUNT))
    world.run()
    reading.fill(world)
    return world


def _judgements(*, participants: int, years: int, seed: int, today: date, events: int) -> float:
    """How much more often points must be judged, found by two trials (events grow in a straight line with it)."""
    if not events:
        return 1.0
    few = min(TRIAL, participants)
    one, three = (
        len(_live(participants=few, years=years, seed=seed, today=today, judgements=judgements).events) / few
        for judgements in (1.0, 3.0)
    )
    wanted = events / participants * MARGIN
    return max(1.0, 1 + 2 * (wanted - one) / (three - one))
