"""SeatBook (platser): which seat a placement of a file can have, given everybody who already sits or is in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..place import first_free_seat, least_capacity


@dataclass(frozen=True)
class Sitting:
    """Somebody on a seat for a time; `placement_id` is None for one that the file brings."""

    seat: int
    starts_on: date
    ends_on: date
    placement_id: int | None = None


@dataclass
class SeatBook:
    """The seats of all places: capacity as (from, to or None, seats), who sits when, and what is promised."""

    capacities: Mapping[int, list[tuple[date, date | None, int]]]
    promised: Mapping[int, list[tuple[date, date]]] = field(default_factory=dict)
    sittings: dict[int, list[Sitting]] = field(default_factory=dict)

    def take(
        self,
        place_id: int,
        *,
        starts_on: date,
        ends_on: date,
        wished: int | None = None,
        placement_id: int | None = None,
    ) -> int | None:
        """Take a seat that is free every day of the period, the `wished` one if it can be; None when full."""
        others = [
            sitting
            for sitting in self.sittings.get(place_id, [])
            if placement_id is None or sitting.placement_id != placement_id
        ]
        taken = {other.seat for other in others if other.starts_on <= ends_on and other.ends_on >= starts_on}
        capacity = least_capacity(self.capacities.get(place_id, []), starts_on=starts_on, ends_on=ends_on)
        seat = wished if wished and wished <= capacity and wished not in taken else None
        seat = seat or self._free(place_id, capacity, taken, starts_on=starts_on, ends_on=ends_on)
        if seat is not None:
            self.sittings[place_id] = [*others, Sitting(seat, starts_on, ends_on, placement_id)]
        return seat

    def _free(self, place_id: int, capacity: int, taken: set[int], *, starts_on: date, ends_on: date) -> int | None:
        """The first free seat, when one is left over after those to whom one is promised."""
        waiting = sum(1 for first, last in self.promised.get(place_id, []) if first <= ends_on and last >= starts_on)
        free = sum(1 for seat in range(1, capacity + 1) if seat not in taken)
        return first_free_seat(capacity=capacity, taken=taken) if free > waiting else None
