"""Who has read about me (vem har läst om mig): by role, unit and day, with the purpose; never by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from ...models import AccessLog, Participant
from ...rules.history import ReadKind
from ...rules.own import PURPOSES
from ...rules.people import Role

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


@dataclass(frozen=True)
class Readings:
    """One page of readings, the latest first."""

    rows: tuple[ReadBy, ...]
    passed_by: int
    page: int
    has_more: bool


def _by_staff(person: Participant) -> QuerySet[AccessLog]:
    """What people who work here have read; what the participant has read is nobody else's reading."""
    roles = [role.value for role in Role]
    return AccessLog.objects.filter(participant_ids__contains=[person.pk], role__in=roles)


def read_lately(person: Participant, *, now: datetime) -> tuple[ReadBy, ...]:
    """The last month, by role and unit. One statement."""
    rows = _by_staff(person).filter(kind__in=READ, at__gte=now - timedelta(days=LATELY_DAYS))
    counted = rows.values("role", "unit_name").annotate(times=Count("pk"), latest=Max("at"), because=_because())
    return tuple(_row(row, row["latest"].date()) for row in counted.order_by("-latest"))


def readings(person: Participant, *, page: int = 1) -> Readings:
    """Every reading, by day, role and unit. Two statements."""
    rows = (
        _by_staff(person)
        .filter(kind__in=READ)
        .annotate(day=TruncDate("at"))
        .values("day", "role", "unit_name")
        .annotate(times=Count("pk"), latest=Max("at"), because=_because())
        .order_by("-day", "-latest")
    )
    first = (page - 1) * PAGE_SIZE
    shown = list(rows[first : first + PAGE_SIZE + 1])
    return Readings(
        tuple(_row(row, row["day"]) for row in shown[:PAGE_SIZE]),
        _by_staff(person).filter(kind__in=PASSED_BY).count(),
        page,
        len(shown) > PAGE_SIZE,
    )


def named_lately(person: Participant, *, now: datetime) -> tuple[tuple[str, str, str, int, datetime], ...]:
    """For whoever reviews the log: name, role, unit, times and the last time, of the last year. One statement."""
    rows = _by_staff(person).filter(kind__in=READ, at__gte=now - timedelta(days=NAMED_DAYS))
    counted = rows.values_list("user_name", "role", "unit_name").annotate(times=Count("pk"), latest=Max("at"))
    return tuple(counted.order_by("-latest"))


def _because() -> Max:
    return Max("purpose", filter=Q(kind=ReadKind.BREAK_GLASS))


def _row(row: dict[str, object], day: date) -> ReadBy:
    role = Role(str(row["role"]))
    return ReadBy(
        role=role,
        unit=str(row["unit_name"]),
        times=int(str(row["times"])),
        day=day,
        purpose=PURPOSES[role],
        opened_because=str(row["because"] or ""),
    )
