"""Organisations, employers, orders and who is soon ready: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from stegvis.actions import employer, order, organisation
from stegvis.models import Organisation, OrganisationLink
from stegvis.rules.employer import ContactWay
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.people import OrganisationKind
from stegvis.rules.place import Field, PlacementForm
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("organisation.save_organisation", Kind.ORGANISATION_SAVED)
def _() -> Act:
    return lambda: organisation.save_organisation(None, name="Handlarn", kind=OrganisationKind.COMPANY, by=BY)


@leaves("organisation.move_organisation", Kind.ORGANISATION_MOVED)
def _() -> Act:
    one, to = make.unit("Norra skolan"), make.unit("Skolförvaltningen", kind=OrganisationKind.DEPARTMENT)
    return lambda: organisation.move_organisation(one, parent=to, from_on=make.today(), by=BY)


def _to_move() -> tuple[Organisation, Organisation]:
    return make.unit("Norra skolan"), make.unit("Skolförvaltningen", kind=OrganisationKind.DEPARTMENT)


@leaves("organisation.take_back_move", Kind.ORGANISATION_MOVE_TAKEN_BACK)
def _() -> Act:
    one, to = _to_move()
    organisation.move_organisation(one, parent=to, from_on=make.today() + timedelta(days=1), by=BY)
    return lambda: organisation.take_back_move(one, by=BY)


@leaves("organisation.carry_out_moves", Kind.ORGANISATION_MOVED)
def _() -> Act:
    one, to = _to_move()
    OrganisationLink.objects.create(organisation=one, parent=to, starts_on=make.today())
    return lambda: organisation.carry_out_moves(by=BY)


@leaves("employer.save_contact", Kind.CONTACT_SAVED)
def _() -> Act:
    host = make.unit("Handlarn")
    return lambda: employer.save_contact(
        None, organisation=host, name="Ylva Strand", phone="070-1740605", agreed_on=make.today(), by=BY
    )


@leaves("employer.forget_contact", Kind.CONTACT_SAVED)
def _() -> Act:
    one = make.contact()
    return lambda: employer.forget_contact(one, by=BY)


@leaves("employer.note_contact", Kind.CONTACT_NOTED)
def _() -> Act:
    one = make.contact()
    return lambda: employer.note_contact(
        one.organisation,
        contact=one,
        way=ContactWay.PHONE,
        talked_on=make.today(),
        text="Tar gärna en till",
        by=BY,
    )


@leaves("employer.begin_approach", Kind.APPROACH_BEGUN)
def _() -> Act:
    host, by = make.unit("Handlarn"), make.actor_for_places()
    return lambda: employer.begin_approach(host, about="Butik, 20 timmar", ends_on=make.today(), by=by)


@leaves("employer.end_approach", Kind.APPROACH_ENDED)
def _() -> Act:
    host, by = make.unit("Handlarn"), make.actor_for_places()
    one = employer.begin_approach(host, about="Butik, 20 timmar", ends_on=make.today(), by=by)
    return lambda: employer.end_approach(one, by=by)


@leaves("employer.let_rest", Kind.HOST_RESTS)
def _() -> Act:
    host = make.unit("Handlarn")
    return lambda: employer.let_rest(host, ends_on=make.today() + timedelta(days=30), by=BY)


@leaves("employer.end_rest", Kind.HOST_RESTS)
def _() -> Act:
    host = make.unit("Handlarn")
    employer.let_rest(host, ends_on=make.today() + timedelta(days=30), by=BY)
    return lambda: employer.end_rest(host, by=BY)


@leaves("order.order_place", Kind.PLACE_ORDERED)
def _() -> Act:
    case = make.case()
    return lambda: order.order_place(
        case,
        fields=[Field.KITCHEN],
        form=PlacementForm.WORK_EXPERIENCE,
        hours_per_week=Decimal(20),
        from_on=make.today(),
        answer_by=make.today(),
        by=BY,
    )


@leaves("order.take_order", Kind.PLACE_ORDER_TAKEN)
def _() -> Act:
    one, by = make.place_order(), make.actor_for_places()
    return lambda: order.take_order(one, by=by)


@leaves("order.answer_order", Kind.PLACE_ORDER_ANSWERED)
def _() -> Act:
    one = make.place_order()
    return lambda: order.answer_order(one, answer="Inget ledigt före jul", by=BY)


@leaves("order.withdraw_order", Kind.PLACE_ORDER_WITHDRAWN)
def _() -> Act:
    one = make.place_order()
    return lambda: order.withdraw_order(one, by=BY)


@leaves("order.say_soon_ready", Kind.SOON_READY)
def _() -> Act:
    case = make.case()
    return lambda: order.say_soon_ready(case, ready_from=make.today(), by=BY)


@leaves("order.end_soon_ready", Kind.SOON_READY)
def _() -> Act:
    case = make.case()
    order.say_soon_ready(case, ready_from=make.today(), by=BY)
    return lambda: order.end_soon_ready(case, by=BY)
