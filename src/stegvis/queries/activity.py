"""Activities (insatser) on screen: what runs in the week of one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..models import Case
from ..rules.activity import FULL_TIME_HOURS, ActivityKind


@dataclass(frozen=True)
class Running:
    """One activity that runs or will run; a placement has no key here and ends on its own page."""

    pk: int | None
    kind: ActivityKind | None
    name: str
    starts_on: date
    ends_on: date | None
    hours_per_week: Decimal


@dataclass(frozen=True)
class RunningWeek:
    """What runs now and what is to come, with the hours of today."""

    running: list[Running]
    coming: list[Running]

    @property
    def hours(self) -> Decimal:
        return sum((one.hours_per_week for one in self.running), Decimal(0))

    @property
    def room(self) -> Decimal:
        return max(Decimal(0), FULL_TIME_HOURS - self.hours)


def running_week(case: Case, *, today: date) -> RunningWeek:
    """Activities and the placement that has a seat, by the day they started. Two statements."""
    activities = [
        Running(row.pk, ActivityKind(row.kind), row.name, row.starts_on, row.ends_on, row.hours_per_week)
        for row in case.activities.order_by("starts_on", "pk")
    ]
    placements = [
        Running(None, None, row.place.name, row.starts_on, row.ends_on, row.hours_per_week)
        for row in case.placements.active().select_related("place").order_by("starts_on", "pk")
    ]
    ahead = [one for one in activities + placements if one.ends_on is None or one.ends_on >= today]
    return RunningWeek(
        running=[one for one in ahead if one.starts_on <= today], coming=[one for one in ahead if one.starts_on > today]
    )
