"""Place orders (platsbeställningar) and who is soon ready (snart redo): what the employer coordinators look for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from ..access import Actor, Permission, require, visible_to
from ..models import Case, ContactNote, Criterion, CriterionMark, HostRest, Organisation, Place, PlaceOrder, SoonReady
from ..rules.assessment import Swedish
from ..rules.employer import OrderStatus
from ..rules.extract import Shown
from ..rules.ladder import Mark
from ..rules.match.blocks import blocks
from ..rules.match.values import Wanted
from ..rules.order import is_soon_ready
from ..rules.place import ALL_HALF_DAYS, EXTRACT_LAWS, Field, PlacementForm, PlaceStatus
from ..rules.placement import WAITING, PlacementStatus
from ..rules.words import Reason
from .match import USUAL_WEEKS, Ask, Offered, offered

OPEN = (OrderStatus.WAITING, OrderStatus.TAKEN)
ANSWERED_SHOWN = 20
EMPLOYERS_SHOWN = 15
PLACED = (*WAITING, PlacementStatus.ACTIVE)


@dataclass(frozen=True)
class OrderRow:
    """An order as it may be shown: the name only to those who may see it, else the number of the enrolment."""

    pk: int
    case_id: int
    participant_id: int
    name: str
    number: str
    status: OrderStatus
    fields: tuple[Field, ...]
    form: PlacementForm
    independence: int
    hours_per_week: float
    from_on: date
    need: str
    ordered_on: date
    ordered_by: str
    answer_by: date
    taken_by: str
    answered_on: date | None
    place_id: int | None
    place: str
    answer: str


@dataclass(frozen=True)
class Orders:
    """Those that wait, the first to be answered on top, and those answered lately."""

    waiting: tuple[OrderRow, ...]
    answered: tuple[OrderRow, ...]


def orders(actor: Actor) -> Orders:
    """Four statements: who waits, who has been answered, and whose names the reader may see."""
    require(actor, Permission.ORDER_ANSWER)
    rows = visible_to(actor, PlaceOrder, Permission.ORDER_ANSWER)
    waiting = list(_related(rows.filter(status__in=OPEN).order_by("answer_by", "pk")))
    ended = rows.filter(status=OrderStatus.ANSWERED).order_by("-answered_on", "-pk")
    answered = list(_related(ended)[:ANSWERED_SHOWN])
    named = _named(actor, {row.case_id for row in (*waiting, *answered)})
    return Orders(
        tuple(order_row(row, may_name=row.case_id in named) for row in waiting),
        tuple(order_row(row, may_name=row.case_id in named) for row in answered),
    )


def order_of(case: Case) -> OrderRow | None:
    """The latest order of a case whose page the reader may already see: one statement."""
    row = _related(case.place_orders.exclude(status=OrderStatus.WITHDRAWN).order_by("-pk")).first()
    return order_row(row, may_name=True) if row else None


@dataclass(frozen=True)
class Found:
    """An open place in the field, form and level of an order: how many can start, or why nobody can."""

    pk: int
    name: str
    host: str
    free: int
    reason: Reason | None


def places_for(order: PlaceOrder) -> tuple[Found, ...]:
    """Those where somebody can start first, then by name; thirteen statements, tried by the rules of suggestions."""
    rows = Place.objects.filter(
        status=PlaceStatus.OPEN,
        forms__contains=[order.form],
        independence_from__lte=order.independence,
        independence_to__gte=order.independence,
    )
    rows = rows.filter(field__in=order.fields) if order.fields else rows
    wanted = _wanted(order)
    ask = Ask(wanted.starts_on, wanted.ends_on, wanted.hours_per_week, wanted.form)
    found = [_tried(wanted, each) for each in offered(rows.order_by("name", "pk"), ask)]
    return tuple(sorted(found, key=lambda each: each.reason is not None))


def _wanted(order: PlaceOrder) -> Wanted:
    """What an order says; what it leaves open stands in nobody's way."""
    return Wanted(
        name=order.case.number,
        starts_on=order.from_on,
        ends_on=order.from_on + timedelta(weeks=USUAL_WEEKS),
        hours_per_week=ceil(order.hours_per_week),
        form=PlacementForm(order.form),
        independence_level=order.independence,
        wishes=tuple(map(Field, order.fields)),
        slots=ALL_HALF_DAYS,
        longest_travel_minutes=0,
        swedish=Swedish.FLUENT.rank,
        has_driving_licence=True,
        can_lift=True,
        extracts=tuple(Shown(law, order.from_on, order.from_on) for law in EXTRACT_LAWS),
    )


def _tried(wanted: Wanted, each: Offered) -> Found:
    offer, found = each.offer, blocks(wanted, each.offer)
    free = offer.free(wanted.starts_on, wanted.ends_on)
    return Found(offer.key, offer.name, each.host, free, found[0].reason if found else None)


def _related(rows: QuerySet[PlaceOrder]) -> QuerySet[PlaceOrder]:
    return rows.select_related("case__participant", "ordered_by", "taken_by", "place")


def _named(actor: Actor, cases: Iterable[int]) -> frozenset[int]:
    return frozenset(visible_to(actor, Case).filter(pk__in=list(cases)).order_by("pk").values_list("pk", flat=True))


def may_name(actor: Actor, row: PlaceOrder) -> bool:
    """Whether the reader may see whom an order is about."""
    return bool(_named(actor, [row.case_id]))


