"""Mapping of the demonstration (kartläggning): what `hold_mapping` would have written."""

from __future__ import annotations

from ..rules.history import EventKind
from ..rules.place import ALL_HALF_DAYS
from . import rows, texts
from .world import Life, World

MORNINGS = 0b0101010101
FOUR_DAYS = 0b0011111111


def hold_mapping(world: World, life: Life, *, step: int, level: int, hours: int | None = None) -> None:
    """The first one locks the starting point; a later one says what is true now."""
    case, coordinator, baseline, chance = life.case, life.coordinator, life.baseline, world.chance
    if case is None or coordinator is None or baseline is None:
        raise ValueError("no case is open")
    mapping = world.add(
        rows.IntakeMapping,
        case_id=case.id,
        held_on=world.date,
        held_by_id=coordinator.id,
        own_words=chance.choice(texts.OWN_WORDS),
        strengths=chance.choice(texts.STRENGTHS),
        obstacles=chance.choice(texts.OBSTACLES),
        wishes=list(life.wishes),
        hours_per_week=hours or chance.choice((10, 15, 20, 20, 25, 30)),
        slots=chance.choices((ALL_HALF_DAYS, MORNINGS, FOUR_DAYS), (6, 2, 2))[0],
        longest_travel_minutes=chance.choice((30, 40, 45, 45, 60)),
        swedish=str(life.swedish),
        has_driving_licence=life.licence,
        can_lift=life.can_lift,
        step=step,
        independence_level=level,
    )
    world.log(EventKind.MAPPING_HELD, mapping, coordinator, life)
    case.independence_level = level
    if baseline.locked_on is None:
        baseline.step, baseline.independence_level = step, level
        baseline.locked_on, baseline.locked_by_id = world.date, coordinator.id
        case.step = step
        world.log(EventKind.BASELINE_LOCKED, case, coordinator, life, step=step, independence_level=level)
