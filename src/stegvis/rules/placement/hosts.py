"""Host link (värdlänk): a way in for a host without an account, to one placement, for a time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ..words import Reason
from .asking import NOT_APPROVED
from .states import PlacementStatus

LINK_DAYS = 14
"""How long a link to a question lasts; one to a placement that runs lasts as long after its last day."""

LINK_WRONG = Reason("Länken stämmer inte. Kontrollera att hela adressen kom med, eller be kommunen om en ny.")
LINK_TAKEN_BACK = Reason("Länken gäller inte längre. Be kommunen om en ny om du behöver den.")
LINK_TOO_OLD = Reason("Länken har blivit för gammal. Be kommunen om en ny.")
LINKED = (
    PlacementStatus.HOST_ASKED,
    PlacementStatus.VISIT,
    PlacementStatus.AGREED,
    PlacementStatus.SIGNED,
    PlacementStatus.ACTIVE,
    PlacementStatus.ENDED,
)


def reasons_not_to_link(*, status: PlacementStatus, is_approved: bool, link_is_over: bool) -> list[Reason]:
    """A host gets a link to somebody who has said yes and approved what the host reads."""
    reasons = []
    if status not in LINKED:
        reasons.append(Reason("Läget är ”{status}”, så värden kan inte få någon länk.", status=status.label))
    elif not is_approved and status in (PlacementStatus.HOST_ASKED, PlacementStatus.VISIT):
        reasons.append(NOT_APPROVED)
    if link_is_over:
        reasons.append(Reason("Placeringen slutade för mer än {days} dagar sen.", days=LINK_DAYS))
    return reasons


def link_days(*, status: PlacementStatus, ends_on: date, today: date) -> int:
    """So many days a new link lasts; 0 when the time for it is over."""
    if status in (PlacementStatus.ACTIVE, PlacementStatus.ENDED):
        return max(0, (ends_on + timedelta(days=LINK_DAYS) - today).days)
    return LINK_DAYS


def reasons_not_to_enter(*, revoked_at: datetime | None, expires_at: datetime, now: datetime) -> list[Reason]:
    """Why a right link does not open."""
    if revoked_at is not None:
        return [LINK_TAKEN_BACK]
    return [LINK_TOO_OLD] if expires_at <= now else []
