"""What is done from the page of a placement (placeringens åtgärder): each act, its form, and what is said after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...access import NotAllowedNow, Permission, require
from ...actions import placement as actions
from ...models import Placement
from ...queries.placement import readable
from ...rules.placement import Answer, Voice
from ..attempt import attempt
from ..format import full_date
from ..request import Request
from .forms import (
    ApproveForm,
    DisagreeForm,
    EndForm,
    EvaluationForm,
    GiveUpForm,
    HostAnswerForm,
    ParticipantAnswerForm,
    PresentationForm,
    SignForm,
    TasksForm,
    VisitForm,
)
from .pages import found, show_placement


def _done(
    request: Request,
    pk: int,
    *,
    name: str,
    permission: Permission,
    form: BaseForm,
    act: Callable[[Placement, Any], Any],
    said: str,
) -> HttpResponse:
    """Do what the form asks, or show the page again with every reason and what was typed."""
    one = found(request, pk)
    require(request.actor, permission, one)
    if form.is_valid():
        made = attempt(form, lambda: act(one, form.cleaned_data))
        if made is not None:
            return say_and_go(request, pk, said)
    return show_placement(request, one, forms={name: form})


def say_and_go(request: Request, pk: int, said: str) -> HttpResponse:
    """Back to the placement; to the list of places for somebody on the host's side who no longer has a part in it."""
    messages.success(request, said)
    if readable(request.actor).filter(pk=pk).exists():
        return redirect("placement", pk=pk)
    return redirect("place_list")


@require_POST
def placement_answer_for_participant(request: Request, pk: int) -> HttpResponse:
    """Yes asks the host once the presentation is approved, no ends the proposal."""
    form = ParticipantAnswerForm(request.POST)
    said = _("Ja är noterat. Nu ska värden svara.")
    if not request.POST.get("approved"):
        said = _("Ja är noterat. Värden frågas när presentationen är godkänd.")
    if request.POST.get("answer") == Answer.NO:
        said = _("Nej är noterat. Förslaget är avslutat.")
    return _done(
        request, pk, name="answer_for_participant", permission=Permission.PLACEMENT_ANSWER, form=form,
        act=lambda one, read: actions.answer_for_participant(one, **read, by=request.actor), said=said,
    )  # fmt: skip


@require_POST
def placement_answer_for_host(request: Request, pk: int) -> HttpResponse:
    """Yes means that both agree, no ends the proposal."""
    form = HostAnswerForm(request.POST)
    said = _("Ja är noterat. Nu skriver alla tre under överenskommelsen.")
    if request.POST.get("answer") == Answer.NO:
        said = _("Nej är noterat. Förslaget är avslutat.")
    return _done(
        request, pk, name="answer_for_host", permission=Permission.PLACEMENT_ANSWER_FOR_HOST, form=form,
        act=lambda one, read: actions.answer_for_host(one, **read, by=request.actor), said=said,
    )  # fmt: skip


@require_POST
def placement_visit(request: Request, pk: int) -> HttpResponse:
    """They meet first."""
    form = VisitForm(request.POST)
    return _done(
        request, pk, name="visit", permission=Permission.PLACEMENT_ANSWER_FOR_HOST, form=form,
        act=lambda one, read: actions.plan_visit(
            one, kind=read["visit_kind"], visit_on=read["visit_on"], by=request.actor
        ),
        said=_("Dagen är sparad."),
    )  # fmt: skip


@require_POST
def placement_presentation(request: Request, pk: int) -> HttpResponse:
    """Write the presentation anew; the participant's approval is then gone."""
    form = PresentationForm(request.POST)
    return _done(
        request, pk, name="presentation", permission=Permission.PLACEMENT_PROPOSE, form=form,
        act=lambda one, read: actions.change_presentation(one, text=read["presentation"], by=request.actor),
        said=_("Presentationen är sparad. Deltagaren behöver godkänna den."),
    )  # fmt: skip


