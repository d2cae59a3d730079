"""The ladder of the demonstration (utvecklingstrappa): points judged, moves up and down."""

from __future__ import annotations

from ..rules.history import EventKind
from ..rules.ladder import Mark
from . import rows
from .world import Life, Staff, World


def mark(world: World, life: Life, criterion: int, value: Mark, *, by: Staff, note: str = "") -> None:
    """Where one point stands now; a closed case is not judged."""
    if life.case is None:
        raise ValueError("no case is open")
    row = life.marks.get(criterion)
    if row is None:
        row = life.marks[criterion] = world.add(
            rows.CriterionMark,
            case_id=life.case.id,
            criterion_id=criterion,
            mark=value.value,
            marked_on=world.date,
            since=world.date,
            marked_by_id=by.id,
            note=note,
        )
    else:
        row.since = row.since if row.mark == value.value else world.date
        row.mark, row.marked_on, row.marked_by_id, row.note = value.value, world.date, by.id, note
    world.log(EventKind.CRITERION_MARKED, row, by, life, criterion=criterion, mark=value.value)


def is_green(world: World, life: Life, step: int) -> bool:
    """Whether every point of the step is done."""
    return all(
        criterion in life.marks and life.marks[criterion].mark == Mark.GREEN.value for criterion in world.criteria[step]
    )


def move(world: World, life: Life, *, to_step: int, reason: str = "") -> None:
    """One step, up when all is green or down with a reason."""
    case, coordinator = life.case, life.coordinator
    if case is None or coordinator is None:
        raise ValueError("no case is open")
    row = world.add(
        rows.StepMove,
        case_id=case.id,
        from_step=case.step,
        to_step=to_step,
        moved_on=world.date,
        moved_by_id=coordinator.id,
        reason=reason,
    )
    case.step = to_step
    life.moved_on = world.date
    kind = EventKind.STEP_UP if row.to_step > row.from_step else EventKind.STEP_DOWN
    world.log(kind, row, coordinator, life, from_step=row.from_step, to_step=to_step)
