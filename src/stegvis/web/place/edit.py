"""Proposing a place and writing its profile (föreslå en arbetsplats, platsprofilen)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from ...access import Permission, require
from ...actions.place import profile_place, propose_place, save_place
from ...models import Place
from ...rules.place import PlaceStatus
from ..attempt import REFUSED, attempt, posted
from ..request import Request, key_asked
from .forms import PlaceForm
from .page import found_place

DONE = "done"


def place_new(request: Request) -> HttpResponse:
    """Propose a place; what is known of it now, the rest in the profile."""
    require(request.actor, Permission.PLACE_WRITE)
    form = PlaceForm(posted(request), initial={"host": key_asked(request, "host")})
    if form.is_bound and form.is_valid():
        place = attempt(
            form,
            lambda: propose_place(host=form.cleaned_data["host"], profile=form.profile(), by=request.actor),
        )
        if place is not None:
            messages.success(request, _("{name} är föreslagen.").format(name=place.name))
            return redirect("place", pk=place.pk)
    return _form_page(request, form, None)


def place_edit(request: Request, pk: int) -> HttpResponse:
    """Another profile for a place; of one that is proposed, saved for later or done."""
    require(request.actor, Permission.PLACE_WRITE)
    one = found_place(pk)
    form = PlaceForm(posted(request), place=one)
    if form.is_bound and form.is_valid():
        place = attempt(form, lambda: _save(request, form, one))
        if place is not None:
            messages.success(request, _("Ändringarna är sparade."))
            return redirect("place", pk=pk)
    return _form_page(request, form, one)


def _save(request: Request, form: PlaceForm, place: Place) -> Place:
    profile, responsible, by = form.profile(), form.responsible(), request.actor
    if place.status == PlaceStatus.PROPOSED and DONE in request.POST:
        return profile_place(place, profile=profile, responsible=responsible, by=by)
    return save_place(place, profile=profile, responsible=responsible, by=by)


def _form_page(request: Request, form: PlaceForm, place: Place | None) -> HttpResponse:
    status = REFUSED if form.is_bound else 200
    context = {"form": form, "place": place, "is_proposed": place is None or place.status == PlaceStatus.PROPOSED}
    return render(request, "place/edit.html", context, status=status)


urls = [
    path("platser/ny/", place_new, name="place_new"),
    path("platser/<int:pk>/andra/", place_edit, name="place_edit"),
]
