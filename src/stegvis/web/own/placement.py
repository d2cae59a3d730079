"""A proposal (förslag) as the participant meets it: what the host may read, yes or no; and afterwards how it went."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ...access import Permission, visible_to
from ...actions.placement import (
    answer_for_participant,
    approve_presentation,
    disagree_with_evaluation,
    evaluate_placement,
)
from ...models import Placement
from ...queries.placement import supervised_by, voices_of
from ...queries.schedule import times_of
from ...rules.place import PlacementForm
from ...rules.placement import (
    MOST_PRESENTATION,
    WAITING,
    Answer,
    ApprovedHow,
    PlacementStatus,
    VisitKind,
    Voice,
)
from ..answers import as_sentence, text_field
from ..attempt import REFUSED, attempt, posted
from ..format import label
from ..half_days import in_words as half_days_in_words
from ..request import Request
from ..week_words import times_in_words
from .door import Own, own_page, show_own

YES, NO, APPROVE, EVALUATE, DISAGREE = "yes", "no", "approve", "evaluate", "disagree"


class ProposalForm(forms.Form):
    """What the host may read; and, with a no, why."""

    presentation = text_field(
        gettext_lazy("Det här får arbetsplatsen läsa om dig"),
        most=MOST_PRESENTATION,
        rows=4,
        required=False,
        help_text=gettext_lazy("Du får ändra texten. Arbetsplatsen ser den först när du har sagt ja till den."),
    )
    reason = text_field(gettext_lazy("Vill du säga varför, om du säger nej?"), most=300, rows=2, required=False)


class OwnEvaluationForm(forms.Form):
    """How it was, in own words."""

    went_well = text_field(gettext_lazy("Vad var bra?"), most=2000, rows=3, required=False)
    could_be_better = text_field(gettext_lazy("Vad kunde vara bättre?"), most=2000, rows=3, required=False)


class OwnDisagreeForm(forms.Form):
    """What one sees in another way than the workplace."""

    disagreement = text_field(gettext_lazy("Hur ser du på det?"), most=2000, rows=3)


def _found(own: Own, pk: int) -> Placement:
    """One of the person's own; 404 for anybody else's."""
    rows = visible_to(own.actor, Placement, Permission.PLACEMENT_ANSWER)
    return get_object_or_404(rows.select_related("place__host", "supervisor", "case__participant"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def proposal(request: Request, own: Own, pk: int) -> HttpResponse:
    """The place, what is read about me, and my answer."""
    one = _found(own, pk)
    form = ProposalForm(posted(request), initial={"presentation": one.presentation})
    act = request.POST.get("act", "")
    if form.is_valid() and attempt(form, lambda: _answer(own, one, act, form.cleaned_data)) is not None:
        messages.success(request, _("Tack, ditt svar är sparat."))
        return redirect("own_home")
    status = PlacementStatus(one.status)
    context = {
        "one": one,
        "place": one.place,
        "form_label": as_sentence(label(PlacementForm(one.form))),
        "form": form,
        "is_asked": status is PlacementStatus.PARTICIPANT_ASKED and one.participant_answer != Answer.YES,
        "is_waiting": status in WAITING,
        "times": times_in_words(times_of(one, one.starts_on).slots),
        "half_days": half_days_in_words(one.place.slots),
        "supervisor": supervised_by(one),
        "visit_kind": VisitKind(one.visit_kind) if one.visit_kind else None,
    }
    return show_own(request, own, "own/placement.html", context, status=REFUSED if form.is_bound else 200)


def _answer(own: Own, one: Placement, act: str, read: dict[str, Any]) -> Placement:
    """A yes says at once that the host may read the text as it now stands."""
    if act == NO:
        return answer_for_participant(one, answer=Answer.NO, reason=read["reason"], by=own.actor)
    text, how = read["presentation"], ApprovedHow.OWN_PAGE
    if act == APPROVE:
        return approve_presentation(one, text=text, how=how, by=own.actor)
    return answer_for_participant(one, answer=Answer.YES, approved=how, presentation=text, by=own.actor)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def evaluation(request: Request, own: Own, pk: int) -> HttpResponse:
    """How it was, in my words; and what the workplace has written."""
    one = _found(own, pk)
    voices = voices_of(one)
    if not voices.is_time:
        raise Http404
    act = request.POST.get("act", "")
    form = OwnEvaluationForm(posted(request) if act == EVALUATE else None)
    disagree = OwnDisagreeForm(posted(request) if act == DISAGREE else None)
    if form.is_valid() and attempt(form, lambda: _evaluate(own, one, form.cleaned_data)):
        return _thanks(request, pk)
    host = voices.host
    if host is not None and disagree.is_valid():
        words = disagree.cleaned_data["disagreement"]
        if attempt(
            disagree, lambda: disagree_with_evaluation(host, voice=Voice.PARTICIPANT, words=words, by=own.actor)
        ):
            return _thanks(request, pk)
    context = {"one": one, "place": one.place, "voices": voices, "form": form, "disagree": disagree}
    refused = form.is_bound or disagree.is_bound
    return show_own(request, own, "own/evaluation.html", context, status=REFUSED if refused else 200)


def _evaluate(own: Own, one: Placement, read: dict[str, Any]) -> Any:
    return evaluate_placement(one, voice=Voice.PARTICIPANT, **read, by=own.actor)


def _thanks(request: Request, pk: int) -> HttpResponse:
    messages.success(request, _("Tack, det är sparat."))
    return redirect("own_evaluation", pk=pk)
