"""Whom a line is about (personen på raden)."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.rules.words import Reason


@dataclass(frozen=True)
class Person:
    """Who a line is about: the key of the person (0 for a place or another thing), the name, the step (0: no case).

    What has no name of its own is `called` what the program calls it.
    """

    participant_id: int
    name: str
    step: int
    called: Reason | None = None

    @property
    def shown(self) -> str | Reason:
        return self.called or self.name
