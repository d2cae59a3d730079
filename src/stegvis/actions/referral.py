"""Referral and intake (anvisning och mottagning): receive, accept or return; give the case a coordinator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import (
    Baseline,
    Case,
    CoordinatorPeriod,
    Organisation,
    Participant,
    Programme,
    Referral,
    User,
)
from ..rules import referral as rules
from ..rules.history import EventKind
from ..rules.referral import ReferralSource, ReferralStatus, ReturnReason
from ..rules.words import Reason
from .handover import change_coordinator
from .log import log, stop_if
from .people import register_participant
from .privacy import head_ids, let_read_protected, without_grant
from .programme import first_enrolment


@transaction.atomic
def receive_referral(
    participant: Participant,
    *,
    unit: Organisation,
    source: ReferralSource,
    received_on: date,
    receives_income_support: bool,
    children_in_household: int = 0,
    wish: str = "",
    referrer_name: str = "",
    from_paper: bool = False,
    first_step: int = 1,
    first_independence_level: int = 1,
    by: Actor,
) -> Referral:
    """Receive a referral from a referrer, or from paper."""
    require(by, Permission.REFERRAL_CREATE)
    Participant.objects.select_for_update().get(pk=participant.pk)
    stop_if(
        rules.reasons_not_to_receive(
            has_waiting=participant.referrals.filter(status=ReferralStatus.RECEIVED).exists(),
            has_open_case=participant.cases.filter(closed_on__isnull=True).exists(),
            received_on=received_on,
            today=timezone.localdate(),
            from_paper=from_paper,
            referrer_name=referrer_name,
        )
    )
    referral = Referral.objects.create(
        participant=participant,
        unit=unit,
        source=source,
        referred_by_id=None if from_paper else by.user_id,
        referrer_name=referrer_name.strip() if from_paper else by.name,
        registered_by_id=by.user_id,
        from_paper=from_paper,
        received_on=received_on,
        wish=wish.strip(),
        receives_income_support=receives_income_support,
        children_in_household=children_in_household,
        first_step=first_step,
        first_independence_level=first_independence_level,
    )
    log(EventKind.REFERRAL_RECEIVED, referral, by=by, happened_on=received_on, source=source.value)
    if participant.is_protected:
        _let_intake_read_protected(referral, by=by)
    return referral


@transaction.atomic
def refer_new_person(person: Mapping[str, Any], *, by: Actor, **referral: Any) -> Referral:
    """Register somebody new and receive their referral in one: both are saved, or neither.

    `person` is what `register_participant` takes, the rest what `receive_referral` takes.
    """
    if not str(person.get("identity_number", "")).strip():
        stop_if(rules.reasons_not_to_refer_again(is_here=_own_referral_of_namesake(person, by).exists()))
    participant = register_participant(**person, by=by)
    return receive_referral(participant, by=by, **referral)


def _own_referral_of_namesake(person: Mapping[str, Any], by: Actor) -> QuerySet[Referral]:
    """Waiting referrals that the same person has registered for somebody with this name and day of birth."""
    return Referral.objects.filter(
        status=ReferralStatus.RECEIVED,
        registered_by=by.user_id,
        participant__identity_number__isnull=True,
        participant__given_name=str(person.get("given_name", "")).strip(),
        participant__family_name=str(person.get("family_name", "")).strip(),
        participant__born_on=person.get("born_on"),
    )


@transaction.atomic
def accept_referral(
    referral: Referral,
    *,
    programme: Programme,
    coordinator: User,
    opened_on: date,
    accepted_anyway_because: str = "",
    by: Actor,
) -> Case:
    """Accept: open the case, keep the preliminary starting point, give it a coordinator."""
    referral = (
        Referral.objects.select_for_update(of=("self",)).select_related("participant", "unit").get(pk=referral.pk)
    )
    require(by, Permission.REFERRAL_DECIDE, referral)
    reasons = rules.reasons_not_to_accept(
        status=ReferralStatus(referral.status),
        has_open_case=referral.participant.cases.filter(closed_on__isnull=True).exists(),
        outside=reasons_outside_target_group(referral),
        accepted_anyway_because=accepted_anyway_because,
    )
    reasons += rules.reasons_not_to_open_on(
        opened_on=opened_on, received_on=referral.received_on, today=timezone.localdate()
    )
    stop_if(reasons)
    _decide(referral, ReferralStatus.ACCEPTED, by=by)
    referral.accepted_anyway_because = accepted_anyway_because.strip()
    referral.save()
    log(EventKind.REFERRAL_ACCEPTED, referral, by=by, happened_on=opened_on)
    case = _open_case(referral, programme=programme, opened_on=opened_on)
    log(EventKind.CASE_OPENED, case, by=by, happened_on=opened_on, programme=programme.key)
    change_coordinator(case, to=coordinator, from_on=opened_on, reason="", by=by)
    return case


def reasons_outside_target_group(referral: Referral) -> list[Reason]:
    """What speaks against the target group for this referral; the screen shows them before the decision."""
    return rules.reasons_outside_target_group(
        born_on=referral.participant.born_on,
        received_on=referral.received_on,
        receives_income_support=referral.receives_income_support,
        source=ReferralSource(referral.source),
    )


def _decide(referral: Referral, status: ReferralStatus, *, by: Actor) -> None:
    referral.status = status
    referral.decided_by_id = by.user_id
    referral.decided_at = timezone.now()


def _open_case(referral: Referral, *, programme: Programme, opened_on: date) -> Case:
    case = Case.objects.create(
        participant=referral.participant,
        referral=referral,
        number=next_case_number(opened_on.year),
        unit=referral.unit,
        programme=programme,
        referred_on=referral.received_on,
        opened_on=opened_on,
        step=referral.first_step,
        independence_level=referral.first_independence_level,
        children_in_household=referral.children_in_household,
    )
    Baseline.objects.create(
        case=case, step=case.step, independence_level=case.independence_level, set_on=referral.received_on
    )
    first_enrolment(case)
    return case


def next_case_number(year: int) -> str:
    """The next number of the year, as 2026-00417; whoever comes second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('case number'), %s)", [year])
    last = Case.objects.filter(number__regex=rf"^{year}-\d{{5}}$").order_by("-number").first()
    return f"{year}-{int(last.number.split('-')[1]) + 1 if last else 1:05d}"


