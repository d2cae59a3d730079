"""How people move on the ladder in the simulation (stegring): points turn green, sometimes back."""

from __future__ import annotations

from ..rules.ladder import LAST_STEP, Mark
from ..rules.people import Role
from . import ladder, texts
from .world import Life, Staff, World

BETTER = 0.52
WORSE = 0.035
"""The chance that a point gets better or worse when it is judged."""
DOWN = 0.03
"""The chance at each meeting that somebody must take a step back."""
NEXT = {None: Mark.YELLOW, "red": Mark.YELLOW, "yellow": Mark.GREEN}


def first_marks(world: World, life: Life) -> None:
    """With the first plan: the steps below are done, the present one is judged."""
    case, coordinator, chance = life.case, life.coordinator, world.chance
    if case is None or coordinator is None:
        return
    for step in range(1, case.step):
        for criterion in world.criteria[step]:
            ladder.mark(world, life, criterion, Mark.GREEN, by=coordinator)
    for criterion in world.criteria[case.step]:
        value = chance.choices((Mark.RED, Mark.YELLOW, Mark.GREEN), (50, 35, 15))[0]
        ladder.mark(world, life, criterion, value, by=coordinator)


def judge(world: World, life: Life) -> None:
    """Some points of the present step, and now and then one of the next."""
    case, chance = life.case, world.chance
    if case is None or life.coordinator is None:
        return
    points = list(world.criteria[case.step])
    if case.step < LAST_STEP and chance.random() < 0.25:
        points.append(chance.choice(world.criteria[case.step + 1]))
    most = max(1, round(world.judgements * chance.choice((1, 2, 2, 3))))
    for turn in range(most):
        left = [each for each in points if each not in life.marks or life.marks[each].mark != Mark.GREEN.value]
        point = chance.choice(left if left and chance.random() < 0.8 else points)
        _judge(world, life, point, by=_who_judges(world, life), settled=turn >= 4)


def _judge(world: World, life: Life, criterion: int, *, by: Staff, settled: bool) -> None:
    """A point that is judged again and again in one meeting (`settled`) is only confirmed."""
    row, chance = life.marks.get(criterion), world.chance
    before = row.mark if row else None
    luck = chance.random() / life.drive
    if before != "green" and luck < BETTER and not settled:
        note = chance.choice(texts.MARK_NOTES) if chance.random() < 0.15 else ""
        ladder.mark(world, life, criterion, NEXT[before], by=by, note=note)
    elif before in {"green", "yellow"} and chance.random() < WORSE and not settled:
        ladder.mark(world, life, criterion, Mark.YELLOW if before == "green" else Mark.RED, by=by)
    elif row is None or chance.random() < 0.3 or settled:
        ladder.mark(world, life, criterion, Mark(before or "red"), by=by)


def _who_judges(world: World, life: Life) -> Staff:
    """The supervisor where one is placed in an own unit, else the coordinator."""
    coordinator = life.coordinator
    if coordinator is None:
        raise ValueError("no case is open")
    if life.is_protected or world.chance.random() < 0.35:
        return coordinator
    for placement in life.placements:
        if placement.status == "active" and world.places[placement.place_id].in_own_unit:
            host = world.places[placement.place_id].row.host_id
            return next(each for each in world.staff[Role.WORK_SUPERVISOR] if each.unit_id == host)
    return coordinator


def consider_move(world: World, life: Life) -> None:
    """Up when every point is green; down, seldom, with the reason and the point that no longer holds."""
    case, coordinator, chance = life.case, life.coordinator, world.chance
    if case is None or coordinator is None:
        return
    if case.step < LAST_STEP and ladder.is_green(world, life, case.step):
        if chance.random() < 0.9:
            ladder.move(world, life, to_step=case.step + 1)
            for criterion in world.criteria[case.step]:
                if criterion not in life.marks and chance.random() < 0.5:
                    ladder.mark(world, life, criterion, Mark.RED, by=coordinator)
    elif case.step > 1 and chance.random() < DOWN / life.drive:
        lost = chance.choice(world.criteria[case.step - 1])
        ladder.mark(world, life, lost, Mark.YELLOW, by=coordinator)
        ladder.move(world, life, to_step=case.step - 1, reason=chance.choice(texts.DOWN_REASONS))
