"""The decision on a referral (mottagningens beslut): accept with a coordinator, or return with what is needed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...access import Permission
from ...actions.referral import accept_referral, return_referral
from ..attempt import REFUSED, attempt
from ..format import full_date
from ..request import Request
from .forms import ReturnForm
from .pages import accept_form, found_referral, referral_page


def referral_accept(request: Request, pk: int) -> HttpResponse:
    """Open the case and give it to a coordinator."""
    one = found_referral(request, pk, Permission.REFERRAL_DECIDE)
    if request.method != "POST":
        return redirect("referral", pk=pk)
    form = accept_form(one, request.POST)
    if form.is_valid():
        case = attempt(form, lambda: accept_referral(one, **form.cleaned_data, by=request.actor))
        if case is not None:
            said = _("{name} är inskriven. {coordinator} är koordinator från {day}.")
            coordinator = form.cleaned_data["coordinator"].name
            messages.success(
                request, said.format(name=one.participant.name, coordinator=coordinator, day=full_date(case.opened_on))
            )
            return redirect("referral", pk=pk)
    return referral_page(request, one, accept=form, status=REFUSED)


def referral_return(request: Request, pk: int) -> HttpResponse:
    """Send it back with a reason; the receipt tells the referrer what is needed."""
    one = found_referral(request, pk, Permission.REFERRAL_DECIDE)
    if request.method != "POST":
        return redirect("referral", pk=pk)
    form = ReturnForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data
        done = attempt(
            form,
            lambda: return_referral(one, reason=words["reason"], comment=words["return_comment"], by=request.actor),
        )
        if done is not None:
            messages.success(request, _("Anvisningen är återsänd. Skälet står på kvittensen."))
            return redirect("referral_receipt", pk=pk)
    return referral_page(request, one, send_back=form, status=REFUSED)
