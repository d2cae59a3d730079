"""Another coordinator (byte av koordinator): whom, from when and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ...access import Permission
from ...actions.referral import assign_coordinator
from ...queries.referral import coordinator_periods, coordinators_by_load
from ..attempt import REFUSED, attempt, posted
from ..case import back, found_case, show_case
from ..format import full_date
from ..request import Request
from .forms import CoordinatorForm


def coordinator_assign(request: Request, pk: int) -> HttpResponse:
    """Give the case to somebody else; the one before ends the day before."""
    case = found_case(request, pk, Permission.COORDINATOR_ASSIGN)
    periods = coordinator_periods(case)
    now = next((period for period in periods if period.ends_on is None), None)
    loads = [
        load
        for load in coordinators_by_load(case.unit_id, today=localdate())
        if now is None or load.coordinator_id != now.coordinator_id
    ]
    form = CoordinatorForm(posted(request), loads=loads, first=now is None)
    if request.method == "POST" and form.is_valid():
        period = attempt(form, lambda: assign_coordinator(case, **form.cleaned_data, by=request.actor))
        if period is not None:
            said = _("{coordinator} är koordinator från {day}.")
            messages.success(request, said.format(coordinator=period.coordinator.name, day=full_date(period.starts_on)))
            return redirect(back(request, case) or "referral_list")
    return show_case(
        request,
        case,
        "referral/coordinator.html",
        here=_("Byt koordinator"),
        status=REFUSED if form.errors else 200,
        form=form,
        periods=periods,
        now=now,
        refused=case.reasons_not_to_write(),
    )
