"""Asking (frågan): propose, approve what the host may read, the participant's answer, remind, give up, expire."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Case, Place, Placement
from ...rules import exit as exit_rules
from ...rules import placement as rules
from ...rules.history import EventKind
from ...rules.message import MessageKind
from ...rules.place import PlacementForm
from ...rules.placement import Answer, ApprovedHow, NotRealisedReason, PlacementStatus
from ..log import log, stop_if
from ..message import tell_participant
from .rows import call_off, keep_reserved, locked


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
    """Ask the participant about a place and keep a seat for some days. The points and the choice's reason are kept."""
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
            not_open=place.reasons_not_to_be_used(ends_on=ends_on),
        )
    )
    today = timezone.localdate()
    placement = Placement.objects.create(
        case=case,
        place=place,
        form=form,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
        studies_follow=studies_follow,
        supervision_hours=place.supervision_hours,
        presentation=presentation.strip(),
        points=points,
        chosen_because=chosen_because.strip(),
        proposed_by_id=by.user_id,
        proposed_on=today,
        reserved_until=rules.reserved_until(today=today),
    )
    log(EventKind.PLACEMENT_PROPOSED, placement, by=by, place=place.pk, points=points)
    tell_participant(case.participant, MessageKind.PLACEMENT_TO_ANSWER, placement, by=by)
    return placement


@transaction.atomic
def change_presentation(placement: Placement, *, text: str, by: Actor) -> Placement:
    """Write what the host is to read. The participant has then not approved it any more."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_PROPOSE, placement)
    stop_if(rules.reasons_not_to_approve(status=PlacementStatus(placement.status), text=text))
    if text.strip() == placement.presentation:
        return placement
    placement.presentation, placement.presentation_approved_on = text.strip(), None
    placement.save()
    log(EventKind.PLACEMENT_CHANGED, placement, by=by, columns=["presentation"])
    return placement


@transaction.atomic
def approve_presentation(placement: Placement, *, text: str, how: ApprovedHow, by: Actor) -> Placement:
    """The participant has read this and lets the host read it; with a yes to the place, the host is asked now."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_ANSWER, placement)
    stop_if(rules.reasons_not_to_approve(status=PlacementStatus(placement.status), text=text))
    placement.presentation, placement.presentation_approved_on = text.strip(), timezone.localdate()
    _ask_host_if_ready(placement)
    placement.save()
    log(EventKind.PRESENTATION_APPROVED, placement, by=by, how=how.value)
    return placement


def _ask_host_if_ready(placement: Placement) -> None:
    """The host is asked when the participant has said yes and approved what the host reads."""
    said_yes = placement.participant_answer == Answer.YES
    if placement.status == PlacementStatus.PARTICIPANT_ASKED and said_yes and placement.presentation_approved_on:
        placement.status = PlacementStatus.HOST_ASKED
        keep_reserved(placement)


@transaction.atomic
def answer_for_participant(
    placement: Placement,
    *,
    answer: Answer,
    answered_on: date | None = None,
    reason: str = "",
    approved: ApprovedHow | None = None,
    presentation: str | None = None,
    by: Actor,
) -> Placement:
    """What the participant says. A yes asks the host once the presentation is approved; a no ends the proposal.

    `approved` says that the presentation was approved at the same time, and how: as it stands, or as it is given here.
    """
    placement = locked(placement)
    require(by, Permission.PLACEMENT_ANSWER, placement)
    today, status = timezone.localdate(), PlacementStatus(placement.status)
    answered_on = answered_on or today
    text = placement.presentation if presentation is None else presentation
    stop_if(
        rules.reasons_not_to_answer_for_participant(
            status=status,
            answer=answer,
            has_said_yes=placement.participant_answer == Answer.YES,
            answered_on=answered_on,
            today=today,
        )
        + (rules.reasons_not_to_approve(status=status, text=text) if approved else [])
    )
    placement.participant_answer, placement.participant_answered_on = answer, answered_on
    if answer is Answer.NO:
        call_off(placement, NotRealisedReason.PARTICIPANT_NO, reason)
        log(EventKind.PARTICIPANT_SAID_NO, placement, by=by, happened_on=answered_on)
        return placement
    keep_reserved(placement)
    if approved is not None:
        placement.presentation, placement.presentation_approved_on = text.strip(), today
    _ask_host_if_ready(placement)
    placement.save()
    log(EventKind.PARTICIPANT_SAID_YES, placement, by=by, happened_on=answered_on)
    if approved is not None:
        log(EventKind.PRESENTATION_APPROVED, placement, by=by, how=approved.value)
    return placement


@transaction.atomic
def remind(placement: Placement, *, by: Actor) -> Placement:
    """Ask again whoever is to answer; the seat is kept some days more, at most twice for one question."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_PROPOSE, placement)
    status = PlacementStatus(placement.status)
    stop_if(rules.reasons_not_to_remind(status=status, reminders=placement.reminders))
    placement.reminders += 1
    placement.reserved_until = rules.reserved_until(today=timezone.localdate(), visit_on=placement.visit_on)
    placement.save()
    log(EventKind.PLACEMENT_REMINDED, placement, by=by, number=placement.reminders)
    if status is PlacementStatus.PARTICIPANT_ASKED:
        tell_participant(placement.case.participant, MessageKind.PLACEMENT_TO_ANSWER, placement, by=by)
    return placement


@transaction.atomic
def give_up_placement(
    placement: Placement, *, because: NotRealisedReason | None, reason: str = "", by: Actor
) -> Placement:
    """Take back what has not started, with a reason."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_PROPOSE, placement)
    status = PlacementStatus(placement.status)
    stop_if(rules.reasons_not_to_give_up(status=status, because=because, words=reason))
    call_off(placement, because or NotRealisedReason.OTHER, reason)
    log(EventKind.PLACEMENT_GIVEN_UP, placement, by=by, because=placement.not_realised_because)
    return placement


def call_off_all(case: Case, *, day: date, by: Actor) -> None:
    """What waits for a case that closes never comes about; part of closing it."""
    waiting = (
        Placement.objects.waiting().filter(case=case).select_for_update(of=("self",)).order_by("-starts_on", "-pk")
    )
    for placement in waiting:
        call_off(placement, NotRealisedReason.CASE_CLOSED, exit_rules.CASE_CLOSED)
        log(
            EventKind.PLACEMENT_GIVEN_UP, placement, by=by, happened_on=day, because=NotRealisedReason.CASE_CLOSED.value
        )


def expire_reservations(*, by: Actor) -> int:
    """Whatever nobody answered in time is over, one at a time; says how many."""
    late = Placement.objects.filter(status__in=rules.ANSWERS_WAIT, reserved_until__lt=timezone.localdate())
    return sum(_expire(each, by=by) for each in list(late.order_by("pk")))


@transaction.atomic
def _expire(placement: Placement, *, by: Actor) -> bool:
    """Somebody may have answered a moment ago."""
    placement = locked(placement)
    status, until = PlacementStatus(placement.status), placement.reserved_until
    if not rules.has_expired(status=status, until=until, today=timezone.localdate()):
        return False
    call_off(placement, NotRealisedReason.NO_ANSWER)
    log(EventKind.RESERVATION_EXPIRED, placement, by=by, waited_for=status.value)
    tell_participant(placement.case.participant, MessageKind.PLACEMENT_ANSWERED, placement, by=by)
    return True
