"""What I decide myself (det jag bestämmer): consents to share, and how I want to be reached."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ...access import NotAllowedNow
from ...actions.own.reach import choose_how_to_be_reached
from ...actions.sharing import give_consent, withdraw_consent
from ...models import SecrecyConsent
from ...queries.sharing import consents_of
from ...rules.message import Channel
from ...rules.own import PageLanguage
from ...rules.sharing import ConsentHow
from ..attempt import REFUSED, attempt, posted
from ..format import reason
from ..request import Request
from .door import Own, own_page, show_own
from .forms import ConsentForm, ReachForm


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def consents(request: Request, own: Own) -> HttpResponse:
    """What I have let others know, and a new one. A no changes nothing else."""
    today = timezone.localdate()
    form = ConsentForm(posted(request))
    if form.is_valid():
        made = attempt(
            form, lambda: give_consent(own.person, **form.terms(today), how=ConsentHow.OWN_PAGE, by=own.actor)
        )
        if made is not None:
            messages.success(request, _("Tack. Samtycket är sparat. Du kan ta tillbaka det när du vill."))
            return redirect("own_consents")
    context = {"form": form, "rows": consents_of(own.person, today=today)}
    return show_own(request, own, "own/consents.html", context, status=REFUSED if form.is_bound else 200)


@require_POST
@own_page
def consent_withdraw(request: Request, own: Own, pk: int) -> HttpResponse:
    """Take one back; it is over the same day."""
    row = get_object_or_404(SecrecyConsent, pk=pk, participant=own.person)
    try:
        withdraw_consent(row, by=own.actor)
    except NotAllowedNow as refusal:
        for one in refusal.reasons:
            messages.error(request, reason(one))
    else:
        messages.success(request, _("Samtycket är återtaget. Inget mer delas med stöd av det."))
    return redirect("own_consents")


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def reach(request: Request, own: Own) -> HttpResponse:
    """How I want to be reached; the page answers in the language that was chosen."""
    form = ReachForm(request.POST) if request.method == "POST" else ReachForm.of(own.person)
    if form.is_valid():
        says = {
            "reach_by": Channel(form.cleaned_data["reach_by"]),
            "phone": form.cleaned_data["phone"],
            "email": form.cleaned_data["email"],
            "page_language": PageLanguage(form.cleaned_data["page_language"]),
        }
        changed = attempt(form, lambda: choose_how_to_be_reached(own.person, **says, by=own.actor))
        if changed is not None:
            translation.activate(changed.page_language)
            messages.success(request, _("Tack. Det är sparat."))
            return redirect("own_home")
    return show_own(request, own, "own/reach.html", {"form": form}, status=REFUSED if form.is_bound else 200)
