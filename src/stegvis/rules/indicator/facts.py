"""Facts (underlag): the flat rows that figures are counted from, and which of them belong to a period."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from .period import Period


class ReferralFact(NamedTuple):
    """A referral, on the day it was received."""

    id: int
    person: int
    gender: str
    unit: str
    on: date


class CaseFact(NamedTuple):
    """A case, from the day it was opened to the day it was closed."""

    id: int
    person: int
    gender: str
    unit: str
    on: date
    closed_on: date | None


class MoveFact(NamedTuple):
    """A move on the ladder."""

    id: int
    person: int
    gender: str
    unit: str
    on: date
    from_step: int
    to_step: int


class ExitFact(NamedTuple):
    """An exit with its outcome, and what is known of whether it lasted."""

    id: int
    person: int
    gender: str
    unit: str
    on: date
    outcome: str
    lasts_a_month: bool | None
    outcome_held: bool | None


class FirstPlacementFact(NamedTuple):
    """The first placement of a case; `id` is the case."""

    id: int
    person: int
    gender: str
    unit: str
    on: date
    referred_on: date


class SeatsFact(NamedTuple):
    """So many seats at a place for a time; `unit` is the department, or the kind of host outside the municipality."""

    id: int
    unit: str
    seats: int
    on: date
    ends_on: date | None

    @property
    def gender(self) -> str:
        return ""


class HouseholdFact(NamedTuple):
    """A household with children while somebody in it has an open case, and whether a parent goes to work then.

    `person` stands for it among the records; a household has no gender.
    """

    id: int
    person: int
    unit: str
    on: date
    ends_on: date | None
    goes_to_work: bool

    @property
    def gender(self) -> str:
        return ""


class ReviewFact(NamedTuple):
    """A plan that has been reviewed against the checklist, and whether nothing was missing."""

    id: int
    person: int
    gender: str
    unit: str
    on: date
    is_without_remark: bool


Fact = ReferralFact | CaseFact | MoveFact | ExitFact | FirstPlacementFact | SeatsFact | HouseholdFact | ReviewFact


@dataclass(frozen=True)
class Facts:
    """Everything the figures are counted from, or the part of it that belongs to one period or group."""

    referrals: tuple[ReferralFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    moves: tuple[MoveFact, ...] = ()
    exits: tuple[ExitFact, ...] = ()
    first_placements: tuple[FirstPlacementFact, ...] = ()
    seats: tuple[SeatsFact, ...] = ()
    households: tuple[HouseholdFact, ...] = ()
    reviews: tuple[ReviewFact, ...] = ()

    def during(self, period: Period, *, today: date) -> Facts:
        """The rows of a period, as far as it has come: flows that happened in it, cases open some day of it, and the
        seats and households that there are on its last day."""
        first, last = period.first_day, min(period.last_day, today)
        if last < first:
            return Facts()
        return Facts(
            referrals=tuple(row for row in self.referrals if first <= row.on <= last),
            cases=tuple(
                row for row in self.cases if row.on <= last and (row.closed_on is None or row.closed_on >= first)
            ),
            moves=tuple(row for row in self.moves if first <= row.on <= last),
            exits=tuple(row for row in self.exits if first <= row.on <= last),
            first_placements=tuple(row for row in self.first_placements if first <= row.on <= last),
            seats=tuple(row for row in self.seats if row.on <= last and (row.ends_on is None or row.ends_on >= last)),
            reviews=tuple(row for row in self.reviews if first <= row.on <= last),
            households=tuple(
                row for row in self.households if row.on <= last and (row.ends_on is None or row.ends_on >= last)
            ),
        )

    def by(self, group: str) -> dict[str, Facts]:
        """The same rows divided by one of their columns, `gender` or `unit`."""
        divided: dict[str, dict[str, list[Fact]]] = {}
        for kind in KINDS:
            for row in getattr(self, kind):
                name = getattr(row, group)
                try:
                    divided[name][kind].append(row)
                except KeyError:
                    divided.setdefault(name, {}).setdefault(kind, []).append(row)
        return {
            name: Facts(**{kind: tuple(rows) for kind, rows in kinds.items()})  # type: ignore[arg-type]
            for name, kinds in divided.items()
        }


KINDS = tuple(kind.name for kind in fields(Facts))
