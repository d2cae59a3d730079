"""Running (pågående): three sign, it starts with seat, agreement and supervisor, its tasks, and its end."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Placement
from ...queries.agreement import agreement_for
from ...queries.extract import not_shown
from ...queries.placement import free_seat
from ...queries.supervisor import supervisor_for
from ...rules import placement as rules
from ...rules.history import EventKind
from ...rules.placement import EndReason, PlacementStatus
from ..agreement import lock_agreement
from ..log import log, stop_if
from ..supervisor import lock_supervisors
from .rows import close_at_end, locked, locked_with_place, save_within_limits


@transaction.atomic
def sign_placement(placement: Placement, *, signed_on: date, signed_for_host_by: str, by: Actor) -> Placement:
    """The agreement of three is signed: the participant, somebody at the host and the coordinator."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_START, placement)
    stop_if(
        rules.reasons_not_to_sign(
            status=PlacementStatus(placement.status),
            case_status=placement.case.status,
            signed_on=signed_on,
            agreed_on=placement.host_answered_on,
            who=signed_for_host_by,
            today=timezone.localdate(),
        )
    )
    placement.status, placement.signed_on = PlacementStatus.SIGNED, signed_on
    placement.signed_for_host_by = signed_for_host_by.strip()
    placement.save()
    log(EventKind.PLACEMENT_SIGNED, placement, by=by, happened_on=signed_on)
    return placement


@transaction.atomic
def start_placement(placement: Placement, *, by: Actor) -> Placement:
    """Take a seat, a place under the agreement and in the supervisor's room, with all of them locked in that order."""
    placement, place = locked_with_place(placement)
    require(by, Permission.PLACEMENT_START, placement)
    lock_agreement(place)
    lock_supervisors(place)
    first, last = placement.starts_on, placement.ends_on
    seat = free_seat(place, starts_on=first, ends_on=last)
    agreement, not_covered = agreement_for(place, form=placement.form, starts_on=first, ends_on=last)
    supervisor, not_supervised = supervisor_for(place, hours=placement.supervision_hours, starts_on=first, ends_on=last)
    stop_if(
        placement.reasons_not_to_start(
            seats_free=0 if seat is None else 1,
            not_covered=not_covered,
            not_supervised=not_supervised,
            not_shown=not_shown(placement),
        )
    )
    placement.status, placement.seat = PlacementStatus.ACTIVE, seat
    placement.agreement, placement.supervisor_id = agreement, supervisor
    save_within_limits(placement)
    log(EventKind.PLACEMENT_STARTED, placement, by=by, happened_on=placement.starts_on, place=place.pk, seat=seat)
    return placement


@transaction.atomic
def change_tasks(placement: Placement, *, tasks: str, by: Actor) -> Placement:
    """What this person does at the place, where it is not what everybody does there; empty is the place's own."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_PROPOSE, placement)
    stop_if(rules.reasons_not_to_change_tasks(status=PlacementStatus(placement.status), tasks=tasks))
    if tasks.strip() != placement.tasks:
        placement.tasks = tasks.strip()
        placement.save()
        log(EventKind.PLACEMENT_CHANGED, placement, by=by, columns=["tasks"])
    return placement


@transaction.atomic
def end_placement(
    placement: Placement, *, ended_on: date, because: EndReason, comment: str = "", by: Actor
) -> Placement:
    """End what runs, on a day from its first until today; the seat is free from the next day, the week too."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_END, placement)
    stop_if(
        rules.reasons_not_to_end(
            status=PlacementStatus(placement.status),
            ended_on=ended_on,
            starts_on=placement.starts_on,
            today=timezone.localdate(),
        )
    )
    placement.status, placement.ends_on = PlacementStatus.ENDED, min(ended_on, placement.ends_on)
    placement.ended_because, placement.end_comment = because, comment.strip()
    placement.save()
    close_at_end(placement)
    log(EventKind.PLACEMENT_ENDED, placement, by=by, happened_on=placement.ends_on, because=because.value)
    return placement
