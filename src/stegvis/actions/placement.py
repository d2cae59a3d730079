"""Placement (placering): propose, record both answers, start, end, give up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Place, PlaceCapacity, Placement, ScheduleSlot
from ..rules import placement as rules
from ..rules.history import EventKind
from ..rules.place import PlacementForm, Seats, first_free_seat, least_capacity
from ..rules.placement import Answer, EndReason, PlacementStatus
from .log import log, stop_if
from .schedule import end_slots


@transaction.atomic
def propose_placement(
    case: Case,
    *,
    place: Place,
    form: PlacementForm,
    starts_on: date,
    ends_on: date,
    hours_per_week: Decimal,
    studies_follow: bool = False,
    presentation: str = "",
    points: int | None = None,
    chosen_because: str = "",
    by: Actor,
) -> Placement:
    """Ask the participant about a place. The points and the reason for the choice are kept."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.PLACEMENT_PROPOSE, case)
    stop_if(
        rules.reasons_not_to_propose(
            case_status=case.status,
            starts_on=starts_on,
            ends_on=ends_on,
            hours_per_week=float(hours_per_week),
            studies_follow=studies_follow,
            has_waiting_at_place=case.placements.waiting().filter(place=place).exists(),
        )
    )
    placement = Placement.objects.create(
        case=case,
        place=place,
        form=form,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
        studies_follow=studies_follow,
        presentation=presentation.strip(),
        points=points,
        chosen_because=chosen_because.strip(),
        proposed_by_id=by.user_id,
        proposed_on=timezone.localdate(),
    )
    log(EventKind.PLACEMENT_PROPOSED, placement, by=by, place=place.pk, points=points)
    return placement


def _locked(placement: Placement) -> Placement:
    rows = Placement.objects.select_for_update(of=("self",)).select_related("case__participant", "place")
    return rows.get(pk=placement.pk)


@transaction.atomic
def answer_for_participant(
    placement: Placement, *, answer: Answer, answered_on: date | None = None, reason: str = "", by: Actor
) -> Placement:
    """Record what the participant says. A yes asks the host; a no ends the proposal."""
    placement = _locked(placement)
    require(by, Permission.PLACEMENT_PROPOSE, placement)
    status = PlacementStatus(placement.status)
    today = timezone.localdate()
    answered_on = answered_on or today
    stop_if(
        rules.reasons_not_to_answer(
            status=status, asked=PlacementStatus.PARTICIPANT_ASKED, answer=answer, answered_on=answered_on, today=today
        )
    )
    placement.participant_answer = answer
    placement.participant_answered_on = answered_on
    placement.status = PlacementStatus.HOST_ASKED if answer is Answer.YES else PlacementStatus.NOT_REALISED
    placement.end_comment = reason.strip()
    placement.save()
    kind = EventKind.PARTICIPANT_SAID_YES if answer is Answer.YES else EventKind.PARTICIPANT_SAID_NO
    log(kind, placement, by=by, happened_on=placement.participant_answered_on)
    return placement


@transaction.atomic
def answer_for_host(
    placement: Placement,
    *,
    answer: Answer,
    answered_by: str = "",
    answered_on: date | None = None,
    reason: str = "",
    by: Actor,
) -> Placement:
    """Record what the host says, and who said it. Both yes means agreed; a no ends the proposal."""
    placement = _locked(placement)
    require(by, Permission.PLACEMENT_ANSWER_FOR_HOST, placement)
    status = PlacementStatus(placement.status)
    today = timezone.localdate()
    answered_on = answered_on or today
    stop_if(
        rules.reasons_not_to_answer(
            status=status, asked=PlacementStatus.HOST_ASKED, answer=answer, answered_on=answered_on, today=today
        )
    )
    placement.host_answer = answer
    placement.host_answered_on = answered_on
    placement.host_answered_by = answered_by.strip() or by.name
    placement.status = PlacementStatus.AGREED if answer is Answer.YES else PlacementStatus.NOT_REALISED
    placement.end_comment = reason.strip()
    placement.save()
    kind = EventKind.HOST_SAID_YES if answer is Answer.YES else EventKind.HOST_SAID_NO
    log(kind, placement, by=by, happened_on=placement.host_answered_on)
    return placement


@transaction.atomic
def start_placement(placement: Placement, *, by: Actor) -> Placement:
    """Take a seat and begin, with the place locked, so that two never take the last seat."""
    place = Place.objects.select_for_update(of=("self",)).get(pk=placement.place_id)
    placement = _locked(placement)
    require(by, Permission.PLACEMENT_START, placement)
    seat = free_seat(place, starts_on=placement.starts_on, ends_on=placement.ends_on)
    stop_if(placement.reasons_not_to_start(seats_free=0 if seat is None else 1))
    placement.status, placement.seat = PlacementStatus.ACTIVE, seat
    placement.save()
    log(EventKind.PLACEMENT_STARTED, placement, by=by, happened_on=placement.starts_on, place=place.pk, seat=seat)
    return placement


def free_seat(place: Place, *, starts_on: date, ends_on: date) -> int | None:
    """The lowest seat that exists and is free on every day of the period; None when the place is full."""
    capacities = PlaceCapacity.objects.filter(place=place, starts_on__lte=ends_on).exclude(ends_on__lt=starts_on)
    taken = place.placements.seated().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    seats = Seats(
        tuple(capacities.values_list("starts_on", "ends_on", "seats")),
        tuple((row.seat or 0, row.starts_on, row.ends_on) for row in taken),
    )
    if not seats.free(starts_on, ends_on):
        return None
    return first_free_seat(
        capacity=least_capacity(seats.intervals, starts_on=starts_on, ends_on=ends_on),
        taken=[seat for seat, _first, _last in seats.taken],
    )


@transaction.atomic
def end_placement(
    placement: Placement, *, ended_on: date, because: EndReason, comment: str = "", by: Actor
) -> Placement:
    """End what runs, on a day from its first until today; the seat is free from the next day, the week too."""
    placement = _locked(placement)
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
    end_slots(ScheduleSlot.objects.filter(placement=placement), last_day=placement.ends_on)
    log(EventKind.PLACEMENT_ENDED, placement, by=by, happened_on=placement.ends_on, because=because.value)
    return placement


@transaction.atomic
def give_up_placement(placement: Placement, *, reason: str, by: Actor) -> Placement:
    """Take back what has not started, with a reason."""
    placement = _locked(placement)
    require(by, Permission.PLACEMENT_PROPOSE, placement)
    stop_if(rules.reasons_not_to_give_up(status=PlacementStatus(placement.status), reason=reason))
    placement.status, placement.end_comment = PlacementStatus.NOT_REALISED, reason.strip()
    placement.save()
    log(EventKind.PLACEMENT_GIVEN_UP, placement, by=by)
    return placement
