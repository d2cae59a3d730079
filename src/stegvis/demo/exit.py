"""Exits of the demonstration (avslut): a case closes with all that runs in it, and is confirmed after a month."""

from __future__ import annotations

from ..rules.exit import CASE_CLOSED, NationalOutcome, Outcome
from ..rules.history import EventKind
from ..rules.placement import NotRealisedReason
from . import rows
from .world import Life, Staff, World

WAITING = ("participant_asked", "host_asked", "agreed")


def close_case(world: World, life: Life, *, outcome: Outcome, lasts_a_month: bool | None, comment: str = "") -> None:
    """Its placements have ended; the rest ends with it."""
    case, coordinator = life.case, life.coordinator
    if case is None or coordinator is None:
        raise ValueError("no case is open")
    life.ending = world.add(
        rows.Exit,
        case_id=case.id,
        exited_on=world.date,
        outcome=outcome.value,
        lasts_a_month=lasts_a_month if outcome.national is NationalOutcome.WORK else None,
        comment=comment,
        exited_by_id=coordinator.id,
    )
    _end_what_runs(world, life, coordinator)
    case.closed_on = world.date
    world.log(EventKind.EXITED, life.ending, coordinator, life, outcome=outcome.value)


def _end_what_runs(world: World, life: Life, coordinator: Staff) -> None:
    today = world.date
    for activity in sorted(life.activities, key=lambda row: (row.starts_on, row.id)):
        if activity.ends_on is None or activity.ends_on > today:
            activity.ends_on = max(today, activity.starts_on)
            world.log(EventKind.ACTIVITY_ENDED, activity, coordinator, life, activity.ends_on, kind=activity.kind)
    for placement in sorted(life.placements, key=lambda row: (row.starts_on, row.id), reverse=True):
        if placement.status in WAITING:
            placement.status, placement.end_comment = "not_realised", CASE_CLOSED
            placement.not_realised_because = NotRealisedReason.CASE_CLOSED.value
            world.log(
                EventKind.PLACEMENT_GIVEN_UP, placement, coordinator, life, because=placement.not_realised_because
            )
    if life.period is not None:
        life.period.ends_on = max(today, life.period.starts_on)
    if life.enrolment is not None:
        life.enrolment.ends_on = max(today, life.enrolment.starts_on)
    coordinator.open_cases -= 1


def forget_case(life: Life) -> None:
    """Ready for a next enrolment: what belonged to the closed case is put away."""
    life.case = life.coordinator = life.period = life.baseline = life.plan = life.moved_on = life.enrolment = None
    life.marks, life.activities, life.placements, life.actions, life.goals = {}, [], [], [], []


def confirm(world: World, life: Life, ending: rows.Exit, case: rows.Case, *, held: bool, by: Staff) -> None:
    """A month later: did it last? The person may meanwhile have come back with a new case."""
    ending.confirmed_on, ending.outcome_held = world.date, held
    now, life.case = life.case, case
    world.log(EventKind.OUTCOME_CONFIRMED, ending, by, life, held=held)
    life.case = now
