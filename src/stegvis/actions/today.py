"""Today (Idag): put a line off, with a reason."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Snooze
from ..rules.history import EventKind
from ..rules.words import Reason
from .log import log, stop_if

LONGEST_DAYS = 60


@transaction.atomic
def snooze(*, rule: str, subject_id: int, until: date, reason: str, by: Actor) -> Snooze:
    """Put one line of one's own list off until a day; it comes back by itself."""
    require(by, Permission.TODAY_READ)
    today = timezone.localdate()
    reasons = []
    if not today < until <= today + timedelta(days=LONGEST_DAYS):
        reasons.append(Reason("Välj en dag inom {days} dagar.", at="until", days=LONGEST_DAYS))
    if not reason.strip():
        reasons.append(Reason("Skriv varför det kan vänta.", at="reason"))
    stop_if(reasons)
    row, _ = Snooze.objects.update_or_create(
        user_id=by.signed_in_id, rule=rule, subject_id=subject_id, defaults={"until": until, "reason": reason.strip()}
    )
    log(EventKind.WORK_SNOOZED, row, by=by, rule=rule, until=until)
    return row
