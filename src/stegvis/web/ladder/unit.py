"""Where the unit stands still (enhetens punkter): numbers that open to people, and activities to talk about."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission, may, require
from ...queries.ladder.corresponding import common_steps, people_on_common_steps
from ...queries.ladder.unit import (
    ActivityStillness,
    activities_standing_still,
    cases_of_unit,
    people_standing_still,
    unit_stillness,
)
from ...rules.history import ReadKind
from ...rules.ladder import STILL_MONTHS
from ..answers import as_sentence
from ..case import show
from ..fields import Option
from ..format import label
from ..request import Request

MONTHS = (STILL_MONTHS, 6, 12)


def _months(request: Request) -> int:
    """How long still is: one of the choices, else the usual."""
    asked = request.GET.get("months", "")
    return int(asked) if asked in {str(each) for each in MONTHS} else STILL_MONTHS


@require_safe
def unit_points(request: Request) -> HttpResponse:
    """Points and how many stand still on each, then the activities. Only numbers; nobody is named here."""
    require(request.actor, Permission.UNIT_READ)
    today, months = localdate(), _months(request)
    common = common_steps(today=today)
    people = people_on_common_steps(cases_of_unit(request.actor), today=today) if common else {}
    context = {
        "found": unit_stillness(request.actor, today=today, months=months),
        "activities": [_said(each) for each in activities_standing_still(request.actor, today=today)],
        "months": months,
        "choices": [Option(str(each), _("{n} månader").format(n=each), each == months) for each in MONTHS],
        "common": [(step, people.get(step.number, 0)) for step in common],
        "unit_name": request.actor.unit_name,
        "may_move": may(request.actor, Permission.CASELOAD_MOVE),
        "survey_of": request.actor.unit_ids[:1] if may(request.actor, Permission.SURVEY_WRITE) else [],
    }
    return render(request, "ladder/unit.html", context)


def _said(each: ActivityStillness) -> str:
    """One activity in a sentence. It is about what the activity gives."""
    kind = as_sentence(label(each.kind)) if each.kind else ""
    values = {"people": each.found.people, "still": each.found.still, "activity": each.name or kind}
    if each.kind is None:
        return _("Av {people} på {activity} har {still} stått på samma steg ett halvår.").format(**values)
    return _("Av {people} i {activity} har {still} stått på samma steg ett halvår.").format(**values)


@require_safe
def unit_point(request: Request, criterion_pk: int) -> HttpResponse:
    """Those behind a number, as far as the reader may see them."""
    require(request.actor, Permission.UNIT_READ)
    months = _months(request)
    found = people_standing_still(request.actor, criterion_pk, today=localdate(), months=months)
    if found is None:
        raise Http404
    context = {"found": found, "months": months}
    about = [person.participant for person in found.people]
    return show(request, "ladder/unit_point.html", context, about=about, kind=ReadKind.LIST)
