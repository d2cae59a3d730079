"""Match (matchning): every open place tried for one case, in a number of statements that the places do not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..models import Case, HostRest, IntakeMapping, Place, PlaceCapacity, Placement, TravelTime
from ..rules.assessment import Swedish
from ..rules.match.ranking import Ranking, rank
from ..rules.match.values import Offer, Wanted
from ..rules.place import ExtractLaw, Field, PlacementForm, PlaceStatus, Seats
from .agreement import RestsOn, uncovered
from .extract import shown_by
from .supervisor import AtPlace, supervision_at

USUAL_WEEKS = 12


@dataclass(frozen=True)
class Ask:
    """What is tried on the page: from when to when, how many hours a week, and in which form (any when None)."""

    starts_on: date
    ends_on: date
    hours_per_week: int
    form: PlacementForm | None = None


@dataclass(frozen=True)
class Offered:
    """A place as the rules try it, and what stands beside it on screen."""

    offer: Offer
    host: str
    tasks: str


@dataclass(frozen=True)
class Shown:
    """What the page says of a place beside the rules' answer."""

    name: str
    host: str
    tasks: str
    others_asked: int


@dataclass(frozen=True)
class Match:
    """Every place tried for one case: what was looked for, the two lists, and how each place is shown."""

    wanted: Wanted
    mapped_on: date
    ranking: Ranking
    shown: dict[int, Shown]


def latest_mapping(case: Case) -> IntakeMapping | None:
    """The mapping that counts; without one nothing can be tried."""
    return case.mappings.order_by("-held_on", "-pk").first()


def usual_ask(mapping: IntakeMapping, *, today: date) -> Ask:
    """From the Monday after next weekend, for twelve weeks, with the hours of the mapping."""
    starts_on = today + timedelta(days=7 - today.weekday())
    return Ask(starts_on, starts_on + timedelta(weeks=USUAL_WEEKS, days=-3), mapping.hours_per_week)


def match(case: Case, ask: Ask, mapping: IntakeMapping, *, reads_file: bool) -> Match:
    """Sixteen statements: places, capacities, placements, travel times, what waits and rests, extracts that have been
    shown, three of the agreements and six of the supervisors."""
    wanted = _wanted(case, ask, mapping)
    own, others = _waiting(case)
    places = Place.objects.filter(status__in=KNOWN).exclude(closed_on__lt=ask.starts_on)
    found = offered(places.order_by("pk"), ask, zone=case.participant.travel_zone, besides=case.pk, asked=own)
    shown = {
        each.offer.key: Shown(each.offer.name, each.host, each.tasks, others.get(each.offer.key, 0)) for each in found
    }
    offers = [each.offer for each in found]
    return Match(wanted, mapping.held_on, rank(wanted, offers, reads_file=reads_file), shown)


def _wanted(case: Case, ask: Ask, mapping: IntakeMapping) -> Wanted:
    return Wanted(
        name=case.participant.given_name,
        starts_on=ask.starts_on,
        ends_on=ask.ends_on,
        hours_per_week=ask.hours_per_week,
        form=ask.form,
        independence_level=case.independence_level,
        wishes=tuple(Field(wish) for wish in mapping.wishes),
        slots=mapping.slots,
        longest_travel_minutes=mapping.longest_travel_minutes,
        swedish=Swedish(mapping.swedish).rank,
        has_driving_licence=mapping.has_driving_licence,
        can_lift=mapping.can_lift,
        extracts=shown_by(case.participant_id),
    )


PROFILE = (
    "pk", "name", "field", "forms", "independence_from", "independence_to", "hours_from", "hours_to", "slots",
    "lowest_swedish", "needs_driving_licence", "extract_law", "needs_lifting", "opened_on",
    "closed_on",
    "supervision_hours", "travel_zone", "tasks", "host__name", "host_id", "status", "paused_until", "agreement_id",
    "agreement__organisation_id",
)  # fmt: skip


