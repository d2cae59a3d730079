"""Sharing (delning): consents, what goes to whom on which days, the receipt; nothing goes away by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import AccessGrant, Case, Participant, SecrecyConsent, Sharing, SharingSchedule, User
from ..queries.sharing import approved_months_in, content_of, fingerprint_of, holds, last_shared_on
from ..rules import sharing as rules
from ..rules.history import EventKind
from ..rules.sharing import ConsentHow, SharedPart, SharingGround
from ..rules.words import Reason
from .attendance import note_sent
from .log import log, stop_if


@transaction.atomic
def give_consent(
    participant: Participant,
    *,
    receiver: str,
    parts: Sequence[SharedPart],
    starts_on: date,
    ends_on: date | None,
    how: ConsentHow,
    by: Actor,
) -> SecrecyConsent:
    """Somebody lets secrecy be broken towards one receiver: said in a conversation, on paper, or on the own page."""
    require(by, Permission.CONSENT_WRITE, participant)
    reasons = rules.reasons_not_to_give_consent(
        receiver=receiver,
        parts=parts,
        starts_on=starts_on,
        ends_on=ends_on,
        is_given=_is_given(participant, receiver, parts, ends_on),
        today=timezone.localdate(),
    )
    if (how is ConsentHow.OWN_PAGE) != (by.participant_id is not None):
        reasons.append(Reason("På Mina sidor lämnar personen samtycket själv.", at="how"))
    stop_if(reasons)
    consent = SecrecyConsent.objects.create(
        participant=participant,
        receiver=receiver.strip(),
        parts=[part.value for part in SharedPart if part in parts],
        starts_on=starts_on,
        ends_on=ends_on,
        given_how=how,
        recorded_by_id=by.user_id,
    )
    log(EventKind.CONSENT_GIVEN, consent, by=by, happened_on=starts_on, parts=consent.parts)
    return consent


def _is_given(participant: Participant, receiver: str, parts: Sequence[SharedPart], ends_on: date | None) -> bool:
    """The same form sent twice is one consent."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    same = participant.consents.filter(receiver__iexact=receiver.strip(), ends_on=ends_on, withdrawn_on__isnull=True)
    return any(set(each.parts) == {part.value for part in parts} for each in same)


@transaction.atomic
def withdraw_consent(consent: SecrecyConsent, *, by: Actor) -> SecrecyConsent:
    """From now on nothing more is shared on it: its schedules end at once. What has been shared stays listed."""
    consent = SecrecyConsent.objects.select_for_update(of=("self",)).select_related("participant").get(pk=consent.pk)
    require(by, Permission.CONSENT_WRITE, consent)
    stop_if(rules.reasons_not_to_withdraw(withdrawn_on=consent.withdrawn_on))
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    log(EventKind.CONSENT_WITHDRAWN, consent, by=by)
    running = consent.schedules.running().select_for_update(of=("self",)).select_related("case").order_by("pk")
    for schedule in running:
        _end(schedule, rules.CONSENT_WITHDRAWN, timezone.localdate(), by=by)
    return consent


