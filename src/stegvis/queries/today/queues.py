"""Queues (köer): lines about what waits for the reader beside the own cases; nothing is asked of those who may not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from stegvis.access import Actor, Permission, may, visible_to
from stegvis.models import OwnRequest, Placement, Referral
from stegvis.queries.sharing import sharings_due
from stegvis.queries.transfer import transfers_waiting
from stegvis.rules.own import RequestKind, RequestStatus
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.referral import ReferralStatus
from stegvis.rules.today import (
    WorkLine,
    host_question_line,
    referral_line,
    request_line,
    sharing_line,
    transfer_line,
)

from .person import Person


def referral_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """The queue, for those who decide."""
    if not may(actor, Permission.REFERRAL_DECIDE):
        return []
    waiting = (
        visible_to(actor, Referral, Permission.REFERRAL_DECIDE)
        .filter(status=ReferralStatus.RECEIVED)
        .select_related("participant")
        .order_by("received_on", "pk")
    )
    return [
        (
            referral_line(
                referral_id=referral.pk,
                name=referral.participant.given_name,
                received_on=referral.received_on,
                children_in_household=referral.children_in_household,
                today=day,
            ),
            Person(referral.participant_id, referral.participant.name, 0),
        )
        for referral in waiting
    ]


def host_questions(actor: Actor, day: date, *, known: set[int]) -> list[tuple[WorkLine, Person]]:
    """Those who wait for a host the reader may answer for; in the own caseload the case's own lines say it."""
    if Role.UNIT_MANAGER in actor.roles or Role.COORDINATOR in actor.roles:
        return []
    asked = (
        visible_to(actor, Placement, Permission.PLACEMENT_ANSWER_FOR_HOST)
        .filter(status=PlacementStatus.HOST_ASKED)
        .exclude(case__in=known)
        .select_related("case__participant", "place")
        .order_by("pk")
    )
    return [
        (
            host_question_line(
                placement_id=each.pk,
                case_id=each.case_id,
                name=each.case.participant.given_name,
                place_name=each.place.name,
                asked_on=each.participant_answered_on or each.proposed_on,
                today=day,
            ),
            Person(each.case.participant_id, each.case.participant.name, 0),
        )
        for each in asked
    ]


def sharing_lines(actor: Actor, day: date, *, people: Mapping[int, Person]) -> list[tuple[WorkLine, Person]]:
    """What is to be shared about those of the own caseload, for those who share."""
    if not may(actor, Permission.SHARING_WRITE):
        return []
    return [
        (
            sharing_line(
                schedule_id=due.pk,
                case_id=due.case_id,
                receiver=due.receiver,
                next_on=due.next_on,
                ground_holds=due.ground_holds,
                today=day,
            ),
            people[due.case_id],
        )
        for due in sharings_due(actor, day)
        if due.case_id in people
    ]


def transfer_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Whom other units hand over."""
    if not may(actor, Permission.TRANSFER_RECEIVE):
        return []
    return [
        (
            transfer_line(
                transfer_id=each.pk,
                case_id=each.case_id,
                name=each.name,
                from_unit=each.from_unit,
                sent_on=each.sent_on,
                today=day,
            ),
            Person(each.participant_id, each.name, 0),
        )
        for each in transfers_waiting(actor, day)
    ]


def request_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """What participants ask for; the names of readers are the privacy officer's to give."""
    if not may(actor, Permission.REQUEST_ANSWER):
        return []
    waiting = (
        visible_to(actor, OwnRequest, Permission.REQUEST_ANSWER)
        .filter(status=RequestStatus.WAITING)
        .exclude(kind=RequestKind.READER_NAMES)
        .select_related("participant")
        .order_by("made_on", "pk")
    )
    return [
        (
            request_line(
                request_id=each.pk,
                name=each.participant.given_name,
                kind=RequestKind(each.kind),
                made_on=each.made_on,
                today=day,
            ),
            Person(each.participant_id, each.participant.name, 0),
        )
        for each in waiting
    ]
