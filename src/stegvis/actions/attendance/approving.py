"""Approve a month (godkänn månaden): what the referrer gets is what somebody has stood for, in figures and codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, NotAllowedNow, Permission, require
from ...models import AttendanceMonth, Placement
from ...queries.attendance.month import RELATED, month_of
from ...rules.activity import Span
from ...rules.attendance import first_of_month, reasons_not_to_approve
from ...rules.history import EventKind
from ...rules.words import Reason
from ..log import log, stop_if
from .marking import NOBODY_HERE


@transaction.atomic
def approve_month(placement: Placement, *, month: date, seen: int, by: Actor) -> AttendanceMonth:
    """Approve a month as it was read: `seen` is the latest mark that counted then. Corrected later, a new version.

    The same month approved twice without a change in between is approved once.
    """
    rows = Placement.objects.select_for_update(of=("self",)).select_related(*RELATED)
    placement, month = rows.get(pk=placement.pk), first_of_month(month)
    require(by, Permission.ATTENDANCE_APPROVE, placement)
    found = month_of(placement, month, today=timezone.localdate())
    stop_if(
        reasons_not_to_approve(
            month=month,
            today=timezone.localdate(),
            runs=Span(placement.starts_on, placement.ends_on),
            unmarked=found.unmarked,
            has_marks=found.seen > 0,
            has_changed=found.seen != seen,
        )
    )
    if found.approved is not None and not found.is_changed:
        return placement.months.get(month=month, version=found.approved.version)
    approved = AttendanceMonth.objects.create(
        placement=placement,
        month=month,
        version=found.approved.version + 1 if found.approved else 1,
        planned_minutes=found.sum.planned_minutes,
        attended_minutes=found.sum.attended_minutes,
        absence_minutes=dict(found.sum.absence_minutes),
        approved_on=timezone.localdate(),
        approved_by_id=by.signed_in_id,
    )
    log(EventKind.MONTH_APPROVED, placement, by=by, month=month, version=approved.version)
    return approved


@dataclass(frozen=True)
class MonthsApproved:
    """The placements whose month is approved, and why not for the others."""

    saved: tuple[int, ...]
    refused: Mapping[int, Sequence[Reason]]


def approve_months(seen: Mapping[int, int], *, month: date, by: Actor) -> MonthsApproved:
    """Approve the month of several (by the key of the placement), each for themselves."""
    placements = Placement.objects.in_bulk(list(seen))
    saved: list[int] = []
    refused: dict[int, Sequence[Reason]] = {}
    for key, latest in sorted(seen.items()):
        try:
            approve_month(placements[key], month=month, seen=latest, by=by)
            saved.append(key)
        except (KeyError, NotAllowed):
            refused[key] = [NOBODY_HERE]
        except NotAllowedNow as refusal:
            refused[key] = refusal.reasons
    return MonthsApproved(tuple(saved), refused)


def note_sent(months: Collection[int], *, sent_on: date) -> None:
    """Approved months have gone to whoever gets them; the first time counts. Part of sharing, which leaves the line."""
    AttendanceMonth.objects.filter(pk__in=months, sent_on__isnull=True).update(sent_on=sent_on)
