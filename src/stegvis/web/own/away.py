"""Ill in two taps (sjukanmälan): "jag är sjuk i dag", then yes. Nobody asks why, and it says what happens then."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ...access import NotAllowedNow
from ...actions.absence import end_absence, report_absence
from ...queries.absence import absence_now
from ...queries.own.home import coordinator_of, week_with_meetings
from ...rules.activity import AbsenceKind
from ..attempt import REFUSED
from ..format import reason
from ..request import Request
from .door import Own, own_page, show_own


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def ill(request: Request, own: Own) -> HttpResponse:
    """The second tap: what is missed today, who is told, and yes."""
    if own.open_case is None:
        return redirect("own_home")
    refused: list[str] = []
    today = timezone.localdate()
    if request.method == "POST":
        kind = AbsenceKind.CHILD_ILL if request.POST.get("kind") == AbsenceKind.CHILD_ILL else AbsenceKind.ILL
        try:
            report_absence(own.open_case, kind=kind, starts_on=today, ends_on=today, by=own.actor)
        except NotAllowedNow as refusal:
            refused = [reason(one) for one in refusal.reasons]
        else:
            messages.success(request, _("Tack, vi vet att du inte kommer i dag."))
            return redirect("own_home")
    week = week_with_meetings(own.open_case, today)
    context = {
        "refused": refused,
        "missed": next((day.entries for day in week.days if day.day == today), ()),
        "whom": coordinator_of(own.open_case),
        "absence": absence_now(own.open_case, today),
    }
    return show_own(request, own, "own/ill.html", context, status=REFUSED if refused else 200)


@require_POST
@own_page
def well(request: Request, own: Own) -> HttpResponse:
    """Back tomorrow: today is the last day away."""
    today = timezone.localdate()
    notice = absence_now(own.open_case, today) if own.open_case is not None else None
    if notice is not None:
        try:
            end_absence(notice, last_day=today, by=own.actor)
        except NotAllowedNow as refusal:
            for one in refusal.reasons:
                messages.error(request, reason(one))
        else:
            messages.success(request, _("Välkommen tillbaka. Du är anmäld borta till och med i dag."))
    return redirect("own_home")
