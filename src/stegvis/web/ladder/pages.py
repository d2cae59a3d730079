"""The staircase with a form for its points, and the move of a step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...access import NotAllowedNow, Permission, may, require
from ...actions.ladder import follow_ladder, mark_criteria, move_step
from ...models import Case, Ladder
from ...queries.ladder import LadderOf, judged_points, ladder_of
from ...queries.ladder.corresponding import common_step_of
from ...queries.ladder.making import ladders_to_follow
from ...queries.ladder.own import own_picture
from ...rules import ladder as rules
from ...rules.ladder import FIRST_STEP
from ...rules.words import Reason
from ..attempt import REFUSED, attempt, posted
from ..case import back, found_case, show_case
from ..drawing.staircase import Staircase
from ..format import reason
from ..request import Request, number_in
from .forms import CriteriaForm, StepForm
from .stairs import stairs


def criteria(request: Request, pk: int) -> HttpResponse:
    """Read the points; judge them where one may."""
    case = found_case(request, pk, Permission.PARTICIPANT_WORK)
    ladder = ladder_of(case, today=localdate())
    form = CriteriaForm(posted(request), case=case, points=ladder.points)
    if request.method == "POST":
        require(request.actor, Permission.CRITERION_MARK, case)
        if form.is_valid():
            said = {"judgements": form.cleaned_data["judgements"], "marked_on": form.cleaned_data["marked_on"]}
            marked = attempt(form, lambda: mark_criteria(case, **said, by=request.actor))
            if marked is not None:
                messages.success(
                    request,
                    ngettext("%(num)s punkt är sparad.", "%(num)s punkter är sparade.", len(marked))
                    % {"num": len(marked)},
                )
                return redirect("criteria", pk=pk)
    is_open = not case.reasons_not_to_write()
    return show_case(
        request,
        case,
        "ladder/criteria.html",
        here=_("Trappan"),
        status=REFUSED if form.errors else 200,
        form=form,
        ladder=ladder,
        stairs=_stairs(case, ladder),
        rows={step.number: form.rows(judged_points(step)) for step in ladder.steps},
        may_mark=is_open and may(request.actor, Permission.CRITERION_MARK, case),
        may_move=is_open and may(request.actor, Permission.STEP_MOVE, case),
        goes_up=is_open and ladder.now.is_reached and case.step < ladder.last_step,
        is_open=is_open,
        own=own_picture(case, ladder.steps, given_name=case.participant.given_name),
        may_say_own=is_open and may(request.actor, Permission.OWN_MARK, case),
        others=_other_ladders(case, ladder) if is_open and may(request.actor, Permission.STEP_MOVE, case) else [],
        common=common_step_of(case, today=localdate()),
    )


def _other_ladders(case: Case, ladder: LadderOf) -> list[tuple[int, str]]:
    """The ladders that the person could follow instead."""
    found = ladders_to_follow(today=localdate()).exclude(pk=ladder.pk)
    return list(found.values_list("pk", "name"))


@require_POST
def criteria_ladder(request: Request, pk: int) -> HttpResponse:
    """Put the person on another ladder."""
    case = found_case(request, pk, Permission.STEP_MOVE)
    ladder = get_object_or_404(Ladder, pk=number_in(request.POST, "ladder") or 0)
    try:
        follow_ladder(case, ladder=ladder, by=request.actor)
    except NotAllowedNow as refusal:
        for one in refusal.reasons:
            messages.error(request, reason(one))
        return redirect("criteria", pk=pk)
    said = _("{name} följer nu {ladder}. Steget är detsamma.")
    messages.success(request, said.format(name=case.participant.given_name, ladder=ladder.name))
    return redirect("criteria", pk=pk)


def _stairs(case: Case, ladder: LadderOf) -> Staircase | None:
    person = case.participant
    return stairs(
        ladder.steps,
        ladder.moves,
        current=case.step,
        since=ladder.since,
        name=person.name,
        given_name=person.given_name,
        today=localdate(),
        is_open=case.closed_on is None,
    )


def step_move(request: Request, pk: int) -> HttpResponse:
    """Move one step; up when every point is green, down with a reason."""
    case = found_case(request, pk, Permission.STEP_MOVE)
    ladder = ladder_of(case, today=localdate())
    not_up, not_down = (_reasons_against(case, ladder, case.step + way) for way in (1, -1))
    offered = _offered(ladder, up=not not_up or request.method == "POST", down=not not_down or request.method == "POST")
    first = case.step + 1 if not not_up else None
    form = StepForm(posted(request), offered=offered, initial={"to_step": first})
    if request.method == "POST" and form.is_valid():
        move = attempt(form, lambda: move_step(case, **form.cleaned_data, by=request.actor))
        if move is not None:
            said = _("Upp till steg {step}.") if move.to_step > move.from_step else _("Ner till steg {step}.")
            messages.success(request, said.format(step=move.to_step))
            return redirect(back(request, case))
    return show_case(
        request,
        case,
        "ladder/step.html",
        here=_("Flytta steg"),
        status=REFUSED if form.errors else 200,
        form=form,
        ladder=ladder,
        not_up=not_up,
        offered=offered,
        refused=case.reasons_not_to_write(),
        left=[point.text for point in ladder.now.points if point.mark is not rules.Mark.GREEN],
    )


def _reasons_against(case: Case, ladder: LadderOf, to_step: int) -> list[Reason]:
    """Why a move today is not possible, whatever reason is written."""
    today = localdate()
    return rules.reasons_not_to_move(
        status=case.status,
        from_step=case.step,
        to_step=to_step,
        marks_below=[point.mark for point in ladder.now.points],
        reason="-",
        moved_on=today,
        last_moved_on=ladder.moves[-1].moved_on if ladder.moves else None,
        opened_on=min(case.opened_on, today),
        today=today,
        last_step=ladder.last_step,
        has_points_there=bool(ladder.at(to_step).points or not ladder.points),
    )


def _offered(ladder: LadderOf, *, up: bool, down: bool) -> list[tuple[int, str]]:
    offered = []
    if up and ladder.step < ladder.last_step:
        step = ladder.at(ladder.step + 1)
        offered.append((step.number, _("Upp till steg {number}. {name}").format(number=step.number, name=step.name)))
    if down and ladder.step > FIRST_STEP:
        step = ladder.at(ladder.step - 1)
        offered.append((step.number, _("Ner till steg {number}. {name}").format(number=step.number, name=step.name)))
    return offered
