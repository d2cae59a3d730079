"""Supervisors (handledare): appoint, say how many there is room for, note training and others they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import (
    Organisation,
    Place,
    PlaceSupervisor,
    Supervisor,
    SupervisorLoad,
    SupervisorRoom,
    SupervisorTraining,
    User,
)
from ..rules import supervisor as rules
from ..rules.history import EventKind
from ..rules.words import Reason
from .log import log, stop_if

DAY = timedelta(days=1)


@dataclass(frozen=True)
class NewSupervisor:
    """Somebody who is to supervise; `people` is how many they say they can take, None when they have not said."""

    name: str
    people: int | None = None
    user: User | None = None
    trained_on: date | None = None


def lock_supervisors(place: Place) -> None:
    """Let nobody else count on the place's supervisors until the transaction ends; in the order of their keys."""
    here = PlaceSupervisor.objects.filter(place=place).exclude(ends_on__lt=timezone.localdate())
    rows = Supervisor.objects.filter(pk__in=here.values("supervisor")).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True))


def _locked(supervisor: Supervisor) -> Supervisor:
    return Supervisor.objects.select_for_update(of=("self",), no_key=True).get(pk=supervisor.pk)


def first_supervisor(place: Place, new: NewSupervisor, *, starts_on: date) -> Supervisor:
    """Let somebody supervise at a place from a day; whoever has the name or the account at the host is the same."""
    same = Q(user=new.user) if new.user else Q(organisation=place.host_id, name=new.name, user__isnull=True)
    supervisor = Supervisor.objects.filter(same).order_by("pk").first()
    if supervisor is None:
        supervisor = Supervisor.objects.create(
            organisation_id=place.host_id,
            name=new.name,
            user=new.user,
            trained_on=new.trained_on,
            starts_on=starts_on,
        )
        if new.people is not None:
            SupervisorRoom.objects.create(supervisor=supervisor, people=new.people, starts_on=starts_on)
    PlaceSupervisor.objects.create(place=place, supervisor=supervisor, starts_on=starts_on)
    return supervisor


