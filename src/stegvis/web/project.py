"""Projects (projekt) on screen: the list of them among the settings, and how many have taken part in each."""

from __future__ import annotations

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
from ..actions.project import save_project
from ..models import Project
from ..queries.project import projects
from ..rules.programme import Funder
from ..rules.suppression import LEAST_SHOWN
from .answers import day_field, kind_field
from .attempt import REFUSED, attempt, posted
from .request import Request


class ProjectForm(forms.Form):
    """A project with its own money."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=80)
    funder = kind_field(gettext_lazy("Vem betalar"), Funder, blank=gettext_lazy("Välj vem"))
    reference = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=40, required=False)
    starts_on = day_field(gettext_lazy("Börjar"))
    ends_on = day_field(
        gettext_lazy("Slutar"), help_text=gettext_lazy("Lämna tomt om det inte är bestämt."), required=False
    )


@require_safe
def settings_projects(request: Request) -> HttpResponse:
    """Every project, to change or add to."""
    require(request.actor, Permission.SETTINGS_WRITE)
    rows = Project.objects.order_by("-starts_on", "name")
    context = {"rows": [(row, Funder(row.funder)) for row in rows], "today": localdate()}
    return render(request, "project/list.html", context)


def settings_project_new(request: Request) -> HttpResponse:
    """A new project."""
    return _edit(request, None)


def settings_project(request: Request, pk: int) -> HttpResponse:
    """Change a project."""
    require(request.actor, Permission.SETTINGS_WRITE)
    return _edit(request, get_object_or_404(Project, pk=pk))


def _edit(request: Request, row: Project | None) -> HttpResponse:
    require(request.actor, Permission.SETTINGS_WRITE)
    form = ProjectForm(posted(request), initial=vars(row) if row else {})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: save_project(row, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Projektet är sparat."))
            return redirect("settings_projects")
    here = row.name if row else _("Nytt projekt")
    trail = [(_("Inställningar"), reverse("settings_index")), (_("Projekt"), reverse("settings_projects")), (here, "")]
    context = {"form": form, "heading": here, "trail": trail}
    return render(request, "project/edit.html", context, status=REFUSED if form.errors else 200)


@require_safe
def project_figures(request: Request) -> HttpResponse:
    """How many have taken part in each project, and how many hours that was planned to be."""
    require(request.actor, Permission.INDICATOR_READ)
    today = localdate()
    context = {"rows": projects(today=today), "today": today, "least": LEAST_SHOWN}
    return render(request, "project/figures.html", context)


urls = [
    path("installningar/projekt/", settings_projects, name="settings_projects"),
    path("installningar/projekt/ny/", settings_project_new, name="settings_project_new"),
    path("installningar/projekt/<int:pk>/", settings_project, name="settings_project"),
    path("uppfoljning/projekt/", project_figures, name="project_figures"),
]
