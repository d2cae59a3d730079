"""Letting in (släppa in): by the code from the coordinator, by e-ID, out again, and the choice of language."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ...access import Actor
from ...actions.own.codes import use_code
from ...actions.own.reach import choose_page_language
from ...models import Participant
from ...outside.login import PROVED
from ...rules.own import PageLanguage
from ..attempt import REFUSED, attempt, posted
from ..source import source_of
from .door import CHOSEN, let_in


class CodeForm(forms.Form):
    """The code from the slip, however it is written."""

    code = forms.CharField(
        label=gettext_lazy("Din kod"),
        help_text=gettext_lazy("Tolv tecken. Stora eller små bokstäver spelar ingen roll."),
        max_length=60,
        error_messages={"required": gettext_lazy("Skriv koden från lappen.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def own_door(request: HttpRequest) -> HttpResponse:
    """The participants' sign-in: with e-ID where the municipality has it, or with a code."""
    if getattr(request, "participant", None) is not None:
        return redirect("own_home")
    form = CodeForm(posted(request))
    if form.is_valid():
        code = attempt(form, lambda: use_code(form.cleaned_data["code"], source=source_of(request)))
        if code is not None:
            chosen = request.session.get(CHOSEN)
            let_in(request, code.participant, code=code)
            remember_language(code.participant, chosen)
            return redirect("own_home")
    return render(request, "own/door.html", {"form": form}, status=REFUSED if form.is_bound else 200)


def remember_language(person: Participant, chosen: str | None) -> None:
    """Somebody who chose a language at the door has it from then on."""
    if chosen and chosen != person.page_language:
        choose_page_language(person, language=PageLanguage(chosen), by=Actor.participant(person))


@login_not_required
@never_cache
def own_arrival(request: HttpRequest) -> HttpResponse:
    """Back from the e-ID: the participant with the number that was proved, or the page for somebody unknown here."""
    number = request.session.pop(PROVED, "")
    person = Participant.objects.filter(identity_number=number).first() if number else None
    if person is None:
        return render(request, "own/unknown.html", status=403)
    chosen = request.session.get(CHOSEN)
    let_in(request, person)
    remember_language(person, chosen)
    return redirect("own_home")


@login_not_required
@require_POST
def own_leave(request: HttpRequest) -> HttpResponse:
    """Sign out: nothing of the session is left in the browser."""
    language = translation.get_language()
    logout(request)
    request.session[CHOSEN] = language
    return redirect("own_left")


@login_not_required
@never_cache
def own_left(request: HttpRequest) -> HttpResponse:
    """Signed out, and what to think of on a computer that others use."""
    return render(request, "own/left.html")


@login_not_required
@require_POST
def own_language(request: HttpRequest) -> HttpResponse:
    """Read these pages in another language; whoever is signed in gets letters and messages in it as well."""
    wanted = request.POST.get("language", "")
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure()):
        there = reverse("own_home")
    answer = redirect(there)
    if wanted in [language.value for language in PageLanguage]:
        request.session[CHOSEN] = wanted
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
        if (person := getattr(request, "participant", None)) is not None:
            remember_language(person, wanted)
    return answer
