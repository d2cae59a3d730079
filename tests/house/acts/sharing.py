"""Programmes, households, consents, sharing and handover between units: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta

from stegvis.access import Actor
from stegvis.actions import household, programme, sharing, transfer
from stegvis.models import Case, Programme, SecrecyConsent, Sharing, SharingSchedule, Transfer
from stegvis.queries.sharing import content_of, fingerprint_of
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.household import Occupation
from stegvis.rules.people import Role
from stegvis.rules.sharing import ConsentHow, SharedPart, SharingGround
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("programme.move_to_programme", Kind.PROGRAMME_STARTED)
def _() -> Act:
    case, sfi = make.case(), Programme.objects.create(key="sfi", name="Svenska och praktik")
    return lambda: programme.move_to_programme(
        case, programme=sfi, from_on=make.today(), reason="Behöver mer svenska", by=BY
    )


def consent_of(case: Case) -> SecrecyConsent:
    return sharing.give_consent(
        case.participant,
        receiver="Arbetsförmedlingen",
        parts=[SharedPart.PLAN],
        starts_on=make.today(),
        ends_on=make.today() + timedelta(days=300),
        how=ConsentHow.TOGETHER,
        by=BY,
    )


def plan(case: Case) -> SharingSchedule:
    return sharing.plan_sharing(
        case,
        receiver="Arbetsförmedlingen",
        receiver_user=None,
        parts=[SharedPart.PLAN],
        ground=SharingGround.CONSENT,
        consent=consent_of(case),
        every_months=3,
        first_on=make.today(),
        by=BY,
    )


def share(schedule: SharingSchedule) -> Sharing:
    content = content_of(schedule, make.today())
    return sharing.share_now(schedule, fingerprint=fingerprint_of(content), by=BY)


def transfer_of(case: Case) -> Transfer:
    north = make.unit("Arena Norr")
    return transfer.send_transfer(case, to_unit=north, reason="Flyttar", parts=[SharedPart.PLAN], by=BY)


@leaves("household.note_household", Kind.HOUSEHOLD_NOTED)
def _() -> Act:
    case = make.case()
    return lambda: household.note_household(
        case, other_adult=Occupation.WORKS, children_born_years=[make.today().year], from_on=make.today(), by=BY
    )


@leaves("sharing.give_consent", Kind.CONSENT_GIVEN)
def _() -> Act:
    case = make.case()
    return lambda: consent_of(case)


@leaves("sharing.withdraw_consent", Kind.CONSENT_WITHDRAWN, Kind.SHARING_ENDED)
def _() -> Act:
    schedule = plan(make.case())
    return lambda: sharing.withdraw_consent(schedule.consent, by=BY)


@leaves("sharing.plan_sharing", Kind.CONSENT_GIVEN, Kind.SHARING_PLANNED)
def _() -> Act:
    case = make.case()
    return lambda: plan(case)


@leaves("sharing.share_now", Kind.SHARED)
def _() -> Act:
    schedule = plan(make.case())
    return lambda: share(schedule)


@leaves("sharing.receive_sharing", Kind.SHARING_RECEIVED)
def _() -> Act:
    unit = make.unit()
    maria = make.user(role=Role.COORDINATOR, at=unit)
    sent = share(plan(make.case(coordinator=maria, at=unit)))
    return lambda: sharing.receive_sharing(sent, by=Actor.of(maria))


@leaves("sharing.end_sharing", Kind.SHARING_ENDED)
def _() -> Act:
    schedule = plan(make.case())
    return lambda: sharing.end_sharing(schedule, because="Behövs inte längre", by=BY)


@leaves("sharing.end_all_sharing", Kind.SHARING_ENDED)
def _() -> Act:
    schedule = plan(make.case())
    return lambda: sharing.end_all_sharing(schedule.case, make.today(), by=BY)


@leaves("transfer.send_transfer", Kind.TRANSFER_SENT)
def _() -> Act:
    case = make.case()
    return lambda: transfer_of(case)


@leaves("transfer.receive_transfer", Kind.TRANSFER_RECEIVED, Kind.COORDINATOR_CHANGED)
def _() -> Act:
    sent = transfer_of(make.case(coordinator=make.user(role=Role.COORDINATOR, at=make.unit())))
    north = make.unit("Arena Norr")
    anna, head = make.user(role=Role.COORDINATOR, at=north), make.actor(Role.UNIT_MANAGER, north)
    return lambda: transfer.receive_transfer(sent, coordinator=anna, by=head)


@leaves("transfer.take_back_transfer", Kind.TRANSFER_ENDED)
def _() -> Act:
    sent = transfer_of(make.case())
    return lambda: transfer.take_back_transfer(sent, by=BY)


@leaves("transfer.decline_transfer", Kind.TRANSFER_ENDED)
def _() -> Act:
    sent = transfer_of(make.case())
    return lambda: transfer.decline_transfer(sent, because="Ingen plats", by=BY)


@leaves("transfer.end_waiting_transfer", Kind.TRANSFER_ENDED)
def _() -> Act:
    sent = transfer_of(make.case())
    return lambda: transfer.end_waiting_transfer(sent.case, by=BY)
