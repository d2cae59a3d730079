"""Making and changing a place (lägga upp och ändra en arbetsplats)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...access import Permission, require
from ...actions.place import change_capacity, close_place, save_place
from ...models import Place
from ..attempt import REFUSED, attempt, posted
from ..format import full_date
from ..request import Request
from .forms import CapacityForm, CloseForm, PlaceForm
from .pages import found_place, show_place


def place_new(request: Request) -> HttpResponse:
    """A new place with its first seats."""
    require(request.actor, Permission.PLACE_WRITE)
    form = PlaceForm(posted(request))
    if form.is_bound and form.is_valid():
        place = attempt(form, lambda: _save(request, form, None))
        if place is not None:
            messages.success(request, _("{name} är upplagd.").format(name=place.name))
            return redirect("place", pk=place.pk)
    return _form_page(request, form, None)


def place_edit(request: Request, pk: int) -> HttpResponse:
    """Another profile for a place; its host, first day and seats are changed elsewhere or never."""
    require(request.actor, Permission.PLACE_WRITE)
    one = found_place(pk)
    form = PlaceForm(posted(request), place=one)
    if form.is_bound and form.is_valid():
        place = attempt(form, lambda: _save(request, form, one))
        if place is not None:
            messages.success(request, _("Ändringarna är sparade."))
            return redirect("place", pk=pk)
    return _form_page(request, form, one)


def _save(request: Request, form: PlaceForm, place: Place | None) -> Place:
    read = form.cleaned_data
    return save_place(
        place=place,
        host=place.host if place else read["host"],
        profile=form.profile(),
        opened_on=place.opened_on if place else read["opened_on"],
        seats=0 if place else read["seats"],
        responsible=form.responsible(),
        by=request.actor,
    )


def _form_page(request: Request, form: PlaceForm, place: Place | None) -> HttpResponse:
    status = REFUSED if form.is_bound else 200
    return render(request, "place/edit.html", {"form": form, "place": place}, status=status)


@require_POST
def place_capacity(request: Request, pk: int) -> HttpResponse:
    """Another number of seats from a day on."""
    require(request.actor, Permission.PLACE_WRITE)
    one = found_place(pk)
    form = CapacityForm(request.POST)
    if form.is_valid():
        made = attempt(form, lambda: change_capacity(one, **form.cleaned_data, by=request.actor))
        if made is not None:
            said = ngettext(
                "Från %(day)s finns %(seats)s plats. De som redan är här blir kvar.",
                "Från %(day)s finns %(seats)s platser. De som redan är här blir kvar.",
                made.seats,
            )
            messages.success(request, said % {"day": full_date(made.starts_on), "seats": made.seats})
            return redirect("place", pk=pk)
    return show_place(request, one, capacity=form, status=REFUSED)


@require_POST
def place_close(request: Request, pk: int) -> HttpResponse:
    """The last day of a place."""
    require(request.actor, Permission.PLACE_WRITE)
    one = found_place(pk)
    form = CloseForm(request.POST)
    if form.is_valid():
        closed = attempt(form, lambda: close_place(one, **form.cleaned_data, by=request.actor))
        if closed is not None:
            messages.success(request, _("Arbetsplatsen stänger {day}.").format(day=full_date(closed.closed_on)))
            return redirect("place", pk=pk)
    return show_place(request, one, close=form, status=REFUSED)
