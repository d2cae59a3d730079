"""Absence (frånvaro) on screen: who is away today; say that somebody is, and until when."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..access import Permission, require
from ..actions.absence import end_absence, report_absence
from ..models import AbsenceNotice
from ..queries.absence import absence_now, absent_today, hours_of_month, notices_of
from ..rules.activity import AbsenceKind
from ..rules.history import ReadKind
from .answers import day_field, kind_field
from .attempt import REFUSED, attempt, posted
from .case import found, found_case, show, show_case
from .format import full_date
from .request import Request

RELATED = ("case__participant", "case__unit", "case__programme")


class AbsenceForm(forms.Form):
    """A code and days. Why somebody is ill is never asked."""

    kind = kind_field(gettext_lazy("Skäl"), AbsenceKind, initial=AbsenceKind.ILL, widget=forms.RadioSelect)
    starts_on = day_field(gettext_lazy("Från"), initial=localdate)
    ends_on = day_field(
        gettext_lazy("Till och med"), help_text=gettext_lazy("Lämna tomt om det inte är bestämt."), required=False
    )


class LastDayForm(forms.Form):
    """The last day away."""

    last_day = day_field(gettext_lazy("Sista dagen borta"), initial=localdate)


@require_safe
def absence_today(request: Request) -> HttpResponse:
    """Those away today whom one is to know of."""
    require(request.actor, Permission.ABSENCE_READ)
    today = localdate()
    away = absent_today(request.actor, today)
    about = [each.participant_id for each in away]
    return show(request, "absence/today.html", {"away": away, "today": today}, about=about, kind=ReadKind.LIST)


def absence(request: Request, pk: int) -> HttpResponse:
    """Say that somebody cannot come, and what was said before."""
    case = found_case(request, pk, Permission.ABSENCE_REPORT)
    form = AbsenceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        notice = attempt(form, lambda: report_absence(case, **form.cleaned_data, by=request.actor))
        if notice is not None:
            messages.success(request, _("Frånvaron är anmäld från {day}.").format(day=full_date(notice.starts_on)))
            return redirect("absence", pk=pk)
    today = localdate()
    return show_case(
        request,
        case,
        "absence/case.html",
        here=_("Frånvaro"),
        status=REFUSED if form.errors else 200,
        form=form,
        now=absence_now(case, today),
        before=notices_of(case),
        month=hours_of_month(case, year=today.year, month=today.month, today=today),
        today=today,
        refused=case.reasons_not_to_write(),
    )


def absence_end(request: Request, pk: int) -> HttpResponse:
    """Say which day was the last one away."""
    notice = found(request, AbsenceNotice, Permission.ABSENCE_REPORT, *RELATED, pk=pk)
    form = LastDayForm(posted(request), initial={"last_day": notice.ends_on or max(localdate(), notice.starts_on)})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        if attempt(form, lambda: end_absence(notice, last_day=last_day, by=request.actor)) is not None:
            messages.success(request, _("Frånvaron slutar {day}.").format(day=full_date(last_day)))
            return redirect("absence", pk=notice.case_id)
    return show_case(
        request,
        notice.case,
        "absence/end.html",
        here=_("Avsluta frånvaro"),
        status=REFUSED if form.errors else 200,
        form=form,
        notice=notice,
        refused=notice.case.reasons_not_to_write(),
    )


urls = [
    path("franvaro/", absence_today, name="away_today"),
    path("inskrivningar/<int:pk>/franvaro/", absence, name="absence"),
    path("franvaro/<int:pk>/avsluta/", absence_end, name="absence_end"),
]
