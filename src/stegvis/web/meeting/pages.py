"""Meetings (möten): the list, one to book or move, how it went, and the invitation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...access import Permission, may
from ...actions.meeting import move_meeting, plan_meeting, settle_meeting
from ...models import Case, Meeting
from ...queries.meeting.booked import (
    MeetingRow,
    also_booked,
    follow_up_of,
    meeting_row,
    meetings_of,
    next_meeting_of,
)
from ...queries.meeting.talks import conversations_of
from ...rules.meeting import MeetingKind, MeetingStatus
from ..attempt import REFUSED, attempt, posted
from ..case import found, found_case, show_case
from ..fields import form_errors
from ..format import clock
from ..request import Request
from .forms import BookingForm, SettleForm
from .letters import as_pdf, invitation


@require_safe
def meeting_list(request: Request, pk: int) -> HttpResponse:
    """What is booked and what has been."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    rows = meetings_of(case)
    return show_case(
        request,
        case,
        "meeting/list.html",
        here=_("Möten"),
        planned=[row for row in reversed(rows) if row.is_planned],
        been=[row for row in rows if not row.is_planned],
        talks=conversations_of(case),
        now=timezone.now(),
        follow_up=follow_up_of(case),
        may_write=_may_write(request, case),
    )


def _may_write(request: Request, case: Case) -> bool:
    return not case.reasons_not_to_write() and may(request.actor, Permission.MEETING_WRITE, case)


def meeting_new(request: Request, pk: int) -> HttpResponse:
    """Book a meeting; the place and the way there are remembered from the last one."""
    case = found_case(request, pk, Permission.MEETING_WRITE)
    form = BookingForm(posted(request), initial=_as_last_time(case))
    if request.method == "POST" and form.is_valid():
        meeting = attempt(form, lambda: plan_meeting(case, booking=form.booking, by=request.actor))
        if meeting is not None:
            messages.success(request, _("Mötet är bokat. Kallelsen finns här."))
            _tell_of_others(request, meeting)
            return redirect("meeting", pk=meeting.pk)
    return _booking_page(request, case, form, here=_("Boka möte"))


def _as_last_time(case: Case) -> dict[str, Any]:
    last = next((row for row in meetings_of(case) if row.where), None)
    usual = {"kind": MeetingKind.FOLLOW_UP, "where": case.unit.name}
    return usual | ({"where": last.where, "how_to_get_there": last.how_to_get_there} if last else {})


def _tell_of_others(request: Request, meeting: Meeting) -> None:
    """A coordinator may be at two places in the calendar, but not without knowing."""
    for starts_at in also_booked(meeting):
        said = _("{whom} har också ett annat möte bokat då, kl. {clock}.")
        whom = meeting.held_by.name if meeting.held_by else ""
        messages.warning(request, said.format(whom=whom, clock=clock(starts_at)))


def meeting_move(request: Request, pk: int) -> HttpResponse:
    """Another time for the same meeting."""
    meeting = _found(request, pk, Permission.MEETING_WRITE)
    form = BookingForm(posted(request), initial=_as_booked(meeting))
    if request.method == "POST" and form.is_valid():
        moved = attempt(form, lambda: move_meeting(meeting, booking=form.booking, by=request.actor))
        if moved is not None:
            messages.success(request, _("Mötet är flyttat. Lämna den nya kallelsen."))
            _tell_of_others(request, moved)
            return redirect("meeting", pk=pk)
    return _booking_page(request, meeting.case, form, here=_("Flytta möte"), moved=meeting_row(meeting))


def _as_booked(meeting: Meeting) -> dict[str, Any]:
    starts_at = timezone.localtime(meeting.starts_at)
    names = ("kind", "minutes", "where", "how_to_get_there", "others", "about")
    return {name: getattr(meeting, name) for name in names} | {"day": starts_at.date(), "clock": starts_at.time()}


def _booking_page(
    request: Request, case: Case, form: BookingForm, *, here: str, moved: MeetingRow | None = None
) -> HttpResponse:
    return show_case(
        request,
        case,
        "meeting/book.html",
        here=here,
        status=REFUSED if form.errors else 200,
        form=form,
        moved=moved,
        refused=case.reasons_not_to_write(),
    )


def _found(request: Request, pk: int, permission: Permission) -> Meeting:
    return found(request, Meeting, permission, "case__participant", "case__unit", "held_by", pk=pk)


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """One meeting, with what can be done with it."""
    return _meeting_page(request, _found(request, pk, Permission.PARTICIPANT_READ))


def _meeting_page(
    request: Request, one: Meeting, *, settle: SettleForm | None = None, status: int = 200
) -> HttpResponse:
    row, now = meeting_row(one), timezone.now()
    return show_case(
        request,
        one.case,
        "meeting/meeting.html",
        here=_("Möte"),
        status=status,
        row=row,
        has_begun=row.starts_at <= now,
        is_today=timezone.localdate(row.starts_at) == timezone.localdate(now),
        settle=settle or SettleForm(),
        may_write=may(request.actor, Permission.MEETING_WRITE, one.case),
        is_open=not one.case.reasons_not_to_write(),
        next=None if row.is_planned else _next(one.case, now),
    )


def _next(case: Case, now: datetime) -> MeetingRow | None:
    return next_meeting_of(case, now=now)


@require_POST
def meeting_settle(request: Request, pk: int) -> HttpResponse:
    """Say how it went."""
    one = _found(request, pk, Permission.MEETING_WRITE)
    form = SettleForm(request.POST)
    if form.is_valid():
        outcome = form.cleaned_data["outcome"]
        settled = attempt(form, lambda: settle_meeting(one, outcome=outcome, by=request.actor))
        if settled is not None:
            messages.success(request, SAID[outcome]())
            return redirect("meeting", pk=pk)
    if form_errors(form):
        return _meeting_page(request, one, settle=form, status=REFUSED)
    return redirect("meeting", pk=pk)


SAID = {
    MeetingStatus.HELD: lambda: _("Noterat att mötet hölls."),
    MeetingStatus.MISSED: lambda: _("Noterat att deltagaren inte kom. Boka en ny tid."),
    MeetingStatus.CANCELLED_BY_PARTICIPANT: lambda: _("Noterat att deltagaren bokade av. Ingen påminnelse skickas."),
    MeetingStatus.CANCELLED_BY_US: lambda: _("Mötet är avbokat. Ingen påminnelse skickas om det."),
}


@require_safe
def meeting_invitation(request: Request, pk: int) -> HttpResponse:
    """The invitation, to print and hand over."""
    one = _found(request, pk, Permission.PARTICIPANT_READ)
    row = meeting_row(one)
    letter = invitation(one.case, row) if row.is_planned else None
    return show_case(request, one.case, "meeting/invitation.html", here=_("Kallelse"), row=row, letter=letter)


@require_safe
def meeting_invitation_pdf(request: Request, pk: int) -> HttpResponse:
    """The same invitation as a file; of a meeting that is called off there is none."""
    one = _found(request, pk, Permission.PARTICIPANT_READ)
    row = meeting_row(one)
    if not row.is_planned:
        return redirect("meeting_invitation", pk=pk)
    return as_pdf(request, one.case, invitation(one.case, row), name=_("kallelse"))
