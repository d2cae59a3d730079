"""The points of the introduction on screen (introduktionens punkter): of all hosts under settings, and a host's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ...access import NotAllowed, NotAllowedNow, Permission, require
from ...actions.attendance import points as acts
from ...models import IntroductionPoint, Organisation
from ...queries.attendance.points import keeps_points, point_list
from ...rules.words import Reason
from ..answers import day_field
from ..attempt import REFUSED, attempt, posted
from ..reorder import one_step
from ..request import Request


def _tomorrow() -> date:
    return localdate() + timedelta(days=1)


class PointForm(forms.Form):
    """What is gone through, and from which day."""

    text = forms.CharField(
        label=gettext_lazy("Vad ska gås igenom?"),
        help_text=gettext_lazy("Till exempel: Var skyddsskorna finns."),
        max_length=200,
    )
    from_on = day_field(
        gettext_lazy("Gäller från"),
        initial=_tomorrow,
        help_text=gettext_lazy("De som redan har börjat behåller sina punkter."),
    )


class RestForm(forms.Form):
    """From which day a point is left out."""

    from_on = day_field(
        gettext_lazy("Vilar från"),
        initial=_tomorrow,
        help_text=gettext_lazy("De som redan har börjat behåller punkten."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settings_introduction(request: Request) -> HttpResponse:
    """What is gone through with everybody new, wherever they come."""
    return _list(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_points(request: Request, pk: int) -> HttpResponse:
    """What a host goes through besides."""
    return _list(request, get_object_or_404(Organisation, pk=pk))


def _list(request: Request, organisation: Organisation | None) -> HttpResponse:
    _require(request, organisation)
    form = PointForm(posted(request))
    if form.is_bound and form.is_valid():
        added = attempt(form, lambda: acts.add_point(organisation, **form.cleaned_data, by=request.actor))
        if added is not None:
            messages.success(request, _("Punkten står på listan."))
            return redirect(_address(organisation))
    return _show(request, organisation, form=form)


def _require(request: Request, organisation: Organisation | None) -> None:
    require(request.actor, Permission.INTRODUCTION_WRITE)
    if not keeps_points(request.actor, organisation):
        raise NotAllowed(Permission.INTRODUCTION_WRITE, organisation)


def _address(organisation: Organisation | None) -> str:
    return reverse("introduction_points", args=[organisation.pk]) if organisation else reverse("settings_introduction")


def _trail(request: Request, organisation: Organisation | None, *more: str) -> list[tuple[str, str]]:
    """Settings for those who come from there, the host for the others."""
    here = _("Introduktionens punkter")
    first = (_("Inställningar"), reverse("settings_index"))
    if organisation is not None:
        first = (organisation.name, reverse("organisation", args=[organisation.pk]))
    return [first, (here, _address(organisation) if more else ""), *((each, "") for each in more)]


def _show(
    request: Request,
    organisation: Organisation | None,
    *,
    form: PointForm | None = None,
    refusals: Sequence[Reason] = (),
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "page": point_list(organisation, today=localdate()),
        "form": form or PointForm(),
        "refusals": refusals,
        "today": localdate(),
        "trail": _trail(request, organisation),
        "address": _address(organisation),
    }
    is_refused = refusals or (form is not None and form.errors)
    return render(request, "attendance/points.html", context, status=REFUSED if is_refused else 200)


def _found(request: Request, pk: int) -> IntroductionPoint:
    point = get_object_or_404(IntroductionPoint.objects.select_related("organisation"), pk=pk)
    _require(request, point.organisation)
    return point


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_point(request: Request, pk: int) -> HttpResponse:
    """Other words, from a day."""
    point = _found(request, pk)
    starts = max(point.valid_from, _tomorrow())
    form = PointForm(posted(request), initial={"text": point.text, "from_on": starts})
    return _form_page(
        request,
        point,
        form,
        lambda said: acts.reword_point(point, **said, by=request.actor),
        heading=_("Ändra punkten"),
        button=_("Spara punkten"),
        done=_("Ändringen är sparad."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_point_rest(request: Request, pk: int) -> HttpResponse:
    """Left out from a day."""
    point = _found(request, pk)
    return _form_page(
        request,
        point,
        RestForm(posted(request)),
        lambda said: acts.rest_point(point, **said, by=request.actor),
        heading=_("Låt punkten vila"),
        button=_("Låt den vila"),
        done=_("Punkten vilar från den dagen."),
    )


def _form_page(
    request: Request,
    point: IntroductionPoint,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str,
    **words: str,
) -> HttpResponse:
    if form.is_bound and form.is_valid() and attempt(form, lambda: act(form.cleaned_data)) is not None:
        messages.success(request, done)
        return redirect(_address(point.organisation))
    context = {
        **words,
        "form": form,
        "point": point,
        "back": _address(point.organisation),
        "trail": _trail(request, point.organisation, words["heading"]),
    }
    return render(request, "attendance/point.html", context, status=REFUSED if form.errors else 200)


@require_POST
def introduction_point_resume(request: Request, pk: int) -> HttpResponse:
    """One that rests holds again."""
    point = _found(request, pk)
    return _done(request, point, lambda: acts.resume_point(point, by=request.actor), _("Punkten gäller igen."))


@require_POST
def introduction_point_remove(request: Request, pk: int) -> HttpResponse:
    """What has not begun to hold is taken back."""
    point = _found(request, pk)
    return _done(request, point, lambda: acts.take_back_point(point, by=request.actor), _("Ändringen är återtagen."))


@require_POST
def introduction_point_order(request: Request, pk: int) -> HttpResponse:
    """One step up or down."""
    point = _found(request, pk)
    keys = [line.now.key for line in point_list(point.organisation, today=localdate()).lines]
    order = one_step(keys, point.pk, up="up" in request.POST)

    def act() -> None:
        acts.order_points(point.organisation, order=order, by=request.actor)

    return _done(request, point, act, "")


def _done(request: Request, point: IntroductionPoint, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except NotAllowedNow as refusal:
        return _show(request, point.organisation, refusals=refusal.reasons)
    if said:
        messages.success(request, said)
    return redirect(_address(point.organisation))
