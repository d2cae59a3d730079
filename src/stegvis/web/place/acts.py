"""The acts on a place's page (platsens steg): each a form, what it does and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...access import Actor, Permission, require
from ...actions import place as actions
from ...models import Place, PlaceCapacity, PlaceConfirmation
from ...rules.place import ConfirmationAnswer, PlaceStatus
from ..attempt import REFUSED, attempt
from ..format import full_date
from ..request import Request
from . import act_forms as asked
from .page import found_place, show_place

Do = Callable[[Place, dict[str, Any], Actor], Any]


def act(
    name: str, form: Callable[..., forms.Form], do: Do, said: Callable[[Any], str], *, permission: Permission
) -> Callable[..., HttpResponse]:
    """The view of one act: 403 without the permission; a refusal shows the page again with what was typed."""

    @require_POST
    def view(request: Request, pk: int) -> HttpResponse:
        require(request.actor, permission)
        one = found_place(pk)
        bound = form(request.POST)
        if bound.is_valid():
            done = attempt(bound, lambda: (do(one, bound.cleaned_data, request.actor),))
            if done is not None:
                messages.success(request, said(done[0]))
                return redirect("place", pk=pk)
        return show_place(request, one, refused={name: bound}, status=REFUSED)

    return view


def _opened(place: Place) -> str:
    return _("{name} är öppen från {day}.").format(name=place.name, day=full_date(place.opened_on))


def _paused(place: Place) -> str:
    if place.paused_until is None:
        return _("Arbetsplatsen vilar tills någon öppnar den igen.")
    return _("Arbetsplatsen vilar till och med {day}.").format(day=full_date(place.paused_until))


def _closed(place: Place) -> str:
    if place.status == PlaceStatus.CLOSED:
        return _("Arbetsplatsen är stängd.")
    return _("Arbetsplatsen stänger {day}.").format(day=full_date(place.closed_on))


def _seats_changed(made: PlaceCapacity) -> str:
    said = ngettext(
        "Från %(day)s finns %(seats)s plats. De som redan är här blir kvar.",
        "Från %(day)s finns %(seats)s platser. De som redan är här blir kvar.",
        made.seats,
    )
    return said % {"day": full_date(made.starts_on), "seats": made.seats}


def _asked(confirmation: PlaceConfirmation) -> str:
    return _("Frågan är ställd {day}.").format(day=full_date(confirmation.asked_on))


def _answered(confirmation: PlaceConfirmation) -> str:
    match ConfirmationAnswer(confirmation.answer):
        case ConfirmationAnswer.CHANGED:
            return _("Svaret är sparat. Ändra profilen så att den stämmer.")
        case ConfirmationAnswer.ENOUGH:
            day = full_date(confirmation.enough_until)
            return _("Svaret är sparat. Ingen ny föreslås till och med {day}.").format(day=day)
        case _:
            return _("Svaret är sparat. Arbetsplatsen är bekräftad.")


WRITE, APPROVE = Permission.PLACE_WRITE, Permission.PLACE_APPROVE
ACTS: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    name: (address, act(name, form, do, said, permission=permission))
    for name, address, form, do, said, permission in (
        (
            "place_union", "facklig-dialog", asked.UnionForm,
            lambda place, read, by: actions.note_union(place, **read, by=by),
            lambda _place: _("Den fackliga dialogen är noterad."), APPROVE,
        ),
        (
            "place_pass_union", "utan-dialog", asked.PassForm,
            lambda place, read, by: actions.pass_union(place, **read, by=by),
            lambda _place: _("Steget är passerat utan dialog."), WRITE,
        ),
        (
            "place_return", "tillbaka", asked.ReturnForm,
            lambda place, read, by: actions.return_place(place, **read, by=by),
            lambda _place: _("Arbetsplatsen är tillbaka hos den som gör profilen."), APPROVE,
        ),
        (
            "place_approve", "godkann", asked.NothingForm,
            lambda place, read, by: actions.approve_place(place, by=by),
            lambda _place: _("Arbetsplatsen är godkänd och kan öppnas."), APPROVE,
        ),
        (
            "place_open", "oppna", asked.OpenForm,
            lambda place, read, by: actions.open_place(place, **read, by=by), _opened, WRITE,
        ),
        (
            "place_pause", "vila", asked.PauseForm,
            lambda place, read, by: actions.pause_place(place, **read, by=by), _paused, WRITE,
        ),
        (
            "place_reopen", "oppna-igen", asked.ReopenForm,
            lambda place, read, by: actions.reopen_place(place, **read, by=by),
            lambda _place: _("Arbetsplatsen är öppen igen."), WRITE,
        ),
        (
            "place_close", "stang", asked.CloseForm,
            lambda place, read, by: actions.close_place(place, **read, by=by), _closed, WRITE,
        ),
        (
            "place_keep_open", "stang-inte", asked.NothingForm,
            lambda place, read, by: actions.keep_open(place, by=by),
            lambda _place: _("Arbetsplatsen stänger inte."), WRITE,
        ),
        (
            "place_capacity", "antal", asked.CapacityForm,
            lambda place, read, by: actions.change_capacity(place, **read, by=by), _seats_changed, WRITE,
        ),
        (
            "place_drop_change", "antal/ta-bort", asked.DropForm,
            lambda place, read, by: actions.drop_change(place, **read, by=by),
            lambda _none: _("Ändringen är borttagen."), WRITE,
        ),
        (
            "place_ask", "fraga", asked.NothingForm,
            lambda place, read, by: actions.ask_host(place, by=by), _asked, WRITE,
        ),
        (
            "place_confirm", "svar", asked.StaffAnswerForm,
            lambda place, read, by: actions.answer_for_place(place, **read, by=by), _answered, WRITE,
        ),
    )
}  # fmt: skip
"""The address's name, its last part, what it asks for, what it does, what is said, and the permission it takes."""
urls = [path(f"platser/<int:pk>/{address}/", view, name=name) for name, (address, view) in ACTS.items()]
