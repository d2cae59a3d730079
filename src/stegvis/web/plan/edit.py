"""The next version of the plan (ändra planen). Two people at once: the second sees what changed and loses nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...access import Permission
from ...actions.plan import save_plan
from ...models import Case, Plan
from ...queries.plan import PlanVersion, latest_version, plan_of
from ...rules.plan import followed
from ..attempt import CHANGED_MEANWHILE, REFUSED, attempt
from ..case import found_case, show_case
from ..request import Request
from .forms import SPARE_ACTIONS, SPARE_GOALS, PlanForm, as_typed, rows_sent
from .words import difference

ADD_GOAL, ADD_ACTION, TAKE_NEW = "add_goal", "add_action", "take_new"


def plan_edit(request: Request, pk: int) -> HttpResponse:
    """Write the next version on top of the one that was read."""
    case = found_case(request, pk, Permission.PLAN_WRITE)
    if request.method != "POST":
        return _page(request, case, _blank(plan_of(case, latest_version(case))))
    act = request.POST.get("act")
    if act in (ADD_GOAL, ADD_ACTION):
        return _page(request, case, _typed(request.POST, goals=act == ADD_GOAL, actions=act == ADD_ACTION))
    if act == TAKE_NEW:
        return _page(request, case, _with_the_new(case, request.POST))
    form = _sent(request.POST)
    if form.is_valid():
        plan = attempt(form, lambda: _save(request, case, form.cleaned_data))
        if plan is not None:
            messages.success(request, _("Version {version} av planen är sparad.").format(version=plan.version))
            return redirect("plan", pk=pk)
    return _changed_meanwhile(request, case, form) or _page(request, case, form, status=REFUSED)


def _save(request: Request, case: Case, said: dict[str, Any]) -> Plan:
    return save_plan(
        case,
        goals=said["goals"],
        actions=said["actions"],
        base_version=said["base_version"],
        change_reason=said["change_reason"],
        by=request.actor,
    )


def _blank(base: PlanVersion | None) -> PlanForm:
    """The latest version with some empty rows after it."""
    goals, actions = (base.goals, base.planned) if base else ([], [])
    initial = as_typed(goals, actions) | {"base_version": base.version if base else 0}
    return PlanForm(goal_rows=len(goals) + SPARE_GOALS, action_rows=len(actions) + SPARE_ACTIONS, initial=initial)


def _sent(data: Any) -> PlanForm:
    return PlanForm(data, goal_rows=rows_sent(data, "goal_rows"), action_rows=rows_sent(data, "action_rows"))


def _typed(data: Any, *, goals: bool = False, actions: bool = False, **changes: Any) -> PlanForm:
    """What was typed, not yet checked, with one more row where it was asked for."""
    return PlanForm(
        goal_rows=rows_sent(data, "goal_rows") + goals,
        action_rows=rows_sent(data, "action_rows") + actions,
        initial=data.dict() | changes,
    )


def _changed_meanwhile(request: Request, case: Case, form: PlanForm) -> HttpResponse | None:
    """Somebody saved a version since the page was opened: show what is new above what was typed."""
    base = plan_of(case, _number(form.data.get("base_version")))
    latest = plan_of(case, latest_version(case))
    if latest is None or (base is not None and base.version == latest.version):
        return None
    changes = _onto(form.data, base, latest)
    fresh = _typed(form.data, base_version=latest.version, since=base.version if base else 0, **changes)
    return _page(request, case, fresh, status=CHANGED_MEANWHILE, latest=latest, changes=difference(base, latest))


def _onto(data: Any, base: PlanVersion | None, latest: PlanVersion) -> dict[str, Any]:
    """Which line of the latest version each typed row continues; one that is gone there continues none."""
    places = followed(base.planned if base else [], latest.planned)
    names = [name for name in data if name.startswith("action_") and name.endswith("_continues")]
    return {name: places.get(_number(data[name]), "") for name in names}


def _with_the_new(case: Case, data: Any) -> PlanForm:
    """What was typed, with the lines that somebody else added put last."""
    form = _typed(data)
    latest, since = plan_of(case, latest_version(case)), plan_of(case, _number(data.get("since")))
    if latest is None:
        return form
    seen_goals = {*(since.goals if since else []), *_values(data, "goal_", "")}
    seen_texts = {*(action.text for action in (since.planned if since else [])), *_values(data, "action_", "_text")}
    goals = [goal for goal in latest.goals if goal not in seen_goals]
    actions = [action for action in latest.planned if action.text not in seen_texts]
    return _appended(data, form, as_typed(goals, actions), goals=len(goals), actions=len(actions))


def _appended(data: Any, form: PlanForm, new: dict[str, Any], *, goals: int, actions: int) -> PlanForm:
    moved = {_further(name, form): value for name, value in new.items()}
    return PlanForm(
        goal_rows=form.goal_rows + goals, action_rows=form.action_rows + actions, initial=data.dict() | moved
    )


def _further(name: str, form: PlanForm) -> str:
    """The field's name as many rows further down as were typed."""
    kind, number, *rest = name.split("_")
    rows = form.goal_rows if kind == "goal" else form.action_rows
    return "_".join([kind, str(int(number) + rows), *rest])


def _values(data: Any, start: str, end: str) -> set[str]:
    return {str(value).strip() for name, value in data.items() if name.startswith(start) and name.endswith(end)}


def _number(said: Any) -> int:
    text = str(said or "")
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _page(
    request: Request,
    case: Case,
    form: PlanForm,
    *,
    status: int = 200,
    latest: PlanVersion | None = None,
    changes: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    return show_case(
        request,
        case,
        "plan/edit.html",
        here=_("Ändra planen"),
        status=status,
        form=form,
        latest=latest,
        changes=changes or [],
        is_first=latest is None and not latest_version(case),
        refused=case.reasons_not_to_write(),
    )
