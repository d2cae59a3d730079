"""Employments of the present (anställningar): BEA that soon ends, OSA a year at a time, a transition, an extract."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from ...access import NotAllowedNow
from ...actions.employment import employ, note_decision, rest_on
from ...actions.extract import note_extract
from ...models import Case, Employment
from ...rules.employment import Contract, Support, contract_rule
from ...rules.people import OrganisationKind, Protection
from ...rules.place import ExtractLaw, PlacementForm
from ...rules.placement import months_later
from .around import Present

TELLS = 4
OLDEST = 60
COMPANY = (OrganisationKind.COMPANY, OrganisationKind.ASSOCIATION)


def tell(present: Present) -> None:
    """Those of the first coordinator who are not among the named stories."""
    cases = [each for each in present.cases[2:] if _may_be_employed(each, present)]
    cases.sort(key=lambda each: (not _works_in_a_company(each, present), each.pk))
    for case, told in zip(cases, (_in_transition, _ends_soon, _a_year_at_a_time), strict=False):
        told(present, case)
    for case in cases[:TELLS]:
        day = present.ago(21)
        note_extract(
            case.participant,
            law=ExtractLaw.SCHOOL,
            extract_date=day - timedelta(days=14),
            shown_on=day,
            by=present.coordinator,
        )


def _may_be_employed(case: Case, present: Present) -> bool:
    person = case.participant
    is_young_enough = person.born_on is not None and present.today.year - person.born_on.year < OLDEST
    return person.protection == Protection.NONE and is_young_enough


def _works_in_a_company(case: Case, present: Present) -> bool:
    experience = case.placements.active().filter(form=PlacementForm.WORK_EXPERIENCE, ends_on__gte=present.today)
    return experience.filter(place__host__kind__in=COMPANY).exists()


def _in_transition(present: Present, case: Case) -> None:
    """Employed by the municipality, with work experience at a company where there is one."""
    one = _employed(present, case, Support.NONE, months_ago=8, months=18)
    for placement in case.placements.active().filter(form=PlacementForm.WORK_EXPERIENCE).order_by("pk"):
        try:
            with transaction.atomic():
                rest_on(placement, employment=one, by=present.coordinator)
        except NotAllowedNow:
            continue


def _ends_soon(present: Present, case: Case) -> None:
    """BEA with an introduction job: the first decision is near its end."""
    one = _employed(present, case, Support.INTRODUCTION_JOB, months_ago=11, months=12)
    _decided(present, one, reference="AF-2025-104417", share=80)


def _a_year_at_a_time(present: Present, case: Case) -> None:
    """OSA with a decision for a year, until further notice as an employment."""
    one = _employed(present, case, Support.OSA, months_ago=5, months=None)
    _decided(present, one, reference="AF-2026-020931", share=75)


def _employed(present: Present, case: Case, support: Support, *, months_ago: int, months: int | None) -> Employment:
    first = months_later(present.today, -months_ago)
    rule = contract_rule(Contract.BEA, on=first)
    return employ(
        case,
        contract=Contract.BEA,
        support=support,
        starts_on=first,
        ends_on=months_later(first, months) - timedelta(days=1) if months else None,
        hours_per_week=Decimal(30),
        confirmed=rule.criteria if rule else (),
        by=present.coordinator,
    )


def _decided(present: Present, one: Employment, *, reference: str, share: int) -> None:
    note_decision(
        one,
        reference=reference,
        decided_on=one.starts_on - timedelta(days=9),
        starts_on=one.starts_on,
        ends_on=one.ends_on or months_later(one.starts_on, 12) - timedelta(days=1),
        share_percent=Decimal(share),
        by=present.coordinator,
    )
