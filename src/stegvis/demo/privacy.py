"""Privacy of the demonstration (integritet): grants, and a reading log of the last months."""

from __future__ import annotations

from datetime import timedelta

from ..rules.history import EventKind, GrantKind
from . import rows
from .world import Life, Staff, World

COORDINATOR_REASON = "Koordinator för inskrivningen"
OPEN_HOURS = 8


def grant(
    world: World, life: Life, to: Staff, *, kind: GrantKind, reason: str, by: Staff, days: int | None = None
) -> None:
    """As `grant_access`; without an end when `days` is None."""
    now = world.moment(life)
    row = world.add(
        rows.AccessGrant,
        user_id=to.id,
        participant_id=life.person.id,
        kind=kind.value,
        reason=reason,
        granted_by_id=by.id,
        starts_at=now,
        ends_at=now + timedelta(days=days) if days else None,
    )
    world.log(EventKind.ACCESS_GRANTED, row, by, life, in_case=False, kind=kind.value, user=to.id)


def let_read_protected(world: World, life: Life, coordinator: Staff, *, by: Staff) -> None:
    """The grant that comes with being given somebody with protected identity."""
    grant(world, life, coordinator, kind=GrantKind.PROTECTED, reason=COORDINATOR_REASON, by=by)


def end_reading(world: World, life: Life, coordinator: Staff, *, by: Staff) -> None:
    """Whoever had somebody with protected identity stops reading with the period."""
    now = world.moment(life)
    for row in world.rows[rows.AccessGrant]:
        is_theirs = (row.user_id, row.participant_id) == (coordinator.id, life.person.id)
        if is_theirs and row.kind == GrantKind.PROTECTED and row.ends_at is None:
            row.ends_at = now
            world.log(
                EventKind.ACCESS_ENDED, row, by, life, in_case=False, kind=GrantKind.PROTECTED.value, user=row.user_id
            )


def protect(world: World, life: Life, manager: Staff, *, protection: str) -> None:
    """The coordinator learns that a person is protected: first who may read, then the mark."""
    coordinator = life.coordinator
    if life.case is None or coordinator is None or life.is_protected:
        return
    for reader in (coordinator, manager):
        reason = "Koordinator" if reader is coordinator else "Enhetschef, fördelar om koordinatorn är borta"
        grant(world, life, reader, kind=GrantKind.PROTECTED, reason=reason, by=coordinator)
    life.person.protection = protection
    world.log(EventKind.PARTICIPANT_CHANGED, life.person, coordinator, life, in_case=False, columns=["protection"])


def open_with_reason(world: World, life: Life, reader: Staff, *, unit_name: str, reason: str) -> None:
    """Break the glass for some hours, as `open_with_reason` does it."""
    now = world.moment(life)
    row = world.add(
        rows.AccessGrant,
        user_id=reader.id,
        participant_id=life.person.id,
        kind=GrantKind.BREAK_GLASS.value,
        reason=reason,
        granted_by_id=reader.id,
        starts_at=now,
        ends_at=now + timedelta(hours=OPEN_HOURS),
    )
    world.add(
        rows.AccessLog,
        at=now,
        kind="break_glass",
        user_id=reader.id,
        user_name=reader.name,
        role=reader.role.value,
        unit_name=unit_name,
        participant_ids=[life.person.id],
        screen="open_with_reason",
        purpose=reason,
    )
    world.log(EventKind.ACCESS_GRANTED, row, reader, life, in_case=False, kind=GrantKind.BREAK_GLASS.value)
