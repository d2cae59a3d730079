"""Messages (utskick) on screen: what one participant has been sent, the week's budget, and how to reach them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stegvis.access import Permission, may
from stegvis.actions.own.reach import note_how_to_be_reached
from stegvis.models import Case
from stegvis.queries.message import sent_to
from stegvis.rules.message import Channel
from stegvis.rules.own import PageLanguage
from stegvis.web.answers import as_sentence, kind_field
from stegvis.web.attempt import REFUSED, attempt, posted
from stegvis.web.case import found_case, show_case
from stegvis.web.format import label
from stegvis.web.request import Request


class ChannelForm(forms.Form):
    """How the participant wants to be reached, in which language, and where."""

    reach_by = kind_field(gettext_lazy("Hur vill deltagaren bli nådd?"), Channel, widget=forms.RadioSelect)
    phone = forms.CharField(label=gettext_lazy("Mobilnummer"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-postadress"), required=False)
    page_language = kind_field(gettext_lazy("Språk i utskick och på Mina sidor"), PageLanguage)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message_list(request: Request, pk: int) -> HttpResponse:
    """What has been sent, what waits and what was never sent, with why."""
    writes = request.method == "POST"
    case = found_case(request, pk, Permission.PARTICIPANT_WRITE if writes else Permission.PARTICIPANT_READ)
    person = case.participant
    start = {key: getattr(person, key) for key in ("reach_by", "phone", "email", "page_language")}
    form = ChannelForm(posted(request), initial=start)
    if form.is_bound and form.is_valid():
        chosen = attempt(form, lambda: note_how_to_be_reached(person, **form.cleaned_data, by=request.actor))
        if chosen is not None:
            messages.success(request, _("Sparat: {how}.").format(how=label(Channel(chosen.reach_by))))
            return redirect(reverse("message_list", args=[pk]))
    return _page(request, case, form)


def _page(request: Request, case: Case, form: forms.Form) -> HttpResponse:
    sent = sent_to(case.participant, now=now())
    context: dict[str, Any] = {
        "sent": sent,
        "heading": _heading(case.participant.given_name, letters=sent.letters, waits=sent.waits),
        "how": as_sentence(label(sent.channel)),
        "form": form if may(request.actor, Permission.PARTICIPANT_WRITE, case) else None,
    }
    return show_case(
        request, case, "message/list.html", here=_("Utskick"), status=REFUSED if form.errors else 200, **context
    )


def _heading(name: str, *, letters: int, waits: int) -> str:
    if not letters and not waits:
        return _("Inget är skickat till {name}").format(name=name)
    if not waits:
        return _("{letters} utskick till {name}").format(letters=letters, name=name)
    return _("{letters} utskick till {name}, {waits} saker väntar").format(letters=letters, name=name, waits=waits)


urls = [path("inskrivningar/<int:pk>/utskick/", message_list, name="message_list")]
