"""Groups (kursutvärdering, brukarundersökning): codes without names to hand out, and what was answered, counted."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ...access import NotAllowed, Permission, require
from ...actions.rating import MadeLink, ask_without_name
from ...models import Course, Organisation
from ...queries.course import took_part
from ...queries.rating import results_of
from ...rules.rating import LEAST_TO_SHOW
from ..attempt import REFUSED, attempt, posted
from ..request import Request


class HowManyForm(forms.Form):
    """How many slips to print."""

    how_many = forms.IntegerField(
        label=gettext_lazy("Hur många ska svara?"),
        help_text=gettext_lazy("En kod för var och en. Vem som får vilken noteras inte."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def course_evaluation(request: Request, pk: int) -> HttpResponse:
    """What those in a course thought of it."""
    course = get_object_or_404(Course.objects.select_related("unit"), pk=pk)
    require(request.actor, Permission.COURSE_WRITE)
    if course.unit_id not in request.actor.unit_ids:
        raise NotAllowed(Permission.COURSE_WRITE)
    return _group_page(request, course, name=course.name)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit_survey(request: Request, pk: int) -> HttpResponse:
    """What the participants of a unit think."""
    unit = get_object_or_404(Organisation, pk=pk)
    require(request.actor, Permission.SURVEY_WRITE)
    if unit.pk not in request.actor.unit_ids:
        raise NotAllowed(Permission.SURVEY_WRITE)
    return _group_page(request, unit, name=unit.name)


def _group_page(request: Request, about: Course | Organisation, *, name: str) -> HttpResponse:
    took = took_part(about).count() if isinstance(about, Course) else 0
    form = HowManyForm(posted(request), initial={"how_many": took or None})
    made: list[MadeLink] | None = None
    if form.is_valid():
        made = attempt(form, lambda: ask_without_name(about=about, **form.cleaned_data, by=request.actor))
    context = {
        "name": name,
        "is_course": isinstance(about, Course),
        "here": request.path,
        "form": form,
        "made": made or [],
        "door": request.build_absolute_uri(reverse("answer_door")),
        "times": results_of(about),
        "least": LEAST_TO_SHOW,
    }
    return render(request, "rating/group.html", context, status=REFUSED if form.is_bound and not made else 200)
