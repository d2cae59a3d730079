"""Activities (insatser) on screen: add one to the week, end one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..access import Permission
from ..actions.activity import add_activity, end_activity
from ..models import Activity, ActivityType, Project
from ..queries.activity import running_week
from ..queries.course import projects_on, types_on
from ..rules.activity import ActivityKind
from .answers import among, as_sentence, day_field, hours_field, kind_field
from .attempt import REFUSED, attempt, posted
from .case import back, found, found_case, show_case
from .format import full_date, label
from .request import Request
from .week_words import hours_number


class FromPalette(forms.ModelChoiceField):
    """A line of the catalogue: Jobbsökargrupp, 4 timmar."""

    def label_from_instance(self, obj: Any) -> str:
        return _("{name}, {hours} timmar").format(name=obj.name, hours=hours_number(float(obj.hours_per_week)))


class ActivityForm(forms.Form):
    """One activity with its hours a week: from the catalogue, or a kind freely."""

    type = FromPalette(
        label=gettext_lazy("Ur insatspaletten"),
        queryset=ActivityType.objects.none(),
        required=False,
        empty_label=gettext_lazy("Något annat"),
    )
    kind = kind_field(
        gettext_lazy("Slag"),
        ActivityKind,
        blank=gettext_lazy("Välj slag"),
        help_text=gettext_lazy("Behövs bara när insatsen inte finns i paletten."),
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Namn"),
        help_text=gettext_lazy("Till exempel kursens eller gruppens namn."),
        max_length=80,
        required=False,
    )
    hours_per_week = hours_field(
        gettext_lazy("Timmar i veckan"),
        help_text=gettext_lazy("Till exempel 12 eller 7,5. Tomt betyder palettens timmar."),
        required=False,
    )
    starts_on = day_field(gettext_lazy("Börjar"), initial=localdate)
    ends_on = day_field(
        gettext_lazy("Slutar"), help_text=gettext_lazy("Lämna tomt om det inte är bestämt."), required=False
    )
    project = forms.ModelChoiceField(
        label=gettext_lazy("Projekt"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget projekt"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "type", types_on(localdate()))
        projects = projects_on(localdate())
        among(self, "project", projects)
        if not projects:
            del self.fields["project"]

    def clean(self) -> dict[str, Any]:
        """What is left empty comes from the line of the catalogue."""
        said = self.cleaned_data
        chosen: ActivityType | None = said.get("type")
        if chosen is not None:
            said["kind"] = ActivityKind(chosen.kind)
            said["name"] = said.get("name") or chosen.name
            if said.get("hours_per_week") is None and "hours_per_week" not in self.errors:
                said["hours_per_week"] = chosen.hours_per_week
        for name in ("kind", "hours_per_week"):
            if said.get(name) is None and name not in self.errors:
                self.add_error(name, _("Behöver fyllas i."))
        return said


class EndForm(forms.Form):
    """The last day."""

    ends_on = day_field(gettext_lazy("Sista dag"), initial=localdate)


def activity_new(request: Request, pk: int) -> HttpResponse:
    """Add an activity beside those that run; its times of the week come next."""
    case = found_case(request, pk, Permission.ACTIVITY_WRITE)
    form = ActivityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        activity = attempt(form, lambda: add_activity(case, **form.cleaned_data, by=request.actor))
        if activity is not None:
            words = _("{what} är tillagd från {day}. Sätt tiderna i veckan.")
            what = activity.name or as_sentence(label(ActivityKind(activity.kind)))
            messages.success(request, words.format(what=what, day=full_date(activity.starts_on)))
            return redirect(reverse("activity_times", args=[activity.pk]))
    return show_case(
        request,
        case,
        "activity/new.html",
        here=_("Ny insats"),
        status=REFUSED if form.errors else 200,
        form=form,
        week=running_week(case, today=localdate()),
        refused=case.reasons_not_to_write(),
    )


def activity_end(request: Request, pk: int) -> HttpResponse:
    """End an activity on a day."""
    activity = found(
        request, Activity, Permission.ACTIVITY_WRITE, "case__participant", "case__unit", "case__programme", pk=pk
    )
    form = EndForm(posted(request))
    if request.method == "POST" and form.is_valid():
        ended = attempt(form, lambda: end_activity(activity, ends_on=form.cleaned_data["ends_on"], by=request.actor))
        if ended is not None:
            messages.success(request, _("Insatsen slutar {day}.").format(day=full_date(ended.ends_on)))
            return redirect(back(request, activity.case))
    return show_case(
        request,
        activity.case,
        "activity/end.html",
        here=_("Avsluta insats"),
        status=REFUSED if form.errors else 200,
        form=form,
        activity=activity,
        kind=ActivityKind(activity.kind),
        refused=activity.case.reasons_not_to_write(),
    )


urls = [
    path("inskrivningar/<int:pk>/insatser/ny/", activity_new, name="activity_new"),
    path("insatser/<int:pk>/avsluta/", activity_end, name="activity_end"),
]
