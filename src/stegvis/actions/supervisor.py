"""Supervisors (handledare): appoint, say how many there is room for, note training and others they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from ..models import Place, PlaceSupervisor, Supervisor, SupervisorRoom, User


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


def first_supervisor(place: Place, new: NewSupervisor, *, starts_on: date) -> Supervisor:
    """Let somebody supervise at a place from a day; whoever has the name or the account at the host is the same."""
    same = (
        Supervisor.objects.filter(user=new.user)
        if new.user
        else Supervisor.objects.filter(organisation=place.host_id, name=new.name, user__isnull=True)
    )
    supervisor = same.order_by("pk").first()
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
            _stop(row, last_day=from_on - timedelta(days=1))
    for name in wanted:
        if name not in here:
            first_supervisor(place, NewSupervisor(name), starts_on=from_on)


def _stop(row: PlaceSupervisor, *, last_day: date) -> None:
    if row.starts_on > last_day:
        row.delete()
    else:
        row.ends_on = last_day
        row.save()
