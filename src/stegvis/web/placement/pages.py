"""The page of one placement and its acts (placeringens sida): the way from question to start, one next act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...access import NotAllowed, NotAllowedNow, Permission, require
from ...actions import placement as actions
from ...models import Placement
from ...queries.placement import PlacementPage, placement_page, readable
from ...queries.schedule import times_of
from ...rules.place import PlacementForm
from ...rules.placement import Answer, EndReason, PlacementStatus
from ...rules.words import Reason
from ..answers import as_sentence
from ..attempt import REFUSED, attempt
from ..case import show
from ..format import full_date, label
from ..half_days import in_words as half_days_in_words
from ..request import Request
from ..week_words import times_in_words
from .forms import EndForm, GiveUpForm, HostAnswerForm, ParticipantAnswerForm

NEXT: dict[PlacementStatus, tuple[str, Permission]] = {
    PlacementStatus.PARTICIPANT_ASKED: ("answer_for_participant", Permission.PLACEMENT_PROPOSE),
    PlacementStatus.HOST_ASKED: ("answer_for_host", Permission.PLACEMENT_ANSWER_FOR_HOST),
    PlacementStatus.AGREED: ("start", Permission.PLACEMENT_START),
    PlacementStatus.ACTIVE: ("end", Permission.PLACEMENT_END),
}
"""The one next act of each state, and who may do it."""


@require_safe
def placement(request: Request, pk: int) -> HttpResponse:
    """One placement, by how much the reader may see."""
    return _page(request, _found(request, pk))


def _found(request: Request, pk: int) -> Placement:
    """404 when there is none, 403 when the reader has no part in it (or the participant has not said yes yet)."""
    related = ("case__participant", "case__unit", "place__host", "place__manager", "place__supervisor", "proposed_by")
    one = get_object_or_404(Placement.objects.select_related(*related), pk=pk)
    if not readable(request.actor).filter(pk=pk).exists():
        raise NotAllowed(Permission.PLACEMENT_READ, one)
    return one


def _page(
    request: Request,
    one: Placement,
    *,
    forms: dict[str, BaseForm] | None = None,
    reasons: list[Reason] | None = None,
) -> HttpResponse:
    page = placement_page(one, request.actor)
    next_act, permission = NEXT.get(page.status, ("", None))
    may_next = permission is not None and permission in page.may
    refused = bool(forms) or bool(reasons)
    context = {
        "page": page,
        "one": one,
        "place": one.place,
        "person": one.case.participant,
        "heading": _heading(page),
        "lead": _lead(page),
        "facts": _facts(page),
        "next_act": next_act if may_next else "",
        "waits_for": _waits_for(page, may_next=may_next),
        "may_give_up": page.is_waiting and Permission.PLACEMENT_PROPOSE in page.may,
        "is_late": page.status is PlacementStatus.ACTIVE and one.ends_on < localdate(),
        "refusals": reasons or [],
        **_forms(one),
        **(forms or {}),
    }
    about = [one.case.participant_id]
    return show(request, "placement/placement.html", context, about=about, status=REFUSED if refused else 200)


def _forms(one: Placement) -> dict[str, BaseForm]:
    today = {"answered_on": localdate()}
    return {
        "answer_for_participant": ParticipantAnswerForm(initial=today),
        "answer_for_host": HostAnswerForm(initial=today),
        "end": EndForm(initial={"ended_on": min(localdate(), one.ends_on)}),
        "give_up": GiveUpForm(),
    }


def _heading(page: PlacementPage) -> str:
    words = {
        PlacementStatus.PARTICIPANT_ASKED: _("Vad säger {name} om {place}?"),
        PlacementStatus.HOST_ASKED: _("{place} ska svara om {name}"),
        PlacementStatus.AGREED: _("{name} och {place} har tackat ja"),
        PlacementStatus.ACTIVE: _("{name} är på {place}"),
        PlacementStatus.ENDED: _("{name} var på {place}"),
        PlacementStatus.NOT_REALISED: _("{place} blev inte av för {name}"),
    }
    one = page.placement
    if page.is_short and page.status is PlacementStatus.HOST_ASKED:
        return _("Kan {name} komma till {place}?").format(name=one.case.participant.given_name, place=one.place.name)
    return words[page.status].format(name=one.case.participant.given_name, place=one.place.name)


def _lead(page: PlacementPage) -> str:
    one = page.placement
    said = _("{form}, {hours} timmar i veckan, {first} till {last}.")
    return said.format(
        form=as_sentence(label(PlacementForm(one.form))),
        hours=f"{one.hours_per_week.normalize():f}",
        first=full_date(one.starts_on),
        last=full_date(one.ends_on),
    )


def _facts(page: PlacementPage) -> list[tuple[str, str]]:
    """Schedule and place for everybody; points and why only for those who work with the person."""
    one = page.placement
    rows = [
        (_("Arbetsplats"), one.place.name),
        (_("Värd"), one.place.host.name),
        (_("Uppgifter"), one.place.tasks),
        (_("Platsen är öppen"), half_days_in_words(one.place.slots)),
        (_("Tider"), times_in_words(times_of(one, max(localdate(), one.starts_on)).slots)),
        (_("Handledare"), one.place.supervisor.name if one.place.supervisor else one.place.supervisor_name),
    ]
    if not page.is_short:
        rows += [
            (_("Plats i listan"), _("{points} poäng").format(points=one.points) if one.points is not None else ""),
            (_("Valdes för att"), one.chosen_because),
            (_("Slutade för att"), label(EndReason(one.ended_because)) if one.ended_because else ""),
            (_("Kommentar"), one.end_comment),
        ]
    return [(name, value) for name, value in rows if value]


def _waits_for(page: PlacementPage, *, may_next: bool) -> str:
    """Who has the next word, for somebody who has not."""
    if may_next:
        return ""
    one = page.placement
    if page.status is PlacementStatus.PARTICIPANT_ASKED:
        return _("Koordinatorn frågar {name}.").format(name=one.case.participant.given_name)
    if page.status is PlacementStatus.HOST_ASKED:
        manager = one.place.manager.name if one.place.manager else one.place.host.name
        return _("{name} ska svara.").format(name=manager)
    if page.status is PlacementStatus.AGREED:
        return _("Koordinatorn startar placeringen.")
    return ""


def _done(
    request: Request,
    pk: int,
    *,
    name: str,
    permission: Permission,
    form: BaseForm,
    act: Callable[[Placement, Any], Placement],
    said: str,
) -> HttpResponse:
    """Do what the form asks, or show the page again with every reason and what was typed."""
    one = _found(request, pk)
    require(request.actor, permission, one)
    if form.is_valid():
        made = attempt(form, lambda: act(one, form.cleaned_data))
        if made is not None:
            return _say_and_go(request, made, said)
    return _page(request, one, forms={name: form})


def _say_and_go(request: Request, made: Placement, said: str) -> HttpResponse:
    """Back to the placement; to the list of places for somebody on the host's side who no longer has a part in it."""
    messages.success(request, said)
    if readable(request.actor).filter(pk=made.pk).exists():
        return redirect("placement", pk=made.pk)
    return redirect("place_list")


