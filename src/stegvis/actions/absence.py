"""Absence (frånvaro): say that somebody cannot come, and until when. Nobody asks why somebody is ill."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import AbsenceNotice, Case
from ..rules import absence as rules
from ..rules.activity import AbsenceKind, Span
from ..rules.history import EventKind
from .log import log, stop_if


@transaction.atomic
def report_absence(
    case: Case, *, kind: AbsenceKind, starts_on: date, ends_on: date | None = None, by: Actor
) -> AbsenceNotice:
    """Note it for those who are to know. The same notice said twice is one notice."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, Permission.ABSENCE_REPORT, case)
    same = case.absence_notices.filter(kind=kind, starts_on=starts_on, ends_on=ends_on).first()
    if same is not None:
        return same
    stop_if(
        rules.reasons_not_to_report(
            status=case.status,
            starts_on=starts_on,
            ends_on=ends_on,
            opened_on=case.opened_on,
            today=timezone.localdate(),
            taken=_taken(case, starts_on, ends_on),
        )
    )
    notice = AbsenceNotice.objects.create(
        case=case, kind=kind, starts_on=starts_on, ends_on=ends_on, reported_by_id=by.user_id
    )
    log(EventKind.ABSENCE_REPORTED, notice, by=by, happened_on=starts_on)
    return notice


@transaction.atomic
def end_absence(notice: AbsenceNotice, *, last_day: date, by: Actor) -> AbsenceNotice:
    """Say which day was the last one away, or that it will be another than was said."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=notice.case_id)
    notice = AbsenceNotice.objects.select_for_update(of=("self",)).select_related("case").get(pk=notice.pk)
    require(by, Permission.ABSENCE_REPORT, notice)
    if notice.ends_on == last_day:
        return notice
    stop_if(
        rules.reasons_not_to_end(
            status=case.status,
            starts_on=notice.starts_on,
            last_day=last_day,
            today=timezone.localdate(),
            taken=_taken(case, notice.starts_on, last_day, besides=notice),
        )
    )
    notice.ends_on = last_day
    notice.save()
    log(EventKind.ABSENCE_ENDED, notice, by=by, happened_on=last_day)
    return notice


def _taken(case: Case, first: date, last: date | None, besides: AbsenceNotice | None = None) -> Span | None:
    """A notice that already stands on one of the days."""
    others = case.absence_notices.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    if last is not None:
        others = others.filter(starts_on__lte=last)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    row = others.order_by("starts_on").values_list("starts_on", "ends_on").first()
    return Span(*row) if row else None
