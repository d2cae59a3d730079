"""The way of a place (platsens väg): from proposed to approved, opened, resting and closed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Place, PlaceCapacity
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.people import OrganisationKind
from ...rules.place import PlaceStatus
from ..log import log, stop_if
from .rows import intervals_of, locked, move, staying, write_intervals


@transaction.atomic
def note_union(place: Place, *, noted_on: date, note: str, by: Actor) -> Place:
    """Note the dialogue with the unions: its day and what it gave."""
    require(by, Permission.PLACE_APPROVE)
    place = locked(place)
    status, today = PlaceStatus(place.status), timezone.localdate()
    stop_if(rules.reasons_not_to_note_union(status=status, noted_on=noted_on, note=note, today=today))
    place.union_noted_on, place.union_note = noted_on, note.strip()
    return move(place, PlaceStatus.UNION_NOTED, by=by, happened_on=noted_on)


@transaction.atomic
def pass_union(place: Place, *, note: str, by: Actor) -> Place:
    """A place at a company or an association needs no dialogue; why is written down."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    status, kind = PlaceStatus(place.status), OrganisationKind(place.host.kind)
    stop_if(rules.reasons_not_to_pass_union(status=status, host_kind=kind, because=note))
    place.union_noted_on, place.union_note = None, note.strip()
    return move(place, PlaceStatus.UNION_NOTED, by=by, passed=True)


@transaction.atomic
def return_place(place: Place, *, note: str, by: Actor) -> Place:
    """Back to the profile, with what needs another word."""
    require(by, Permission.PLACE_APPROVE)
    place = locked(place)
    stop_if(rules.reasons_not_to_return(status=PlaceStatus(place.status), because=note))
    place.union_noted_on, place.union_note = None, note.strip()
    return move(place, PlaceStatus.PROFILED, by=by, returned=True)


@transaction.atomic
def approve_place(place: Place, *, by: Actor) -> Place:
    """Say that people may be placed there."""
    require(by, Permission.PLACE_APPROVE)
    place = locked(place)
    stop_if(rules.reasons_not_to_move(status=PlaceStatus(place.status), to=PlaceStatus.APPROVED))
    place.approved_on, place.approved_by_id = timezone.localdate(), by.user_id
    return move(place, PlaceStatus.APPROVED, by=by)


@transaction.atomic
def open_place(place: Place, *, opened_on: date, seats: int, by: Actor) -> Place:
    """Open an approved place with its first seats."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    stop_if(
        rules.reasons_not_to_open(
            status=PlaceStatus(place.status),
            opened_on=opened_on,
            approved_on=place.approved_on,
            seats=seats,
            today=timezone.localdate(),
        )
    )
    place.opened_on = opened_on
    PlaceCapacity.objects.create(place=place, seats=seats, starts_on=opened_on)
    return move(place, PlaceStatus.OPEN, by=by, happened_on=opened_on, seats=seats)


@transaction.atomic
def pause_place(place: Place, *, until: date | None = None, by: Actor) -> Place:
    """Let a place with nobody in it rest, until a day or until somebody opens it; it has no seats meanwhile."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    today = timezone.localdate()
    stop_if(
        rules.reasons_not_to_pause(
            status=PlaceStatus(place.status),
            until=until,
            staying=staying(place, from_on=today, until=until),
            closed_on=place.closed_on,
            today=today,
        )
    )
    place.paused_until = until
    write_intervals(place, rules.with_seats(intervals_of(place), seats=0, first=today, last=until))
    return move(place, PlaceStatus.PAUSED, by=by, **({"until": until} if until else {}))


@transaction.atomic
def reopen_place(place: Place, *, seats: int, by: Actor) -> Place:
    """Let a place that rests take people again from today."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    stop_if(rules.reasons_not_to_reopen(status=PlaceStatus(place.status), seats=seats))
    intervals, today = intervals_of(place), timezone.localdate()
    rested = rules.interval_on(intervals, today)
    until = rested[1] if rested and rested[1] and rested[1] >= today else None
    if rested is None or rested[2] != seats:
        write_intervals(place, rules.with_seats(intervals, seats=seats, first=today, last=until))
    place.paused_until, place.confirmed_on = None, today
    return move(place, PlaceStatus.OPEN, by=by, seats=seats)


@transaction.atomic
def close_place(place: Place, *, closed_on: date, by: Actor) -> Place:
    """Close a place after its last day. The seats end that day, so nobody can be there afterwards."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    today = timezone.localdate()
    stop_if(
        rules.reasons_not_to_close(
            status=PlaceStatus(place.status),
            closed_on=closed_on,
            opened_on=place.opened_on,
            already_closed_on=place.closed_on,
            staying=staying(place, from_on=closed_on + timedelta(days=1)),
            today=today,
        )
    )
    place.closed_on = closed_on
    place.capacities.filter(starts_on__gt=closed_on).delete()
    for row in place.capacities.exclude(ends_on__lte=closed_on):
        row.ends_on = closed_on
        row.save()
    log(EventKind.PLACE_CLOSED, place, by=by, happened_on=closed_on)
    if closed_on == today and not staying(place, from_on=today):
        return move(place, PlaceStatus.CLOSED, by=by)
    place.save()
    return place


@transaction.atomic
def keep_open(place: Place, *, by: Actor) -> Place:
    """Take back the last day of a place that has not closed yet; its last seats go on."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    stop_if(rules.reasons_not_to_stay_open(status=PlaceStatus(place.status), closed_on=place.closed_on))
    place.capacities.filter(ends_on=place.closed_on).update(ends_on=None)
    place.closed_on = None
    return move(place, PlaceStatus(place.status), by=by, kept=True)
