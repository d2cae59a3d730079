"""Organisation (organisation): save one, and move it under another from a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Organisation, OrganisationLink
from ..rules import organisation as rules
from ..rules.history import EventKind
from ..rules.people import OrganisationKind
from ..rules.place import PlaceStatus
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
            below=[OrganisationKind(each.kind) for each in row.children.order_by("pk")] if row.pk else (),
            is_used_after=_is_used_after(row, valid_to),
        )
    )
    row.name, row.kind, row.committee, row.takes_participants = name, kind, committee.strip(), takes_participants
    row.valid_from, row.valid_to = valid_from, valid_to
    row.save()
    if organisation is None:
        place_first(row)
    log(EventKind.ORGANISATION_SAVED, row, by=by, kind=kind.value)
    return row


def _is_used_after(row: Organisation, day: date | None) -> bool:
    """Whether places of its own are open after a day."""
    if row.pk is None or day is None:
        return False
    used = row.places.filter(status__in=(PlaceStatus.OPEN, PlaceStatus.PAUSED))
    return used.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day)).exists()


def place_first(row: Organisation) -> None:
    """The first link of a new organisation; whoever makes one elsewhere calls this too."""
    OrganisationLink.objects.create(organisation=row, parent=row.parent, starts_on=row.valid_from or LONG_AGO)


@transaction.atomic
def move_organisation(
    organisation: Organisation, *, parent: Organisation | None, from_on: date, by: Actor
) -> OrganisationLink:
    """Let it lie under another from a day. What is counted before that day stays where it lay.

    All are locked, so that two moves at once cannot lay each under the other.
    """
    require(by, Permission.ORGANISATION_WRITE)
    everyone = {each.pk: each for each in Organisation.objects.select_for_update(no_key=True).order_by("pk")}
    row = everyone[organisation.pk]
    if not row.links.exists():
        place_first(row)
    last = row.links.order_by("-starts_on")[0]
    beside = Organisation.objects.filter(parent=parent, name__iexact=row.name).exclude(pk=row.pk)
    stop_if(
        rules.reasons_not_to_move(
            kind=OrganisationKind(row.kind),
            parent_kind=OrganisationKind(parent.kind) if parent else None,
            is_same=parent == row.parent,
            is_below_itself=parent is not None and _lies_under(everyone[parent.pk], row, everyone),
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


def _lies_under(one: Organisation, other: Organisation, everyone: Mapping[int, Organisation]) -> bool:
    while one.pk != other.pk:
        if one.parent_id is None:
            return False
        one = everyone[one.parent_id]
    return True
