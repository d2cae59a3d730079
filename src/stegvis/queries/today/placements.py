"""Placements that are over (placeringar): those nobody answered about in time, and those nobody has evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from stegvis.access import Actor, Permission, may
from stegvis.models import Placement
from stegvis.rules.placement import MISSING_FOR_DAYS, NotRealisedReason, PlacementStatus, Voice
from stegvis.rules.today import WorkLine, evaluation_missing_line, reservation_expired_line

from .person import Person

TOLD_FOR_DAYS = 14
"""So long it is told that nobody answered, unless another place has been proposed since."""


def placement_lines(actor: Actor, day: date, *, people: Mapping[int, Person]) -> list[tuple[WorkLine, Person]]:
    """Two sorts of line in one statement, about those of the own caseload."""
    if not people or not may(actor, Permission.PLACEMENT_PROPOSE):
        return []
    since = day - timedelta(days=TOLD_FOR_DAYS)
    later = Placement.objects.filter(case=OuterRef("case"), proposed_on__gt=OuterRef("reserved_until"))
    unanswered = Q(
        ~Exists(later),
        status=PlacementStatus.NOT_REALISED,
        not_realised_because=NotRealisedReason.NO_ANSWER,
        reserved_until__gte=since,
    )
    ended = Q(status=PlacementStatus.ENDED, ends_on__gte=day - timedelta(days=MISSING_FOR_DAYS), said__lt=len(Voice))
    rows = Placement.objects.filter(case__among=list(people), case__closed_on__isnull=True)
    rows = rows.annotate(said=Count("evaluations")).filter(unanswered | ended).select_related("place").order_by("pk")
    return [(_line(each, day, people[each.case_id]), people[each.case_id]) for each in rows]


def _line(placement: Placement, day: date, person: Person) -> WorkLine:
    name, place = person.name.split()[0], placement.place.name
    if placement.status == PlacementStatus.ENDED:
        return evaluation_missing_line(
            placement_id=placement.pk,
            case_id=placement.case_id,
            name=name,
            place_name=place,
            ended_on=placement.ends_on,
            today=day,
        )
    return reservation_expired_line(
        placement_id=placement.pk,
        case_id=placement.case_id,
        name=name,
        place_name=place,
        until=placement.reserved_until or day,
        today=day,
    )
