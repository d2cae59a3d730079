"""Who has read (vem som har läst): counted for the page, row by row for the list behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from ...access.actor import PARTICIPANT
from ...models import AccessGrant, AccessLog
from ...models.written import written_once
from ...rules.history import GrantKind, ReadKind
from ..cover import stood_in, was_substitute
from ..paging import Paging
from .parts import Level, Reader

READ_DAYS = 30
FILE_READS = (ReadKind.READ, ReadKind.BREAK_GLASS, ReadKind.EXPORT)
PAGE_SIZE = 50
SCREENS = {Level.FULL: "participant", Level.WORK: "participant_work", Level.NAME: "participant_name"}
"""What the log calls the page at each level."""


@written_once
def _read(participant: int, since: datetime) -> QuerySet[AccessLog, tuple[Any, ...]]:
    rows = AccessLog.objects.filter(participant_ids__contains=[participant], at__gte=since, kind__in=FILE_READS)
    rows = rows.exclude(role=PARTICIPANT)  # whoever reads the own file is nobody else
    return (
        rows.values_list("user_name", "role", "unit_name")
        .annotate(
            times=Count("pk", filter=~Q(kind=ReadKind.BREAK_GLASS)),
            latest=Max("at"),
            because=Max("purpose", filter=Q(kind=ReadKind.BREAK_GLASS)),
            beyond_name=Count("pk", filter=~Q(screen=SCREENS[Level.NAME])),
            beyond_work=Count("pk", filter=~Q(screen__in=[SCREENS[Level.NAME], SCREENS[Level.WORK]])),
        )
        .order_by("-latest")
    )


def readers(participant_id: int, *, now: datetime) -> tuple[Reader, ...]:
    """Those who have read the file in the last 30 days, most recent first; lists and searches are not counted."""
    return tuple(
        Reader(name, role, unit, times, latest, _level(beyond_name, beyond_work), because or "")
        for name, role, unit, times, latest, because, beyond_name, beyond_work in _read(
            participant_id, now - timedelta(days=READ_DAYS)
        )
    )


def _level(beyond_name: int, beyond_work: int) -> Level:
    """The most that somebody has seen."""
    return Level.FULL if beyond_work else Level.WORK if beyond_name else Level.NAME


@dataclass(frozen=True)
class LogRow:
    """One reading: who, in which role and unit, when, how and why."""

    at: datetime
    name: str
    role_key: str
    unit: str
    kind: ReadKind
    purpose: str
    people: int
    as_substitute: bool = False


@dataclass(frozen=True)
class LogPage:
    """One page of readings."""

    rows: tuple[LogRow, ...]
    paging: Paging


def readings(participant_id: int, *, page: int) -> LogPage:
    """Every time the person's name or file was shown, sought or refused, newest first."""
    rows = AccessLog.objects.filter(participant_ids__contains=[participant_id])
    paging = Paging.of(rows.count(), page, size=PAGE_SIZE)
    fields = rows.order_by("-at", "-pk").values_list(
        "at", "user_name", "role", "unit_name", "kind", "purpose", "participant_ids", "user_id"
    )
    times = stood_in(participant_id)
    return LogPage(
        rows=tuple(
            LogRow(
                at,
                name,
                role,
                unit,
                ReadKind(kind),
                purpose if kind == ReadKind.BREAK_GLASS else "",
                len(ids),
                as_substitute=was_substitute(times, user, timezone.localdate(at)),
            )
            for at, name, role, unit, kind, purpose, ids, user in fields[paging.rows]
        ),
        paging=paging,
    )


@dataclass(frozen=True)
class GrantRow:
    """Somebody who may read without a relation of their own, until when and why."""

    pk: int
    name: str
    kind: GrantKind
    reason: str
    given_by: str
    ends_at: datetime | None


def current_grants(participant_id: int, *, now: datetime) -> tuple[GrantRow, ...]:
    """Those who may read now because somebody let them, or because they opened the file with a reason."""
    rows = AccessGrant.objects.current(now).filter(participant=participant_id).order_by("user__name", "pk")
    fields = rows.values_list("pk", "user__name", "kind", "reason", "granted_by__name", "ends_at")
    return tuple(
        GrantRow(pk, name, GrantKind(kind), reason, by or "", ends_at) for pk, name, kind, reason, by, ends_at in fields
    )
