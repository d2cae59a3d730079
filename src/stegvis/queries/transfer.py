"""Handover between units (överlämningar) on screen: what waits for a receipt, what was sent, one with its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..access import Actor, Permission, visible_to
from ..models import Case, Transfer
from ..models.sharing import TRANSFER_WAITS
from ..rules.sharing import SharedPart
from .sharing import Content, parts_in_order, summary_of


@dataclass(frozen=True)
class WaitingTransfer:
    """Somebody who is on the way to another unit."""

    pk: int
    case_id: int
    participant_id: int
    name: str
    from_unit: str
    to_unit: str
    sent_on: date
    days: int


@dataclass(frozen=True)
class TransferLine:
    """One handover of a case, as its history tells it."""

    pk: int
    from_unit: str
    to_unit: str
    reason: str
    parts: tuple[SharedPart, ...]
    sent_on: date
    sent_by: str
    received_on: date | None
    received_by: str
    ended_on: date | None
    ended_because: str

    @property
    def waits(self) -> bool:
        return self.received_on is None and self.ended_on is None


def transfers_waiting(actor: Actor, today: date) -> list[WaitingTransfer]:
    """Those on their way into the actor's units, who has waited longest first. One statement."""
    return _waiting(actor, Permission.TRANSFER_RECEIVE, today)


def transfers_sent(actor: Actor, today: date) -> list[WaitingTransfer]:
    """Those the actor's side has sent and nobody has received yet. One statement."""
    return _waiting(actor, Permission.TRANSFER_SEND, today)


def _waiting(actor: Actor, permission: Permission, today: date) -> list[WaitingTransfer]:
    rows = visible_to(actor, Transfer, permission).filter(TRANSFER_WAITS, case__closed_on__isnull=True)
    return [
        WaitingTransfer(
            pk=row.pk,
            case_id=row.case_id,
            participant_id=row.case.participant_id,
            name=row.case.participant.name,
            from_unit=row.from_unit.name,
            to_unit=row.to_unit.name,
            sent_on=row.sent_on,
            days=(today - row.sent_on).days,
        )
        for row in rows.select_related("case__participant", "from_unit", "to_unit").order_by("sent_on", "pk")
    ]


def transfers_of(case: Case) -> list[TransferLine]:
    """Every handover of the case, the latest first. One statement."""
    rows = case.transfers.select_related("from_unit", "to_unit", "sent_by", "received_by").order_by("-sent_on", "-pk")
    return [_line(row) for row in rows]


def _line(row: Transfer) -> TransferLine:
    return TransferLine(
        pk=row.pk,
        from_unit=row.from_unit.name,
        to_unit=row.to_unit.name,
        reason=row.reason,
        parts=parts_in_order(row.parts),
        sent_on=row.sent_on,
        sent_by=row.sent_by.name if row.sent_by else "",
        received_on=row.received_on,
        received_by=row.received_by.name if row.received_by else "",
        ended_on=row.ended_on,
        ended_because=row.ended_because,
    )


def line_of(transfer: Transfer) -> TransferLine:
    """One handover; its people and units come with it."""
    return _line(transfer)


def content_of_transfer(transfer: Transfer, *, today: date) -> Content:
    """What the receiver reads before the receipt: the parts that the sender chose, as they are today."""
    return summary_of(transfer.case, list(parts_in_order(transfer.parts)), day=today)
