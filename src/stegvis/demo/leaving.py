"""How people leave in the simulation (avslut): to work, studies or something else, and whether it held."""

from __future__ import annotations

from ..rules.exit import CONFIRM_AFTER_DAYS, NationalOutcome, Outcome
from ..rules.people import Role
from ..rules.placement import EndReason
from . import exit, matching, rows, texts
from .municipality import first
from .world import Life, Staff, World

EACH_MEETING = {1: 0.026, 2: 0.034, 3: 0.056, 4: 0.16}
"""The chance of leaving at one meeting, by step."""
WORK_SHARE = {1: 9, 2: 15, 3: 26, 4: 35}
STUDY_SHARE = {1: 7, 2: 10, 3: 12, 4: 13}
LESS_FOR_WOMEN, MORE_FOR_MEN = 0.82, 1.14
AT_FIRST, MORE_WITH_TIME = 0.95, 0.25
"""The municipality gets better at it through the years."""
OTHERWISE = (
    (Outcome.WORK_MUNICIPAL, 14), (Outcome.OTHER_STUDIES, 7), (Outcome.OTHER_AUTHORITY, 27),
    (Outcome.COMPLETED_COMMISSION, 26), (Outcome.DROPPED_OUT, 16), (Outcome.MOVED, 9), (Outcome.DIED, 1),
)  # fmt: skip


def consider(world: World, life: Life) -> bool:
    """Leave now, or after the meeting go on."""
    case, chance = life.case, world.chance
    if case is None or life.scripted:
        return False
    years = (world.day - case.opened_on.toordinal()) / 365
    likely = EACH_MEETING[case.step] * (1 if years < 2 else 1.6 if years < 3 else 3)
    if years < 0.2 or chance.random() > likely:
        return False
    leave(world, life, _outcome(world, life, case))
    return True


def _outcome(world: World, life: Life, case: rows.Case) -> Outcome:
    """Every few exits one owes a success, so that a quarter is near its likely share and no lottery."""
    chance = world.chance
    passed = (world.day - world.start) / (world.today - world.start)
    work = WORK_SHARE[case.step] * (LESS_FOR_WOMEN if life.woman else MORE_FOR_MEN)
    studies = STUDY_SHARE[case.step]
    owed = world.owed[life.woman] + (work + studies) / 100 * (AT_FIRST + MORE_WITH_TIME * passed)
    succeeds = owed > chance.uniform(0.2, 0.8)
    world.owed[life.woman] = owed - succeeds
    if succeeds and chance.random() * (work + studies) < studies:
        return Outcome.STUDIES
    if succeeds:
        return Outcome.WORK_REGULAR if chance.random() < 0.62 else Outcome.WORK_SUBSIDISED
    return chance.choices([outcome for outcome, _ in OTHERWISE], [share for _, share in OTHERWISE])[0]


def leave(world: World, life: Life, outcome: Outcome) -> None:
    """Placements end first; the case closes; the outcome is confirmed when a month has passed."""
    chance, case, coordinator = world.chance, life.case, life.coordinator
    if case is None or coordinator is None:
        return
    because = {NationalOutcome.WORK: EndReason.WORK, NationalOutcome.STUDIES: EndReason.STUDIES}
    for row in life.placements:
        if row.status == "active":
            matching.end(world, life, row, because=because.get(outcome.national, EndReason.PARTICIPANT))
    lasts = chance.random() < 0.94 if outcome.national is NationalOutcome.WORK else None
    comment = chance.choice(texts.EXIT_COMMENTS[outcome.value])
    exit.close_case(world, life, outcome=outcome, lasts_a_month=lasts, comment=comment)
    world.soon(CONFIRM_AFTER_DAYS, CONFIRM_AFTER_DAYS + 24, confirm, life, life.ending, case, coordinator)
    exit.forget_case(life)


def confirm(world: World, life: Life, ending: rows.Exit, case: rows.Case, coordinator: Staff) -> None:
    """By the one who was coordinator; by the manager when that one has left."""
    by = first(world, Role.UNIT_MANAGER, case.unit_id) if coordinator.left else coordinator
    held = world.chance.random() < (0.88 if ending.lasts_a_month or ending.outcome == Outcome.STUDIES.value else 0.97)
    exit.confirm(world, life, ending, case, held=held, by=by)
