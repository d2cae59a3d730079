"""Who has read about me (vem har läst om mig): by role, unit and day, with the purpose; never by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from ...models import AccessLog, Participant
from ...rules.history import ReadKind
from ...rules.own import PURPOSES
from ...rules.people import Role
from ..cover import StoodIn, stood_in, was_substitute
from ..paging import Paging

READ = (ReadKind.READ, ReadKind.BREAK_GLASS, ReadKind.EXPORT)
PASSED_BY = (ReadKind.LIST, ReadKind.SEARCH)
LATELY_DAYS = 30
NAMED_DAYS = 365
PAGE_SIZE = 50


@dataclass(frozen=True)
class ReadBy:
    """One role of one unit, on one day or lately: how many times, and why."""

    role: Role
    unit: str
    times: int
    day: date
    purpose: str
    opened_because: str = ""
    as_substitute: bool = False


@dataclass(frozen=True)
class Readings:
    """One page of readings, the latest first."""

    rows: tuple[ReadBy, ...]
    passed_by: int
    paging: Paging


def _by_staff(person: Participant) -> QuerySet[AccessLog]:
    """What people who work here have read; what the participant has read is nobody else's reading."""
    roles = [role.value for role in Role]
    return AccessLog.objects.filter(participant_ids__contains=[person.pk], role__in=roles)


def read_lately(person: Participant, *, now: datetime) -> tuple[ReadBy, ...]:
    """The last month, by role and unit. Two statements."""
    rows: Any = _by_staff(person).filter(kind__in=READ, at__gte=now - timedelta(days=LATELY_DAYS))
    counted = rows.values("role", "unit_name").annotate(**_counts())
    times = stood_in(person.pk)
    return tuple(_row(row, row["latest"].date(), times) for row in counted.order_by("-latest"))


def readings(person: Participant, *, page: int = 1) -> Readings:
    """Every reading, by day, role and unit. Four statements."""
    by_staff: Any = _by_staff(person)
    rows = (
        by_staff.filter(kind__in=READ)
        .annotate(day=TruncDate("at"))
        .values("day", "role", "unit_name")
        .annotate(**_counts())
        .order_by("-day", "-latest")
    )
    paging, times = Paging.of(rows.count(), page, size=PAGE_SIZE), stood_in(person.pk)
    passed_by = _by_staff(person).filter(kind__in=PASSED_BY).count()
    return Readings(tuple(_row(row, row["day"], times) for row in rows[paging.rows]), passed_by, paging)


def named_lately(person: Participant, *, now: datetime) -> tuple[tuple[str, str, str, int, datetime], ...]:
    """For whoever reviews the log: name, role, unit, times and the last time, of the last year. One statement."""
    rows = _by_staff(person).filter(kind__in=READ, at__gte=now - timedelta(days=NAMED_DAYS))
    counted = rows.values_list("user_name", "role", "unit_name").annotate(times=Count("pk"), latest=Max("at"))
    return tuple(counted.order_by("-latest"))


def _counts() -> dict[str, Any]:
    because = Max("purpose", filter=Q(kind=ReadKind.BREAK_GLASS))
    users = ArrayAgg("user_id", distinct=True, default=Value([]))
    return {"times": Count("pk"), "latest": Max("at"), "because": because, "users": users}


def _row(row: dict[str, Any], day: date, times: tuple[StoodIn, ...]) -> ReadBy:
    role = Role(row["role"])
    return ReadBy(
        role=role,
        unit=row["unit_name"],
        times=row["times"],
        day=day,
        purpose=PURPOSES[role],
        opened_because=row["because"] or "",
        as_substitute=any(was_substitute(times, user, day) for user in row["users"]),
    )
