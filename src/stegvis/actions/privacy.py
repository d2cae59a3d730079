"""Privacy (integritet): log every reading, open a file with a stated reason, let somebody take part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowedNow, Permission, require
from ..models import AccessGrant, AccessLog, Participant, StaffRole, User
from ..rules.history import EventKind, GrantKind, ReadKind
from ..rules.people import Role
from ..rules.words import Reason
from .log import log, stop_if

OPEN_HOURS = 8


def log_read(
    participant_ids: Iterable[int], *, by: Actor, screen: str, kind: ReadKind = ReadKind.READ, purpose: str = ""
) -> None:
    """One row for one page, however many people stand on it. A participant stands there by key, never by name."""
    AccessLog.objects.create(
        kind=kind,
        user_id=by.user_id,
        user_name=by.name if by.participant_id is None else f"Deltagare {by.participant_id}",
        role=by.role_key,
        unit_name=by.unit_name,
        participant_ids=list(participant_ids),
        screen=screen,
        purpose=purpose,
    )


@transaction.atomic
def open_with_reason(participant: Participant, *, reason: str, by: Actor) -> AccessGrant:
    """Break the glass: read one file for some hours. The privacy officer sees it.

    Protected identity is never opened this way.
    """
    require(by, Permission.PARTICIPANT_OPEN_WITH_REASON)
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    stop_if(_reasons_not_to_open(participant, reason))
    now = timezone.now()
    grant = AccessGrant.objects.create(
        user_id=by.signed_in_id,
        participant=participant,
        kind=GrantKind.BREAK_GLASS,
        reason=reason.strip(),
        granted_by_id=by.user_id,
        starts_at=now,
        ends_at=now + timedelta(hours=OPEN_HOURS),
    )
    log_read([participant.pk], by=by, screen="open_with_reason", kind=ReadKind.BREAK_GLASS, purpose=reason.strip())
    log(EventKind.ACCESS_GRANTED, grant, by=by, kind=GrantKind.BREAK_GLASS.value)
    return grant


def _reasons_not_to_open(participant: Participant, reason: str) -> list[Reason]:
    reasons = []
    if participant.is_protected:
        reasons.append(Reason("Akten kan inte öppnas så här. Enhetschefen kan ge läsrätt."))
    if len(reason.strip()) < 10:
        reasons.append(Reason("Skriv varför du behöver läsa, med minst tio tecken.", at="reason"))
    return reasons


@transaction.atomic
def grant_access(
    participant: Participant, *, to: User, kind: GrantKind, reason: str, ends_at: datetime | None, by: Actor
) -> AccessGrant:
    """Let somebody read one file: a part in the work, or protected identity."""
    require(by, Permission.ACCESS_GRANT, participant)
    if not reason.strip():
        raise NotAllowedNow([Reason("Skriv varför.", at="reason")])
    now = timezone.now()
    if ends_at is not None and ends_at <= now:
        raise NotAllowedNow([Reason("Läsrätten måste sluta efter i dag.", at="ends_at")])
    grant = AccessGrant.objects.create(
        user=to,
        participant=participant,
        kind=kind,
        reason=reason.strip(),
        granted_by_id=by.user_id,
        starts_at=now,
        ends_at=ends_at,
    )
    log(EventKind.ACCESS_GRANTED, grant, by=by, kind=kind.value, user=to.pk)
    return grant


@transaction.atomic
def end_access(grant: AccessGrant, *, by: Actor) -> AccessGrant:
    """End what somebody was given before its time; what has already ended stays as it is."""
    grant = AccessGrant.objects.select_for_update(of=("self",)).select_related("participant").get(pk=grant.pk)
    require(by, Permission.ACCESS_GRANT, grant.participant)
    now = timezone.now()
    if grant.ends_at is None or grant.ends_at > now:
        grant.ends_at = now
        grant.save()
        log(EventKind.ACCESS_ENDED, grant, by=by, kind=grant.kind, user=grant.user_id)
    return grant


def let_read_protected(participant: Participant, reader_id: int, *, because: str, by: Actor) -> None:
    """Whoever must work with somebody with protected identity gets the explicit grant with the task."""
    grant = AccessGrant.objects.create(
        user_id=reader_id,
        participant=participant,
        kind=GrantKind.PROTECTED,
        reason=because,
        granted_by_id=by.user_id,
        starts_at=timezone.now(),
    )
    log(EventKind.ACCESS_GRANTED, grant, by=by, kind=GrantKind.PROTECTED.value, user=reader_id)


def without_grant(participant: Participant, reader_ids: Iterable[int | None]) -> list[int]:
    """Those of the readers who may not read the protected file yet, in order."""
    current = AccessGrant.objects.current(timezone.now()).filter(participant=participant, kind=GrantKind.PROTECTED)
    granted = set(current.values_list("user_id", flat=True))
    return sorted({reader_id for reader_id in reader_ids if reader_id is not None} - granted)


def head_ids(unit_id: int) -> list[int]:
    """Those who lead a unit today."""
    roles = StaffRole.objects.current(timezone.localdate()).filter(role=Role.UNIT_MANAGER, unit=unit_id)
    return list(roles.values_list("user_id", flat=True))
