"""Programme (program): move a case from one programme to another. Moving is no exit."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Programme, ProgrammeEnrolment
from ..rules import programme as rules
from ..rules.history import EventKind
from .log import log, stop_if


@transaction.atomic
def move_to_programme(case: Case, *, programme: Programme, from_on: date, reason: str, by: Actor) -> ProgrammeEnrolment:
    """Another programme from a day on; the one before ends the day before, and the case stays the same case."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.PROGRAMME_WRITE, case)
    now = case.enrolments.filter(ends_on__isnull=True).first()
    stop_if(
        rules.reasons_not_to_move(
            status=case.status,
            is_open=programme.is_open,
            is_same=case.programme_id == programme.pk,
            from_on=from_on,
            current_since=now.starts_on if now else case.opened_on,
            today=timezone.localdate(),
            reason=reason,
        )
    )
    now = now or first_enrolment(case)
    now.ends_on = from_on - timedelta(days=1)
    now.save()
    enrolment = ProgrammeEnrolment.objects.create(
        case=case, programme=programme, starts_on=from_on, reason=reason.strip()
    )
    case.programme = programme
    case.save()
    log(EventKind.PROGRAMME_STARTED, enrolment, by=by, happened_on=from_on, programme=programme.key)
    return enrolment


def first_enrolment(case: Case) -> ProgrammeEnrolment:
    """The programme that a case begins in, from its first day; its line in the log is the case's own.

    An open case always has one; where somebody wrote past the actions it is laid in when the case moves on.
    """
    return ProgrammeEnrolment.objects.create(case=case, programme=case.programme, starts_on=case.opened_on)


def end_enrolment(case: Case, day: date) -> None:
    """With the case its programme ends too."""
    for enrolment in case.enrolments.filter(ends_on__isnull=True):
        enrolment.ends_on = max(day, enrolment.starts_on)
        enrolment.save()
