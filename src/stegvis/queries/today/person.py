"""Whom a line is about (personen på raden)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Who a line is about: the key of the person, the name, the step (0 where there is no case)."""

    participant_id: int
    name: str
    step: int
