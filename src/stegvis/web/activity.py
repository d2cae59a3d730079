"""Activities (insatser) on screen: add one to the week, end one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..access import Permission
from ..actions.activity import add_activity, end_activity
from ..models import Activity
from ..queries.activity import week_of
from ..rules.activity import ActivityKind
from .answers import day_field, kind_field
from .attempt import REFUSED, attempt, posted
from .case import back, found, found_case, show_case
from .format import full_date
from .request import Request


class ActivityForm(forms.Form):
    """One activity with its hours a week."""

    kind = kind_field(gettext_lazy("Insats"), ActivityKind, blank=gettext_lazy("Välj insats"))
    name = forms.CharField(
        label=gettext_lazy("Namn"),
        help_text=gettext_lazy("Till exempel kursens eller gruppens namn."),
        max_length=80,
        required=False,
    )
    hours_per_week = forms.DecimalField(
        label=gettext_lazy("Timmar i veckan"),
        help_text=gettext_lazy("Till exempel 12 eller 7,5."),
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    starts_on = day_field(gettext_lazy("Börjar"), initial=localdate)
    ends_on = day_field(
        gettext_lazy("Slutar"), help_text=gettext_lazy("Lämna tomt om det inte är bestämt."), required=False
    )


class EndForm(forms.Form):
    """The last day."""

    ends_on = day_field(gettext_lazy("Sista dag"), initial=localdate)


def activity_new(request: Request, pk: int) -> HttpResponse:
    """Add an activity beside those that run."""
    case = found_case(request, pk, Permission.ACTIVITY_WRITE)
    form = ActivityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        activity = attempt(form, lambda: add_activity(case, **form.cleaned_data, by=request.actor))
        if activity is not None:
            messages.success(request, _("Insatsen är tillagd från {day}.").format(day=full_date(activity.starts_on)))
            return redirect(back(request, case))
    return show_case(
        request,
        case,
        "activity/new.html",
        here=_("Ny insats"),
        status=REFUSED if form.errors else 200,
        form=form,
        week=week_of(case, today=localdate()),
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
