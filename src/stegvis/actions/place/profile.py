"""Profile (platsprofil): what a place is: proposed, profiled, changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from ...access import Actor, Permission, require
from ...models import Organisation, Place, User
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.place import ExtractLaw, PlaceStatus
from ...rules.words import Reason
from ..log import log, stop_if
from .rows import locked, move


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
    has_shifts: bool = False
    travel_zone: str = ""
    lowest_swedish: int = 0
    needs_driving_licence: bool = False
    extract_law: str = ExtractLaw.NONE.value
    needs_lifting: bool = False
    requirements: str = ""


@dataclass(frozen=True)
class Responsible:
    """Who signs in and answers when somebody is proposed."""

    manager: User | None


@transaction.atomic
def propose_place(*, host: Organisation, profile: Profile, by: Actor) -> Place:
    """Note that there could be a place. It has no seats before it is opened."""
    require(by, Permission.PLACE_WRITE)
    stop_if(_reasons(profile) + _reasons_about_name(None, host, profile.name))
    place = Place(host=host, status=PlaceStatus.PROPOSED)
    _fill(place, profile)
    place.save()
    log(EventKind.PLACE_SAVED, place, by=by, is_new=True)
    log(EventKind.PLACE_MOVED, place, by=by, to=PlaceStatus.PROPOSED.value)
    return place


@transaction.atomic
def profile_place(place: Place, *, profile: Profile, responsible: Responsible | None = None, by: Actor) -> Place:
    """The profile is done: what one does there, what it trains, what it requires."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    status = PlaceStatus(place.status)
    stop_if(
        rules.reasons_not_to_move(status=status, to=PlaceStatus.PROFILED)
        + _reasons(profile, is_done=True)
        + _reasons_about_name(place, place.host, profile.name)
    )
    _fill(place, profile, responsible)
    log(EventKind.PLACE_SAVED, place, by=by, is_new=False)
    return move(place, PlaceStatus.PROFILED, by=by)


@transaction.atomic
def save_place(place: Place, *, profile: Profile, responsible: Responsible | None = None, by: Actor) -> Place:
    """Change the profile of a place. Where it stands on its way stays, and so do its seats."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    stop_if(
        _reasons(profile, is_done=place.status in BEFORE_IT_OPENS)
        + _reasons_about_name(place, place.host, profile.name)
    )
    _fill(place, profile, responsible)
    place.save()
    log(EventKind.PLACE_SAVED, place, by=by, is_new=False)
    return place


BEFORE_IT_OPENS = (PlaceStatus.PROFILED, PlaceStatus.UNION_NOTED, PlaceStatus.APPROVED)


def _fill(place: Place, profile: Profile, responsible: Responsible | None = None) -> None:
    for key, value in asdict(profile).items():
        setattr(place, key, value)
    if responsible is not None:
        place.manager = responsible.manager


def _reasons(profile: Profile, *, is_done: bool = False) -> list[Reason]:
    reasons = rules.reasons_not_to_save(
        independence_from=profile.independence_from,
        independence_to=profile.independence_to,
        hours_from=profile.hours_from,
        hours_to=profile.hours_to,
        slots=profile.slots,
        forms=profile.forms,
    )
    if is_done:
        reasons += rules.reasons_not_to_profile(
            tasks=profile.tasks,
            trains=profile.trains,
            extract_law=profile.extract_law,
        )
    return reasons


def _reasons_about_name(place: Place | None, host: Organisation, name: str) -> list[Reason]:
    taken = Place.objects.filter(host=host, name=name)
    if place:
        taken = taken.exclude(pk=place.pk)
    return [Reason("Det finns redan en arbetsplats med det namnet där.", at="name")] if taken.exists() else []
