"""Pages of employments (anställningar): the list, one of them, and the forms and rules of a day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import NotAllowedNow, Permission, may, require
from ...models import Employment
from ...queries.employment import ENDING, employment_page, employments
from ...rules import extract
from ...rules.employment import CONTRACTS, FORMS, SUPPORTS, in_force
from ...rules.history import ReadKind
from ...rules.place import EXTRACT_LAWS
from ...rules.placement import LONGER_WHEN_STUDIES_MONTHS, LONGEST_MONTHS
from ..attempt import REFUSED
from ..case import back, found, show
from ..request import Request, page_asked, query_without
from .forms import DayForm, FilterForm


@require_safe
def employment_list(request: Request) -> HttpResponse:
    """Every employment of the reader's people, the first to end first."""
    require(request.actor, Permission.EMPLOYMENT_WRITE)
    form = FilterForm(request.GET)
    read: dict[str, Any] = form.cleaned_data if form.is_valid() else {"support": None, "only": ""}
    listed = employments(
        request.actor,
        support=read["support"],
        only=read["only"],
        page=page_asked(request),
        today=localdate(),
    )
    context = {"form": form, "found": listed, "query": query_without(request.GET, "page"), "ending": ENDING}
    about = [row.participant_id for row in listed.rows]
    return show(request, "employment/list.html", context, about=about, kind=ReadKind.LIST)


def found_employment(request: Request, pk: int) -> Employment:
    return found(request, Employment, Permission.EMPLOYMENT_WRITE, "case__participant", "renews", "renewed_by", pk=pk)


def trail(one: Employment, *here: str) -> list[tuple[str, str]]:
    """Where one is: the list, the employment, this page."""
    rows = [(_("Anställningar"), reverse("employment_list"))]
    name = one.case.participant.name
    if not here:
        return [*rows, (name, "")]
    return [*rows, (name, reverse("employment", args=[one.pk])), *((word, "") for word in here)]


@require_safe
def employment(request: Request, pk: int) -> HttpResponse:
    """One employment: its decisions, and what rests on it."""
    return show_employment(request, found_employment(request, pk))


def show_employment(request: Request, one: Employment, *, refused: NotAllowedNow | None = None) -> HttpResponse:
    """The page, with what was refused on top."""
    person = one.case.participant
    context: dict[str, Any] = {
        "one": one,
        "person": person,
        "person_href": reverse("participant", args=[person.pk]) if _may_open(request, one) else "",
        "page": employment_page(one, today=localdate()),
        "renewed": getattr(one, "renewed_by", None),
        "is_open": one.case.closed_on is None,
        "refusals": refused.reasons if refused else [],
        "trail": trail(one),
    }
    return show(request, "employment/page.html", context, about=[person.pk], status=REFUSED if refused else 200)


def _may_open(request: Request, one: Employment) -> bool:
    return bool(back(request, one.case)) or may(request.actor, Permission.PARTICIPANT_NAME, one.case.participant)


@require_safe
def form_rules(request: Request) -> HttpResponse:
    """Every dated rule as it holds on a day, with its source and whether somebody has read it there."""
    require(request.actor, Permission.EMPLOYMENT_WRITE)
    form = DayForm(request.GET if "on" in request.GET else None)
    on = (form.cleaned_data["on"] if form.is_valid() else None) or localdate()
    supports, contracts = in_force(on)
    context = {
        "form": form,
        "on": on,
        "supports": supports,
        "contracts": contracts,
        "not_then": [rule for rule in (*SUPPORTS, *CONTRACTS) if rule not in supports and rule not in contracts],
        "forms": FORMS,
        "laws": [(law, extract.MOST_MONTHS[law]) for law in EXTRACT_LAWS],
        "most_months": LONGEST_MONTHS,
        "more_with_studies": LONGER_WHEN_STUDIES_MONTHS,
    }
    return render(request, "employment/rules.html", context)
