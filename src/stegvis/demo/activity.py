"""Activities of the demonstration (insatser): beside each other, never more than full time."""

from __future__ import annotations

from datetime import date

from ..rules.activity import FULL_TIME_HOURS, ActivityKind
from ..rules.history import EventKind
from . import rows
from .world import Life, World


def hours_from(life: Life, day: date) -> int:
    """Hours a week of everything that runs on the day or may come to run after it, proposals included."""
    running = sum(row.hours_per_week for row in life.activities if row.ends_on is None or row.ends_on >= day)
    placed = sum(
        row.hours_per_week
        for row in life.placements
        if row.status not in {"ended", "not_realised"} or (row.status == "ended" and row.ends_on >= day)
    )
    return running + placed


def room(life: Life, day: date) -> int:
    """Hours a week that are free from the day on."""
    return FULL_TIME_HOURS - hours_from(life, day)


def add_activity(
    world: World, life: Life, kind: ActivityKind, *, name: str, starts_on: date, ends_on: date | None, hours: int
) -> None:
    if life.case is None or life.coordinator is None:
        raise ValueError("no case is open")
    row = world.add(
        rows.Activity,
        case_id=life.case.id,
        kind=kind.value,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours,
        planned_ends_on=ends_on,
    )
    life.activities.append(row)
    world.log(EventKind.ACTIVITY_ADDED, row, life.coordinator, life, starts_on, kind=kind.value, hours=float(hours))


def end_activity(world: World, life: Life, row: rows.Activity, *, ends_on: date | None = None) -> None:
    """Ends on a day, or today; only one that still runs, in an open case."""
    day = ends_on or world.date
    if life.coordinator is None or (row.ends_on is not None and row.ends_on <= day) or day < row.starts_on:
        return
    row.ends_on = day
    world.log(EventKind.ACTIVITY_ENDED, row, life.coordinator, life, day, kind=row.kind)
