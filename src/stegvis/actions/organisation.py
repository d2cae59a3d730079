"""Organisation (organisation): save one, and move it under another from a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Organisation, OrganisationLink
from ..rules import organisation as rules
from ..rules.history import EventKind
from ..rules.people import OrganisationKind
from .log import log, stop_if

LONG_AGO = date(1971, 1, 1)
"""The year of the large municipal reform: an organisation without a first day has lain where it lies since then."""


@transaction.atomic
def save_organisation(
    organisation: Organisation | None,
    *,
    name: str,
    kind: OrganisationKind,
    parent: Organisation | None = None,
    committee: str = "",
    takes_participants: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
) -> Organisation:
    """Add an organisation (None), or change what one is called and when it was. Where it lies is moved by itself."""
    require(by, Permission.ORGANISATION_WRITE)
    row = (
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if organisation
        else Organisation(parent=parent)
    )
    name = " ".join(name.split())
    beside = Organisation.objects.filter(parent=row.parent, name__iexact=name).exclude(pk=row.pk)
    stop_if(
        rules.reasons_not_to_save(
            name=name,
            kind=kind,
            parent_kind=OrganisationKind(row.parent.kind) if row.parent else None,
            exists=beside.exists(),
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    row.name, row.kind, row.committee, row.takes_participants = name, kind, committee.strip(), takes_participants
    row.valid_from, row.valid_to = valid_from, valid_to
    row.save()
    if organisation is None:
        place_first(row)
    log(EventKind.ORGANISATION_SAVED, row, by=by, kind=kind.value)
    return row


def place_first(row: Organisation) -> None:
    """The first link of a new organisation; whoever makes one elsewhere calls this too."""
    OrganisationLink.objects.create(organisation=row, parent=row.parent, starts_on=row.valid_from or LONG_AGO)


@transaction.atomic
def move_organisation(
    organisation: Organisation, *, parent: Organisation | None, from_on: date, by: Actor
) -> OrganisationLink:
    """Let it lie under another from a day. What is counted before that day stays where it lay."""
    require(by, Permission.ORGANISATION_WRITE)
    row = Organisation.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organisation.pk)
    if not row.links.exists():
        place_first(row)
    last = row.links.order_by("-starts_on")[0]
    beside = Organisation.objects.filter(parent=parent, name__iexact=row.name).exclude(pk=row.pk)
    stop_if(
        rules.reasons_not_to_move(
            kind=OrganisationKind(row.kind),
            parent_kind=OrganisationKind(parent.kind) if parent else None,
            is_same=parent == row.parent,
            is_below_itself=parent is not None and _lies_under(parent, row),
            name_is_taken=beside.exists(),
            from_on=from_on,
            lies_since=last.starts_on,
            today=timezone.localdate(),
        )
    )
    last.ends_on = from_on - timedelta(days=1)
    last.save()
    row.parent = parent
    row.save()
    link = OrganisationLink.objects.create(organisation=row, parent=parent, starts_on=from_on)
    log(EventKind.ORGANISATION_MOVED, row, by=by, happened_on=from_on, parent=parent.pk if parent else None)
    return link


def _lies_under(one: Organisation | None, other: Organisation) -> bool:
    while one is not None:
        if one.pk == other.pk:
            return True
        one = one.parent
    return False
