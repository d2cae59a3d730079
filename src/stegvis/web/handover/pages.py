"""Handover (fördelning): the loads of the unit, the choice, the preview, the one act; and who reads on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ...access import NotAllowed, Permission, require
from ...actions.handover import extend_reading, hand_over
from ...models import User
from ...queries.handover import Caseload, caseload_of, lately_left, preview, receivers, unit_loads
from ...rules.history import ReadKind
from ...rules.referral import Load
from ..attempt import REFUSED, attempt, posted
from ..case import found_case, show
from ..drawing.capacity import load_bar
from ..format import full_date
from ..request import Request, numbers_in
from .forms import ChooseForm, HandOverForm, ReadingForm

CHOOSE, PREVIEW, SAVE = "choose", "preview", "save"
post_or_get = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request: Request) -> HttpResponse:
    """Each coordinator's load against the ceiling; whom nobody has first."""
    require(request.actor, Permission.CASELOAD_MOVE)
    units = unit_loads(request.actor, today=localdate())
    without = sum(unit.without for unit in units)
    return render(
        request,
        "handover/overview.html",
        {"units": units, "without": without, "heading": _heading(units), "bar": load_bar, "today": localdate()},
    )


def _heading(units: Any) -> str:
    full = sum(row.load.room < 0 for unit in units for row in unit.rows)
    if full:
        said = ngettext("{many} koordinator har fler än taket", "{many} koordinatorer har fler än taket", full)
        return said.format(many=full)
    room = sum(unit.room for unit in units)
    return ngettext("Plats för {many} till i enheten", "Plats för {many} till i enheten", room).format(many=room)


@never_cache
@post_or_get
def from_coordinator(request: Request, pk: int) -> HttpResponse:
    """One coordinator's participants: which, to whom, and then everything in one act."""
    require(request.actor, Permission.CASELOAD_MOVE)
    return _from(request, _in_own_unit(request, get_object_or_404(User, pk=pk)))


@never_cache
@post_or_get
def from_nobody(request: Request) -> HttpResponse:
    """Those who have no coordinator."""
    require(request.actor, Permission.CASELOAD_MOVE)
    return _from(request, None)


def _in_own_unit(request: Request, user: User) -> User:
    """Somebody who is or has been a coordinator where the reader leads; others belong to other managers."""
    here = user.roles.filter(unit__in=request.actor.unit_ids).exists()
    if not here:
        raise NotAllowed(Permission.CASELOAD_MOVE)
    return user


def _from(request: Request, coordinator: User | None) -> HttpResponse:
    caseload = caseload_of(request.actor, coordinator)
    loads = receivers(request.actor, coordinator, today=localdate())
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == SAVE:
        return _save(request, caseload, loads)
    form = ChooseForm(posted(request), caseload=caseload, loads=loads)
    if act == PREVIEW and form.is_valid():
        return _first_preview(request, caseload, loads, form)
    if act == CHOOSE:
        kept = {key: request.POST.get(key, "") for key in ("from_on", "reason")}
        kept["cases"] = request.POST.getlist("cases")  # type: ignore[assignment]
        form = ChooseForm(initial=kept, caseload=caseload, loads=loads)
        form.fields["cases"].initial = kept["cases"]
    return _page(request, caseload, "handover/from.html", form=form)


def _first_preview(request: Request, caseload: Caseload, loads: list[Load], chosen: ChooseForm) -> HttpResponse:
    to = chosen.who_goes_where
    start = {key: chosen.cleaned_data[key] for key in ("from_on", "reason")}
    start |= {f"to_{case}": coordinator for case, coordinator in to.items()}
    people = caseload.chosen(list(to))
    form = HandOverForm(initial=start, people=people, loads=loads)
    return _page(request, caseload, "handover/preview.html", form=form, would=preview(to, loads))


def _save(request: Request, caseload: Caseload, loads: list[Load]) -> HttpResponse:
    """Everything or nothing; a participant who has gone elsewhere meanwhile is no longer among the chosen."""
    wanted = numbers_in(request.POST, "cases")
    people = caseload.chosen(wanted)
    form = HandOverForm(request.POST, people=people, loads=loads)
    would = None
    if form.is_valid():
        to = form.who_goes_where
        would = preview(to, loads)
        if len(people) < len(wanted):
            form.add_error(None, _("Någon av dem har fått en annan koordinator medan du valde. De andra står kvar."))
        elif (done := attempt(form, lambda: hand_over(to, **form.content, by=request.actor))) is not None:
            messages.success(request, _said(len(done), form.cleaned_data["from_on"]))
            return redirect(reverse("handover"))
    return _page(request, caseload, "handover/preview.html", status=REFUSED, form=form, would=would)


def _said(many: int, from_on: Any) -> str:
    said = ngettext(
        "{many} deltagare har ny koordinator från {day}.", "{many} deltagare har ny koordinator från {day}.", many
    )
    return said.format(many=many, day=full_date(from_on))


def _page(request: Request, caseload: Caseload, template: str, *, status: int = 0, **context: Any) -> HttpResponse:
    coordinator, form = caseload.coordinator, context["form"]
    left = lately_left(request.actor, coordinator, today=localdate()) if coordinator else ()
    here = coordinator.name if coordinator else _("Utan koordinator")
    context |= {
        "caseload": caseload,
        "left": left,
        "action": reverse("handover_from", args=[coordinator.pk]) if coordinator else reverse("handover_nobody"),
        "trail": [(_("Fördelning"), reverse("handover")), (here, "")],
    }
    about = [person.participant_id for person in caseload.people] + [each.participant_id for each in left]
    return show(
        request,
        template,
        context,
        about=about,
        kind=ReadKind.LIST,
        status=status or (REFUSED if form.is_bound and form.errors else 200),
    )


@never_cache
@post_or_get
def reading(request: Request, pk: int, case_pk: int) -> HttpResponse:
    """Let the one before read on about one person, to a day and for a reason."""
    case = found_case(request, case_pk, Permission.CASELOAD_MOVE)
    user = _in_own_unit(request, get_object_or_404(User, pk=pk))
    form = ReadingForm(posted(request))
    if form.is_bound and form.is_valid():
        granted = attempt(form, lambda: extend_reading(case, to=user, **form.cleaned_data, by=request.actor))
        if granted is not None:
            said = _("{name} kan läsa till och med {day}.")
            messages.success(request, said.format(name=user.name, day=full_date(form.cleaned_data["ends_on"])))
            return redirect("handover_from", pk=pk)
    context = {
        "form": form,
        "user_name": user.name,
        "person": case.participant,
        "back": reverse("handover_from", args=[pk]),
        "trail": [(_("Fördelning"), reverse("handover")), (user.name, reverse("handover_from", args=[pk])),
                  (_("Läsa längre"), "")],
    }  # fmt: skip
    status = REFUSED if form.errors else 200
    return show(request, "handover/reading.html", context, about=[case.participant_id], status=status)
