"""A longer time (längre tid): extend what runs, or renew at the same place; each a page with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...access import Permission, require
from ...actions.placement import extend_placement, renew_placement
from ...models import Placement
from ...queries.placement import earlier_at_place
from ...rules.placement import chain_starts_on, last_allowed_day
from ..attempt import REFUSED, attempt, posted
from ..case import show
from ..format import full_date
from ..request import Request
from .forms import ExtendForm, RenewForm
from .pages import found

WEEKS = 12


def placement_extend(request: Request, pk: int) -> HttpResponse:
    """Let what runs go on to a later day."""
    one = _found(request, pk)
    form = ExtendForm(posted(request), initial={"studies_follow": one.studies_follow})
    if form.is_valid():
        made = attempt(form, lambda: extend_placement(one, **form.cleaned_data, by=request.actor))
        if made is not None:
            messages.success(request, _("Placeringen är förlängd till {day}.").format(day=full_date(made.ends_on)))
            return redirect("placement", pk=pk)
    first = chain_starts_on(starts_on=one.starts_on, earlier=earlier_at_place(one))
    return _show(request, one, form, "placement/extend.html", **_latest(first))


def placement_renew(request: Request, pk: int) -> HttpResponse:
    """A new placement after this one; both are asked anew."""
    one = _found(request, pk)
    begins = one.ends_on + timedelta(days=1)
    usual = {
        "starts_on": begins,
        "ends_on": begins + timedelta(weeks=WEEKS, days=-1),
        "hours_per_week": one.hours_per_week,
        "studies_follow": one.studies_follow,
    }
    form = RenewForm(posted(request), initial=usual)
    if form.is_valid():
        made = attempt(form, lambda: renew_placement(one, **form.cleaned_data, by=request.actor))
        if made is not None:
            messages.success(request, _("Förnyelsen är föreslagen. Nu frågas båda igen."))
            return redirect("placement", pk=made.pk)
    earlier = [*earlier_at_place(one), (one.starts_on, one.ends_on)]
    return _show(
        request, one, form, "placement/renew.html", **_latest(chain_starts_on(starts_on=begins, earlier=earlier))
    )


def _found(request: Request, pk: int) -> Placement:
    one = found(request, pk)
    require(request.actor, Permission.PLACEMENT_EXTEND, one)
    return one


def _latest(first: Any) -> dict[str, Any]:
    return {
        "latest": last_allowed_day(starts_on=first, studies_follow=False),
        "latest_with_studies": last_allowed_day(starts_on=first, studies_follow=True),
    }


def _show(request: Request, one: Placement, form: Any, template: str, **context: Any) -> HttpResponse:
    said = {"one": one, "place": one.place, "person": one.case.participant, "form": form} | context
    status = REFUSED if form.is_bound else 200
    return show(request, template, said, about=[one.case.participant_id], status=status)
