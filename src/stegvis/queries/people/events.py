"""Events in words (händelser): what the log keeps as keys, said so that a colleague understands it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...models import CaseEvent, Criterion, Placement, StepMove
from ...rules.history import EventKind
from ...rules.ladder import Mark
from ...rules.words import N_, Reason
from .parts import EventRow

LATEST = 6
PAGE_SIZE = 50
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
    total: int
    first: int
    previous: int | None
    next: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


@dataclass(frozen=True)
class _Names:
    """What the keys in the events stand for."""

    criteria: dict[int, str]
    places: dict[int, str]
    reasons: dict[int, str]


def latest_events(participant_id: int) -> tuple[tuple[EventRow, ...], int]:
    """The latest few, and how many there are."""
    events = CaseEvent.objects.filter(participant_id=participant_id)
    return _in_words(events.order_by("-happened_on", "-pk")[:LATEST]), events.count()


def event_page(participant_id: int, *, page: int) -> EventPage:
    """One page of all events."""
    events = CaseEvent.objects.filter(participant_id=participant_id)
    total = events.count()
    page = max(1, min(page, -(-total // PAGE_SIZE)))
    start = (page - 1) * PAGE_SIZE
    return EventPage(
        rows=_in_words(events.order_by("-happened_on", "-pk")[start : start + PAGE_SIZE]),
        total=total,
        first=start + 1 if total else 0,
        previous=page - 1 if page > 1 else None,
        next=page + 1 if start + PAGE_SIZE < total else None,
    )


def _in_words(events: Iterable[CaseEvent]) -> tuple[EventRow, ...]:
    events = list(events)
    names = _names(events)
    return tuple(
        EventRow(
            happened_on=event.happened_on,
            text=_text(event, names),
            note=names.reasons.get(event.subject_id, "") if event.subject_type == "stepmove" else "",
            by=event.actor_name,
        )
        for event in events
    )


def _names(events: list[CaseEvent]) -> _Names:
    """Three statements, whatever the events are about."""
    criteria = {event.data.get("criterion", 0) for event in events}
    placements = {event.subject_id for event in events if event.subject_type == "placement"}
    moves = {event.subject_id for event in events if event.subject_type == "stepmove"}
    return _Names(
        criteria=dict(Criterion.objects.filter(pk__in=criteria | {0}).values_list("pk", "text")),
        places=dict(Placement.objects.filter(pk__in=placements | {0}).values_list("pk", "place__name")),
        reasons=dict(StepMove.objects.filter(pk__in=moves | {0}).values_list("pk", "reason")),
    )


def _text(event: CaseEvent, names: _Names) -> Reason:
    kind, data = EventKind(event.kind), event.data
    if kind in WITH_NAME and event.subject_id in names.places:
        return Reason(WITH_NAME[kind], name=names.places[event.subject_id])
    if kind is EventKind.CRITERION_MARKED and data.get("criterion") in names.criteria:
        return _marked(names.criteria[data["criterion"]], data)
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
