"""The introduction on screen (introduktionen): its points, ticked off with the day."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...access import Permission
from ...actions.attendance import tick_points
from ...models import IntroductionPoint, Placement
from ...queries.attendance.introduction import introduction_of, points_for
from ...queries.attendance.points import keeps_points
from ..answers import among, day_field
from ..attempt import REFUSED, attempt, posted
from ..case import found, show
from ..request import Request


class TickForm(forms.Form):
    """The points gone through, and the day."""

    points = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Det ni har gått igenom"),
        queryset=IntroductionPoint.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en punkt.")},
    )
    done_on = day_field(gettext_lazy("Dag"), initial=localdate)


def introduction(request: Request, pk: int) -> HttpResponse:
    """What is gone through with somebody new, and what is left."""
    placement = found(request, Placement, Permission.INTRODUCTION_MARK, "case__participant", "place__host", pk=pk)
    it = introduction_of(placement, today=localdate())
    form = TickForm(posted(request))
    done = [line.pk for line in it.lines if line.done_on]
    among(form, "points", points_for(placement, today=localdate()).exclude(pk__in=done))
    form.fields["points"].label_from_instance = lambda point: point.text  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = attempt(
            form,
            lambda: tick_points(placement, points=list(said["points"]), done_on=said["done_on"], by=request.actor),
        )
        if act is not None:
            messages.success(request, _("Introduktionen är noterad."))
            return redirect("introduction", pk=pk)
    context = {
        "form": form,
        "placement": placement,
        "person": placement.case.participant,
        "it": it,
        "keeps_points": keeps_points(request.actor, placement.place.host),
    }
    about = [placement.case.participant_id]
    return show(request, "attendance/introduction.html", context, about=about, status=REFUSED if form.errors else 200)
