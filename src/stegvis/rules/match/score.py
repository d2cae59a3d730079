"""Score (poäng): named parts with a maximum each, and what speaks for and against. They order places, never people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..place import Field
from ..words import N_, Labelled, Reason
from .values import Offer, Wanted

NEAR_MINUTES = 15
NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in (
        (Field.CHILDREN, Field.CULTURE),
        (Field.CHILDREN, Field.CARE),
        (Field.CARE, Field.KITCHEN),
        (Field.KITCHEN, Field.CLEANING),
        (Field.CLEANING, Field.CARE),
        (Field.GREEN, Field.CRAFT),
        (Field.CRAFT, Field.TRANSPORT),
        (Field.TRANSPORT, Field.SHOP),
        (Field.SHOP, Field.OFFICE),
        (Field.OFFICE, Field.CULTURE),
        (Field.SHOP, Field.KITCHEN),
    )
)
"""Fields so near that one trains for the other."""


class PartKind(Labelled):
    """The named parts of the total."""

    INDEPENDENCE = "independence", N_("Självständighet")
    GOAL = "goal", N_("Mål och önskan")
    SCHEDULE = "schedule", N_("Schema")
    TRAVEL = "travel", N_("Resväg")
    SUPERVISOR = "supervisor", N_("Handledarens tid")


MOST = {
    PartKind.INDEPENDENCE: 30,
    PartKind.GOAL: 25,
    PartKind.SCHEDULE: 20,
    PartKind.TRAVEL: 15,
    PartKind.SUPERVISOR: 10,
}


@dataclass(frozen=True)
class Part:
    """One part: its points of at most `most`, and one sentence that speaks for the place or against it."""

    kind: PartKind
    points: int
    speaks_for: bool
    words: Reason

    @property
    def most(self) -> int:
        return MOST[self.kind]


@dataclass(frozen=True)
class Score:
    """The parts in the order they are shown; the total is nothing but their sum."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def because(self) -> list[tuple[bool, Reason]]:
        """What speaks for the place first, then what speaks against."""
        return sorted(((part.speaks_for, part.words) for part in self.parts), key=lambda row: not row[0])


def independence(wanted: Wanted, offer: Offer) -> Part:
    """Full when there is a level left to grow into on the same place."""
    level, lowest, highest = wanted.independence_level, offer.independence_from, offer.independence_to
    if level < highest:
        words = Reason("Grad {lowest}–{highest}: {name} kan växa och bli kvar", lowest=lowest, highest=highest,
                       name=wanted.name)  # fmt: skip
        return Part(PartKind.INDEPENDENCE, 30, True, words)
    words = Reason("Grad {level} är platsens högsta: nästa grad betyder ett byte", level=level)
    return Part(PartKind.INDEPENDENCE, 24, False, words)


def goal(wanted: Wanted, offer: Offer) -> Part:
    """The first wish counts most; a field near a wish counts a little."""
    place = offer.field
    if place in wanted.wishes:
        position = wanted.wishes.index(place)
        words = Reason("{name} vill helst arbeta med {field}", field=place, name=wanted.name)
        if position:
            words = Reason("{name} vill också arbeta med {field}", field=place, name=wanted.name)
        return Part(PartKind.GOAL, (25, 20, 16)[min(position, 2)], True, words)
    if not wanted.wishes:
        return Part(PartKind.GOAL, 10, False, Reason("Ingen önskan står i kartläggningen"))
    near = next((wish for wish in wanted.wishes if frozenset((wish, place)) in NEIGHBOURS), None)
    if near is not None:
        return Part(PartKind.GOAL, 10, False, Reason("Arbetet är inom {field}, nära {wish}", field=place, wish=near))
    return Part(PartKind.GOAL, 0, False, Reason("Arbetet är inom {field}, som inte är önskat", field=place))


def schedule(wanted: Wanted, offer: Offer) -> Part:
    """Half-days to spare let the week change without a change of place."""
    common = (wanted.slots & offer.slots).bit_count()
    spare = common - wanted.half_days_needed
    if spare > 0:
        words = Reason("{common} halvdagar passar, {needed} behövs", common=common, needed=wanted.half_days_needed)
        return Part(PartKind.SCHEDULE, 20 if spare > 1 else 18, True, words)
    return Part(PartKind.SCHEDULE, 14, False, Reason("Alla halvdagar som passar går åt, ingen är över"))


def travel(wanted: Wanted, offer: Offer) -> Part:
    """Full for what is near, falling to a third at the limit; an unknown journey gets a third."""
    minutes = offer.travel_minutes
    if minutes is None:
        return Part(PartKind.TRAVEL, 5, False, Reason("Restiden är inte känd, räkna efter"))
    words = Reason("Resan tar {minutes} minuter", minutes=minutes)
    if minutes <= NEAR_MINUTES:
        return Part(PartKind.TRAVEL, 15, True, words)
    span = max(wanted.longest_travel_minutes - NEAR_MINUTES, 1)
    used = min(minutes - NEAR_MINUTES, span)
    points = 15 - 10 * used // span
    return Part(PartKind.TRAVEL, points, 2 * used <= span, words)


def supervisor(wanted: Wanted, offer: Offer) -> Part:
    """The share of the supervisors' room that is left before this participant comes."""
    now, left = offer.supervised, offer.supervision_left
    if left is None:
        return Part(PartKind.SUPERVISOR, 5, False, Reason("Handledaren har inte sagt hur många som får plats"))
    if not now:
        return Part(PartKind.SUPERVISOR, 10 if left else 0, left > 0, Reason("Handledaren har ingen deltagare nu"))
    words = Reason("Handledaren har {now} deltagare, kan ta {left} till", now=now, left=left)
    return Part(PartKind.SUPERVISOR, 10 * left // (now + left), left >= now, words)


PARTS: tuple[Callable[[Wanted, Offer], Part], ...] = (independence, goal, schedule, travel, supervisor)


def score(wanted: Wanted, offer: Offer) -> Score:
    """Every part for one place."""
    return Score(tuple(part(wanted, offer) for part in PARTS))
