"""Incidents on screen (tillbud): told in a short form, listed for whoever answers for the place, handled once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from ...access import Actor, NotAllowed, Permission, may, require
from ...actions.attendance import handle_incident, report_incident
from ...models import Incident, Placement
from ...queries.attendance.incident import incident_list, incidents_to_handle, lines_of
from ...rules.attendance import IncidentKind
from ...rules.history import ReadKind
from ..answers import day_field, kind_field, text_field
from ..attempt import REFUSED, attempt, posted
from ..case import found, show
from ..request import Request, page_asked


class IncidentForm(forms.Form):
    """What happened, when, and whether it happened to the person."""

    kind = kind_field(
        gettext_lazy("Vad var det?"), IncidentKind, initial=IncidentKind.NEAR_MISS, widget=forms.RadioSelect
    )
    happened_on = day_field(gettext_lazy("Vilken dag?"), initial=localdate)
    text = text_field(
        gettext_lazy("Vad hände?"),
        most=2000,
        help_text=gettext_lazy("Kort, och det som hände. Skriv inte om någons hälsa."),
    )
    concerns = forms.BooleanField(label=gettext_lazy("Det gäller personen själv"), required=False)


class MeasuresForm(forms.Form):
    """What was done."""

    measures = text_field(gettext_lazy("Vad har ni gjort eller ska ni göra?"), most=2000)


@require_safe
def incidents(request: Request) -> HttpResponse:
    """What has happened, for whoever answers for it; and what one has told of oneself."""
    if not may(request.actor, Permission.INCIDENT_HANDLE):
        require(request.actor, Permission.INCIDENT_WRITE)
    shown = incident_list(request.actor, page=page_asked(request))
    context = {
        "found": shown,
        "answers": may(request.actor, Permission.INCIDENT_HANDLE),
    }
    about = [row.participant_id for row in shown.rows if row.participant_id]
    return show(request, "attendance/incidents.html", context, about=about, kind=ReadKind.LIST)


@sensitive_post_parameters("text")
def incident_new(request: Request, pk: int) -> HttpResponse:
    """Tell what happened where somebody is placed."""
    placement = found(request, Placement, Permission.INCIDENT_WRITE, "case__participant", "place__host", pk=pk)
    form = IncidentForm(posted(request))
    if request.method == "POST" and form.is_valid() and tell(form, placement, by=request.actor):
        messages.success(request, thanks(placement))
        return redirect("incident_list")
    context = {"form": form, "placement": placement, "person": placement.case.participant}
    about = [placement.case.participant_id]
    return show(request, "attendance/incident_new.html", context, about=about, status=REFUSED if form.errors else 200)


def tell(form: IncidentForm, placement: Placement, *, by: Actor) -> Incident | None:
    """What the form says, told; or None with the reasons at their fields."""
    return attempt(form, lambda: report_incident(placement, **form.cleaned_data, by=by))


def thanks(placement: Placement) -> str:
    """Who reads it."""
    manager = placement.place.manager
    if manager is not None:
        return _("Tack. {who} har fått det du skrev.").format(who=manager.name)
    return _("Tack. Enhetschefen har fått det du skrev.")


@sensitive_post_parameters("measures")
def incident(request: Request, pk: int) -> HttpResponse:
    """One incident, and what is done about it."""
    one = get_object_or_404(Incident.objects.select_related("place"), pk=pk)
    require(request.actor, Permission.INCIDENT_HANDLE)
    if not incidents_to_handle(request.actor).filter(pk=pk).exists():
        raise NotAllowed(Permission.INCIDENT_HANDLE, one)
    form = MeasuresForm(posted(request))
    if request.method == "POST" and form.is_valid():
        measures = form.cleaned_data["measures"]
        if attempt(form, lambda: handle_incident(one, measures=measures, by=request.actor)):
            messages.success(request, _("Det är noterat som hanterat."))
            return redirect("incident_list")
    [line] = lines_of(request.actor, Incident.objects.filter(pk=pk))
    about = [line.participant_id] if line.participant_id else []
    context = {"form": form, "line": line}
    return show(request, "attendance/incident.html", context, about=about, status=REFUSED if form.errors else 200)