@transaction.atomic
def return_referral(referral: Referral, *, reason: ReturnReason, comment: str, by: Actor) -> Referral:
    """Return a referral with a reason; what is written is the receipt the referrer reads."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    require(by, Permission.REFERRAL_DECIDE, referral)
    stop_if(rules.reasons_not_to_return(status=ReferralStatus(referral.status), comment=comment))
    _decide(referral, ReferralStatus.RETURNED, by=by)
    referral.return_reason, referral.return_comment = reason, comment.strip()
    referral.save()
    log(EventKind.REFERRAL_RETURNED, referral, by=by, reason=reason.value)
    return referral


@transaction.atomic
def assign_coordinator(case: Case, *, coordinator: User, from_on: date, reason: str, by: Actor) -> CoordinatorPeriod:
    """Give the case to another coordinator from a day on; the one before ends the day before."""
    require(by, Permission.COORDINATOR_ASSIGN, case)
    return change_coordinator(case, to=coordinator, from_on=from_on, reason=reason, by=by)


def _let_intake_read_protected(referral: Referral, *, by: Actor) -> None:
    """A referral of somebody with protected identity goes to whoever registered it and to the heads of the unit."""
    readers = [*head_ids(referral.unit_id), by.user_id]
    for reader_id in without_grant(referral.participant, readers):
        let_read_protected(referral.participant, reader_id, because=rules.HAS_REFERRAL, by=by)
