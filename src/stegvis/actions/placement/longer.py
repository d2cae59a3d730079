"""Longer (längre): extend what runs, and renew at the same place; each its own act with its reason."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import Placement, PlacementExtension, ScheduleSlot
from ...queries.agreement import agreement_for
from ...queries.placement import earlier_at_place, seat_is_free
from ...queries.supervisor import supervisor_for
from ...rules import placement as rules
from ...rules.history import EventKind
from ...rules.message import MessageKind
from ...rules.placement import PlacementStatus
from ..agreement import lock_agreement
from ..log import log, stop_if
from ..message import tell_participant
from ..schedule import set_schedule
from ..supervisor import lock_supervisors
from .rows import locked_with_place, save_within_limits


@transaction.atomic
def extend_placement(
    placement: Placement, *, to: date, reason: str, studies_follow: bool = False, by: Actor
) -> Placement:
    """Let what runs go on to a later day; the seat, the agreement and the supervisor hold all the new days."""
    placement, place = locked_with_place(placement)
    require(by, Permission.PLACEMENT_EXTEND, placement)
    lock_agreement(place)
    lock_supervisors(place)
    old = placement.ends_on
    first = min(old + timedelta(days=1), to)
    agreement, not_covered = agreement_for(
        place, form=placement.form, starts_on=first, ends_on=to, besides=placement.pk, rather=placement.agreement_id
    )
    supervisor, not_supervised = supervisor_for(
        place,
        hours=placement.supervision_hours,
        starts_on=first,
        ends_on=to,
        besides=placement.pk,
        rather=placement.supervisor_id,
    )
    studies_follow = studies_follow or placement.studies_follow
    stop_if(
        rules.reasons_not_to_extend(
            status=PlacementStatus(placement.status),
            case_status=placement.case.status,
            starts_on=placement.starts_on,
            ends_on=old,
            to=to,
            studies_follow=studies_follow,
            earlier=earlier_at_place(placement),
            place_closes_on=place.closed_on,
            renewed_from=realised.starts_on if (realised := _renewal_of(placement)) else None,
            has_seat=seat_is_free(placement, until=to),
            why=reason,
            not_covered=not_covered,
            not_supervised=not_supervised,
        )
    )
    placement.ends_on, placement.studies_follow = to, studies_follow
    placement.agreement, placement.supervisor_id = agreement, supervisor
    save_within_limits(placement)
    PlacementExtension.objects.create(
        placement=placement,
        from_ends_on=old,
        to_ends_on=to,
        reason=reason.strip(),
        decided_on=timezone.localdate(),
        decided_by_id=by.user_id,
    )
    log(EventKind.PLACEMENT_EXTENDED, placement, by=by, from_ends_on=old, to_ends_on=to)
    _same_week_on(placement, old, by=by)
    return placement


def _renewal_of(placement: Placement) -> Placement | None:
    """The one that came after it, unless that was called off."""
    return placement.renewals.exclude(status=PlacementStatus.NOT_REALISED).first()


def _same_week_on(placement: Placement, old: date, *, by: Actor) -> None:
    """The times go on as they were where nothing else stands there; else somebody sets new ones."""
    last = list(ScheduleSlot.objects.filter(placement=placement, ends_on=old).order_by("weekday", "starts_minute"))
    if not last or len({each.where for each in last}) > 1:
        return
    slots = [(each.weekday, each.starts_minute, each.ends_minute) for each in last]
    try:
        with transaction.atomic():
            set_schedule(placement, slots=slots, from_on=old + timedelta(days=1), where=last[0].where, by=by)
    except NotAllowedNow:
        return


@transaction.atomic
def renew_placement(
    placement: Placement,
    *,
    starts_on: date,
    ends_on: date,
    hours_per_week: Decimal,
    reason: str,
    studies_follow: bool = False,
    by: Actor,
) -> Placement:
    """A new placement after this one at the same place: both are asked anew, and the months are counted together."""
    placement, place = locked_with_place(placement)
    require(by, Permission.PLACEMENT_EXTEND, placement)
    case = placement.case
    stop_if(
        rules.reasons_not_to_renew(
            status=PlacementStatus(placement.status),
            case_status=case.status,
            is_renewed=_renewal_of(placement) is not None,
            earlier=[*earlier_at_place(placement), (placement.starts_on, placement.ends_on)],
            last_day=placement.ends_on,
            starts_on=starts_on,
            ends_on=ends_on,
            hours_per_week=float(hours_per_week),
            studies_follow=studies_follow,
            has_waiting_at_place=case.placements.waiting().filter(place=place).exists(),
            not_open=place.reasons_not_to_be_used(ends_on=ends_on),
            why=reason,
        )
    )
    today = timezone.localdate()
    renewal = Placement.objects.create(
        case=case,
        place=place,
        renews=placement,
        form=placement.form,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
        studies_follow=studies_follow,
        supervision_hours=placement.supervision_hours,
        tasks=placement.tasks,
        presentation=placement.presentation,
        chosen_because=reason.strip(),
        proposed_by_id=by.user_id,
        proposed_on=today,
        reserved_until=rules.reserved_until(today=today),
    )
    log(EventKind.PLACEMENT_RENEWED, renewal, by=by, renews=placement.pk, place=place.pk)
    tell_participant(case.participant, MessageKind.PLACEMENT_TO_ANSWER, renewal, by=by)
    return renewal
