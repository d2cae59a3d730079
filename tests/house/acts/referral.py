"""Referral and intake: the smallest world of each action."""

from __future__ import annotations

from stegvis.actions import (
    referral,
)
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.people import Role
from stegvis.rules.referral import ReferralSource, ReturnReason
from tests import factories as make

from .declared import BY, Act, leaves

REFERRED = {"source": ReferralSource.SOCIAL_SERVICES, "receives_income_support": True}


@leaves("referral.receive_referral", Kind.REFERRAL_RECEIVED)
def _() -> Act:
    person, unit = make.participant(), make.unit()
    return lambda: referral.receive_referral(person, unit=unit, received_on=make.today(), by=BY, **REFERRED)


@leaves("referral.refer_new_person", Kind.PARTICIPANT_REGISTERED, Kind.REFERRAL_RECEIVED)
def _() -> Act:
    person = {"given_name": "Amal", "family_name": "Öberg", "born_on": make.LONG_AGO}
    unit = make.unit()
    return lambda: referral.refer_new_person(person, unit=unit, received_on=make.today(), by=BY, **REFERRED)


@leaves("referral.accept_referral", Kind.REFERRAL_ACCEPTED, Kind.CASE_OPENED, Kind.COORDINATOR_ASSIGNED)
def _() -> Act:
    one, programme, maria = make.referral(), make.programme(), make.user(role=Role.COORDINATOR, at=make.unit())
    return lambda: referral.accept_referral(one, programme=programme, coordinator=maria, opened_on=make.today(), by=BY)


@leaves("referral.return_referral", Kind.REFERRAL_RETURNED)
def _() -> Act:
    one = make.referral()
    return lambda: referral.return_referral(one, reason=ReturnReason.NOT_YET_READY, comment="Skicka beslutet", by=BY)


@leaves("referral.assign_coordinator", Kind.COORDINATOR_CHANGED)
def _() -> Act:
    case, other = make.case(coordinator=make.user()), make.user(role=Role.COORDINATOR, at=make.unit())
    return lambda: referral.assign_coordinator(case, coordinator=other, from_on=make.today(), reason="Sjuk", by=BY)
