"""Placements of the demonstration (placering): asked, asked, agreed, a seat taken, and left again."""

from __future__ import annotations

from datetime import date, timedelta

from ..rules.history import EventKind
from ..rules.place import PlacementForm
from ..rules.placement import RESERVED_DAYS, ApprovedHow, EndReason, NotRealisedReason
from . import rows
from .agreement import leave, under
from .world import Life, Seats, Staff, World

KEPT = timedelta(days=RESERVED_DAYS)


def propose(
    world: World,
    life: Life,
    seats: Seats,
    *,
    form: PlacementForm,
    starts_on: date,
    ends_on: date,
    hours: int,
    studies_follow: bool,
    presentation: str,
    chosen_because: str,
) -> rows.Placement:
    if life.case is None or life.coordinator is None:
        raise ValueError("no case is open")
    row = world.add(
        rows.Placement,
        case_id=life.case.id,
        place_id=seats.row.id,
        form=form.value,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours,
        studies_follow=studies_follow,
        presentation=presentation,
        points=None,
        chosen_because=chosen_because,
        proposed_by_id=life.coordinator.id,
        proposed_on=world.date,
        planned_ends_on=ends_on,
        reserved_until=world.date + KEPT,
    )
    life.placements.append(row)
    world.log(EventKind.PLACEMENT_PROPOSED, row, life.coordinator, life, place=seats.row.id, points=None)
    return row


def answer_for_participant(world: World, life: Life, row: rows.Placement, *, no_because: str = "") -> None:
    """A reason means no; with a yes the presentation is approved at the same meeting."""
    if life.coordinator is None:
        raise ValueError("no case is open")
    row.participant_answer = "no" if no_because else "yes"
    row.participant_answered_on = world.date
    row.status = "not_realised" if no_because else "host_asked"
    row.end_comment = no_because
    if no_because:
        row.not_realised_because = NotRealisedReason.PARTICIPANT_NO.value
        world.log(EventKind.PARTICIPANT_SAID_NO, row, life.coordinator, life)
        return
    row.presentation_approved_on, row.reserved_until = world.date, world.date + KEPT
    world.log(EventKind.PARTICIPANT_SAID_YES, row, life.coordinator, life)
    world.log(EventKind.PRESENTATION_APPROVED, row, life.coordinator, life, how=ApprovedHow.TOGETHER.value)


def answer_for_host(
    world: World, life: Life, row: rows.Placement, *, by: Staff, said_by: str, no_because: str = ""
) -> None:
    """A reason means no."""
    row.host_answer = "no" if no_because else "yes"
    row.host_answered_on, row.host_answered_by = world.date, said_by
    row.status = "not_realised" if no_because else "agreed"
    row.end_comment = no_because
    if no_because:
        row.not_realised_because = NotRealisedReason.HOST_NO.value
    else:
        row.reserved_until = world.date + KEPT
    world.log(EventKind.HOST_SAID_NO if no_because else EventKind.HOST_SAID_YES, row, by, life)


def start(world: World, life: Life, row: rows.Placement) -> bool:
    """Sign, and take the lowest free seat under the agreement; False when the place or the ceiling is full."""
    seats = world.places[row.place_id]
    seat = seats.free(row.starts_on.toordinal())
    agreed = under(world, seats.row, row.form)
    if seat is None or agreed is None or life.coordinator is None or seats.capacity.starts_on > row.starts_on:
        return False
    row.signed_on, row.signed_for_host_by = world.date, row.host_answered_by
    world.log(EventKind.PLACEMENT_SIGNED, row, life.coordinator, life)
    row.status, row.seat = "active", seat
    row.agreement_id, row.supervisor_id = agreed.id, seats.supervisor_id
    agreed.held[row.form] += 1
    seats.last_day[seat - 1] = row.ends_on.toordinal()
    world.log(EventKind.PLACEMENT_STARTED, row, life.coordinator, life, row.starts_on, place=row.place_id, seat=seat)
    return True


def end(world: World, life: Life, row: rows.Placement, *, because: EndReason, comment: str = "", by: Staff) -> None:
    """End what runs, today at the latest; the seat is free from the next day.

    Someone else may have it already, when nobody said in time that the last planned day had passed.
    """
    if row.seat is None:
        raise ValueError("the placement has no seat")
    planned = row.ends_on
    leave(world, world.places[row.place_id].row, row)
    row.status = "ended"
    row.ends_on = min(world.date, planned)
    row.ended_because, row.end_comment = because.value, comment
    last_day = world.places[row.place_id].last_day
    if last_day[row.seat - 1] == planned.toordinal():
        last_day[row.seat - 1] = row.ends_on.toordinal()
    world.log(EventKind.PLACEMENT_ENDED, row, by, life, row.ends_on, because=because.value)


def give_up(
    world: World,
    life: Life,
    row: rows.Placement,
    *,
    reason: str,
    because: NotRealisedReason = NotRealisedReason.OTHER,
) -> None:
    if life.coordinator is None:
        raise ValueError("no case is open")
    row.status, row.end_comment, row.not_realised_because = "not_realised", reason, because.value
    world.log(EventKind.PLACEMENT_GIVEN_UP, row, life.coordinator, life, because=because.value)
