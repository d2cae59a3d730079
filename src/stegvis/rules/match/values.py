"""What a match is made of (underlag): what one person looks for, and what one place offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..extract import Shown
from ..place import ExtractLaw, Field, PlacementForm, Seats
from ..words import N_, Labelled, Reason

HOURS_PER_HALF_DAY = 4


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What one participant looks for, from the latest mapping, the case and what is tried on the page."""

    name: str
    starts_on: date
    ends_on: date
    hours_per_week: int
    form: PlacementForm | None
    independence_level: int
    wishes: tuple[Field, ...]
    slots: int
    longest_travel_minutes: int
    swedish: int
    has_driving_licence: bool
    can_lift: bool
    extracts: tuple[Shown, ...] = ()

    @property
    def half_days_needed(self) -> int:
        return -(-self.hours_per_week // HOURS_PER_HALF_DAY)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What one place offers, with its seats over time.

    `supervised` is how many its supervisors have on the first day, `supervision_left` how many more they take in the
    period; None when they have not said. `uncovered` says by form why no agreement takes one more.
    """

    key: int
    name: str
    field: Field
    forms: frozenset[PlacementForm]
    independence_from: int
    independence_to: int
    hours_from: int
    hours_to: int
    slots: int
    lowest_swedish: int
    needs_driving_licence: bool
    needs_lifting: bool
    opened_on: date
    closed_on: date | None
    seats: Seats
    travel_minutes: int | None
    supervised: int
    supervision_left: int | None
    has_supervisor: bool
    uncovered: Mapping[PlacementForm, tuple[Reason, ...]]
    has_waiting: bool
    is_paused: bool = False
    paused_until: date | None = None
    rests_until: date | None = None
    extract_law: ExtractLaw = ExtractLaw.NONE

    def free(self, first: date, last: date) -> int:
        """How many can start: seats that nobody has on any of the days, and no more than the supervisors take."""
        seats = self.seats.free(first, last)
        return seats if self.supervision_left is None else min(seats, self.supervision_left)


class ChosenBecause(Labelled):
    """Why somebody is asked about another place than the first in the list."""

    PARTICIPANT_WISH = "participant_wish", N_("Deltagaren vill det")
    KNOWN_HERE = "known_here", N_("Jag vet något som poängen inte vet")
    PLACE_NEEDS = "place_needs", N_("Platsen behöver någon nu")
    OTHER = "other", N_("Annat skäl")