@require_POST
def placement_approve(request: Request, pk: int) -> HttpResponse:
    """The participant has approved what the host reads."""
    form = ApproveForm(request.POST)
    return _done(
        request, pk, name="approve", permission=Permission.PLACEMENT_ANSWER, form=form,
        act=lambda one, read: actions.approve_presentation(
            one, text=read["presentation"], how=read["how"], by=request.actor
        ),
        said=_("Presentationen är godkänd."),
    )  # fmt: skip


@require_POST
def placement_tasks(request: Request, pk: int) -> HttpResponse:
    """Tasks for this person."""
    form = TasksForm(request.POST)
    return _done(
        request, pk, name="tasks", permission=Permission.PLACEMENT_PROPOSE, form=form,
        act=lambda one, read: actions.change_tasks(one, tasks=read["tasks"], by=request.actor),
        said=_("Uppgifterna är sparade."),
    )  # fmt: skip


@require_POST
def placement_remind(request: Request, pk: int) -> HttpResponse:
    """Ask again whoever is to answer; the seat is kept some days more."""
    one = found(request, pk)
    try:
        made = actions.remind(one, by=request.actor)
    except NotAllowedNow as refusal:
        return show_placement(request, one, reasons=refusal.reasons)
    said = _("Påminnelsen är noterad. Platsen hålls till {day}.").format(day=full_date(made.reserved_until))
    return say_and_go(request, pk, said)


@require_POST
def placement_sign(request: Request, pk: int) -> HttpResponse:
    """All three have signed."""
    form = SignForm(request.POST)
    return _done(
        request, pk, name="signing", permission=Permission.PLACEMENT_START, form=form,
        act=lambda one, read: actions.sign_placement(one, **read, by=request.actor),
        said=_("Överenskommelsen är klar. Nu kan placeringen starta."),
    )  # fmt: skip


@require_POST
def placement_start(request: Request, pk: int) -> HttpResponse:
    """Take the seat and begin."""
    one = found(request, pk)
    try:
        made = actions.start_placement(one, by=request.actor)
    except NotAllowedNow as refusal:
        return show_placement(request, one, not_started=refusal.reasons)
    said = _("Placeringen är startad. {name} har en plats till och med {day}.")
    return say_and_go(request, pk, said.format(name=one.case.participant.given_name, day=full_date(made.ends_on)))


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


VOICES = {"vard": Voice.HOST, "deltagare": Voice.PARTICIPANT}


@require_POST
def placement_evaluate(request: Request, pk: int, whose: str) -> HttpResponse:
    """How it went, in one voice."""
    voice = VOICES.get(whose)
    if voice is None:
        raise Http404
    form = EvaluationForm(request.POST, prefix=voice.value)
    return _done(
        request, pk, name=f"{voice}_voice", permission=Permission.PLACEMENT_EVALUATE, form=form,
        act=lambda one, read: actions.evaluate_placement(
            one, voice=voice, **{**read, "written_by": read["written_by"] or _name_of(voice, one)}, by=request.actor
        ),
        said=_("Utvärderingen är sparad."),
    )  # fmt: skip


def _name_of(voice: Voice, one: Placement) -> str:
    """What the coordinator writes for the participant stands in the participant's name."""
    return one.case.participant.name if voice is Voice.PARTICIPANT else ""


@require_POST
def placement_disagree(request: Request, pk: int, whose: str) -> HttpResponse:
    """What one sees in another way than the other's evaluation."""
    voice = VOICES.get(whose)
    one = found(request, pk)
    require(request.actor, Permission.PLACEMENT_EVALUATE, one)
    of = {Voice.HOST: Voice.PARTICIPANT, Voice.PARTICIPANT: Voice.HOST}.get(voice) if voice else None
    evaluation = one.evaluations.filter(voice=of).first() if of else None
    if voice is None or evaluation is None:
        raise Http404
    form = DisagreeForm(request.POST, prefix=f"{voice}_disagrees")
    return _done(
        request, pk, name=f"{voice}_disagrees", permission=Permission.PLACEMENT_EVALUATE, form=form,
        act=lambda _one, read: actions.disagree_with_evaluation(
            evaluation, voice=voice, words=read["disagreement"], by=request.actor
        ),
        said=_("Kommentaren är sparad."),
    )  # fmt: skip
