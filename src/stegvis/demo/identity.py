"""Identity numbers of invented people (identitetsnummer), only from the Tax Agency's series for tests."""

from __future__ import annotations

from datetime import date
from random import Random

SERIALS = (238, 239, *range(982, 1000))
"""For everybody in the crowd."""

WOMAN_WITH_A_STORY, MAN_WITH_A_STORY = 980, 981
"""Kept for those who are told about by name, so that the crowd never takes their numbers."""

COORDINATION_ADDS = 60


def check_digit(nine: str) -> int:
    """The last digit by the rule of SKV 704: every other digit doubled, digits summed, up to the next ten."""
    total = 0
    for place, digit in enumerate(nine):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


def number(*, born_on: date, serial: int, coordination: bool = False) -> str:
    """Twelve digits."""
    day = born_on.day + (COORDINATION_ADDS if coordination else 0)
    eleven = f"{born_on:%Y%m}{day:02d}{serial:03d}"
    return f"{eleven}{check_digit(eleven[2:])}"


class Numbers:
    """Hands out every number once; a day whose serials are used up gives the next day's."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def one(self, chance: Random, *, born: int, woman: bool, coordination: bool = False) -> tuple[date, str]:
        """A day of birth, on or after `born` (an ordinal), and a number for it."""
        while True:
            born_on = date.fromordinal(born)
            serials = [serial for serial in SERIALS if (serial % 2 == 0) == woman]
            chance.shuffle(serials)
            for serial in serials:
                digits = number(born_on=born_on, serial=serial, coordination=coordination)
                if digits not in self.used:
                    self.used.add(digits)
                    return born_on, digits
            born += 1
