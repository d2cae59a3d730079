"""Secrecy consents (samtycken) as staff record them: given in a conversation or on paper, and withdrawn."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ...access import NotAllowedNow, Permission, require
from ...actions.sharing import give_consent, withdraw_consent
from ...models import SecrecyConsent
from ..attempt import REFUSED, attempt, posted
from ..case import found_case, show_case
from ..format import reason
from ..request import Request
from .forms import ConsentForm

USUAL_DAYS = 365


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: Request, pk: int) -> HttpResponse:
    """Write down a consent as it was given."""
    case = found_case(request, pk, Permission.CONSENT_WRITE)
    form = ConsentForm(posted(request), initial={"ends_on": localdate() + timedelta(days=USUAL_DAYS)})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if attempt(form, lambda: give_consent(case.participant, by=request.actor, **said)) is not None:
            messages.success(request, _("Samtycket är noterat. Det går att återta när som helst."))
            return redirect("sharing", pk=pk)
    return show_case(
        request,
        case,
        "sharing/consent.html",
        here=_("Samtycke"),
        status=REFUSED if form.errors else 200,
        form=form,
    )


@require_POST
def consent_withdraw(request: Request, pk: int) -> HttpResponse:
    """The participant has said no: what rests on it stops at once."""
    consent = get_object_or_404(SecrecyConsent.objects.select_related("participant"), pk=pk)
    require(request.actor, Permission.CONSENT_WRITE, consent)
    case = consent.participant.cases.order_by("-opened_on").first()
    try:
        withdraw_consent(consent, by=request.actor)
        messages.success(request, _("Samtycket är återtaget. Inget mer delas med stöd av det."))
    except NotAllowedNow as refusal:
        messages.warning(request, " ".join(reason(each) for each in refusal.reasons))
    return redirect("sharing", pk=case.pk) if case else redirect("participant", pk=consent.participant_id)
