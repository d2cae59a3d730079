"""The host's pages (värdens sidor): made for a phone, without an account; the question, the answer, how it went."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...actions.placement import (
    answer_for_host,
    disagree_with_evaluation,
    enter_as_host,
    evaluate_placement,
    plan_visit,
)
from ...actions.privacy import log_read
from ...models import HostLink
from ...queries.meeting.booked import coordinator_of
from ...queries.placement import placement_page
from ...rules.placement import Answer, PlacementStatus, Voice
from ..attempt import REFUSED, attempt, posted
from ..request import Request
from ..source import source_of
from .entrance import AtHost, at_host, begin, leave
from .forms import MEET, ByLinkForm, DisagreeForm, EvaluationForm
from .words import facts, lead


class CodeForm(forms.Form):
    """The signs of a link, when the address could not be opened as it was."""

    code = forms.CharField(
        label=gettext_lazy("Koden ur länken"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def host_door(request: HttpRequest) -> HttpResponse:
    """What is met without a link that holds: why, and room for the code."""
    return _door(request, CodeForm(posted(request)))


@login_not_required
@never_cache
@sensitive_variables("signs")
@require_safe
def host_link(request: HttpRequest, signs: str) -> HttpResponse:
    """The link: its signs in the address, once; the next page has an address without them."""
    return _door(request, CodeForm({"code": signs}))


def _door(request: HttpRequest, form: CodeForm) -> HttpResponse:
    if form.is_valid():
        link: HostLink | None = attempt(
            form, lambda: enter_as_host(form.cleaned_data["code"], source=source_of(request))
        )
        if link is not None:
            begin(request, link)
            return redirect("host_page")
    return render(request, "placement/host_door.html", {"form": form}, status=REFUSED if form.is_bound else 200)


@at_host
@require_safe
def host_page(request: Request, here: AtHost) -> HttpResponse:
    """Who asks about what, the answer, and later how it went."""
    return _show(request, here)


def _show(request: Request, here: AtHost, *, form: BaseForm | None = None, name: str = "") -> HttpResponse:
    one = here.placement
    page = placement_page(one, here.actor)
    forms_of_page: dict[str, Any] = {
        "answer": ByLinkForm(has_met=page.status is PlacementStatus.VISIT),
        "voice": EvaluationForm(),
        "disagree": DisagreeForm(),
    }
    if form is not None:
        forms_of_page[name] = form
    context = {
        "here": here,
        "page": page,
        "one": one,
        "place": one.place,
        "person": one.case.participant,
        "lead": lead(page),
        "facts": facts(page),
        "coordinator": coordinator_of(one.case),
        "is_asked": page.status in (PlacementStatus.HOST_ASKED, PlacementStatus.VISIT),
        **forms_of_page,
    }
    log_read([one.case.participant_id], by=here.actor, screen="host_page")
    return render(request, "placement/host.html", context, status=REFUSED if form is not None else 200)


@at_host
@require_POST
def host_answer(request: Request, here: AtHost) -> HttpResponse:
    """Yes, no, or to meet first; in the name that was written."""
    form = ByLinkForm(request.POST, has_met=here.placement.status == PlacementStatus.VISIT)
    if form.is_valid() and attempt(form, lambda: _answer(here, form.cleaned_data)) is not None:
        if form.cleaned_data["answer"] == Answer.NO:
            leave(request)
            return render(request, "placement/host_thanks.html", {})
        messages.success(request, _("Tack, svaret är sparat. Koordinatorn hör av sig."))
        return redirect("host_page")
    return _show(request, here, form=form, name="answer")


def _answer(here: AtHost, read: dict[str, Any]) -> Any:
    by = here.named(read["answered_by"])
    if read["answer"] == MEET:
        return plan_visit(here.placement, kind=read["visit_kind"], visit_on=read["visit_on"], by=by)
    return answer_for_host(
        here.placement, answer=Answer(read["answer"]), answered_by=by.name, reason=read["reason"], by=by
    )


@at_host
@require_POST
def host_evaluate(request: Request, here: AtHost) -> HttpResponse:
    """How it went, as the host sees it."""
    form = EvaluationForm(request.POST)
    if form.is_valid():
        by = here.named(form.cleaned_data["written_by"])
        made = attempt(form, lambda: evaluate_placement(here.placement, voice=Voice.HOST, **form.cleaned_data, by=by))
        if made is not None:
            messages.success(request, _("Tack, det är sparat."))
            return redirect("host_page")
    return _show(request, here, form=form, name="voice")


@at_host
@require_POST
def host_disagree(request: Request, here: AtHost) -> HttpResponse:
    """What the host sees in another way than the participant."""
    form = DisagreeForm(request.POST)
    evaluation = here.placement.evaluations.filter(voice=Voice.PARTICIPANT).first()
    if evaluation is None:
        return redirect("host_page")
    if form.is_valid():
        words = form.cleaned_data["disagreement"]
        made = attempt(form, lambda: disagree_with_evaluation(evaluation, voice=Voice.HOST, words=words, by=here.actor))
        if made is not None:
            messages.success(request, _("Tack, det är sparat."))
            return redirect("host_page")
    return _show(request, here, form=form, name="disagree")
