"""Whom a line is about (personen på raden)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Who a line is about: the key of the person (0 for a place or another thing), the name, the step (0: no case)."""

    participant_id: int
    name: str
    step: int
