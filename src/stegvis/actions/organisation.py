"""Organisation (organisation): save one, move it under another from a day passed or to come, take such a move back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Organisation, OrganisationLink
from ..queries.organisation import coming_move, counted_since
from ..rules import organisation as rules
from ..rules.history import EventKind
from ..rules.organisation import Lies
from ..rules.people import OrganisationKind
from ..rules.place import PlaceStatus
from ..rules.words import Reason
from .log import log, stop_if

LONG_AGO = date(1971, 1, 1)
"""The year of the large municipal reform: an organisation without a first day has lain where it lies since then."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Everyone:
    """All organisations, locked so that two moves at once cannot lay each under the other, and where each lies when."""

    rows: dict[int, Organisation]
    tree: dict[int, list[Lies]]

    def name_is_taken(self, name: str, *, but: int | None, under: int | None, since: date) -> bool:
        """Whether another of that name lies there on a day or later, by moves to come as well."""
        said = name.casefold()
        same = [key for key, row in self.rows.items() if key != but and row.name.casefold() == said]
        return rules.namesake_lies_there([self.tree[key] for key in same], parent=under, since=since)

    def kinds_above(self, one: int, today: date) -> list[OrganisationKind]:
        """The kinds of what it lies under, now and later."""
        above = (each.parent for each in self.tree[one] if each.last is None or each.last >= today)
        return [OrganisationKind(self.rows[key].kind) for key in above if key is not None]

    def kinds_below(self, one: int, today: date) -> list[OrganisationKind]:
        """The kinds of what lies under it, now and later."""
        later = [(key, each) for key, lies in self.tree.items() for each in lies if each.parent == one]
        below = [key for key, each in later if each.last is None or each.last >= today]
        return [OrganisationKind(self.rows[key].kind) for key in sorted(below)]


def _everyone() -> Everyone:
    rows = {each.pk: each for each in Organisation.objects.select_for_update(no_key=True).order_by("pk")}
    tree: dict[int, list[Lies]] = {}
    for link in OrganisationLink.objects.order_by("starts_on"):
        tree.setdefault(link.organisation_id, []).append(Lies(link.parent_id, link.starts_on, link.ends_on))
    alone = {key: [Lies(row.parent_id, LONG_AGO)] for key, row in rows.items() if key not in tree}
    return Everyone(rows, tree | alone)


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
    """Add an organisation (None), or change what one is called and when it was. Where it lies is moved by itself.

    A first day that is changed moves the day since when it lies where it lay first.
    """
    require(by, Permission.ORGANISATION_WRITE)
    everyone, today = _everyone(), timezone.localdate()
    row = everyone.rows[organisation.pk] if organisation else Organisation(parent=parent)
    name = " ".join(name.split())
    lies = everyone.tree[row.pk] if row.pk else [Lies(parent.pk if parent else None, today)]
    kinds = everyone.kinds_above(row.pk, today) if row.pk else [OrganisationKind(parent.kind)] if parent else []
    first = _first_link(row, valid_from)
    stop_if(
        rules.reasons_not_to_save(
            name=name,
            kind=kind,
            parent_kinds=kinds,
            exists=any(
                everyone.name_is_taken(name, but=row.pk, under=each.parent, since=max(each.first, today))
                for each in lies
                if each.last is None or each.last >= today
            ),
            valid_from=valid_from,
            valid_to=valid_to,
            below=everyone.kinds_below(row.pk, today) if row.pk else (),
            is_used_after=_is_used_after(row, valid_to),
            moves=coming_move(row, today=today) if row.pk else None,
        )
        + _reasons_not_to_begin(first, kind, valid_from)
    )
    row.name, row.kind, row.committee, row.takes_participants = name, kind, committee.strip(), takes_participants
    row.valid_from, row.valid_to = valid_from, valid_to
    row.save()
    if organisation is None:
        place_first(row)
    elif first is not None:
        first.starts_on = valid_from or LONG_AGO
        first.save()
    log(EventKind.ORGANISATION_SAVED, row, by=by, kind=kind.value)
    return row


def _is_used_after(row: Organisation, day: date | None) -> bool:
    """Whether places of its own are open after a day."""
    if row.pk is None or day is None:
        return False
    used = row.places.filter(status__in=(PlaceStatus.OPEN, PlaceStatus.PAUSED))
    return used.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day)).exists()


def _first_link(row: Organisation, valid_from: date | None) -> OrganisationLink | None:
    """Where it lay first, if its first day is changed."""
    if row.pk is None or row.valid_from == valid_from:
        return None
    return row.links.select_related("parent").order_by("starts_on").first()


