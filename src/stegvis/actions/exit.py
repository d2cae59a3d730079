"""Exit (avslut): close a case with its outcome, and confirm it after a month."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Exit
from ..rules import exit as rules
from ..rules.exit import NationalOutcome, Outcome
from ..rules.history import EventKind
from .log import log, stop_if
from .meeting import call_off_meetings
from .placement import call_off_all
from .programme import end_enrolment
from .schedule import end_week
from .sharing import end_all_sharing
from .transfer import end_waiting_transfer


@transaction.atomic
def close_case(
    case: Case, *, exited_on: date, outcome: Outcome, lasts_a_month: bool | None, comment: str = "", by: Actor
) -> Exit:
    """Close the case: what runs beside ends that day, what is booked or proposed is called off, nobody has it then."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.EXIT_WRITE, case)
    stop_if(
        rules.reasons_not_to_exit(
            status=case.status,
            exited_on=exited_on,
            opened_on=case.opened_on,
            today=timezone.localdate(),
            outcome=outcome,
            lasts_a_month=lasts_a_month,
            active_placements=case.placements.active().count(),
        )
    )
    ending = Exit.objects.create(
        case=case,
        exited_on=exited_on,
        outcome=outcome,
        lasts_a_month=lasts_a_month if outcome.national is NationalOutcome.WORK else None,
        comment=comment.strip(),
        exited_by_id=by.user_id,
    )
    _end_what_runs(case, exited_on, by=by)
    case.closed_on = exited_on
    case.save()
    log(EventKind.EXITED, ending, by=by, happened_on=exited_on, outcome=outcome.value)
    return ending


def _end_what_runs(case: Case, day: date, *, by: Actor) -> None:
    call_off_meetings(case, by=by)
    case.conversation_drafts.all().delete()
    for activity in case.activities.exclude(ends_on__lte=day):
        activity.ends_on = max(day, activity.starts_on)
        activity.save()
        log(EventKind.ACTIVITY_ENDED, activity, by=by, happened_on=activity.ends_on, kind=activity.kind)
    end_week(case, last_day=day)
    call_off_all(case, day=day, by=by)
    for period in case.coordinator_periods.current():
        period.ends_on = max(day, period.starts_on)
        period.save()
    end_enrolment(case, day)
    end_all_sharing(case, day, by=by)
    end_waiting_transfer(case, by=by)


@transaction.atomic
def confirm_outcome(ending: Exit, *, held: bool, by: Actor) -> Exit:
    """A month after the exit: did it last?"""
    ending = Exit.objects.select_for_update(of=("self",)).select_related("case").get(pk=ending.pk)
    require(by, Permission.EXIT_WRITE, ending)
    today = timezone.localdate()
    stop_if(rules.reasons_not_to_confirm(confirmed_on=ending.confirmed_on, exited_on=ending.exited_on, today=today))
    ending.confirmed_on, ending.outcome_held = today, held
    ending.save()
    log(EventKind.OUTCOME_CONFIRMED, ending, by=by, held=held)
    return ending
