"""Employment and extracts: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from stegvis.actions import employment, extract
from stegvis.models import Employment
from stegvis.rules.employment import Contract, Support, contract_rule
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.people import Role
from stegvis.rules.place import ExtractLaw
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("employment.employ", Kind.EMPLOYMENT_SAVED)
def _() -> Act:
    case = make.case()
    return lambda: employment.employ(
        case, contract=Contract.HOK_AB, starts_on=make.today(), hours_per_week=Decimal(20), by=BY
    )


@leaves("employment.renew_employment", Kind.EMPLOYMENT_SAVED)
def _() -> Act:
    one = make.employment()
    first = one.ends_on + timedelta(days=1)
    rule = contract_rule(Contract(one.contract), on=first)
    return lambda: employment.renew_employment(
        one, starts_on=first, hours_per_week=Decimal(20), confirmed=rule.criteria, reason="Går bra", by=BY
    )


@leaves("employment.extend_employment", Kind.EMPLOYMENT_SAVED)
def _() -> Act:
    one = make.employment()
    later = one.ends_on + timedelta(days=30)
    return lambda: employment.extend_employment(one, ends_on=later, reason="Går bra", by=BY)


@leaves("employment.note_decision", Kind.SUPPORT_DECIDED)
def _() -> Act:
    one = make.employment(support=Support.INTRODUCTION_JOB)
    return lambda: decide(one)


def decide(one: Employment) -> object:
    return employment.note_decision(
        one,
        reference="AF-1",
        decided_on=make.today(),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        share_percent=Decimal(80),
        by=BY,
    )


@leaves("employment.end_employment", Kind.EMPLOYMENT_ENDED)
def _() -> Act:
    one = make.employment()
    return lambda: employment.end_employment(one, ended_on=make.today(), because="Fick ett annat arbete", by=BY)


@leaves("employment.rest_on", Kind.PLACEMENT_CHANGED)
def _() -> Act:
    one = make.employment()
    placed = make.placement(
        one.case, make.place(), form="bea", starts_on=make.today(), ends_on=make.today() + timedelta(days=30)
    )
    return lambda: employment.rest_on(placed, employment=one, by=BY)


@leaves("extract.note_extract", Kind.EXTRACT_SHOWN)
def _() -> Act:
    unit = make.unit()
    person, day, manager = make.case(at=unit).participant, make.today(), make.actor(Role.UNIT_MANAGER, at=unit)
    return lambda: extract.note_extract(person, law=ExtractLaw.SCHOOL, extract_date=day, shown_on=day, by=manager)
