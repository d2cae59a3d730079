"""Events in words (händelser): what the log keeps as keys, said so that a colleague understands it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, Count, OuterRef, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from ...models import CaseEvent, Criterion, Placement, StepMove
from ...models.written import written_once
from ...rules.history import EventKind
from ...rules.ladder import Mark
from ...rules.words import N_, Reason
from ..paging import Paging
from .parts import EventRow

LATEST = 6
PAGE_SIZE = 50
OF_THE_POST = (EventKind.MESSAGE_NOTED, EventKind.MESSAGE_SETTLED)
"""What only says that something was written to the person; it stands among all events, not among the latest few."""
WITH_NAME: dict[EventKind, str] = {
    EventKind.PLACEMENT_PROPOSED: N_("{name} föreslagen"),
    EventKind.PARTICIPANT_SAID_YES: N_("Deltagaren tackade ja till {name}"),
    EventKind.PARTICIPANT_SAID_NO: N_("Deltagaren tackade nej till {name}"),
    EventKind.HOST_SAID_YES: N_("{name} tackade ja"),
    EventKind.HOST_SAID_NO: N_("{name} tackade nej"),
    EventKind.PLACEMENT_STARTED: N_("Placeringen på {name} började"),
    EventKind.PLACEMENT_ENDED: N_("Placeringen på {name} slutade"),
    EventKind.PLACEMENT_GIVEN_UP: N_("Placeringen på {name} blev inte av"),
}


@dataclass(frozen=True)
class EventPage:
    """One page of a person's events, newest first."""

    rows: tuple[EventRow, ...]
    paging: Paging


def latest_events(participant_id: int) -> tuple[tuple[EventRow, ...], int]:
    """The latest few, and how many there are."""
    rows = _latest(participant_id)
    return _in_words(rows), rows[0][-1] if rows else 0


def event_page(participant_id: int, *, page: int) -> EventPage:
    """One page of all events."""
    events = CaseEvent.objects.filter(participant_id=participant_id)
    paging = Paging.of(events.count(), page, size=PAGE_SIZE)
    return EventPage(_in_words(_named(events)[paging.rows]), paging)


@written_once
def _latest(participant_id: int) -> QuerySet[CaseEvent, tuple[Any, ...]]:
    """The latest few, each with how many there are of the person in all."""
    events = CaseEvent.objects.filter(participant_id=participant_id)
    counted = events.order_by().values("participant_id").annotate(n=Count("pk")).values("n")
    return _named(events.exclude(kind__in=OF_THE_POST), Subquery(counted))[:LATEST]


def _named(events: QuerySet[CaseEvent], *more: Subquery) -> QuerySet[CaseEvent, tuple[Any, ...]]:
    """The events, newest first, with the names that their keys stand for, in one statement."""
    criterion = Criterion.objects.filter(pk=Cast(KeyTextTransform("criterion", OuterRef("data")), BigIntegerField()))
    placement = Placement.objects.filter(pk=OuterRef("subject_id"))
    move = StepMove.objects.filter(pk=OuterRef("subject_id"))
    named = events.order_by("-happened_on", "-pk").annotate(
        point=Subquery(criterion.values("text")),
        place=Case(When(subject_type="placement", then=Subquery(placement.values("place__name")))),
        reason=Case(When(subject_type="stepmove", then=Subquery(move.values("reason")))),
    )
    return named.values_list("kind", "happened_on", "actor_name", "data", "point", "place", "reason", *more)


def _in_words(rows: Iterable[tuple[Any, ...]]) -> tuple[EventRow, ...]:
    return tuple(
        EventRow(happened_on, _text(EventKind(kind), data, point, place), reason or "", by)
        for kind, happened_on, by, data, point, place, reason, *_ in rows
    )


def _text(kind: EventKind, data: dict[str, Any], point: str | None, place: str | None) -> Reason:
    if kind in WITH_NAME and place:
        return Reason(WITH_NAME[kind], name=place)
    if kind is EventKind.CRITERION_MARKED and point:
        return _marked(point, data)
    if kind in (EventKind.STEP_UP, EventKind.STEP_DOWN) and "to_step" in data:
        return _moved(kind, data)
    if kind is EventKind.PLAN_SAVED and "version" in data:
        return Reason("Plan version {version} sparad", version=data["version"])
    return Reason(kind.label)


def _marked(text: str, data: dict[str, Any]) -> Reason:
    said = {
        Mark.RED: Reason("”{point}” är inte påbörjad", point=text),
        Mark.YELLOW: Reason("”{point}” är påbörjad", point=text),
        Mark.GREEN: Reason("”{point}” blev klar", point=text),
    }
    return said[Mark(data["mark"])]


def _moved(kind: EventKind, data: dict[str, Any]) -> Reason:
    if kind is EventKind.STEP_UP:
        return Reason("Upp till steg {step}", step=data["to_step"])
    return Reason("Ner till steg {step}", step=data["to_step"])
