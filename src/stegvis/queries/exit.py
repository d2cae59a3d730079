"""Exit (avslut) on screen: what an exit will end, and what was registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Case, Exit
from ..rules.activity import ActivityKind


@dataclass(frozen=True)
class RunningActivity:
    """An activity that will end with the case."""

    kind: ActivityKind
    name: str
    starts_on: date


@dataclass(frozen=True)
class WillHappen:
    """What closing the case does: these activities end, these proposals are taken back; placements stand in the way."""

    activities: list[RunningActivity]
    waiting_places: list[str]
    active_places: list[tuple[int, str]]


def will_happen(case: Case, *, today: date) -> WillHappen:
    """Three statements."""
    running = case.activities.exclude(ends_on__lte=today).order_by("starts_on", "pk")
    waiting = case.placements.waiting().order_by("place__name", "pk").values_list("place__name", flat=True)
    active = case.placements.active().order_by("place__name", "pk").values_list("pk", "place__name")
    return WillHappen(
        [RunningActivity(ActivityKind(row.kind), row.name, row.starts_on) for row in running],
        list(waiting),
        list(active),
    )


def exit_of(case: Case) -> Exit | None:
    """How the case ended, if it has."""
    return Exit.objects.filter(case=case).first()
