"""Courses and job tracks (kurser, jobbspår) on screen: what there is, one course with those who take part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..access import Permission, require
from ..actions.course import join_course, save_course
from ..models import Case, Course, Organisation, Project
from ..queries.course import cases_to_add, course_page, courses, projects_on
from ..rules.activity import ActivityKind
from ..rules.history import ReadKind
from .answers import among, day_field, hours_field, kind_field
from .attempt import REFUSED, attempt, posted
from .case import show
from .request import Request


class CourseForm(forms.Form):
    """A course: what, where it belongs, when, how many."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=80)
    kind = kind_field(gettext_lazy("Slag"), ActivityKind, blank=gettext_lazy("Välj slag"))
    is_job_track = forms.BooleanField(
        label=gettext_lazy("Det är ett jobbspår"),
        help_text=gettext_lazy("Ett jobbspår leder mot ett visst arbete."),
        required=False,
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Enhet"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("Välj enhet")
    )
    project = forms.ModelChoiceField(
        label=gettext_lazy("Projekt"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget projekt"),
    )
    starts_on = day_field(gettext_lazy("Börjar"))
    ends_on = day_field(gettext_lazy("Slutar"), help_text=gettext_lazy("Då slutar den för alla som går den."))
    seats = forms.IntegerField(label=gettext_lazy("Platser"), min_value=1, max_value=500)
    hours_per_week = hours_field(gettext_lazy("Timmar i veckan"))

    def __init__(self, *args: Any, course: Course | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "unit", Organisation.objects.taking_participants().order_by("name"))
        own = Q(pk=course.project_id) if course and course.project_id else Q(pk__in=[])
        among(self, "project", Project.objects.filter(own | Q(pk__in=projects_on(localdate()).values("pk"))))


class ByName(forms.ModelChoiceField):
    """A case by the name of whose it is."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.participant.name)


class JoinForm(forms.Form):
    """Somebody more."""

    case = ByName(
        label=gettext_lazy("Deltagare"), queryset=Case.objects.none(), empty_label=gettext_lazy("Välj deltagare")
    )
    starts_on = day_field(gettext_lazy("Börjar"))

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "case", cases)


@require_safe
def course_list(request: Request) -> HttpResponse:
    """Every course that runs or comes, and the latest that ended."""
    require(request.actor, Permission.COURSE_WRITE)
    return render(request, "course/list.html", {"courses": courses(today=localdate())})


def course(request: Request, pk: int) -> HttpResponse:
    """One course with those who take part, and one more."""
    require(request.actor, Permission.COURSE_WRITE)
    row = get_object_or_404(Course.objects.select_related("unit", "project"), pk=pk)
    today = localdate()
    cases = cases_to_add(request.actor, row)
    form = JoinForm(posted(request), cases=cases, initial={"starts_on": max(today, row.starts_on)})
    if request.method == "POST" and form.is_valid():
        joined = attempt(form, lambda: join_course(row, **form.cleaned_data, by=request.actor))
        if joined is not None:
            words = _("{name} är med i {course}.")
            messages.success(request, words.format(name=joined.case.participant.name, course=row.name))
            return redirect("course", pk=pk)
    page = course_page(request.actor, row, today=today)
    offered = list(cases) if page.row.free and row.ends_on >= today else []
    context = {
        "page": page,
        "form": form,
        "can_add": bool(offered),
        "today": today,
        "trail": [(_("Kurser och jobbspår"), reverse("course_list")), (row.name, "")],
    }
    about = [each.participant_id for each in page.people] + [each.participant_id for each in offered]
    status = REFUSED if form.errors else 200
    return show(request, "course/page.html", context, about=about, kind=ReadKind.LIST, status=status)


def course_new(request: Request) -> HttpResponse:
    """A new course."""
    return _edit(request, None)


def course_edit(request: Request, pk: int) -> HttpResponse:
    """Change a course; when it ends earlier, so do those who take part."""
    return _edit(request, get_object_or_404(Course.objects.select_related("unit"), pk=pk))


def _edit(request: Request, row: Course | None) -> HttpResponse:
    require(request.actor, Permission.COURSE_WRITE)
    form = CourseForm(posted(request), course=row, initial=_initial(request, row))
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: save_course(row, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Kursen är sparad."))
            return redirect("course", pk=saved.pk)
    here = _("Ändra kursen") if row else _("Ny kurs")
    own = [(row.name, reverse("course", args=[row.pk]))] if row else []
    trail = [(_("Kurser och jobbspår"), reverse("course_list")), *own, (here, "")]
    context = {"form": form, "course": row, "heading": here, "trail": trail}
    return render(request, "course/edit.html", context, status=REFUSED if form.errors else 200)


def _initial(request: Request, row: Course | None) -> dict[str, Any]:
    if row is None:
        return {"unit": next(iter(request.actor.unit_ids), None)}
    names = ("name", "kind", "is_job_track", "unit", "project", "starts_on", "ends_on", "seats", "hours_per_week")
    return {name: getattr(row, f"{name}_id" if name in ("unit", "project") else name) for name in names}


urls = [
    path("kurser/", course_list, name="course_list"),
    path("kurser/ny/", course_new, name="course_new"),
    path("kurser/<int:pk>/", course, name="course"),
    path("kurser/<int:pk>/andra/", course_edit, name="course_edit"),
]
