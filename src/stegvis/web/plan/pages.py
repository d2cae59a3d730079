"""One version of the plan to read; the answer, and the state of its lines."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...access import Permission, may
from ...actions.plan import answer_plan, change_action
from ...models import Case, Plan, PlanAction
from ...queries.plan import PlanVersion, latest_version, plan_of, versions_of
from ...rules import plan as rules
from ...rules.plan import ActionStatus, PlanAnswer
from ..answers import words_of
from ..attempt import REFUSED, attempt
from ..case import found_case, show_case
from ..fields import Option, form_errors
from ..request import Request, number_in
from .forms import ActionStatusForm, AnswerForm
from .words import difference


@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    """The version that counts."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    return plan_page(request, case, plan_of(case, latest_version(case)))


@require_safe
def plan_version(request: Request, pk: int, version: int) -> HttpResponse:
    """One version, with what it changed."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    one = plan_of(case, version)
    if one is None:
        raise Http404
    return plan_page(request, case, one)


def plan_page(
    request: Request, case: Case, one: PlanVersion | None, *, answer: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a version; forms only on the latest one of an open case."""
    versions = versions_of(case)
    is_latest = one is not None and one.version == versions[0].version
    is_open = not case.reasons_not_to_write()
    may_write = is_open and may(request.actor, Permission.PLAN_WRITE, case)
    before = plan_of(case, one.version - 1) if one is not None and not is_latest else None
    return show_case(
        request,
        case,
        "plan/plan.html",
        here=_("Planen"),
        status=status,
        one=one,
        versions=versions,
        is_latest=is_latest,
        may_write=may_write,
        may_change=may_write and is_latest,
        may_answer=is_open and is_latest and may(request.actor, Permission.PLAN_ANSWER, case),
        is_stale=is_latest and one is not None and rules.is_stale(made_on=one.made_on, today=localdate()),
        days_old=(localdate() - one.made_on).days if one is not None else 0,
        answer=answer or AnswerForm(),
        is_answering=answer is not None,
        statuses={state.value: status_options(state) for state in ActionStatus},
        changes=difference(before, one) if before is not None and one is not None else [],
    )


def status_options(chosen: ActionStatus) -> list[Option]:
    return [Option(value, label, value == chosen) for value, label in words_of(ActionStatus)()]


def plan_answer(request: Request, pk: int) -> HttpResponse:
    """Record what the participant says of the version that was shown."""
    case = found_case(request, pk, Permission.PLAN_ANSWER)
    if request.method != "POST":
        return redirect("plan", pk=pk)
    shown = get_object_or_404(Plan, case=case, version=number_in(request.POST, "version") or 0)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answered = attempt(form, lambda: answer_plan(shown, **form.cleaned_data, by=request.actor))
        if answered is not None:
            _say_answer(request, PlanAnswer(answered.answer))
            return redirect("plan", pk=pk)
    return plan_page(request, case, plan_of(case, latest_version(case)), answer=form, status=REFUSED)


def _say_answer(request: Request, answer: PlanAnswer) -> None:
    if answer is PlanAnswer.AGREED:
        messages.success(request, _("Deltagaren håller med om planen. Svaret är sparat."))
    else:
        said = _("Deltagaren håller inte med. Svaret är sparat och hindrar inget. Prata om vad som ska ändras.")
        messages.warning(request, said)


@require_POST
def plan_action(request: Request, pk: int, action_pk: int) -> HttpResponse:
    """Say how far one thing to do has come."""
    case = found_case(request, pk, Permission.PLAN_WRITE)
    line = get_object_or_404(PlanAction, pk=action_pk, plan__case=case)
    form = ActionStatusForm(request.POST)
    if form.is_valid():
        changed = attempt(form, lambda: change_action(line, status=form.cleaned_data["status"], by=request.actor))
        if changed is not None:
            return redirect(f"{reverse('plan', args=[pk])}#sak-{line.position}")
    for error in form_errors(form):
        messages.error(request, error.text)
    return redirect("plan", pk=pk)