def order_row(row: PlaceOrder, *, may_name: bool) -> OrderRow:
    """The row of an order whose people and place are there already."""
    return OrderRow(
        pk=row.pk,
        case_id=row.case_id,
        participant_id=row.case.participant_id,
        name=row.case.participant.name if may_name else "",
        number=row.case.number,
        status=OrderStatus(row.status),
        fields=tuple(Field(field) for field in row.fields),
        form=PlacementForm(row.form),
        independence=row.independence,
        hours_per_week=float(row.hours_per_week),
        from_on=row.from_on,
        need=row.need,
        ordered_on=row.ordered_on,
        ordered_by=row.ordered_by.name if row.ordered_by else "",
        answer_by=row.answer_by,
        taken_by=row.taken_by.name if row.taken_by else "",
        answered_on=row.answered_on,
        place_id=row.place_id,
        place=row.place.name if row.place else "",
        answer=row.answer,
    )


@dataclass(frozen=True)
class ReadyRow:
    """Somebody soon ready: from when, by whose word (empty when the rule says so), and what they wish for."""

    case_id: int
    participant_id: int
    name: str
    number: str
    unit: str
    level: int
    step: int
    ready_from: date | None
    set_by: str
    wishes: tuple[Field, ...]


@dataclass(frozen=True)
class RungRow:
    """An employer with open places, and when somebody talked with it last."""

    pk: int
    name: str
    talked_on: date
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class SoonReadyPage:
    """Those who are soon ready beside the employers that rang, or were rung, last."""

    ready: tuple[ReadyRow, ...]
    employers: tuple[RungRow, ...]


def soon_ready(actor: Actor, *, today: date) -> SoonReadyPage:
    """Six statements: who is said to be ready, points done, wishes, names, employers and their fields."""
    require(actor, Permission.ORDER_ANSWER)
    free = Case.objects.open().exclude(placements__status__in=PLACED)
    visible = visible_to(actor, SoonReady, Permission.ORDER_ANSWER).filter(ended_on__isnull=True, case__in=free)
    said = {row.case_id: row for row in visible.select_related("set_by").order_by("pk")}
    by_rule = _by_rule(actor, free, today=today)
    cases = Case.objects.filter(pk__in=[*said, *by_rule]).select_related("participant", "unit")
    wishes = {case.pk: _wishes(case) for case in cases.prefetch_related("mappings").order_by("pk")}
    named = _named(actor, wishes)
    rows = [
        _ready(case, said.get(case.pk), wishes[case.pk], may_name=case.pk in named) for case in cases.order_by("pk")
    ]
    rows.sort(key=lambda row: (row.ready_from or today, row.number))
    return SoonReadyPage(tuple(rows), _rung(today))


def _by_rule(actor: Actor, free: QuerySet[Case], *, today: date) -> list[int]:
    """Whose points of their own step are mostly done; nobody whose data is protected."""
    seen = visible_to(actor, Case, Permission.ORDER_ANSWER).filter(pk__in=free.values("pk"))
    green = CriterionMark.objects.filter(mark=Mark.GREEN, criterion__step__number=F("case__step"), case__in=seen)
    done = green.order_by().values("case").annotate(number=Count("pk"))
    points = Criterion.objects.on(today).order_by().values("step__ladder", "step__number").annotate(number=Count("pk"))
    of_step = {(row["step__ladder"], row["step__number"]): row["number"] for row in points}
    rows = done.values_list("case", "number", "case__step", "criterion__step__ladder")
    return [
        case
        for case, number, step, ladder in rows
        if is_soon_ready(step=step, done=number, points=of_step.get((ladder, step), 0))
    ]


def _wishes(case: Case) -> tuple[Field, ...]:
    latest = max(case.mappings.all(), key=lambda each: (each.held_on, each.pk), default=None)
    return tuple(Field(wish) for wish in latest.wishes) if latest else ()


def _ready(case: Case, said: SoonReady | None, wishes: tuple[Field, ...], *, may_name: bool) -> ReadyRow:
    return ReadyRow(
        case_id=case.pk,
        participant_id=case.participant_id,
        name=case.participant.name if may_name else "",
        number=case.number,
        unit=case.unit.name,
        level=case.independence_level,
        step=case.step,
        ready_from=said.ready_from if said else None,
        set_by=said.set_by.name if said and said.set_by else "",
        wishes=wishes,
    )


def _rung(today: date) -> tuple[RungRow, ...]:
    """Employers that somebody has talked with, the last on top; none that rests."""
    latest = ContactNote.objects.filter(organisation=OuterRef("pk")).order_by("-talked_on", "-pk")
    hosts = (
        Organisation.objects.annotate(talked_on=Subquery(latest.values("talked_on")[:1]))
        .filter(talked_on__isnull=False)
        .exclude(pk__in=HostRest.objects.filter(starts_on__lte=today, ends_on__gte=today).values("organisation"))
        .prefetch_related("places")
        .order_by("-talked_on", "name", "pk")[:EMPLOYERS_SHOWN]
    )
    return tuple(
        RungRow(
            host.pk,
            host.name,
            host.talked_on,
            tuple(sorted({Field(p.field) for p in host.places.all() if p.status == PlaceStatus.OPEN})),
        )
        for host in hosts
    )
