"""One enrolment (en inskrivning): from the first mapping to the exit, meeting by meeting."""

from __future__ import annotations

from datetime import date

from ..rules.people import Role
from ..rules.place import Field
from . import assessment, leaving, matching, planning, privacy, progress, referral, rows, texts, today, week
from .municipality import first
from .world import Life, World

WISHES = (
    (Field.CHILDREN, 17), (Field.CARE, 15), (Field.KITCHEN, 12), (Field.CLEANING, 9), (Field.GREEN, 10),
    (Field.CRAFT, 10), (Field.SHOP, 10), (Field.OFFICE, 7), (Field.TRANSPORT, 7), (Field.CULTURE, 3),
)  # fmt: skip
CLOSE_MEETING, FAR_MEETING = 20, 42
"""Days between meetings."""
SHARE_PROTECTED = 0.004
SHARE_CHANGES_COORDINATOR = 0.07
JULY = 7


def aim(world: World, life: Life) -> None:
    """What somebody wants to work with: one or two fields."""
    fields, shares = [field.value for field, _ in WISHES], [share for _, share in WISHES]
    wanted = [world.chance.choices(fields, shares)[0] for _ in range(world.chance.choice((1, 2, 2)))]
    life.wishes = sorted(set(wanted))


def begin(world: World, life: Life) -> None:
    """The case is open: a mapping soon, and perhaps something that changes the course."""
    chance, case = world.chance, life.case
    world.soon(3, 13, first_mapping, life, case)
    if chance.random() < SHARE_CHANGES_COORDINATOR:
        world.soon(90, 700, change_coordinator, life, case)
    if chance.random() < SHARE_PROTECTED:
        world.soon(30, 200, become_protected, life, case)


def first_mapping(world: World, life: Life, case: rows.Case) -> None:
    """The starting point is locked; the plan follows in days."""
    if life.case is not case:
        return
    chance = world.chance
    step = min(4, max(1, case.step + chance.choices((0, 1, -1), (80, 12, 8))[0]))
    level = min(4, max(1, step + chance.choices((0, -1, 1), (70, 20, 10))[0]))
    _show_extract(world, life)
    assessment.hold_mapping(world, life, step=step, level=level)
    world.soon(0, 9, first_plan, life, case)
    world.soon(0, 16, week.something_to_do, life, case)


def first_plan(world: World, life: Life, case: rows.Case) -> None:
    if life.case is not case:
        return
    planning.new_version(world, life)
    progress.first_marks(world, life)
    next_meeting(world, life, case)


def next_meeting(world: World, life: Life, case: rows.Case) -> None:
    """Every three to six weeks; July is put off."""
    days = world.chance.randint(CLOSE_MEETING, FAR_MEETING)
    if world.chance.random() < 0.08:
        days += 25
    if date.fromordinal(world.day + days).month == JULY and world.chance.random() < 0.7:
        days += 28
    world.at(world.day + days, meeting, life, case)


def meeting(world: World, life: Life, case: rows.Case) -> None:
    """One conversation renews what it touches: things to do, points, week, workplace, and whether to leave."""
    if life.case is not case:
        return
    planning.review_actions(world, life)
    progress.judge(world, life)
    progress.consider_move(world, life)
    if leaving.consider(world, life):
        return
    planning.consider_new_version(world, life)
    week.something_to_do(world, life, case)
    matching.consider(world, life)
    _consider_mapping(world, life, case)
    today.consider_same_step(world, life)
    next_meeting(world, life, case)


def _consider_mapping(world: World, life: Life, case: rows.Case) -> None:
    """A new mapping when somebody has outgrown the last one: the independence level is only set there."""
    outgrown = case.step > case.independence_level and world.chance.random() < 0.5
    if outgrown or world.chance.random() < 0.03:
        _show_extract(world, life)
        if life.swedish < 4 and world.chance.random() < 0.5:
            life.swedish += 1
        assessment.hold_mapping(world, life, step=case.step, level=min(4, case.independence_level + outgrown))


def _show_extract(world: World, life: Life) -> None:
    """Those who want to work with children have mostly shown the extract of the criminal records."""
    if "children" in life.wishes and world.chance.random() < 0.75:
        life.extract_on = world.date


def change_coordinator(world: World, life: Life, case: rows.Case) -> None:
    """A change with a reason, decided by the unit manager."""
    if life.case is not case or life.coordinator is None or life.scripted:
        return
    to = referral.by_load(world, case.unit_id, but=life.coordinator)
    manager = first(world, Role.UNIT_MANAGER, case.unit_id)
    if life.period is not None and life.period.starts_on < world.date:
        referral.give_to(world, life, to, reason=world.chance.choice(texts.CHANGE_REASONS), by=manager)


def become_protected(world: World, life: Life, case: rows.Case) -> None:
    if life.case is case and not life.scripted:
        protection = world.chance.choice(("marked", "marked", "protected_registration"))
        privacy.protect(world, life, first(world, Role.UNIT_MANAGER, case.unit_id), protection=protection)
