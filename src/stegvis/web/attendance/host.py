"""The host's attendance (värdens närvaro): the one placement the link leads to, day by day, and what went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ...actions.attendance import mark_many
from ...actions.privacy import log_read
from ...queries.attendance import day_row
from ...queries.attendance.day import marked_day
from ...rules.words import Reason
from ..attempt import CHANGED_MEANWHILE, REFUSED, posted
from ..placement.entrance import AtHost, at_host
from ..request import Request
from .asked import asked_for
from .incident import IncidentForm, tell, thanks
from .typed import THEIRS, Typed, standing, typed

SHOWN_DAYS, LONGEST_NAME = 5, 80


@at_host
@require_http_methods(["GET", "HEAD", "POST"])
def host_attendance(request: Request, here: AtHost) -> HttpResponse:
    """Came, was late or did not come: today, or one of the last days."""
    asked = asked_for(request.POST if request.method == "POST" else request.GET, usual=localdate())
    row = day_row(here.actor, here.placement, asked.day)
    if request.method != "POST" or row is None:
        return _page(request, here, asked.day, standing(row) if row else None)
    [one] = typed(request.POST, [row])
    name = request.POST.get("name", "").strip()[:LONGEST_NAME]
    reasons = _missing(one, name)
    if reasons:
        return _page(request, here, asked.day, one, refused=reasons, name=name, status=REFUSED)
    if one.keep == THEIRS or not one.is_new:
        return redirect("host_attendance")
    done = mark_many({one.key: one.to_mark}, day=asked.day, by=here.named(name)) if one.to_mark else None
    if done and done.differing:
        both = replace(one, standing=marked_day(done.differing[one.key]))
        return _page(request, here, asked.day, both, name=name, status=CHANGED_MEANWHILE)
    if done and done.refused:
        shown = replace(one, reasons=done.refused[one.key])
        return _page(request, here, asked.day, shown, name=name, status=REFUSED)
    messages.success(request, _("Tack, det är sparat."))
    return redirect("host_attendance")


def _missing(one: Typed, name: str) -> list[Reason]:
    reasons = []
    if not one.kind:
        reasons.append(Reason("Välj hur det blev.", at=f"kind-{one.key}-0"))
    if not name:
        reasons.append(Reason("Skriv ditt namn.", at="name"))
    return reasons


def _page(
    request: Request,
    here: AtHost,
    day: date,
    one: Typed | None,
    *,
    refused: list[Reason] | None = None,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    person, today = here.placement.case.participant, localdate()
    log_read([person.pk], by=here.actor, screen="host_attendance")
    context = {
        "one": one,
        "day": day,
        "today": today,
        "days": [each for back in range(SHOWN_DAYS + 2) if (each := today - timedelta(days=back)).isoweekday() < 6],
        "person": person,
        "refused": refused or [],
        "name": name,
    }
    return render(request, "attendance/host.html", context, status=status)


@at_host
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def host_incident(request: Request, here: AtHost) -> HttpResponse:
    """Tell what happened at the place."""
    form = IncidentForm(posted(request))
    if request.method == "POST" and form.is_valid() and tell(form, here.placement, by=here.actor):
        messages.success(request, thanks(here.placement))
        return redirect("host_page")
    context = {"form": form, "place": here.placement.place, "person": here.placement.case.participant}
    return render(request, "attendance/host_incident.html", context, status=REFUSED if form.errors else 200)
