"""Today in the demonstration (Idag): lines put off, with a reason."""

from __future__ import annotations

from datetime import date

from ..rules.history import EventKind
from ..rules.today import SAME_STEP_DAYS, WorkRule
from . import rows, texts
from .world import Life, World

PUTS_OFF = 0.8
SHORTEST_DAYS, LONGEST_DAYS = 45, 60


def consider_same_step(world: World, life: Life, *, surely: bool = False) -> None:
    """Whoever knows why a step takes its time puts the question off instead of reading it every morning."""
    case = life.case
    if case is None or life.scripted:
        return
    since = life.moved_on or case.opened_on
    long = (world.date - since).days > SAME_STEP_DAYS - SHORTEST_DAYS // 2
    if long and (surely or world.chance.random() < PUTS_OFF):
        snooze(world, life, WorkRule.SAME_STEP, case.id, reason=world.chance.choice(texts.PUT_OFF))


def snooze(world: World, life: Life, rule: WorkRule, subject: int, *, reason: str, days: int | None = None) -> None:
    """As the action does it: one row for each reader, rule and subject."""
    if life.coordinator is None:
        raise ValueError("no case is open")
    until = date.fromordinal(world.day + (days or world.chance.randint(SHORTEST_DAYS, LONGEST_DAYS)))
    key = (life.coordinator.id, rule.value, subject)
    row = world.snoozes.get(key)
    if row is None:
        row = world.snoozes[key] = world.add(
            rows.Snooze,
            user_id=life.coordinator.id,
            rule=rule.value,
            subject_id=subject,
            until=until,
            reason=reason,
            made_at=world.moment(),
        )
    else:
        row.until, row.reason, row.made_at = until, reason, world.moment()
    world.log(EventKind.WORK_SNOOZED, row, life.coordinator, rule=rule.value, until=until.isoformat())
