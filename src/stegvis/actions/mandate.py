"""Mandate (uppdrag): save one, and the targets that it is divided into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ..access import Actor, Permission, require
from ..models import Mandate, MandateTarget, Organisation
from ..rules import mandate as rules
from ..rules.history import EventKind
from ..rules.people import OrganisationKind
from ..rules.place import PlacementForm
from .log import log, stop_if


@transaction.atomic
def save_mandate(
    mandate: Mandate | None,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    committee: str = "",
    source: str = "",
    by: Actor,
) -> Mandate:
    """Add a mandate (None) or change one."""
    require(by, Permission.TARGET_WRITE)
    row = Mandate.objects.select_for_update().get(pk=mandate.pk) if mandate else Mandate()
    name = " ".join(name.split())
    exists = Mandate.objects.filter(name__iexact=name).exclude(pk=row.pk).exists()
    stop_if(rules.reasons_not_to_save_mandate(name=name, starts_on=starts_on, ends_on=ends_on, exists=exists))
    row.name, row.committee, row.source = name, committee.strip(), source.strip()
    row.starts_on, row.ends_on = starts_on, ends_on
    row.save()
    log(EventKind.MANDATE_SAVED, row, by=by)
    return row


@transaction.atomic
def save_target(
    target: MandateTarget | None,
    *,
    mandate: Mandate,
    part: str,
    number: int,
    baseline: int = 0,
    department: Organisation | None = None,
    year: int | None = None,
    forms: Sequence[PlacementForm] = (),
    kinds: Sequence[OrganisationKind] = (),
    by: Actor,
) -> MandateTarget:
    """Add a target to a mandate (None) or change one."""
    require(by, Permission.TARGET_WRITE)
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    row = mandate.targets.get(pk=target.pk) if target else MandateTarget(mandate=mandate)
    part = " ".join(part.split())
    same = mandate.targets.filter(part__iexact=part, department=department, year=year).exclude(pk=row.pk)
    stop_if(
        rules.reasons_not_to_save_target(
            part=part,
            target=number,
            year=year,
            starts_on=mandate.starts_on,
            ends_on=mandate.ends_on,
            exists=same.exists(),
        )
    )
    row.part, row.target, row.baseline, row.department, row.year = part, number, baseline, department, year
    row.forms, row.kinds = [form.value for form in forms], [kind.value for kind in kinds]
    row.save()
    log(EventKind.MANDATE_SAVED, mandate, by=by, target=row.pk)
    return row


@transaction.atomic
def remove_target(target: MandateTarget, *, by: Actor) -> None:
    """Take a target out of its mandate."""
    require(by, Permission.TARGET_WRITE)
    mandate, pk = target.mandate, target.pk
    target.delete()
    log(EventKind.MANDATE_SAVED, mandate, by=by, removed=pk)
