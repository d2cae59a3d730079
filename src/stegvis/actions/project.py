"""Project (projekt): save one that activities and courses may count in."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ..access import Actor, Permission, require
from ..models import Project
from ..rules import project as rules
from ..rules.history import EventKind
from ..rules.programme import Funder
from .log import log, stop_if


@transaction.atomic
def save_project(
    project: Project | None,
    *,
    name: str,
    funder: Funder,
    reference: str = "",
    starts_on: date,
    ends_on: date | None = None,
    by: Actor,
) -> Project:
    """Add a project (None) or change one."""
    require(by, Permission.SETTINGS_WRITE)
    row = Project.objects.select_for_update().get(pk=project.pk) if project else Project()
    name = " ".join(name.split())
    exists = Project.objects.filter(name__iexact=name).exclude(pk=row.pk).exists()
    stop_if(rules.reasons_not_to_save(name=name, starts_on=starts_on, ends_on=ends_on, exists=exists))
    row.name, row.funder, row.reference = name, funder, reference.strip()
    row.starts_on, row.ends_on = starts_on, ends_on
    row.save()
    log(EventKind.CATALOGUE_CHANGED, row, by=by, funder=funder.value)
    return row