@transaction.atomic
def plan_sharing(
    case: Case,
    *,
    receiver: str,
    receiver_user: User | None,
    parts: Sequence[SharedPart],
    ground: SharingGround,
    law: str = "",
    consent: SecrecyConsent | None = None,
    every_months: int,
    first_on: date,
    by: Actor,
) -> SharingSchedule:
    """Say what one receiver gets and on which days, and on what ground. Nothing is shared by it."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.SHARING_WRITE, case)
    if consent is not None:
        consent = SecrecyConsent.objects.select_for_update().get(pk=consent.pk)
    receiver = receiver.strip() or (receiver_user.name if receiver_user else "")
    today = timezone.localdate()
    reasons = rules.reasons_not_to_plan(
        status=case.status,
        receiver=receiver,
        parts=parts,
        already=_already(case, receiver, parts),
        ground=ground,
        law=law,
        every_months=every_months,
        first_on=first_on,
        today=today,
    )
    if ground is SharingGround.CONSENT:
        reasons += _reasons_against(consent, case, receiver=receiver, parts=parts, day=today)
    stop_if(reasons)
    by_consent = ground is SharingGround.CONSENT
    schedule = SharingSchedule.objects.create(
        case=case,
        receiver=receiver,
        receiver_user=receiver_user,
        parts=[part.value for part in SharedPart if part in parts],
        ground=ground,
        law="" if by_consent else law.strip(),
        consent=consent if by_consent else None,
        every_months=every_months,
        next_on=first_on,
    )
    log(EventKind.SHARING_PLANNED, schedule, by=by, parts=schedule.parts, ground=ground.value, first_on=first_on)
    return schedule


def _already(case: Case, receiver: str, parts: Sequence[SharedPart]) -> list[SharedPart]:
    """Those of the parts that the receiver gets by another schedule that runs."""
    running = case.sharing.running().filter(receiver__iexact=receiver).values_list("parts", flat=True)
    given = {key for keys in running for key in keys}
    return [part for part in SharedPart if part in parts and part.value in given]


def _reasons_against(
    consent: SecrecyConsent | None, case: Case, *, receiver: str, parts: Sequence[SharedPart], day: date
) -> list[Reason]:
    return rules.reasons_against_consent(
        is_chosen=consent is not None,
        is_theirs=consent is not None and consent.participant_id == case.participant_id,
        holds=consent is not None and holds(consent, day),
        same_receiver=consent is not None and consent.receiver.casefold() == receiver.casefold(),
        missing=[part for part in parts if consent is not None and part.value not in consent.parts],
    )


@transaction.atomic
def share_now(schedule: SharingSchedule, *, fingerprint: str, by: Actor) -> Sharing:
    """Share what somebody has just read through: its fingerprint is that of what goes away, or nothing does."""
    schedule = _locked(schedule)
    require(by, Permission.SHARING_WRITE, schedule)
    case, today = schedule.case, timezone.localdate()
    content = content_of(schedule, today)
    reasons = rules.reasons_not_to_share(
        status=case.status,
        ended_on=schedule.ended_on,
        shared_today=last_shared_on(schedule) == today,
        has_changed=fingerprint != fingerprint_of(content),
        receiver_is_shut_out=_is_shut_out(schedule.receiver_user_id, case.participant),
    )
    if schedule.consent_id is not None and schedule.ended_on is None:
        parts = [SharedPart(part) for part in schedule.parts]
        reasons += _reasons_against(schedule.consent, case, receiver=schedule.receiver, parts=parts, day=today)
    stop_if(reasons)
    sharing = Sharing.objects.create(
        schedule=schedule,
        shared_on=today,
        shared_by_id=by.user_id,
        content=content,
        fingerprint=fingerprint_of(content),
    )
    note_sent(approved_months_in(content), sent_on=today)
    schedule.next_on = rules.next_day(
        planned_on=schedule.next_on or today, every_months=schedule.every_months, today=today
    )
    schedule.save()
    log(EventKind.SHARED, schedule, by=by, sharing=sharing.pk, parts=schedule.parts)
    return sharing


def _locked(schedule: SharingSchedule) -> SharingSchedule:
    """The schedule and its consent: somebody who withdraws it at the same moment comes wholly before or after."""
    if schedule.consent_id is not None:
        SecrecyConsent.objects.select_for_update().get(pk=schedule.consent_id)
    rows = SharingSchedule.objects.select_for_update(of=("self",))
    return rows.select_related("case__participant", "case__unit", "case__programme", "consent").get(pk=schedule.pk)


def _is_shut_out(receiver_id: int | None, participant: Participant) -> bool:
    """Whether the receiver has an account that may not see somebody with protected identity."""
    if receiver_id is None or not participant.is_protected:
        return False
    return not AccessGrant.objects.current(timezone.now()).filter(user=receiver_id, participant=participant).exists()


@transaction.atomic
def receive_sharing(sharing: Sharing, *, by: Actor) -> Sharing:
    """The receipt: by whoever it was sent to; for a receiver without an account by whoever got their answer."""
    rows = Sharing.objects.select_for_update(of=("self",)).select_related("schedule__case")
    sharing = rows.get(pk=sharing.pk)
    has_account = sharing.schedule.receiver_user_id is not None
    if has_account:
        require(by, Permission.SHARING_RECEIVE, sharing)
    else:
        require(by, Permission.SHARING_WRITE, sharing.schedule)
    stop_if(rules.reasons_not_to_receive(received_on=sharing.received_on))
    sharing.received_on, sharing.received_by_id = timezone.localdate(), by.signed_in_id
    sharing.save()
    log(EventKind.SHARING_RECEIVED, sharing.schedule, by=by, sharing=sharing.pk)
    return sharing


@transaction.atomic
def end_sharing(schedule: SharingSchedule, *, because: str, by: Actor) -> SharingSchedule:
    """Share nothing more by this schedule; what has been shared stays listed."""
    schedule = SharingSchedule.objects.select_for_update(of=("self",)).select_related("case").get(pk=schedule.pk)
    require(by, Permission.SHARING_WRITE, schedule)
    stop_if(rules.reasons_not_to_end(ended_on=schedule.ended_on, because=because))
    _end(schedule, because.strip(), timezone.localdate(), by=by)
    return schedule


def end_all_sharing(case: Case, day: date, *, by: Actor) -> None:
    """With the case everything that was to be shared ends."""
    for schedule in case.sharing.running().select_for_update():
        _end(schedule, rules.CASE_CLOSED, day, by=by)


def _end(schedule: SharingSchedule, because: str, day: date, *, by: Actor) -> None:
    schedule.ended_on, schedule.ended_because, schedule.next_on = day, because, None
    schedule.save()
    log(EventKind.SHARING_ENDED, schedule, by=by, happened_on=day)
