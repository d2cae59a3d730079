"""Place order (platsbeställning): order, take, answer, withdraw; and say that somebody is soon ready."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Place, PlaceOrder, SoonReady
from ..rules import order as rules
from ..rules.employer import OrderStatus, ReadyBecause
from ..rules.history import EventKind
from ..rules.place import Field, PlacementForm
from ..rules.words import Reason
from .log import log, stop_if

OPEN = (OrderStatus.WAITING, OrderStatus.TAKEN)


def _locked_case(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)


def _locked(order: PlaceOrder) -> PlaceOrder:
    rows = PlaceOrder.objects.select_for_update(of=("self",)).select_related("case__participant")
    return rows.get(pk=order.pk)


@transaction.atomic
def order_place(
    case: Case,
    *,
    fields: Sequence[Field],
    form: PlacementForm,
    hours_per_week: Decimal,
    from_on: date,
    answer_by: date,
    need: str = "",
    by: Actor,
) -> PlaceOrder:
    """Nothing fits: ask the employer coordinators to find a place, by a day."""
    case = _locked_case(case)
    require(by, Permission.ORDER_WRITE, case)
    need = need.strip()
    stop_if(
        rules.reasons_not_to_order(
            case_status=case.status,
            has_open=case.place_orders.filter(status__in=OPEN).exists(),
            fields=fields,
            need=need,
            from_on=from_on,
            answer_by=answer_by,
            hours_per_week=float(hours_per_week),
            today=timezone.localdate(),
        )
    )
    row = PlaceOrder.objects.create(
        case=case,
        fields=[field.value for field in fields],
        form=form,
        independence=case.independence_level,
        hours_per_week=hours_per_week,
        from_on=from_on,
        need=need,
        ordered_on=timezone.localdate(),
        ordered_by_id=by.user_id,
        answer_by=answer_by,
    )
    log(EventKind.PLACE_ORDERED, row, by=by, answer_by=answer_by)
    return row


@transaction.atomic
def take_order(order: PlaceOrder, *, by: Actor) -> PlaceOrder:
    """Somebody begins to look."""
    row = _locked(order)
    require(by, Permission.ORDER_ANSWER, row)
    stop_if(rules.reasons_not_to_change_order(OrderStatus(row.status), OrderStatus.TAKEN))
    row.status, row.taken_by_id = OrderStatus.TAKEN, by.signed_in_id
    row.save()
    log(EventKind.PLACE_ORDER_TAKEN, row, by=by)
    return row


@transaction.atomic
def answer_order(order: PlaceOrder, *, place: Place | None = None, answer: str = "", by: Actor) -> PlaceOrder:
    """A place that may fit, or what came of looking."""
    row = _locked(order)
    require(by, Permission.ORDER_ANSWER, row)
    answer = answer.strip()
    stop_if(
        rules.reasons_not_to_answer_order(status=OrderStatus(row.status), has_place=place is not None, answer=answer)
    )
    row.status, row.answered_on, row.place, row.answer = OrderStatus.ANSWERED, timezone.localdate(), place, answer
    row.taken_by_id = row.taken_by_id or by.user_id
    row.save()
    log(EventKind.PLACE_ORDER_ANSWERED, row, by=by, place=place.pk if place else None)
    return row


@transaction.atomic
def withdraw_order(order: PlaceOrder, *, by: Actor) -> PlaceOrder:
    """The place is not needed any more."""
    row = _locked(order)
    require(by, Permission.ORDER_WRITE, row)
    stop_if(rules.reasons_not_to_change_order(OrderStatus(row.status), OrderStatus.WITHDRAWN))
    row.status = OrderStatus.WITHDRAWN
    row.save()
    log(EventKind.PLACE_ORDER_WITHDRAWN, row, by=by)
    return row


@transaction.atomic
def say_soon_ready(case: Case, *, ready_from: date, by: Actor) -> SoonReady:
    """The coordinator thinks that somebody is soon ready for a place, from a day. Said again, the new day counts."""
    case = _locked_case(case)
    require(by, Permission.ORDER_WRITE, case)
    today = timezone.localdate()
    if ready_from < today:
        stop_if([Reason("Välj i dag eller en dag som kommer.", at="ready_from")])
    case.soon_ready.filter(ended_on__isnull=True).update(ended_on=today)
    row = SoonReady.objects.create(
        case=case, because=ReadyBecause.COORDINATOR, ready_from=ready_from, set_on=today, set_by_id=by.user_id
    )
    log(EventKind.SOON_READY, row, by=by, happened_on=today, ready_from=ready_from)
    return row


@transaction.atomic
def end_soon_ready(case: Case, *, by: Actor) -> None:
    """Take it back."""
    case = _locked_case(case)
    require(by, Permission.ORDER_WRITE, case)
    case.soon_ready.filter(ended_on__isnull=True).update(ended_on=timezone.localdate())
    log(EventKind.SOON_READY, case, by=by, ended=True)
