"""Relation (vad någon har att göra med någon): how tables lead to a person, and whom each scope reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from ..models import (
    AbsenceNotice,
    AccessCode,
    Activity,
    AttendanceMark,
    AttendanceMonth,
    Case,
    CaseEvent,
    Conversation,
    ConversationDraft,
    CoordinatorCover,
    CoordinatorPeriod,
    CriterionMark,
    Document,
    Employment,
    Exit,
    ExtractShown,
    HostLink,
    IntroductionDone,
    Meeting,
    Note,
    OwnMark,
    OwnReport,
    OwnRequest,
    Participant,
    Placement,
    PlacementEvaluation,
    PlacementExtension,
    PlaceOrder,
    PlaceSupervisor,
    Plan,
    PlanAction,
    ProgrammeEnrolment,
    Rating,
    Referral,
    ReviewItem,
    ScheduleSlot,
    SecrecyConsent,
    Sharing,
    SharingSchedule,
    SoonReady,
    StepMove,
    SupportDecision,
    Transfer,
)
from ..rules.people import Protection
from ..rules.placement import Answer, PlacementStatus
from ..rules.rating import Respondent
from ..rules.referral import ReferralStatus
from .actor import Actor, Assignment
from .roles import Permission, Scope

PERSON_OF: dict[type[Model], str] = {
    Participant: "pk",
    Referral: "participant_id",
    Case: "participant_id",
    Plan: "case__participant_id",
    PlanAction: "plan__case__participant_id",
    Activity: "case__participant_id",
    CriterionMark: "case__participant_id",
    StepMove: "case__participant_id",
    Placement: "case__participant_id",
    Exit: "case__participant_id",
    CaseEvent: "participant_id",
    AbsenceNotice: "case__participant_id",
    AccessCode: "participant_id",
    CoordinatorPeriod: "case__participant_id",
    Conversation: "case__participant_id",
    ConversationDraft: "case__participant_id",
    Document: "case__participant_id",
    Meeting: "case__participant_id",
    Note: "case__participant_id",
    OwnMark: "case__participant_id",
    OwnReport: "case__participant_id",
    OwnRequest: "participant_id",
    ProgrammeEnrolment: "case__participant_id",
    Rating: "case__participant_id",
    ReviewItem: "case__participant_id",
    ScheduleSlot: "case__participant_id",
    SecrecyConsent: "participant_id",
    Sharing: "schedule__case__participant_id",
    SharingSchedule: "case__participant_id",
    Transfer: "case__participant_id",
    Employment: "case__participant_id",
    SupportDecision: "employment__case__participant_id",
    ExtractShown: "participant_id",
    HostLink: "placement__case__participant_id",
    PlacementExtension: "placement__case__participant_id",
    PlacementEvaluation: "placement__case__participant_id",
    AttendanceMark: "placement__case__participant_id",
    AttendanceMonth: "placement__case__participant_id",
    IntroductionDone: "placement__case__participant_id",
    PlaceOrder: "case__participant_id",
    SoonReady: "case__participant_id",
}
"""How each table leads to the person it is about. A table that is not here holds no person."""

AFTER_EXIT_DAYS = 90
"""How long the last coordinator keeps a closed case: the outcome is confirmed after a month."""

READ: dict[type[Model], Permission] = {Referral: Permission.REFERRAL_READ}
"""The permission that lets somebody see rows of a table; PARTICIPANT_NAME where nothing else is said."""


def unprotected(model: type[Model], path: str) -> Q:
    if model is CaseEvent:  # the history holds keys without relations
        return ~Q(participant_id__in=Participant.objects.exclude(protection=Protection.NONE).values("pk"))
    return Q(**{path.removesuffix("pk").replace("participant_id", "participant__") + "protection": Protection.NONE})


def own_file(actor: Actor, model: type[Model], path: str) -> Q:
    """A participant's own rows, of ratings the own half; a host's one placement; unnamed, forms without names."""
    if actor.placement_id is not None:
        return Q(**{OF_PLACEMENT[model]: actor.placement_id}) if model in OF_PLACEMENT else Q(pk__in=[])
    asked = Q(respondent=Respondent.PARTICIPANT) if model is Rating else Q()
    if actor.participant_id is not None:
        return asked & Q(**{path: actor.participant_id})
    return asked & Q(case__isnull=True) if model is Rating else Q(pk__in=[])


OF_PLACEMENT: dict[type[Model], str] = {
    Placement: "pk",
    PlacementEvaluation: "placement",
    AttendanceMark: "placement",
    IntroductionDone: "placement",
}
"""What somebody at a host reaches of the one placement they were sent a link to."""

SAID_YES = ~Q(status=PlacementStatus.PARTICIPANT_ASKED) & ~Q(participant_answer=Answer.NO)


def own_rows(actor: Actor, each: Assignment, scope: Scope, model: type[Model]) -> Q | None:
    """Some rows belong to less than everybody who has to do with the person; None where the person decides."""
    rows = OWN_ROWS.get((model, scope))
    return rows(actor, each) if rows else None


def _at_own_places_now(actor: Actor) -> Q:
    """Who has been asked but is not there yet is no matter of theirs."""
    placed = Placement.objects.active().filter(_has_place(actor))
    return Q(case__in=placed.values("case"))


def _has_place(actor: Actor) -> Q:
    """A place where they supervise now or receive, or a placement that is theirs to supervise."""
    here = PlaceSupervisor.objects.on(timezone.localdate()).filter(supervisor__user=actor.user_id)
    own = Q(place__manager=actor.user_id) | Q(supervisor__user=actor.user_id)
    return own | Q(place__in=here.values("place"))


OWN_ROWS: dict[tuple[type[Model], Scope], Callable[[Actor, Assignment], Q]] = {
    (Referral, Scope.OWN_REFERRALS): lambda actor, each: Q(referred_by=actor.user_id),
    (Referral, Scope.OWN_UNIT): lambda actor, each: Q(unit=each.unit_id),
    (Placement, Scope.OWN_PLACES): lambda actor, each: SAID_YES & _has_place(actor),
    (Placement, Scope.PLACED_IN_UNIT): lambda actor, each: SAID_YES & Q(place__host=each.unit_id),
    (Placement, Scope.AT_PLACES): lambda actor, each: SAID_YES & Q(case__closed_on__isnull=True),
    (Employment, Scope.AT_PLACES): lambda actor, each: Q(pk__isnull=False),
    (SupportDecision, Scope.AT_PLACES): lambda actor, each: Q(pk__isnull=False),
    (AbsenceNotice, Scope.OWN_PLACES): lambda actor, each: _at_own_places_now(actor),
    (Sharing, Scope.OWN_REFERRALS): lambda actor, each: Q(schedule__receiver_user=actor.user_id),
    (Transfer, Scope.INTO_UNIT): lambda actor, each: Q(to_unit=each.unit_id),
    (Transfer, Scope.OWN_UNIT): lambda actor, each: Q(from_unit=each.unit_id) | Q(case__unit=each.unit_id),
    (Transfer, Scope.OWN_CASELOAD): lambda actor, each: (
        Q(sent_by=actor.user_id) | Q(case__participant__in=_caseload(actor, each))
    ),
}
"""Referrals belong to who wrote them and to the unit that got them; a host learns of a placement first when the
participant has said yes; employments are HR's as long as they are kept; what is shared belongs to whoever it was sent
to; whoever sent a case to another unit sees what came of it also when the person is no longer theirs."""


Keys = QuerySet[Any, int]


def _everyone(actor: Actor, each: Assignment) -> Keys:
    return Participant.objects.values_list("pk", flat=True)


def _of_unit(actor: Actor, each: Assignment) -> Keys:
    return Case.objects.filter(unit=each.unit_id).values_list("participant_id", flat=True)


def _in_queue(actor: Actor, each: Assignment) -> Keys:
    waiting = Referral.objects.filter(status=ReferralStatus.RECEIVED, unit=each.unit_id)
    return waiting.values_list("participant_id", flat=True)


def _placed_in_unit(actor: Actor, each: Assignment) -> Keys:
    return Placement.objects.active().filter(place__host=each.unit_id).values_list("case__participant_id", flat=True)


def _into_unit(actor: Actor, each: Assignment) -> Keys:
    """Those on their way from another unit, for as long as the handover waits."""
    waiting = Transfer.objects.waiting().filter(to_unit=each.unit_id)
    return waiting.values_list("case__participant_id", flat=True)


ASKED_OR_PLACED = (
    PlacementStatus.HOST_ASKED,
    PlacementStatus.VISIT,
    PlacementStatus.AGREED,
    PlacementStatus.SIGNED,
    PlacementStatus.ACTIVE,
)


def _at_own_places(actor: Actor, each: Assignment) -> Keys:
    placements = Placement.objects.filter(_has_place(actor), status__in=ASKED_OR_PLACED)
    return placements.values_list("case__participant_id", flat=True)


def _own_referrals(actor: Actor, each: Assignment) -> Keys:
    return Referral.objects.filter(referred_by=actor.user_id).values_list("participant_id", flat=True)


def _at_places(actor: Actor, each: Assignment) -> Keys:
    placements = Placement.objects.filter(status__in=ASKED_OR_PLACED, case__closed_on__isnull=True)
    return placements.values_list("case__participant_id", flat=True)


def _caseload(actor: Actor, each: Assignment) -> Keys:
    """Those whose coordinator the actor is or stands in for, and for a while those who left: outcomes are confirmed."""
    today = timezone.localdate()
    latest = today - timedelta(days=AFTER_EXIT_DAYS)
    covered = CoordinatorCover.objects.on(today).filter(substitute=actor.user_id).values("coordinator")
    own = CoordinatorPeriod.objects.filter(Q(coordinator=actor.user_id) | Q(coordinator__in=covered)).filter(
        Q(ends_on__isnull=True) | Q(ends_on=F("case__closed_on"), case__closed_on__gte=latest)
    )
    return own.values_list("case__participant_id", flat=True)


PEOPLE: Mapping[Scope, Callable[[Actor, Assignment], Keys | frozenset[int]]] = {
    Scope.EVERYONE: _everyone,
    Scope.OWN_CASELOAD: _caseload,
    Scope.OWN_UNIT: _of_unit,
    Scope.QUEUE: _in_queue,
    Scope.PLACED_IN_UNIT: _placed_in_unit,
    Scope.OWN_PLACES: _at_own_places,
    Scope.OWN_REFERRALS: _own_referrals,
    Scope.AT_PLACES: _at_places,
    Scope.INTO_UNIT: _into_unit,
    Scope.GRANTED: lambda actor, each: actor.granted,
}
"""Each scope as the keys of the people within it; built only when a role holds it."""
