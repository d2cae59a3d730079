"""Incidents (tillbud): told by whoever saw it, handled by whoever answers for the place. Never a part of a rating."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, Permission, require
from ...models import Incident, Place, Placement
from ...queries.attendance.incident import incidents_to_handle
from ...rules.attendance import IncidentKind, reasons_not_to_handle, reasons_not_to_report
from ...rules.history import EventKind
from ..log import log, stop_if


@transaction.atomic
def report_incident(
    placement: Placement, *, kind: IncidentKind, happened_on: date, text: str, concerns: bool = True, by: Actor
) -> Incident:
    """Tell what happened where somebody is placed; `concerns` when it happened to that person.

    The same words about the same day told twice are one.
    """
    placement = Placement.objects.select_related("case", "place").get(pk=placement.pk)
    require(by, Permission.INCIDENT_WRITE, placement)
    place = Place.objects.select_for_update(of=("self",)).get(pk=placement.place_id)
    about = placement if concerns else None
    text = text.strip()
    same = Incident.objects.filter(place=place, placement=about, kind=kind, happened_on=happened_on, text=text).first()
    if same is not None:
        return same
    today = timezone.localdate()
    stop_if(reasons_not_to_report(text=text, happened_on=happened_on, opened_on=place.opened_on, today=today))
    incident = Incident.objects.create(
        place=place,
        placement=about,
        kind=kind,
        happened_on=happened_on,
        text=text,
        reported_on=today,
        reported_by_id=by.user_id,
    )
    log(
        EventKind.INCIDENT_REPORTED,
        about or place,
        by=by,
        happened_on=happened_on,
        incident=incident.pk,
        kind=kind.value,
    )
    return incident


@transaction.atomic
def handle_incident(incident: Incident, *, measures: str, by: Actor) -> Incident:
    """Say what was done. Only whoever answers for the place, or for the unit."""
    incident = Incident.objects.select_for_update(of=("self",)).select_related("place").get(pk=incident.pk)
    require(by, Permission.INCIDENT_HANDLE)
    if not by.is_system and not incidents_to_handle(by).filter(pk=incident.pk).exists():
        raise NotAllowed(Permission.INCIDENT_HANDLE, incident)
    stop_if(reasons_not_to_handle(handled_on=incident.handled_on, measures=measures))
    incident.handled_on, incident.handled_by_id = timezone.localdate(), by.user_id
    incident.measures = measures.strip()
    incident.save()
    log(EventKind.INCIDENT_HANDLED, incident.place, by=by, incident=incident.pk)
    return incident
