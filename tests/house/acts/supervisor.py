"""Supervisors: the smallest world of each action."""

from __future__ import annotations

from decimal import Decimal

from stegvis.actions import supervisor
from stegvis.rules.history import EventKind as Kind
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("supervisor.appoint_supervisor", Kind.SUPERVISOR_SAVED)
def _() -> Act:
    place = make.place()
    return lambda: supervisor.appoint_supervisor(place, name="Åse Lindgren", people=2, by=BY)


@leaves("supervisor.stop_supervising", Kind.SUPERVISOR_SAVED)
def _() -> Act:
    place = make.place()
    one = place.supervisions.get().supervisor
    return lambda: supervisor.stop_supervising(place, supervisor=one, by=BY)


@leaves("supervisor.save_supervisor", Kind.SUPERVISOR_SAVED)
def _() -> Act:
    one = make.supervisor()
    return lambda: supervisor.save_supervisor(one, name="Åse Lindgren", by=BY)


@leaves("supervisor.set_room", Kind.SUPERVISOR_ROOM_SET)
def _() -> Act:
    one = make.supervisor()
    return lambda: supervisor.set_room(one, people=2, by=BY)


@leaves("supervisor.add_load", Kind.SUPERVISOR_SAVED)
def _() -> Act:
    one, day = make.supervisor(), make.today()
    return lambda: supervisor.add_load(
        one, what="studerande", people=1, hours_per_week=Decimal(2), starts_on=day, ends_on=day, by=BY
    )


@leaves("supervisor.end_load", Kind.SUPERVISOR_SAVED)
def _() -> Act:
    load = make.supervisor().loads.create(what="studerande", people=1, starts_on=make.today(), ends_on=make.today())
    return lambda: supervisor.end_load(load, by=BY)


@leaves("supervisor.note_training", Kind.SUPERVISOR_TRAINED)
def _() -> Act:
    one = make.supervisor()
    return lambda: supervisor.note_training(one, name="Introduktion", offered_on=make.today(), by=BY)


@leaves("supervisor.take_training", Kind.SUPERVISOR_TRAINED)
def _() -> Act:
    training = make.supervisor().trainings.create(name="Introduktion", offered_on=make.today())
    return lambda: supervisor.take_training(training, by=BY)
