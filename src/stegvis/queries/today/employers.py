"""Employers (arbetsgivare): orders of places, steps promised to employers, and who has outgrown a place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from stegvis.access import Actor, Permission, may, visible_to
from stegvis.models import Case, ContactNote, Placement, PlaceOrder
from stegvis.rules.employer import OrderStatus
from stegvis.rules.people import Role
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.today import (
    WorkLine,
    agreement_renew_line,
    next_step_line,
    order_answered_line,
    order_late_line,
    order_waiting_line,
    outgrown_line,
    outgrown_place_line,
)

from ..agreement import ending
from .person import Person

AT_MOST, PLACES_AT_MOST = 20, 8
STEP_AHEAD_DAYS = 7
ANSWER_SHOWN_DAYS = 14
HOST_SIDE = frozenset({Role.WORK_SUPERVISOR, Role.RECEIVING_MANAGER})
OUTGROWN = Q(case__independence_level__gt=F("place__independence_to"), status=PlacementStatus.ACTIVE)


def employer_lines(actor: Actor, day: date, *, people: Mapping[int, Person]) -> list[tuple[WorkLine, Person]]:
    """Everything about places looked for and employers promised something; each asked for only by who may."""
    return [
        *_orders_waiting(actor, day),
        *_orders_of_own(day, people=people),
        *_next_steps(actor, day),
        *_agreements(actor, day),
        *_outgrown_at_host(actor, day),
        *_outgrown_places(actor, day),
    ]


def _orders_waiting(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Those that nobody looks for, or the reader does; the name only to who may see it. Two statements."""
    if not may(actor, Permission.ORDER_ANSWER):
        return []
    mine = Q(status=OrderStatus.WAITING) | Q(status=OrderStatus.TAKEN, taken_by=actor.user_id)
    rows = visible_to(actor, PlaceOrder, Permission.ORDER_ANSWER).filter(mine).select_related("case__participant")
    found = list(rows.order_by("answer_by", "pk")[:AT_MOST])
    seen = visible_to(actor, Case).filter(pk__in=[each.case_id for each in found])
    named = set(seen.order_by("pk").values_list("pk", flat=True)) if found else set()
    return [(_waiting(each, who, day), Person(0, who, 0)) for each in found for who in [_who(each, named)]]


def _who(order: PlaceOrder, named: set[int]) -> str:
    return order.case.participant.name if order.case_id in named else order.case.number


def _waiting(order: PlaceOrder, who: str, day: date) -> WorkLine:
    return order_waiting_line(
        order_id=order.pk,
        who=who,
        form=PlacementForm(order.form),
        level=order.independence,
        from_on=order.from_on,
        answer_by=order.answer_by,
        today=day,
    )


def _orders_of_own(day: date, *, people: Mapping[int, Person]) -> list[tuple[WorkLine, Person]]:
    """Orders for the own caseload that are late, or answered and nothing proposed since. One statement."""
    if not people:
        return []
    since = Placement.objects.filter(case=OuterRef("case"), proposed_on__gte=OuterRef("answered_on"))
    again = PlaceOrder.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    late = Q(status__in=(OrderStatus.WAITING, OrderStatus.TAKEN), answer_by__lt=day)
    lately = day - timedelta(days=ANSWER_SHOWN_DAYS)
    answered = Q(~Exists(since), ~Exists(again), status=OrderStatus.ANSWERED, answered_on__gte=lately)
    rows = PlaceOrder.objects.filter(late | answered, case__among=list(people), case__closed_on__isnull=True)
    found = rows.select_related("place").order_by("pk")
    return [(_of_own(each, people[each.case_id], day), people[each.case_id]) for each in found]


def _of_own(order: PlaceOrder, person: Person, day: date) -> WorkLine:
    name = person.name.split()[0]
    if order.answered_on is None:
        return order_late_line(case_id=order.case_id, name=name, answer_by=order.answer_by, today=day)
    place = order.place.name if order.place else ""
    return order_answered_line(
        case_id=order.case_id, name=name, place_name=place, answered_on=order.answered_on, today=day
    )


def _next_steps(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """What the reader said they would do with an employer, a week ahead. One statement."""
    if not may(actor, Permission.EMPLOYER_WRITE):
        return []
    rows = ContactNote.objects.filter(
        talked_by=actor.user_id, done_on__isnull=True, next_step_on__lte=day + timedelta(days=STEP_AHEAD_DAYS)
    )
    columns = ("organisation_id", "organisation__name", "next_step", "talked_on", "next_step_on")
    return [
        (
            next_step_line(employer_id=key, step=step, talked_on=talked_on, due_on=due_on or day, today=day),
            Person(0, name, 0),
        )
        for key, name, step, talked_on, due_on in rows.order_by("next_step_on", "pk").values_list(*columns)[:AT_MOST]
    ]


def _agreements(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Those that end within their own reminder time, for who keeps agreements. One statement."""
    if not may(actor, Permission.AGREEMENT_WRITE):
        return []
    rows = ending(day).order_by("ends_on", "pk").values_list("pk", "reference", "ends_on", "remind_days")[:AT_MOST]
    return [
        (
            agreement_renew_line(agreement_id=key, ends_on=ends_on or day, remind_days=days, today=day),
            Person(0, reference, 0),
        )
        for key, reference, ends_on, days in rows
    ]


def _outgrown_at_host(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Who has outgrown their place, for the host's side; the coordinator's own cases say it themselves."""
    if not HOST_SIDE & actor.roles:
        return []
    rows = visible_to(actor, Placement, Permission.PLACEMENT_READ).filter(OUTGROWN)
    return [
        (
            outgrown_line(
                placement_id=each.pk,
                case_id=each.case_id,
                name=each.case.participant.given_name,
                place_name=each.place.name,
                level=each.case.independence_level,
                is_host=True,
                today=day,
            ),
            Person(each.case.participant_id, each.case.participant.name, 0),
        )
        for each in rows.select_related("case__participant", "place").order_by("starts_on", "pk")[:AT_MOST]
    ]


def _outgrown_places(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Places that somebody has outgrown, those placed longest first, for who finds new ones; never who it is."""
    if Role.EMPLOYER_COORDINATOR not in actor.roles:
        return []
    placed = visible_to(actor, Placement, Permission.PLACEMENT_READ).filter(OUTGROWN).order_by("starts_on", "pk")
    places = dict(placed.values_list("place_id", "place__name")[:AT_MOST])
    return [
        (outgrown_place_line(place_id=pk, name=name, today=day), Person(0, name, 0))
        for pk, name in list(places.items())[:PLACES_AT_MOST]
    ]