def offered(
    places: QuerySet[Place], ask: Ask, *, zone: str = "", besides: int | None = None, asked: Collection[int] = ()
) -> list[Offered]:
    """The places in their order, with seats, supervisors and agreements in the period; thirteen statements, one more
    with a zone.

    `besides` is the key of a case whose own reservations take nothing, `asked` the places it is asked about already.
    """
    rooms, minutes, resting = seats_of(from_on=ask.starts_on, besides=besides), _minutes_from(zone), _resting()
    rows = list(places.values(*PROFILE))
    supervision = supervision_at(first=ask.starts_on, last=ask.ends_on)
    rests_on = {row["pk"]: _rests_on(row) for row in rows}
    lacking = uncovered(rests_on.values(), starts_on=ask.starts_on, ends_on=ask.ends_on)
    found = []
    for row in rows:
        key, host, tasks = row["pk"], row.pop("host__name"), row.pop("tasks")
        at, lies_in, hours = supervision.get(key, AtPlace()), row.pop("travel_zone"), row.pop("supervision_hours")
        is_paused = row.pop("status") == PlaceStatus.PAUSED
        rests_until = resting.get(rests_on[key].host)
        offer = Offer(
            **_as_rules_name(row),
            seats=rooms.get(key, Seats(())),
            travel_minutes=minutes.get(lies_in),
            supervised=at.people_on(ask.starts_on),
            supervision_left=at.left(first=ask.starts_on, last=ask.ends_on, hours=hours),
            has_supervisor=bool(at.supervisors),
            uncovered=lacking[rests_on[key]],
            has_waiting=key in asked,
            is_paused=is_paused,
            rests_until=rests_until,
        )
        found.append(Offered(offer, host, tasks))
    return found


KNOWN = (PlaceStatus.OPEN, PlaceStatus.PAUSED)
"""Places that are tried. What is not open yet, or has closed, is no place to anybody."""


def _rests_on(row: dict[str, Any]) -> RestsOn:
    return RestsOn(row.pop("host_id"), row.pop("agreement_id"), row.pop("agreement__organisation_id"))


def _resting() -> dict[int, date]:
    """The hosts that have enough just now, and their last day of it."""
    today = timezone.localdate()
    rests = HostRest.objects.filter(starts_on__lte=today, ends_on__gte=today).order_by("pk")
    return dict(rests.values_list("organisation_id", "ends_on"))


def _as_rules_name(row: dict[str, Any]) -> dict[str, Any]:
    named = {name: value for name, value in row.items() if name not in ("pk", "field", "forms")}
    forms = frozenset(PlacementForm(form) for form in row["forms"])
    law = ExtractLaw(row["extract_law"])
    return named | {"key": row["pk"], "field": Field(row["field"]), "forms": forms, "extract_law": law}


def seats_of(*, from_on: date, places: Iterable[int] | None = None, besides: int | None = None) -> dict[int, Seats]:
    """The seats of every place (or of some) from a day on: two statements.

    `besides` is the key of a case whose own reservations take nothing from it.
    """
    capacities = PlaceCapacity.objects.exclude(ends_on__lt=from_on).order_by("pk")
    placements = Placement.objects.holding(timezone.localdate()).filter(ends_on__gte=from_on)
    if places is not None:
        places = list(places)
        capacities, placements = capacities.filter(place__in=places), placements.filter(place__in=places)
    intervals, taken, reserved = defaultdict(list), defaultdict(list), defaultdict(list)
    for place, first, last, number in capacities.values_list("place_id", "starts_on", "ends_on", "seats"):
        intervals[place].append((first, last, number))
    rows = placements.order_by("pk").values_list("place_id", "seat", "starts_on", "ends_on", "case_id")
    for place, seat, first, last, case_id in rows:
        if seat is None and case_id == besides:
            continue
        if seat is None:
            reserved[place].append((first, last))
        else:
            taken[place].append((seat, first, last))
    return {
        place: Seats(tuple(intervals[place]), tuple(taken[place]), tuple(reserved[place]))
        for place in intervals.keys() | taken.keys() | reserved.keys()
    }


def _minutes_from(zone: str) -> dict[str, int]:
    if not zone:
        return {}
    return dict(TravelTime.objects.filter(from_zone=zone).order_by("pk").values_list("to_zone", "minutes"))


def _waiting(case: Case) -> tuple[set[int], dict[int, int]]:
    """Where the participant is asked already, and how many others are asked about each place."""
    own: set[int] = set()
    others: dict[int, int] = defaultdict(int)
    in_time = Placement.objects.reserving(timezone.localdate()) | Placement.objects.waiting().filter(case=case)
    for place, case_id in in_time.order_by("pk").values_list("place_id", "case_id"):
        if case_id == case.pk:
            own.add(place)
        else:
            others[place] += 1
    return own, others
