"""Profile (platsprofil): what a place is, saved."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from ...access import Actor, Permission, require
from ...models import Organisation, Place, PlaceCapacity, User
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.words import Reason
from ..log import log, stop_if


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a place is. Hours a week; half-days as a bit each (Monday morning first)."""

    name: str
    field: str
    forms: list[str]
    tasks: str = ""
    trains: str = ""
    independence_from: int = 1
    independence_to: int = 4
    hours_from: int = 10
    hours_to: int = 40
    slots: int = rules.ALL_HALF_DAYS
    travel_zone: str = ""
    lowest_swedish: int = 0
    needs_driving_licence: bool = False
    needs_extract: bool = False
    needs_lifting: bool = False
    supervisor_name: str = ""
    supervisor_room: int = 3


@dataclass(frozen=True)
class Responsible:
    """Who signs in for the place: who supervises, and who answers when somebody is proposed."""

    supervisor: User | None
    manager: User | None


@transaction.atomic
def save_place(
    *,
    place: Place | None,
    host: Organisation,
    profile: Profile,
    opened_on: date,
    seats: int,
    responsible: Responsible | None = None,
    by: Actor,
) -> Place:
    """Open a new place with its first seats, or change the profile of one (seats then have an act of their own)."""
    require(by, Permission.PLACE_WRITE)
    stop_if(
        rules.reasons_not_to_save(
            independence_from=profile.independence_from,
            independence_to=profile.independence_to,
            hours_from=profile.hours_from,
            hours_to=profile.hours_to,
            slots=profile.slots,
            forms=profile.forms,
        )
        + _reasons_about_name(place, host, profile.name)
    )
    is_new = place is None
    place = place or Place(host=host, opened_on=opened_on)
    for key, value in asdict(profile).items():
        setattr(place, key, value)
    if responsible is not None:
        place.supervisor, place.manager = responsible.supervisor, responsible.manager
    place.save()
    if is_new:
        PlaceCapacity.objects.create(place=place, seats=seats, starts_on=opened_on)
    log(EventKind.PLACE_SAVED, place, by=by, is_new=is_new)
    return place


def _reasons_about_name(place: Place | None, host: Organisation, name: str) -> list[Reason]:
    taken = Place.objects.filter(host=host, name=name)
    if place:
        taken = taken.exclude(pk=place.pk)
    return [Reason("Det finns redan en arbetsplats med det namnet där.", at="name")] if taken.exists() else []
