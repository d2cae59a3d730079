"""Search (sök deltagare), and what comes after it: a page, whom to ask, or somebody new with a referral."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import Permission, may, require
from stegvis.actions.people import change_participant
from stegvis.actions.privacy import log_read
from stegvis.models import Participant
from stegvis.queries.people import Found, Sought, find_people
from stegvis.rules.history import ReadKind
from stegvis.web.attempt import REFUSED, attempt, posted
from stegvis.web.case import show
from stegvis.web.people.forms import PersonForm, SearchForm, as_typed
from stegvis.web.people.page import beside
from stegvis.web.request import Request


@never_cache
@require_safe
def participant_new(request: Request) -> HttpResponse:
    """Somebody new begins with a search; the form comes after one that found nobody, together with the referral."""
    require(request.actor, Permission.REFERRAL_CREATE)
    return render(request, "people/search.html", {"form": SearchForm(), "found": None, "open_url": "", "new": None})


@never_cache
@require_POST
def people_search(request: Request) -> HttpResponse:
    """The answer to a search, logged with whom it found. What was typed stands in no address and in no log."""
    require(request.actor, Permission.PARTICIPANT_SEARCH)
    form = SearchForm(request.POST)
    found = find_people(request.actor, form.cleaned_data["q"], today=timezone.localdate()) if form.is_valid() else None
    if found is None or found.problem is not None:
        context: dict[str, Any] = {"form": form, "found": found, "open_url": "", "new": None}
        return render(request, "people/search.html", context, status=REFUSED)
    log_read(
        found.participant_ids,
        by=request.actor,
        screen="people_search",
        kind=ReadKind.SEARCH,
        purpose=found.sought.value,
    )
    may_register = found.may_register and may(request.actor, Permission.REFERRAL_CREATE)
    context = {
        "form": form,
        "found": found,
        "open_url": _open_url(request, found),
        "new": _for_new(found, form.cleaned_data["q"]) if may_register else None,
    }
    return render(request, "people/search.html", context)


def _open_url(request: Request, found: Found) -> str:
    """Opening with a reason, for the roles that may; never for somebody with protected identity."""
    if found.elsewhere is None or found.elsewhere.is_protected:
        return ""
    if not may(request.actor, Permission.PARTICIPANT_OPEN_WITH_REASON):
        return ""
    return reverse("participant_open", args=[found.elsewhere.participant_id])


def _for_new(found: Found, typed: str) -> dict[str, str]:
    """What was sought, sent on (never in the address) to the form where somebody new is registered and referred."""
    if found.sought is Sought.NUMBER:
        return {"act": "search", "identity_number": found.digits}
    given_name, _space, family_name = typed.strip().partition(" ")
    return {"act": "no_number", "given_name": given_name, "family_name": family_name}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def participant_edit(request: Request, pk: int) -> HttpResponse:
    """Change what is known of a person; a number that is there stays."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.PARTICIPANT_WRITE, person)
    form = PersonForm(posted(request), about=person, initial=as_typed(person))
    if form.is_bound and form.is_valid():
        if attempt(form, lambda: change_participant(person, by=request.actor, **form.facts())) is not None:
            messages.success(request, _("Sparat."))
            return redirect("participant", pk=person.pk)
        _log_number_that_is_here(request, form)
    context = beside(person, _("Ändra uppgifter"), form=form)
    return show(request, "people/edit.html", context, about=[person.pk], status=REFUSED if form.is_bound else 200)


def _log_number_that_is_here(request: Request, form: PersonForm) -> None:
    """A refused number tells that somebody is here: that is a search too, and is logged as one."""
    found = find_people(request.actor, form.data.get("identity_number", ""), today=timezone.localdate())
    if found.sought is Sought.NUMBER and found.participant_ids:
        purpose = Sought.NUMBER.value
        log_read(
            found.participant_ids, by=request.actor, screen="participant_edit", kind=ReadKind.SEARCH, purpose=purpose
        )
