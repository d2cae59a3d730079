"""Handover between units (överlämning till annan enhet): sent with a reason, received with a coordinator and a receipt.

The case stays where it is, with its coordinator, until somebody in the other unit has received it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import AccessGrant, Case, Organisation, Transfer, User
from ..rules import transfer as rules
from ..rules.history import EventKind, GrantKind
from ..rules.sharing import SharedPart
from ..rules.words import Reason
from .handover import change_coordinator
from .log import log, stop_if
from .privacy import head_ids, let_read_protected, without_grant


@transaction.atomic
def send_transfer(
    case: Case, *, to_unit: Organisation, reason: str, parts: Sequence[SharedPart], by: Actor
) -> Transfer:
    """Send the case to another unit. It waits there; until the receipt nothing here has changed."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.TRANSFER_SEND, case)
    stop_if(
        rules.reasons_not_to_send(
            status=case.status,
            is_same_unit=case.unit_id == to_unit.pk,
            takes_participants=to_unit.takes_participants,
            waits=case.transfers.waiting().exists(),
            reason=reason,
            parts=parts,
        )
    )
    transfer = Transfer.objects.create(
        case=case,
        from_unit_id=case.unit_id,
        to_unit=to_unit,
        reason=reason.strip(),
        parts=[part.value for part in SharedPart if part in parts],
        sent_on=timezone.localdate(),
        sent_by_id=by.user_id,
    )
    log(EventKind.TRANSFER_SENT, transfer, by=by, from_unit=case.unit_id, to_unit=to_unit.pk)
    if case.participant.is_protected:
        for reader in without_grant(case.participant, head_ids(to_unit.pk)):
            let_read_protected(case.participant, reader, because=rules.RECEIVES, by=by)
    return transfer


@transaction.atomic
def receive_transfer(transfer: Transfer, *, coordinator: User, by: Actor) -> Transfer:
    """The receipt: the case changes unit and gets a coordinator there, both or neither. The participant is told."""
    transfer = _locked(transfer)
    require(by, Permission.TRANSFER_RECEIVE, transfer)
    stop_if(_reasons_not_to_settle(transfer))
    case, today = transfer.case, timezone.localdate()
    case.unit_id = transfer.to_unit_id
    case.save()
    change_coordinator(case, to=coordinator, from_on=today, reason=transfer.reason[:200], by=by)
    _end_reading_of_heads(transfer, transfer.from_unit_id, transfer.to_unit_id, by=by)
    transfer.received_on, transfer.received_by_id = today, by.signed_in_id
    transfer.save()
    log(
        EventKind.TRANSFER_RECEIVED,
        transfer,
        by=by,
        from_unit=transfer.from_unit_id,
        to_unit=transfer.to_unit_id,
        coordinator=coordinator.pk,
    )
    return transfer


@transaction.atomic
def take_back_transfer(transfer: Transfer, *, by: Actor) -> Transfer:
    """The sender changes their mind while it waits."""
    transfer = _locked(transfer)
    require(by, Permission.TRANSFER_SEND, transfer.case)
    stop_if(_reasons_not_to_settle(transfer))
    return _end(transfer, rules.TAKEN_BACK, by=by)


@transaction.atomic
def decline_transfer(transfer: Transfer, *, because: str, by: Actor) -> Transfer:
    """The receiver says no, and why; the case stays with whoever has it."""
    transfer = _locked(transfer)
    require(by, Permission.TRANSFER_RECEIVE, transfer)
    stop_if(
        rules.reasons_not_to_decline(
            status=transfer.case.status,
            received_on=transfer.received_on,
            ended_on=transfer.ended_on,
            because=because,
        )
    )
    return _end(transfer, because.strip(), by=by)


def end_waiting_transfer(case: Case, *, by: Actor) -> None:
    """With the case what waits elsewhere ends."""
    for transfer in case.transfers.waiting().select_for_update(of=("self",)).select_related("case__participant"):
        _end(transfer, rules.CASE_CLOSED, by=by)


def _locked(transfer: Transfer) -> Transfer:
    """The case first, as everybody who changes it does."""
    Case.objects.select_for_update(of=("self",)).get(pk=transfer.case_id)
    rows = Transfer.objects.select_for_update(of=("self",))
    return rows.select_related("case__participant", "to_unit").get(pk=transfer.pk)


def _reasons_not_to_settle(transfer: Transfer) -> list[Reason]:
    return rules.reasons_not_to_settle(
        status=transfer.case.status, received_on=transfer.received_on, ended_on=transfer.ended_on
    )


def _end(transfer: Transfer, because: str, *, by: Actor) -> Transfer:
    transfer.ended_on, transfer.ended_because = timezone.localdate(), because
    transfer.save()
    log(EventKind.TRANSFER_ENDED, transfer, by=by, to_unit=transfer.to_unit_id)
    _end_reading_of_heads(transfer, transfer.to_unit_id, transfer.from_unit_id, by=by)
    return transfer


def _end_reading_of_heads(transfer: Transfer, of_unit: int, but_not: int, /, *, by: Actor) -> None:
    """Those who lead the unit that no longer has the person stop reading a protected file."""
    readers = set(head_ids(of_unit)) - set(head_ids(but_not))
    given = AccessGrant.objects.current(timezone.now()).filter(
        participant=transfer.case.participant_id, kind=GrantKind.PROTECTED, user__in=readers
    )
    for grant in given.select_for_update(of=("self",)).order_by("pk"):
        grant.ends_at = timezone.now()
        grant.save(update_fields=["ends_at"])
        log(EventKind.ACCESS_ENDED, grant, by=by, kind=grant.kind, user=grant.user_id)
