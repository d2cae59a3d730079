"""Employment (anställning): begin it, note what the employment service decides, let a placement rest on it, end it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Employment, Placement, SupportDecision
from ..rules import employment as rules
from ..rules.employment import Contract, Period, Person, Support
from ..rules.history import EventKind
from ..rules.people import OrganisationKind
from ..rules.place import PlacementForm
from ..rules.placement import PlacementStatus
from ..rules.words import Reason
from .log import log, stop_if

PRIVATE = (OrganisationKind.COMPANY, OrganisationKind.ASSOCIATION)


@transaction.atomic
def employ(
    case: Case,
    *,
    contract: Contract,
    support: Support = Support.NONE,
    starts_on: date,
    ends_on: date | None = None,
    hours_per_week: Decimal,
    confirmed: Collection[str] = (),
    away_months: int | None = None,
    by_public_employer: bool = True,
    by: Actor,
) -> Employment:
    """Employ somebody. `confirmed` are the criteria of the contract that whoever decides has answered for."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.EMPLOYMENT_WRITE, case)
    row = Employment(
        case=case,
        contract=contract,
        support=support,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
    )
    stop_if(_reasons_not_to_employ(row, confirmed, away_months, is_public=by_public_employer))
    return _begun(row, by=by)


@transaction.atomic
def renew_employment(
    employment: Employment,
    *,
    starts_on: date,
    ends_on: date | None = None,
    hours_per_week: Decimal,
    confirmed: Collection[str] = (),
    away_months: int | None = None,
    by_public_employer: bool = True,
    reason: str,
    by: Actor,
) -> Employment:
    """A new employment of the same kind after one that has a last day, with the reason; it meets the rules anew."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=employment.case_id)
    before = _locked(employment)
    require(by, Permission.EMPLOYMENT_WRITE, before)
    reasons = rules.reasons_not_to_renew(
        ends_on=before.ends_on,
        starts_on=starts_on,
        is_renewed=Employment.objects.filter(renews=before).exists(),
        reason=reason,
    )
    row = Employment(
        case=case,
        contract=before.contract,
        support=before.support,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
        renews=before,
        goes_on_because=reason.strip(),
    )
    stop_if(reasons + _reasons_not_to_employ(row, confirmed, away_months, is_public=by_public_employer))
    return _begun(row, by=by)


def _reasons_not_to_employ(
    row: Employment, confirmed: Collection[str], away_months: int | None, *, is_public: bool
) -> list[Reason]:
    person = row.case.participant
    reasons = rules.reasons_not_to_employ(
        contract=Contract(row.contract),
        support=Support(row.support),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        hours_per_week=float(row.hours_per_week),
        confirmed=confirmed,
        is_public=is_public,
        person=Person(person.born_on, away_months, person.arrived_on),
        case_is_closed=row.case.closed_on is not None,
    )
    if _overlaps(row, row.starts_on, row.ends_on):
        reasons.append(Reason("Det finns redan en anställning som gäller någon av de dagarna.", at="starts_on"))
    return reasons


def _begun(row: Employment, *, by: Actor) -> Employment:
    row.decided_by_id, row.decided_on = by.user_id, timezone.localdate()
    row.save()
    log(EventKind.EMPLOYMENT_SAVED, row, by=by, happened_on=row.starts_on, contract=row.contract, support=row.support)
    return row


def _overlaps(row: Employment, starts_on: date, ends_on: date | None) -> bool:
    others = row.case.employments.exclude(pk=row.pk).exclude(ends_on__lt=starts_on)
    return (others.filter(starts_on__lte=ends_on) if ends_on else others).exists()


@transaction.atomic
def extend_employment(employment: Employment, *, ends_on: date | None, reason: str, by: Actor) -> Employment:
    """Let an employment go on until a later day, or until further notice (None), with the reason."""
    Case.objects.select_for_update(of=("self",)).get(pk=employment.case_id)
    row = _locked(employment)
    require(by, Permission.EMPLOYMENT_WRITE, row)
    reasons = rules.reasons_not_to_go_on(
        support=Support(row.support),
        starts_on=row.starts_on,
        from_ends_on=row.ends_on,
        to=ends_on,
        reason=reason,
        person=Person(row.case.participant.born_on),
    )
    if row.case.closed_on is not None:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if _overlaps(row, row.starts_on, ends_on):
        reasons.append(Reason("Det finns redan en anställning som gäller någon av de dagarna.", at="ends_on"))
    stop_if(reasons)
    before, row.ends_on, row.goes_on_because = row.ends_on, ends_on, reason.strip()
    row.ended_because = ""
    row.save()
    log(EventKind.EMPLOYMENT_SAVED, row, by=by, from_ends_on=before, to_ends_on=ends_on)
    return row


def _locked(employment: Employment) -> Employment:
    rows = Employment.objects.select_for_update(of=("self",)).select_related("case__participant")
    return rows.get(pk=employment.pk)


@transaction.atomic
def note_decision(
    employment: Employment,
    *,
    reference: str,
    decided_on: date,
    starts_on: date,
    ends_on: date,
    share_percent: Decimal,
    away_months: int | None = None,
    reason: str = "",
    by: Actor,
) -> SupportDecision:
    """What the employment service has decided; after the first one it is an extension, with a reason.

    How many months somebody was away from work is asked where the support lasts as long, and never kept.
    """
    row = _locked(employment)
    require(by, Permission.EMPLOYMENT_WRITE, row)
    participant = row.case.participant
    earlier = SupportDecision.objects.filter(
        employment__case__participant=row.case.participant_id, employment__support=row.support
    )
    stop_if(
        rules.reasons_not_to_decide(
            support=Support(row.support),
            period=Period(starts_on, ends_on),
            employed=(row.starts_on, row.ends_on),
            earlier=[Period(*days) for days in earlier.order_by("pk").values_list("starts_on", "ends_on")],
            share_percent=float(share_percent),
            reference=reference,
            decided_on=decided_on,
            today=timezone.localdate(),
            person=Person(participant.born_on, away_months, participant.arrived_on),
            is_extension=row.decisions.exists(),
            reason=reason,
        )
    )
    decision = SupportDecision.objects.create(
        employment=row,
        reference=reference.strip(),
        decided_on=decided_on,
        starts_on=starts_on,
        ends_on=ends_on,
        share_percent=share_percent,
        reason=reason.strip(),
    )
    log(EventKind.SUPPORT_DECIDED, row, by=by, happened_on=decided_on, decision=decision.pk)
    return decision


@transaction.atomic
def end_employment(employment: Employment, *, ended_on: date, because: str, by: Actor) -> Employment:
    """End an employment on a day, with the reason."""
    row = _locked(employment)
    require(by, Permission.EMPLOYMENT_WRITE, row)
    after = row.placements.active().filter(ends_on__gt=ended_on)
    stop_if(
        rules.reasons_not_to_end(
            starts_on=row.starts_on, ends_on=row.ends_on, ended_on=ended_on, because=because, resting=after.count()
        )
    )
    row.ends_on, row.ended_because = ended_on, because.strip()
    row.save()
    row.decisions.filter(starts_on__gt=ended_on).delete()
    row.decisions.filter(ends_on__gt=ended_on).update(ends_on=ended_on)
    log(EventKind.EMPLOYMENT_ENDED, row, by=by, happened_on=ended_on)
    return row


@transaction.atomic
def rest_on(placement: Placement, *, employment: Employment | None, by: Actor) -> Placement:
    """Let a placement rest on an employment of the same person, or no longer (None)."""
    rows = Placement.objects.select_for_update(of=("self",)).select_related("case__participant", "place__host")
    row = rows.get(pk=placement.pk)
    require(by, Permission.EMPLOYMENT_WRITE, row.case)
    if employment is not None:
        stop_if(_reasons_not_to_rest(row, _locked(employment)))
    row.employment = employment
    row.save()
    log(EventKind.PLACEMENT_CHANGED, row, by=by, employment=employment.pk if employment else None)
    return row


def _reasons_not_to_rest(placement: Placement, employment: Employment) -> list[Reason]:
    beside = employment.placements.exclude(pk=placement.pk).exclude(status=PlacementStatus.NOT_REALISED)
    beside = beside.filter(starts_on__lte=placement.ends_on, ends_on__gte=placement.starts_on)
    reasons = rules.reasons_not_to_rest_on(
        form=PlacementForm(placement.form),
        contract=Contract(employment.contract),
        support=Support(employment.support),
        others=[PlacementForm(form) for form in beside.order_by("pk").values_list("form", flat=True)],
        is_company=placement.place.host.kind in PRIVATE,
    )
    if employment.case_id != placement.case_id:
        reasons.append(Reason("Anställningen gäller en annan inskrivning.", at="employment"))
    outlives = employment.ends_on is not None and placement.ends_on > employment.ends_on
    if placement.starts_on < employment.starts_on or outlives:
        reasons.append(Reason("Placeringen går utanför anställningens tid.", at="employment"))
    return reasons
