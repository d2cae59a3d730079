"""The programme (program) of a case on screen: where it is now, where it has been, and the move to another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ..access import Permission, may, require
from ..actions.programme import move_to_programme
from ..models import Case, Programme
from ..queries.programme import enrolments_of
from .answers import among, day_field
from .attempt import REFUSED, attempt, posted
from .case import found_case, show_case
from .format import full_date
from .request import Request


class MoveForm(forms.Form):
    """Which programme, from when and why."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Nytt program"),
        queryset=Programme.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    from_on = day_field(gettext_lazy("Från och med"), initial=localdate)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"), help_text=gettext_lazy("Deltagaren får se skälet."), max_length=200
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "programme", Programme.objects.filter(is_open=True).exclude(pk=case.programme_id))


@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: Request, pk: int) -> HttpResponse:
    """Every programme of the case with its days; whoever has the case moves it on."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    if request.method == "POST":
        require(request.actor, Permission.PROGRAMME_WRITE, case)
    form = MoveForm(posted(request), case=case)
    if form.is_bound and form.is_valid():
        moved = attempt(form, lambda: move_to_programme(case, by=request.actor, **form.cleaned_data))
        if moved is not None:
            said = _("{name} är i {programme} från {day}. Inskrivningen fortsätter.")
            name = case.participant.given_name
            day = full_date(moved.starts_on)
            messages.success(request, said.format(name=name, programme=moved.programme.name, day=day))
            return redirect("programme", pk=pk)
    return show_case(
        request,
        case,
        "programme/programme.html",
        here=_("Program"),
        status=REFUSED if form.errors else 200,
        form=form,
        enrolments=enrolments_of(case),
        may_move=may(request.actor, Permission.PROGRAMME_WRITE, case) and not case.reasons_not_to_write(),
    )


urls = [path("inskrivningar/<int:pk>/program/", programme, name="programme")]