def _reasons_not_to_begin(
    first: OrganisationLink | None, kind: OrganisationKind, valid_from: date | None
) -> list[Reason]:
    """Only units are counted where they lie; every other kind stands for itself."""
    if first is None:
        return []
    return rules.reasons_not_to_begin(
        valid_from=valid_from,
        moved_on=first.ends_on + A_DAY if first.ends_on else None,
        in_use_since=counted_since(first.organisation_id) if kind is OrganisationKind.UNIT else None,
        parent=first.parent.name if first.parent else "",
        parent_from=first.parent.valid_from if first.parent else None,
    )


def place_first(row: Organisation) -> None:
    """The first link of a new organisation; whoever makes one elsewhere calls this too."""
    OrganisationLink.objects.create(organisation=row, parent=row.parent, starts_on=row.valid_from or LONG_AGO)


@transaction.atomic
def move_organisation(
    organisation: Organisation, *, parent: Organisation | None, from_on: date, by: Actor
) -> OrganisationLink:
    """Let it lie under another from a day. What is counted before that day stays where it lay.

    A day to come is entered already now, and counted from then on.
    """
    require(by, Permission.ORGANISATION_WRITE)
    everyone, today = _everyone(), timezone.localdate()
    row = everyone.rows[organisation.pk]
    if not row.links.exists():
        place_first(row)
    last, to = row.links.order_by("-starts_on")[0], parent.pk if parent else None
    stop_if(
        rules.reasons_not_to_move(
            kind=OrganisationKind(row.kind),
            parent_kind=OrganisationKind(parent.kind) if parent else None,
            is_same=to == last.parent_id,
            under_itself_on=rules.first_day_under_itself(row.pk, parent=to, from_on=from_on, tree=everyone.tree),
            name_is_taken=everyone.name_is_taken(row.name, but=row.pk, under=to, since=_free_since(from_on, today)),
            from_on=from_on,
            lies_since=last.starts_on,
            coming=coming_move(row, today=today),
            parent_until=parent.valid_to if parent else None,
            valid_to=row.valid_to,
            today=today,
        )
    )
    last.ends_on = from_on - A_DAY
    last.save()
    link = OrganisationLink.objects.create(organisation=row, parent=parent, starts_on=from_on)
    if from_on <= today:
        _lay(row, link, by=by)
    else:
        log(EventKind.ORGANISATION_MOVE_PLANNED, row, by=by, happened_on=today, from_on=from_on, parent=to)
    return link


def _free_since(from_on: date, today: date) -> date:
    """A name is free where it comes when nobody bears it; on a day to come, not the day before either."""
    return from_on - A_DAY if from_on > today else today


def _lay(row: Organisation, link: OrganisationLink, *, by: Actor) -> None:
    row.parent = link.parent
    row.save()
    log(EventKind.ORGANISATION_MOVED, row, by=by, happened_on=link.starts_on, parent=link.parent_id)


@transaction.atomic
def take_back_move(organisation: Organisation, *, by: Actor) -> None:
    """Before its day: it goes on lying where it lies."""
    require(by, Permission.ORGANISATION_WRITE)
    everyone, today = _everyone(), timezone.localdate()
    row = everyone.rows[organisation.pk]
    coming = coming_move(row, today=today)
    links = list(row.links.order_by("-starts_on")[:2])
    to = links[-1].parent_id if coming else None
    on = coming.on if coming else today
    tree = everyone.tree | {row.pk: everyone.tree[row.pk][:-1]}
    stop_if(
        rules.reasons_not_to_take_back(
            coming=coming,
            name_is_taken=everyone.name_is_taken(row.name, but=row.pk, under=to, since=on),
            under_itself_on=rules.first_day_under_itself(row.pk, parent=to, from_on=on, tree=tree),
            today=today,
        )
    )
    last, before = links
    last.delete()
    before.ends_on = None
    before.save()
    log(EventKind.ORGANISATION_MOVE_TAKEN_BACK, row, by=by, happened_on=today, from_on=on)


def carry_out_moves(*, by: Actor, today: date | None = None) -> int:
    """Let those lie where they are to whose day has come since it was last asked, in the order of the days."""
    require(by, Permission.ORGANISATION_WRITE)
    today = today or timezone.localdate()
    there = Q(organisation__parent=F("parent")) | Q(organisation__parent__isnull=True, parent__isnull=True)
    due = OrganisationLink.objects.on(today).exclude(there).order_by("starts_on", "pk")
    return sum(_carry_out(link.organisation_id, today, by=by) for link in due)


@transaction.atomic
def _carry_out(organisation: int, today: date, *, by: Actor) -> bool:
    """Somebody may have moved it elsewhere a moment ago."""
    row = Organisation.objects.select_for_update(no_key=True).get(pk=organisation)
    link = row.links.on(today).first()
    if link is None or link.parent_id == row.parent_id:
        return False
    _lay(row, link, by=by)
    return True
