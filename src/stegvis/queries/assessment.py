"""Mappings and the starting point (kartläggningar och utgångsläge) on screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Baseline, Case, IntakeMapping


@dataclass(frozen=True)
class StartingPoint:
    """Where the case started; locked from the first mapping on."""

    step: int
    independence_level: int
    set_on: date
    locked_on: date | None


def starting_point(case: Case) -> StartingPoint | None:
    """The baseline of the case, preliminary or locked."""
    row = Baseline.objects.filter(case=case).first()
    return StartingPoint(row.step, row.independence_level, row.set_on, row.locked_on) if row else None


def mappings_of(case: Case) -> list[IntakeMapping]:
    """Every mapping of the case with who held it, the latest first."""
    return list(case.mappings.select_related("held_by").order_by("-held_on", "-pk"))
