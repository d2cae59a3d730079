"""The catalogue of activities (insatspaletten) among the settings: what there is to choose, from when to when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..access import Permission, require
from ..actions.activity import save_activity_type
from ..models import ActivityType
from ..rules.activity import ActivityKind
from .answers import day_field, hours_field, kind_field
from .attempt import REFUSED, attempt, posted
from .request import Request


class TypeForm(forms.Form):
    """One line of the catalogue."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=80)
    kind = kind_field(gettext_lazy("Slag"), ActivityKind, blank=gettext_lazy("Välj slag"))
    hours_per_week = hours_field(gettext_lazy("Timmar i veckan"))
    valid_from = day_field(gettext_lazy("Finns från"), initial=localdate)
    valid_to = day_field(
        gettext_lazy("Finns till och med"),
        help_text=gettext_lazy("Därefter går den inte att välja. De som har den behåller den."),
        required=False,
    )


@require_safe
def settings_types(request: Request) -> HttpResponse:
    """Every line, those that can be chosen today first."""
    require(request.actor, Permission.SETTINGS_WRITE)
    today = localdate()
    rows = [(row, ActivityKind(row.kind), _holds(row, today)) for row in ActivityType.objects.order_by("name")]
    rows.sort(key=lambda each: not each[2])
    return render(request, "activity/palette.html", {"rows": rows, "many": sum(holds for *_, holds in rows)})


def _holds(row: ActivityType, today: Any) -> bool:
    return bool(row.valid_from <= today and (row.valid_to is None or row.valid_to >= today))


def settings_type_new(request: Request) -> HttpResponse:
    """A new line."""
    return _edit(request, None)


def settings_type(request: Request, pk: int) -> HttpResponse:
    """Change a line; activities that were chosen from it stay as they are."""
    require(request.actor, Permission.SETTINGS_WRITE)
    return _edit(request, get_object_or_404(ActivityType, pk=pk))


def _edit(request: Request, row: ActivityType | None) -> HttpResponse:
    require(request.actor, Permission.SETTINGS_WRITE)
    form = TypeForm(posted(request), initial=vars(row) if row else {})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: save_activity_type(row, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Insatspaletten är sparad."))
            return redirect("settings_types")
    here = row.name if row else _("Ny insats")
    settings, palette = (
        (_("Inställningar"), reverse("settings_index")),
        (_("Insatspaletten"), reverse("settings_types")),
    )
    context = {"form": form, "heading": here, "trail": [settings, palette, (here, "")]}
    return render(request, "activity/type.html", context, status=REFUSED if form.errors else 200)


urls = [
    path("installningar/insatser/", settings_types, name="settings_types"),
    path("installningar/insatser/ny/", settings_type_new, name="settings_type_new"),
    path("installningar/insatser/<int:pk>/", settings_type, name="settings_type"),
]
