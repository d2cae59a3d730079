"""Register (det som räknas): places, placements and supervisors out of the tables, as the ledger's rules take them."""

from __future__ import annotations

from datetime import date

import numpy as np
from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from ...models import (
    Place,
    PlaceCapacity,
    Placement,
    PlaceSupervisor,
    SupervisorLoad,
    SupervisorRoom,
)
from ...rules.ledger import Register, Spans
from ...rules.place import PlacementForm
from .columns import columns, first_day, last_day

FORM_NUMBER = {form: number for number, form in enumerate(PlacementForm)}
TENTHS = 10
"""Hours are counted in tenths, so that every number is whole."""


def register(*, first: date, last: date, today: date, place: int | None = None) -> Register:
    """Eight statements, however many rows: what touches the days from first to last, and one place where it is said.

    What its supervisors have at other places comes along, since it takes of their room.
    """
    here = Q() if place is None else Q(place=place)
    linked = _touching(PlaceSupervisor.objects.filter(here), first, last)
    theirs = Q() if place is None else Q(supervisor__in=linked.values("supervisor"))
    seated = _touching(Placement.objects.seated().filter(here | theirs), first, last)
    reserving = _touching(Placement.objects.reserving(today).filter(here), first, last)
    form = Case(*(When(form=form, then=Value(n)) for form, n in FORM_NUMBER.items()), output_field=BigIntegerField())
    supervision = F("supervision_hours") * TENTHS
    guide = Coalesce(F("supervisor"), 0)
    places, begins, ends, forms, tenths, supervisor = columns(
        seated, F("place"), first_day(), last_day(), form, supervision, guide
    )
    one = np.ones(len(places), dtype=np.int64)
    guided = supervisor > 0
    by_supervisor = Spans(supervisor, begins, ends, one).where(guided)
    waiting = columns(reserving, F("place"), first_day(), last_day(), form)
    others = _touching(SupervisorLoad.objects.filter(theirs), first, last)
    hours = F("hours_per_week") * TENTHS
    whose, since, until, more, more_hours = columns(
        others, F("supervisor"), first_day(), last_day(), F("people"), hours
    )
    rooms = _touching(SupervisorRoom.objects.filter(theirs), first, last)
    return Register(
        capacity=_spans(_touching(PlaceCapacity.objects.filter(here), first, last), F("place"), F("seats")),
        taken=Spans(places, begins, ends, one),
        taken_form=forms,
        taken_supervision=Spans(places, begins, ends, tenths),
        reserved=Spans(waiting[0], waiting[1], waiting[2], np.ones(len(waiting[0]), dtype=np.int64)),
        reserved_form=waiting[3],
        supervised=_spans(linked, F("place"), F("supervisor")),
        people=by_supervisor.and_(Spans(whose, since, until, more)),
        hours=Spans(supervisor, begins, ends, tenths).where(guided).and_(Spans(whose, since, until, more_hours)),
        room_people=_spans(rooms.filter(people__isnull=False), F("supervisor"), F("people")),
        room_hours=_spans(rooms.filter(people__isnull=True), F("supervisor"), hours),
        hours_each=_by_place(),
    )


def _touching(rows: QuerySet, first: date, last: date) -> QuerySet:
    return rows.filter(starts_on__lte=last).exclude(ends_on__lt=first)


def _spans(rows: QuerySet, key: Combinable, amount: Combinable) -> Spans:
    return Spans(*columns(rows, key, first_day(), last_day(), amount))


def _by_place() -> np.ndarray:
    """Tenths of an hour a week that one more person takes, by the place's key."""
    keys, tenths = columns(Place.objects.all(), F("pk"), F("supervision_hours") * TENTHS)
    each = np.zeros(int(keys.max(initial=0)) + 1, dtype=np.int64)
    each[keys] = tenths
    return each
