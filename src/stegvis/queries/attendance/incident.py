"""Incidents (tillbud): for whoever answers for the place or the unit, and for whoever told of them; for nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from ...access import Actor, Permission, may, visible_to
from ...models import Incident, Placement
from ...rules.attendance import IncidentKind
from ...rules.people import Role
from ..paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True)
class IncidentLine:
    """One incident. The person is named only for somebody who may know the person."""

    pk: int
    kind: IncidentKind
    place: str
    host: str
    about: str
    participant_id: int | None
    happened_on: date
    text: str
    reported_on: date
    reported_by: str
    handled_on: date | None
    handled_by: str
    measures: str
    may_handle: bool


@dataclass(frozen=True)
class IncidentList:
    """A page of incidents: what waits first, then the latest."""

    rows: tuple[IncidentLine, ...]
    waiting: int
    paging: Paging


def incidents_to_handle(actor: Actor) -> QuerySet[Incident]:
    """Those the actor answers for: at the places they manage, and at the places and with the people of their units."""
    if not may(actor, Permission.INCIDENT_HANDLE):
        return Incident.objects.none()
    if actor.is_system:
        return Incident.objects.all()
    theirs = Q(place__manager=actor.user_id)
    units = [each.unit_id for each in actor.assignments if each.role is Role.UNIT_MANAGER]
    if units:
        theirs |= Q(place__host__in=units) | Q(placement__case__unit__in=units)
    return Incident.objects.filter(theirs)


def incidents_seen(actor: Actor) -> QuerySet[Incident]:
    """Those the actor answers for, and those they told of themselves."""
    answers_for = Q(pk__in=incidents_to_handle(actor).values("pk"))
    return Incident.objects.filter(answers_for | Q(reported_by=actor.user_id) if actor.user_id else answers_for)


def incident_list(actor: Actor, *, page: int = 1) -> IncidentList:
    """A page of them. Five statements, however many."""
    rows = incidents_seen(actor)
    paging, waiting = Paging.of(rows.count(), page, size=PAGE_SIZE), rows.filter(handled_on__isnull=True).count()
    ordered = rows.order_by(F("handled_on").desc(nulls_first=True), "-happened_on", "-pk")
    return IncidentList(lines_of(actor, ordered[paging.rows]), waiting, paging)


def lines_of(actor: Actor, incidents: QuerySet[Incident]) -> tuple[IncidentLine, ...]:
    """As they are read. Three statements."""
    found = list(incidents.select_related("place__host", "placement__case__participant", "reported_by", "handled_by"))
    keys = [row.placement_id for row in found if row.placement_id]
    known = set(
        visible_to(actor, Placement, Permission.PARTICIPANT_NAME).filter(pk__in=keys).values_list("pk", flat=True)
    )
    mine = set(incidents_to_handle(actor).filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    return tuple(_line(row, is_known=row.placement_id in known, may_handle=row.pk in mine) for row in found)


def _line(row: Incident, *, is_known: bool, may_handle: bool) -> IncidentLine:
    person = row.placement.case.participant if row.placement and is_known else None
    return IncidentLine(
        pk=row.pk,
        kind=IncidentKind(row.kind),
        place=row.place.name,
        host=row.place.host.name,
        about=person.name if person else "",
        participant_id=person.pk if person else None,
        happened_on=row.happened_on,
        text=row.text,
        reported_on=row.reported_on,
        reported_by=row.reported_by.name if row.reported_by else "",
        handled_on=row.handled_on,
        handled_by=row.handled_by.name if row.handled_by else "",
        measures=row.measures,
        may_handle=may_handle and row.handled_on is None,
    )


def incidents_waiting(actor: Actor) -> list[Incident]:
    """What the actor is to handle, the oldest first, with its place. One statement."""
    if not may(actor, Permission.INCIDENT_HANDLE):
        return []
    return list(
        incidents_to_handle(actor).filter(handled_on__isnull=True).select_related("place").order_by("reported_on", "pk")
    )
