"""Register (register): what is known of everybody that a file may be about, in the columns of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..people import fold
from .directory import Directory
from .seats import SeatBook


@dataclass(frozen=True)
class KnownPlacement:
    """A placement that runs, in the columns of the file."""

    id: int
    seat: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who is here, in the columns of the file, with what the comparison must know besides."""

    id: int
    values: Mapping[str, Any]
    is_visible: bool = True
    is_protected: bool = False
    case_id: int | None = None
    last_closed_on: date | None = None
    has_waiting_referral: bool = False
    baseline_is_locked: bool = False
    period_id: int | None = None
    last_period_ended_on: date | None = None
    placements: tuple[KnownPlacement, ...] = ()

    @property
    def name(self) -> str:
        return fold(f"{self.values['given_name']} {self.values['family_name']}")


@dataclass
class Register:
    """Everything that rows are compared with."""

    people: list[KnownPerson]
    cases: Mapping[str, tuple[int, bool]]
    """Case number → (participant, whether it is closed)."""
    directories: Mapping[str, Directory]
    coordinators: frozenset[int]
    places: Mapping[int, Mapping[str, Any]]
    """Place → its name, forms, opened_on and closed_on."""
    seats: SeatBook
    by_id: dict[int, KnownPerson] = field(init=False)
    by_number: dict[str, KnownPerson] = field(init=False)
    by_name: dict[tuple[str, date | None], list[KnownPerson]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {person.id: person for person in self.people}
        self.by_number = {
            person.values["identity_number"]: person for person in self.people if person.values["identity_number"]
        }
        self.by_name = {}
        for person in self.people:
            self.by_name.setdefault((person.name, person.values["born_on"]), []).append(person)
