"""Log review (loggranskning): who read, sought, was refused or opened with a reason. Never what stood in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import AccessGrant, AccessLog, Participant
from ..rules.history import GrantKind, ReadKind
from ..rules.people import read_identity_number
from ..rules.words import Reason
from .paging import Paging

PAGE_SIZE = 50
OPENED_DAYS = 30
MOST_OPENED = 50
MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class LogWanted:
    """What the reviewer asked for."""

    person: int | None = None
    named: str = ""
    kind: ReadKind | None = None
    day: date | None = None
    page: int = 1


@dataclass(frozen=True)
class AccessRow:
    """One row of the reading log. People stand by key, never by name: the review is about the readers."""

    at: datetime
    name: str
    role_key: str
    unit: str
    kind: ReadKind
    screen: str
    purpose: str
    people: tuple[int, ...]
    more_people: int


@dataclass(frozen=True)
class OpenedRow:
    """A file that somebody opened with a stated reason."""

    at: datetime
    name: str
    participant_id: int
    reason: str
    ends_at: datetime | None


@dataclass(frozen=True)
class ReadLog:
    """One page of the log, with what was opened with a reason on top."""

    opened: tuple[OpenedRow, ...]
    rows: tuple[AccessRow, ...]
    paging: Paging
    wanted: LogWanted


def read_log(actor: Actor, wanted: LogWanted, *, now: datetime) -> ReadLog:
    """The log for whoever reviews it. Raises NotAllowed for everybody else."""
    require(actor, Permission.LOG_READ)
    rows = AccessLog.objects.all()
    if wanted.person is not None:
        rows = rows.filter(participant_ids__contains=[wanted.person])
    if wanted.named:
        rows = rows.filter(user_name__icontains=wanted.named)
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind)
    if wanted.day is not None:
        rows = rows.filter(at__gte=_midnight(wanted.day), at__lt=_midnight(wanted.day + timedelta(days=1)))
    paging = Paging.of(rows.count(), wanted.page, size=PAGE_SIZE)
    shown = rows.order_by("-at", "-pk")[paging.rows]
    return ReadLog(_opened(now), tuple(_row(row, wanted) for row in shown), paging, wanted)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _row(row: AccessLog, wanted: LogWanted) -> AccessRow:
    """A page of fifty names is one row: the first few, and how many more; whoever was asked for stands first."""
    people = sorted(row.participant_ids, key=lambda pk: pk != wanted.person)
    return AccessRow(
        at=row.at,
        name=row.user_name,
        role_key=row.role,
        unit=row.unit_name,
        kind=ReadKind(row.kind),
        screen=row.screen,
        purpose=row.purpose if row.kind == ReadKind.BREAK_GLASS else "",
        people=tuple(people[:MOST_NAMED]),
        more_people=max(0, len(people) - MOST_NAMED),
    )


def _opened(now: datetime) -> tuple[OpenedRow, ...]:
    grants = AccessGrant.objects.filter(kind=GrantKind.BREAK_GLASS, starts_at__gte=now - timedelta(days=OPENED_DAYS))
    fields = grants.order_by("-starts_at").values_list("starts_at", "user__name", "participant_id", "reason", "ends_at")
    return tuple(OpenedRow(*row) for row in fields[:MOST_OPENED])


def person_key(typed: str, *, today: date) -> int | Reason:
    """The key of a person from what the reviewer typed: the key itself, or a whole identity number."""
    typed = typed.strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return int(typed)
    number = read_identity_number(typed, today=today)
    if isinstance(number, Reason):
        return Reason("Skriv deltagarens nummer i Stegvis, till exempel 417, eller ett helt personnummer.", at="person")
    found = Participant.objects.filter(identity_number=number.digits).values_list("pk", flat=True).first()
    return found if found is not None else Reason("Ingen med det numret finns här.", at="person")