def supervised_by(place: Place, names: Iterable[str], *, from_on: date) -> None:
    """Let those with the names, and nobody else, supervise at a place from a day."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    here = {row.supervisor.name: row for row in place.supervisions.on(from_on).select_related("supervisor")}
    for name, row in here.items():
        if name not in wanted:
            _stop(row, last_day=from_on - DAY)
    for name in wanted:
        if name not in here:
            first_supervisor(place, NewSupervisor(name), starts_on=from_on)


def _stop(row: PlaceSupervisor, *, last_day: date) -> None:
    if row.starts_on > last_day:
        row.delete()
    else:
        row.ends_on = last_day
        row.save()


@transaction.atomic
def appoint_supervisor(
    place: Place, *, supervisor: Supervisor | None = None, name: str = "", people: int | None = None, by: Actor
) -> Supervisor:
    """Let somebody who supervises already, or somebody new, supervise at the place from today."""
    require(by, Permission.SUPERVISOR_WRITE)
    place = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    today, name = timezone.localdate(), name.strip()
    here = place.supervisions.on(today)
    if supervisor is None:
        room = rules.reasons_not_to_set_room(people=people, hours=None) if people is not None else []
        stop_if(rules.reasons_not_to_name(name) + room)
        stop_if(
            rules.reasons_not_to_appoint(is_here=here.filter(supervisor__name=name).exists(), ends_on=None, today=today)
        )
        supervisor = first_supervisor(place, NewSupervisor(name, people), starts_on=today)
    else:
        is_here = here.filter(supervisor=supervisor).exists()
        stop_if(rules.reasons_not_to_appoint(is_here=is_here, ends_on=supervisor.ends_on, today=today))
        PlaceSupervisor.objects.create(place=place, supervisor=supervisor, starts_on=today)
    log(EventKind.SUPERVISOR_SAVED, supervisor, by=by, place=place.pk)
    return supervisor


@transaction.atomic
def stop_supervising(place: Place, *, supervisor: Supervisor, by: Actor) -> Supervisor:
    """Somebody no longer supervises at the place; those they have there keep them until their last day."""
    require(by, Permission.SUPERVISOR_WRITE)
    place = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    today = timezone.localdate()
    row = place.supervisions.on(today).filter(supervisor=supervisor).first()
    if row is None:
        stop_if([Reason("{name} är inte handledare här.", name=supervisor.name)])
    else:
        _stop(row, last_day=today - DAY)
        log(EventKind.SUPERVISOR_SAVED, supervisor, by=by, place=place.pk, ended=True)
    return supervisor


@transaction.atomic
def save_supervisor(
    supervisor: Supervisor | None,
    *,
    organisation: Organisation | None = None,
    name: str,
    user: User | None = None,
    trained_on: date | None = None,
    ends_on: date | None = None,
    by: Actor,
) -> Supervisor:
    """Who they are, whether they have had the introduction, and their last day if they leave."""
    require(by, Permission.SUPERVISOR_WRITE)
    today = timezone.localdate()
    row = _locked(supervisor) if supervisor else Supervisor(organisation=organisation, starts_on=today)
    taken = user is not None and Supervisor.objects.filter(user=user).exclude(pk=row.pk).exists()
    stop_if(
        rules.reasons_not_to_save(
            name=name, trained_on=trained_on, starts_on=row.starts_on, ends_on=ends_on, has_account_of_other=taken,
            today=today,
        )
    )  # fmt: skip
    row.name, row.user, row.trained_on, row.ends_on = name.strip(), user, trained_on, ends_on
    row.save()
    log(EventKind.SUPERVISOR_SAVED, row, by=by)
    return row


@transaction.atomic
def set_room(
    supervisor: Supervisor, *, people: int | None = None, hours_per_week: Decimal | None = None, by: Actor
) -> SupervisorRoom:
    """Say how many there is room for from today on. Those who are there stay, also when they become one too many.

    Whoever supervises and signs in says it for themselves.
    """
    supervisor = _locked(supervisor)
    if by.user_id is None or supervisor.user_id != by.user_id:
        require(by, Permission.SUPERVISOR_WRITE)
    stop_if(rules.reasons_not_to_set_room(people=people, hours=hours_per_week))
    today = timezone.localdate()
    supervisor.rooms.filter(starts_on__gte=today).delete()
    supervisor.rooms.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).update(ends_on=today - DAY)
    room = SupervisorRoom.objects.create(
        supervisor=supervisor, people=people, hours_per_week=hours_per_week, starts_on=today
    )
    hours = None if hours_per_week is None else float(hours_per_week)
    log(EventKind.SUPERVISOR_ROOM_SET, supervisor, by=by, people=people, hours=hours)
    return room


@transaction.atomic
def add_load(
    supervisor: Supervisor,
    *,
    what: str,
    people: int,
    hours_per_week: Decimal,
    starts_on: date,
    ends_on: date,
    by: Actor,
) -> SupervisorLoad:
    """Others they have for a time: students, new employees. Those who are there stay, also when it becomes too many."""
    supervisor = _locked(supervisor)
    require(by, Permission.SUPERVISOR_WRITE)
    stop_if(
        rules.reasons_not_to_add_load(
            what=what, people=people, hours=hours_per_week, starts_on=starts_on, ends_on=ends_on
        )
    )
    load = SupervisorLoad.objects.create(
        supervisor=supervisor,
        what=what.strip(),
        people=people,
        hours_per_week=hours_per_week,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    log(EventKind.SUPERVISOR_SAVED, supervisor, by=by, happened_on=starts_on, people=people)
    return load


@transaction.atomic
def end_load(load: SupervisorLoad, *, by: Actor) -> Supervisor:
    """The others have left: yesterday was their last day, or they never came."""
    supervisor = _locked(load.supervisor)
    require(by, Permission.SUPERVISOR_WRITE)
    load = SupervisorLoad.objects.select_for_update(of=("self",)).get(pk=load.pk)
    yesterday = timezone.localdate() - DAY
    if load.starts_on > yesterday:
        load.delete()
    else:
        load.ends_on = min(load.ends_on, yesterday)
        load.save()
    log(EventKind.SUPERVISOR_SAVED, supervisor, by=by, people=0)
    return supervisor


@transaction.atomic
def note_training(
    supervisor: Supervisor,
    *,
    name: str,
    offered_on: date,
    taken_on: date | None = None,
    is_introduction: bool = False,
    by: Actor,
) -> SupervisorTraining:
    """A training was offered, and perhaps taken; the introduction makes a trained supervisor."""
    supervisor = _locked(supervisor)
    require(by, Permission.SUPERVISOR_WRITE)
    today = timezone.localdate()
    stop_if(rules.reasons_not_to_train(name=name, offered_on=offered_on, taken_on=taken_on, today=today))
    training = SupervisorTraining.objects.create(
        supervisor=supervisor, name=name.strip(), offered_on=offered_on, taken_on=taken_on
    )
    if is_introduction and taken_on is not None:
        supervisor.trained_on = taken_on
        supervisor.save()
    log(EventKind.SUPERVISOR_TRAINED, supervisor, by=by, happened_on=taken_on or offered_on, taken=taken_on is not None)
    return training


@transaction.atomic
def take_training(training: SupervisorTraining, *, by: Actor) -> SupervisorTraining:
    """What was offered has been taken, today."""
    supervisor = _locked(training.supervisor)
    require(by, Permission.SUPERVISOR_WRITE)
    training = SupervisorTraining.objects.select_for_update(of=("self",)).get(pk=training.pk)
    if training.taken_on is None:
        training.taken_on = timezone.localdate()
        training.save()
        log(EventKind.SUPERVISOR_TRAINED, supervisor, by=by, taken=True)
    return training
