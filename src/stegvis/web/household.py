"""The household (hushåll) on screen: children by year of birth, the other adult, who else here lives there."""

from __future__ import annotations

import re
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

from ..access import Actor, Permission, may, require, visible_to
from ..actions.household import note_household
from ..models import Case, Household, Participant
from ..queries.household import HouseholdNow, household_of, lives_with
from ..rules.household import MOST_CHILDREN, Occupation
from .answers import day_field, kind_field
from .attempt import REFUSED, attempt, posted
from .case import found_case, show_case
from .request import Request

BETWEEN = re.compile(r"[\s,;]+")
YEAR = re.compile(r"\d{4}\Z")


class HouseholdForm(forms.Form):
    """Who lives together. Years and a case number, and no names."""

    children = forms.CharField(
        label=gettext_lazy("Barnens födelseår"),
        help_text=gettext_lazy(
            "Ett år för varje barn som bor där, även växelvis: 2019, 2022. Lämna tomt om det inte finns några."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    other_adult = kind_field(
        gettext_lazy("Den andra vuxna"), Occupation, widget=forms.RadioSelect, initial=Occupation.UNKNOWN
    )
    lives_with = forms.CharField(
        label=gettext_lazy("Bor med någon som också är deltagare"),
        help_text=gettext_lazy("Den andras inskrivningsnummer, till exempel 2026-00417."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    from_on = day_field(gettext_lazy("Så är det från och med"), initial=localdate)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_children(self) -> list[int]:
        words = [word for word in BETWEEN.split(self.cleaned_data["children"]) if word]
        if not all(YEAR.match(word) for word in words):
            raise forms.ValidationError(_("Skriv födelseåren med fyra siffror och komma emellan: 2019, 2022."))
        if len(words) > MOST_CHILDREN:
            raise forms.ValidationError(_("Högst {most} barn.").format(most=MOST_CHILDREN))
        return [int(word) for word in words]

    def clean_lives_with(self) -> list[Participant]:
        """One answer for somebody who is not here and for somebody who is not the reader's: it tells nothing."""
        numbers = {word for word in BETWEEN.split(self.cleaned_data["lives_with"]) if word}
        cases = visible_to(self.by, Case, Permission.HOUSEHOLD_WRITE).filter(number__in=numbers, closed_on=None)
        found = {case.number: case.participant for case in cases.select_related("participant")}
        if missing := sorted(numbers - found.keys()):
            said = _("Du arbetar inte med någon öppen inskrivning {number}. Enhetschefen kan koppla ihop dem.")
            raise forms.ValidationError(said.format(number=missing[0]))
        return list(found.values())


@require_http_methods(["GET", "HEAD", "POST"])
def household(request: Request, pk: int) -> HttpResponse:
    """The household as it is noted, and the form that notes it anew."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    if request.method == "POST":
        require(request.actor, Permission.HOUSEHOLD_WRITE, case)
    now = household_of(case, today=localdate())
    form = HouseholdForm(posted(request), by=request.actor, initial=_as_typed(case, now))
    if form.is_bound and form.is_valid() and attempt(form, lambda: _note(request, case, form)) is not None:
        messages.success(request, _("Hushållet är noterat."))
        return redirect("household", pk=pk)
    return show_case(
        request,
        case,
        "household/household.html",
        here=_("Hushåll"),
        status=REFUSED if form.errors else 200,
        form=form,
        now=now,
        may_note=may(request.actor, Permission.HOUSEHOLD_WRITE, case) and not case.reasons_not_to_write(),
    )


def _note(request: Request, case: Case, form: HouseholdForm) -> Household:
    said = form.cleaned_data
    return note_household(
        case,
        other_adult=said["other_adult"],
        children_born_years=said["children"],
        lives_with=said["lives_with"],
        from_on=said["from_on"],
        by=request.actor,
    )


def _as_typed(case: Case, now: HouseholdNow | None) -> dict[str, Any]:
    """What the form starts with: the household as it is noted."""
    if now is None:
        return {}
    others = (
        Case.objects.open().filter(participant__in=lives_with(case)).order_by("number")
        if now.other_participants
        else []
    )
    return {
        "children": ", ".join(str(year) for year in now.born_years),
        "other_adult": now.other_adult.value,
        "lives_with": ", ".join(each.number for each in others),
    }


urls = [path("inskrivningar/<int:pk>/hushall/", household, name="household")]
