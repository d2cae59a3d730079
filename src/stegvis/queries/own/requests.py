"""Requests (begäranden): the participant's own, the queue of whoever answers, and remarks that stand on a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ...access import Actor, Permission, require, visible_to
from ...models import Case, OwnRequest, Participant
from ...rules.own import ANSWERED_BY, RequestKind, RequestStatus, due_on
from ...rules.people import Protection

ANSWERED_SHOWN = 20


@dataclass(frozen=True)
class RequestRow:
    """One request with its answer, for both sides."""

    pk: int
    kind: RequestKind
    status: RequestStatus
    about: str
    text: str
    made_on: date
    due_on: date
    answered_on: date | None
    answered_by: str
    answer: str
    has_file: bool
    withheld: int
    participant_id: int = 0
    name: str = ""
    unit: str = ""

    @property
    def waits(self) -> bool:
        return self.status is RequestStatus.WAITING

    def is_late(self, today: date) -> bool:
        return self.waits and self.due_on < today


@dataclass(frozen=True)
class Queue:
    """What waits for an answer from somebody, the most urgent first, and what was lately answered.

    `hidden` counts those from people with protected identity whom the reader may not open.
    """

    waiting: tuple[RequestRow, ...]
    answered: tuple[RequestRow, ...]
    hidden: int


COLUMNS = (
    "pk", "kind", "status", "about", "text", "made_on", "answered_on", "answered_by__name", "answer", "withheld",
    "participant_id", "participant__given_name", "participant__family_name",
)  # fmt: skip


def requests_of(person: Participant) -> tuple[RequestRow, ...]:
    """Everything somebody has asked for, the latest first. One statement."""
    rows = OwnRequest.objects.filter(participant=person).order_by("-made_on", "-pk")
    return tuple(_row(row) for row in _read(rows))


def request_row(request: OwnRequest) -> RequestRow:
    """One request. One statement."""
    return _row(_read(OwnRequest.objects.filter(pk=request.pk)).get())


def requests_to_answer(actor: Actor) -> Queue:
    """The queue of a unit manager or a privacy officer. Three statements. Raises NotAllowed for everybody else."""
    require(actor, Permission.REQUEST_ANSWER)
    kinds = [kind.value for kind, role in ANSWERED_BY.items() if role in actor.roles]
    mine = visible_to(actor, OwnRequest, Permission.REQUEST_ANSWER).filter(kind__in=kinds)
    waiting = [_row(row) for row in _read(mine.filter(status=RequestStatus.WAITING).order_by("made_on", "pk"))]
    answered = mine.filter(~Q(status=RequestStatus.WAITING)).order_by("-answered_on", "-pk")[:ANSWERED_SHOWN]
    return Queue(
        tuple(sorted(waiting, key=lambda row: row.due_on)),
        tuple(_row(row) for row in _read(answered)),
        _hidden(actor, kinds, [row.pk for row in waiting]),
    )


def _hidden(actor: Actor, kinds: list[str], seen: list[int]) -> int:
    """How many wait from people with protected identity whom the actor has no grant for; numbers name nobody."""
    protected = OwnRequest.objects.filter(~Q(participant__protection=Protection.NONE), status=RequestStatus.WAITING)
    if actor.unit_ids:
        protected = protected.filter(participant__cases__unit__in=actor.unit_ids).distinct()
    return protected.filter(kind__in=kinds).exclude(pk__in=seen).count()


def remarks_on(participant: Participant) -> tuple[RequestRow, ...]:
    """What the participant says is wrong (SoL 14:6); stands on the page whatever was answered. One statement."""
    remarks = OwnRequest.objects.filter(participant=participant, kind=RequestKind.CORRECTION)
    return tuple(_row(row) for row in _read(remarks.order_by("-made_on", "-pk")))


def _read(rows: QuerySet[OwnRequest]) -> QuerySet[OwnRequest, dict[str, Any]]:
    unit = Case.objects.filter(participant=OuterRef("participant")).order_by("-opened_on", "-pk")
    annotated = rows.annotate(unit=Subquery(unit.values("unit__name")[:1]), has_file=Q(content__isnull=False))
    return annotated.values(*COLUMNS, "unit", "has_file")


def _row(row: dict[str, Any]) -> RequestRow:
    kind = RequestKind(row["kind"])
    made_on = row["made_on"]
    return RequestRow(
        pk=row["pk"],
        kind=kind,
        status=RequestStatus(row["status"]),
        about=row["about"],
        text=row["text"],
        made_on=made_on,
        due_on=due_on(kind, made_on=made_on),
        answered_on=row["answered_on"],
        answered_by=row["answered_by__name"] or "",
        answer=row["answer"],
        has_file=row["has_file"],
        withheld=len(row["withheld"]),
        participant_id=row["participant_id"],
        name=f"{row['participant__given_name']} {row['participant__family_name']}",
        unit=row["unit"] or "",
    )