@require_POST
def placement_answer_for_participant(request: Request, pk: int) -> HttpResponse:
    """Yes asks the host, no ends the proposal."""
    form = ParticipantAnswerForm(request.POST)
    said = _("Ja är noterat. Nu ska värden svara.")
    if request.POST.get("answer") == Answer.NO:
        said = _("Nej är noterat. Förslaget är avslutat.")
    return _done(
        request, pk, name="answer_for_participant", permission=Permission.PLACEMENT_PROPOSE, form=form,
        act=lambda one, read: actions.answer_for_participant(one, **read, by=request.actor), said=said,
    )  # fmt: skip


@require_POST
def placement_answer_for_host(request: Request, pk: int) -> HttpResponse:
    """Yes means that both agree, no ends the proposal."""
    form = HostAnswerForm(request.POST)
    said = _("Ja är noterat. Koordinatorn kan starta placeringen.")
    if request.POST.get("answer") == Answer.NO:
        said = _("Nej är noterat. Förslaget är avslutat.")
    return _done(
        request, pk, name="answer_for_host", permission=Permission.PLACEMENT_ANSWER_FOR_HOST, form=form,
        act=lambda one, read: actions.answer_for_host(one, **read, by=request.actor), said=said,
    )  # fmt: skip


@require_POST
def placement_start(request: Request, pk: int) -> HttpResponse:
    """Take the seat and begin."""
    one = _found(request, pk)
    try:
        made = actions.start_placement(one, by=request.actor)
    except NotAllowedNow as refusal:
        return _page(request, one, reasons=refusal.reasons)
    said = _("Placeringen är startad. {name} har en plats till och med {day}.")
    return _say_and_go(request, made, said.format(name=one.case.participant.given_name, day=full_date(made.ends_on)))


@require_POST
def placement_end(request: Request, pk: int) -> HttpResponse:
    """End what runs; the seat is free from the next day."""
    form = EndForm(request.POST)
    return _done(
        request, pk, name="end", permission=Permission.PLACEMENT_END, form=form,
        act=lambda one, read: actions.end_placement(one, **read, by=request.actor),
        said=_("Placeringen är avslutad. Platsen är fri från nästa dag."),
    )  # fmt: skip


@require_POST
def placement_give_up(request: Request, pk: int) -> HttpResponse:
    """Take back what has not started."""
    form = GiveUpForm(request.POST)
    return _done(
        request, pk, name="give_up", permission=Permission.PLACEMENT_PROPOSE, form=form,
        act=lambda one, read: actions.give_up_placement(one, **read, by=request.actor),
        said=_("Förslaget är tillbakadraget."),
    )  # fmt: skip
