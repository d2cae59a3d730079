"""Directions and templates of plans (inriktningar och planmallar), for whoever keeps the system."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ...access import Permission, require
from ...actions.plan_catalogue import save_direction, save_template
from ...models import PlanDirection, PlanTemplate
from ...rules.plan import MOST_DAYS_AHEAD, ActionOwner, TemplateLine
from ..answers import kind_field
from ..attempt import REFUSED, attempt, posted
from ..request import Request
from .forms import rows_sent, within

SPARE_LINES = 2


class DirectionForm(forms.Form):
    """One direction that a participant can choose."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=80)
    is_open = forms.BooleanField(
        label=gettext_lazy("Går att välja"),
        help_text=gettext_lazy("Planer som redan har inriktningen behåller den."),
        required=False,
        initial=True,
    )


class TemplateForm(forms.Form):
    """A template with its lines; an empty row is no row."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=80)
    is_open = forms.BooleanField(label=gettext_lazy("Går att använda"), required=False, initial=True)
    stands_at = {"lines": "line_1_text"}

    def __init__(self, data: Any = None, *, rows: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.row_count = within(rows)
        for number in range(1, self.row_count + 1):
            self._add_row(f"line_{number}", number)

    def _add_row(self, row: str, number: int) -> None:
        label = _("Sak {number}").format(number=number)
        self.fields[f"{row}_text"] = forms.CharField(label=label, max_length=300, required=False)
        self.fields[f"{row}_owner"] = kind_field(_("Vem"), ActionOwner, blank=_("Välj vem"), required=False)
        self.fields[f"{row}_days"] = forms.IntegerField(
            label=_("Senast efter, dagar"), min_value=0, max_value=MOST_DAYS_AHEAD, required=False
        )

    def clean(self) -> dict[str, Any]:
        rows = [self._line(f"line_{number}") for number in range(1, self.row_count + 1)]
        return self.cleaned_data | {"lines": [row for row in rows if row is not None]}

    def _line(self, row: str) -> TemplateLine | None:
        text, owner, days = (self.cleaned_data.get(f"{row}_{name}") for name in ("text", "owner", "days"))
        if not text and f"{row}_text" not in self.errors:
            return None
        if not owner and f"{row}_owner" not in self.errors:
            self.add_error(f"{row}_owner", _("Välj vem som gör det."))
        if days is None and f"{row}_days" not in self.errors:
            self.add_error(f"{row}_days", _("Skriv efter hur många dagar."))
        return TemplateLine(text, owner, days) if text and owner and days is not None else None

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        numbers = range(1, self.row_count + 1)
        return [[self[f"line_{number}_{name}"] for name in ("text", "owner", "days")] for number in numbers]


@require_safe
def plan_lists(request: Request) -> HttpResponse:
    """What there is to choose among."""
    require(request.actor, Permission.SETTINGS_WRITE)
    context = {
        "directions": list(PlanDirection.objects.order_by("position")),
        "templates": list(PlanTemplate.objects.order_by("name").prefetch_related("actions")),
    }
    return render(request, "plan/lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def direction(request: Request, pk: int = 0) -> HttpResponse:
    """Add a direction, or change one."""
    require(request.actor, Permission.SETTINGS_WRITE)
    one = get_object_or_404(PlanDirection, pk=pk) if pk else None
    form = DirectionForm(posted(request), initial={"name": one.name, "is_open": one.is_open} if one else None)
    if form.is_bound and form.is_valid():
        saved = attempt(form, lambda: save_direction(one, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Inriktningen är sparad."))
            return redirect("settings_plan")
    status = REFUSED if form.is_bound else 200
    return render(request, "plan/direction.html", {"form": form, "one": one}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: Request, pk: int = 0) -> HttpResponse:
    """Add a template, or change one."""
    require(request.actor, Permission.SETTINGS_WRITE)
    one = get_object_or_404(PlanTemplate, pk=pk) if pk else None
    data = posted(request)
    if data is not None and data.get("act") == "add_row":
        form = TemplateForm(rows=rows_sent(data, "rows") + 1, initial=data.dict())
        return _template_page(request, form, one)
    form = TemplateForm(data, rows=rows_sent(data, "rows")) if data is not None else _filled(one)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "is_open", "lines")}
        saved = attempt(form, lambda: save_template(one, **said, by=request.actor))
        if saved is not None:
            messages.success(request, _("Mallen är sparad."))
            return redirect("settings_plan")
    return _template_page(request, form, one, status=REFUSED if form.is_bound else 200)


def _filled(one: PlanTemplate | None) -> TemplateForm:
    """The template as it stands, with empty rows after it."""
    lines = list(one.actions.order_by("position")) if one else []
    initial: dict[str, Any] = {"name": one.name, "is_open": one.is_open} if one else {}
    for number, line in enumerate(lines, start=1):
        row = f"line_{number}"
        initial |= {f"{row}_text": line.text, f"{row}_owner": line.owner, f"{row}_days": line.due_after_days}
    return TemplateForm(rows=len(lines) + SPARE_LINES, initial=initial)


def _template_page(
    request: Request, form: TemplateForm, one: PlanTemplate | None, *, status: int = 200
) -> HttpResponse:
    return render(request, "plan/template.html", {"form": form, "one": one}, status=status)
