"""Mandates on screen (uppdrag om platser): how far each part has come, and which places it is made of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ...access import Permission, may, require
from ...actions.mandate import remove_target, save_mandate, save_target
from ...models import Mandate, MandateTarget
from ...queries.ledger import MandatePage, mandate_page
from ..attempt import REFUSED, attempt, posted
from ..format import number
from ..request import Request
from .forms import MandateForm, TargetForm

LATEST_SHOWN = 25


@require_safe
def mandate_list(request: Request) -> HttpResponse:
    """Every mandate with how far it has come."""
    require(request.actor, Permission.PLACE_READ)
    today = localdate()
    rows = [mandate_page(row, today=today) for row in Mandate.objects.order_by("-starts_on", "name")]
    context = {"rows": rows, "may_write": may(request.actor, Permission.TARGET_WRITE), "trail": _trail()}
    return render(request, "ledger/mandates.html", context)


@require_safe
def mandate(request: Request, pk: int) -> HttpResponse:
    """One mandate: part by part against its target, and the new places one by one."""
    require(request.actor, Permission.PLACE_READ)
    row = get_object_or_404(Mandate, pk=pk)
    page = mandate_page(row, today=localdate())
    context = {
        "page": page,
        "heading": _heading(page),
        "trail": _trail((row.name, "")),
        "may_write": may(request.actor, Permission.TARGET_WRITE),
        "latest": LATEST_SHOWN,
        "query": urlencode({"first": row.starts_on - timedelta(days=1), "last": page.until}),
    }
    return render(request, "ledger/mandate.html", context)


def _heading(page: MandatePage) -> str:
    total = page.total
    if not total.target.target:
        return page.mandate.name
    new = ngettext("%(num)s ny plats", "%(num)s nya platser", total.new) % {"num": number(total.new)}
    return _("{new} av {target}").format(new=new, target=number(total.target.target))


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Platser"), reverse("place_list")), (_("Uppdrag"), reverse("mandate_list") if more else ""), *more]


def mandate_new(request: Request) -> HttpResponse:
    """A new mandate."""
    return _edit(request, None)


def mandate_edit(request: Request, pk: int) -> HttpResponse:
    """Change what a mandate says."""
    require(request.actor, Permission.TARGET_WRITE)
    return _edit(request, get_object_or_404(Mandate, pk=pk))


def _edit(request: Request, row: Mandate | None) -> HttpResponse:
    require(request.actor, Permission.TARGET_WRITE)
    form = MandateForm(posted(request), initial=vars(row) if row else {})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: save_mandate(row, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Uppdraget är sparat."))
            return redirect("mandate", saved.pk)
    heading = row.name if row else _("Nytt uppdrag")
    back = reverse("mandate", args=[row.pk]) if row else reverse("mandate_list")
    context = {"form": form, "heading": heading, "trail": _trail((heading, "")), "back": back, "target": None}
    return render(request, "ledger/edit.html", context, status=REFUSED if form.errors else 200)


def target_new(request: Request, pk: int) -> HttpResponse:
    """A new target of a mandate."""
    require(request.actor, Permission.TARGET_WRITE)
    return _edit_target(request, get_object_or_404(Mandate, pk=pk), None)


def target_edit(request: Request, pk: int) -> HttpResponse:
    """Change a target, or take it away."""
    require(request.actor, Permission.TARGET_WRITE)
    row = get_object_or_404(MandateTarget.objects.select_related("mandate"), pk=pk)
    if request.POST.get("remove"):
        remove_target(row, by=request.actor)
        messages.success(request, _("Målet är borttaget."))
        return redirect("mandate", row.mandate_id)
    return _edit_target(request, row.mandate, row)


def _said(row: MandateTarget) -> dict[str, Any]:
    """A target under the names of the form."""
    other = {"number": row.target, "department": row.department_id, "in_forms": row.forms, "of_kinds": row.kinds}
    return {**vars(row), **other}


def _edit_target(request: Request, of: Mandate, row: MandateTarget | None) -> HttpResponse:
    form = TargetForm(posted(request), initial=_said(row) if row else {})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: save_target(row, mandate=of, **form.values(), by=request.actor))
        if saved is not None:
            messages.success(request, _("Målet är sparat."))
            return redirect("mandate", of.pk)
    back = reverse("mandate", args=[of.pk])
    heading = row.part if row else _("Nytt mål")
    trail = _trail((of.name, back), (heading, ""))
    context = {"form": form, "heading": heading, "trail": trail, "back": back, "target": row}
    return render(request, "ledger/edit.html", context, status=REFUSED if form.errors else 200)
