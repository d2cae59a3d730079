"""The next version of the plan (ändra planen). Two people at once: the second sees what changed and loses nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ...access import Permission
from ...actions.plan import save_plan
from ...models import Case
from ...queries.plan import PlanVersion, latest_version, plan_of, templates_on
from ...rules.plan import followed
from ..attempt import CHANGED_MEANWHILE, REFUSED, attempt
from ..case import found_case, show_case
from ..request import Request, number_in
from .forms import PlanForm, as_typed
from .words import difference

ADD_GOAL, ADD_ACTION, USE_TEMPLATE, TAKE_NEW = "add_goal", "add_action", "use_template", "take_new"


def plan_edit(request: Request, pk: int) -> HttpResponse:
    """Write the next version on top of the one that was read."""
    case = found_case(request, pk, Permission.PLAN_WRITE)
    if request.method != "POST":
        return _page(request, case, PlanForm.blank(plan_of(case, latest_version(case))))
    if (more := more_rows(request.POST)) is not None:
        return _page(request, case, more)
    if request.POST.get("act") == TAKE_NEW:
        return _page(request, case, _with_the_new(case, request.POST))
    form = PlanForm.sent(request.POST)
    if form.is_valid():
        plan = attempt(form, lambda: save_plan(case, **form.content, by=request.actor))
        if plan is not None:
            messages.success(request, _("Version {version} av planen är sparad.").format(version=plan.version))
            return redirect("plan", pk=pk)
    return _changed_meanwhile(request, case, form) or _page(request, case, form, status=REFUSED)


def more_rows(data: Any, *, prefix: str | None = None) -> PlanForm | None:
    """What was typed with the rows that a button asked for; None when none of those buttons was pressed."""
    act = data.get("act")
    if act in (ADD_GOAL, ADD_ACTION):
        return PlanForm.typed(data, more_goals=act == ADD_GOAL, more_actions=act == ADD_ACTION, prefix=prefix)
    if act == USE_TEMPLATE:
        chosen = data.get("template", "")
        lines = [line for each in templates_on(localdate()) if str(each.pk) == chosen for line in each.actions]
        return PlanForm.typed_with(data, lines, prefix=prefix)
    return None


def _changed_meanwhile(request: Request, case: Case, form: PlanForm) -> HttpResponse | None:
    """Somebody saved a version since the page was opened: show what is new above what was typed."""
    base = plan_of(case, number_in(form.data, "base_version") or 0)
    latest = plan_of(case, latest_version(case))
    if latest is None or (base is not None and base.version == latest.version):
        return None
    changes = _onto(form.data, base, latest)
    since = base.version if base else 0
    fresh = PlanForm.typed(form.data, base_version=latest.version, since=since, **changes)
    return _page(request, case, fresh, status=CHANGED_MEANWHILE, latest=latest, changes=difference(base, latest))


def _onto(data: Any, base: PlanVersion | None, latest: PlanVersion) -> dict[str, Any]:
    """Which line of the latest version each typed row continues; one that is gone there continues none."""
    places = followed(base.planned if base else [], latest.planned)
    names = [name for name in data if name.startswith("action_") and name.endswith("_continues")]
    return {name: places.get(number_in(data, name) or 0, "") for name in names}


def _with_the_new(case: Case, data: Any) -> PlanForm:
    """What was typed, with the lines that somebody else added put last."""
    form = PlanForm.typed(data)
    latest, since = plan_of(case, latest_version(case)), plan_of(case, number_in(data, "since") or 0)
    if latest is None:
        return form
    seen_goals = {*(since.goals if since else []), *_values(data, "goal_", "")}
    seen_texts = {*(action.text for action in (since.planned if since else [])), *_values(data, "action_", "_text")}
    goals = [goal for goal in latest.goals if goal not in seen_goals]
    actions = [action for action in latest.planned if action.text not in seen_texts]
    return _appended(data, form, as_typed(goals, actions), goals=len(goals), actions=len(actions))


def _appended(data: Any, form: PlanForm, new: dict[str, Any], *, goals: int, actions: int) -> PlanForm:
    moved = {_further(name, form): value for name, value in new.items()}
    return PlanForm.typed(data, more_goals=goals, more_actions=actions, **moved)


def _further(name: str, form: PlanForm) -> str:
    """The field's name as many rows further down as were typed."""
    kind, number, *rest = name.split("_")
    rows = form.goal_count if kind == "goal" else form.action_count
    return "_".join([kind, str(int(number) + rows), *rest])


def _values(data: Any, start: str, end: str) -> set[str]:
    return {str(value).strip() for name, value in data.items() if name.startswith(start) and name.endswith(end)}


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
        templates=templates_on(localdate()),
        refused=case.reasons_not_to_write(),
    )
