"""Rows (rader): a placement locked, saved with the database's no in words, and called off with all that hangs on it."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from ...access import NotAllowedNow
from ...models import Case, HostLink, Place, Placement, ScheduleSlot
from ...rules import placement as rules
from ...rules.placement import NotRealisedReason, PlacementStatus
from ..schedule import end_slots


def locked(placement: Placement) -> Placement:
    """The placement as it stands now, with its case, person and place; nobody else changes it meanwhile."""
    rows = Placement.objects.select_for_update(of=("self",)).select_related("case__participant", "place__host")
    return rows.get(pk=placement.pk)


def locked_with_place(placement: Placement) -> tuple[Placement, Place]:
    """Case, place and placement, in the order that everybody locks them."""
    Case.objects.select_for_update(of=("self",)).get(pk=placement.case_id)
    place = Place.objects.select_for_update(of=("self",)).get(pk=placement.place_id)
    return locked(placement), place


def save_within_limits(placement: Placement) -> None:
    """Save; what the database holds back becomes a sentence, and nothing is written."""
    try:
        with transaction.atomic():
            placement.save()
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in rules.REFUSED_BY_DATABASE:
            raise
        raise NotAllowedNow([rules.REFUSED_BY_DATABASE[name]]) from error


def keep_reserved(placement: Placement) -> None:
    """An answer, or a visit that is to be, keeps the seat some days more; not yet saved."""
    today = timezone.localdate()
    placement.reserved_until = rules.reserved_until(today=today, visit_on=placement.visit_on)
    placement.reminders = 0


def call_off(placement: Placement, because: NotRealisedReason, words: str = "") -> None:
    """It never came about: no time of the week, no way in for the host. Part of an act, which leaves the line."""
    placement.status = PlacementStatus.NOT_REALISED
    placement.not_realised_because = because
    placement.end_comment = words.strip()
    placement.save()
    ScheduleSlot.objects.filter(placement=placement).delete()
    shut_links(placement)


def shut_links(placement: Placement) -> int:
    """Every open way in for the host is closed; says how many."""
    return HostLink.objects.filter(placement=placement, revoked_at__isnull=True).update(revoked_at=timezone.now())


def close_at_end(placement: Placement) -> None:
    """Times end with the placement; the host may come in some days more, to write how it went."""
    end_slots(ScheduleSlot.objects.filter(placement=placement), last_day=placement.ends_on)
    latest = timezone.now() + timedelta(days=rules.LINK_DAYS)
    HostLink.objects.filter(placement=placement, revoked_at__isnull=True, expires_at__gt=latest).update(
        expires_at=latest
    )
