"""The conversation (samtalet): one page that renews plan, both voices, points and the next meeting, saved as one.

What is typed is kept as a draft while one goes, so that neither a dead network nor a closed page loses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...access import Permission
from ...actions.conversation import (
    OWN,
    PLAN,
    POINTS,
    PROFESSIONAL,
    TALK,
    ConversationRefused,
    hold_conversation,
    keep_draft,
    throw_draft,
)
from ...models import Case, Conversation
from ...queries.ladder import judged_points, ladder_of
from ...queries.meeting.booked import meetings_of
from ...queries.meeting.renewed import Draft, Questions, draft_of, questions_to
from ...queries.meeting.talks import latest_conversation
from ...queries.meeting.written import classes_for
from ...queries.plan import PlanVersion, latest_version, plan_of, templates_on
from ...rules.meeting import FOLLOW_UP_DAYS, MeetingKind
from ...rules.own import PageLanguage
from ...rules.plan import followed
from ...rules.rating import Respondent
from ..attempt import CHANGED_MEANWHILE, REFUSED
from ..case import found_case, show_case
from ..plan.edit import more_rows
from ..plan.forms import PlanForm, bare
from ..plan.words import difference
from ..rating.forms import RatingForm
from ..request import Request, number_in
from .talk_forms import TalkForm, TalkForms, points_form

THROW = "throw_draft"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "act", "template"})


def conversation(request: Request, pk: int) -> HttpResponse:
    """Hold a conversation with somebody."""
    case = found_case(request, pk, Permission.MEETING_WRITE)
    if request.method != "POST":
        draft = draft_of(case, request.actor.user_id)
        return _page(request, case, _forms(request, case, typed=draft.typed if draft else {}), draft=draft)
    if request.POST.get("act") == THROW:
        throw_draft(case, by=request.actor)
        return redirect("conversation", pk=pk)
    if (more := more_rows(request.POST, prefix=PLAN)) is not None:
        return _page(request, case, _forms(request, case, typed=request.POST, plan=more))
    forms = _forms(request, case, sent=request.POST)
    if forms.are_valid():
        try:
            held = hold_conversation(case, said=forms.said, by=request.actor)
        except ConversationRefused as refusal:
            forms.place(refusal.parts)
        else:
            messages.success(request, _("Samtalet är sparat."))
            return redirect("conversation_receipt", pk=held.pk)
    _keep(request, case, _typed(request))
    return _changed_meanwhile(request, case, forms) or _page(request, case, forms, status=REFUSED)


@require_POST
def conversation_draft(request: Request, pk: int) -> HttpResponse:
    """Keep what is typed so far; answers with the words that stand beside the button."""
    case = found_case(request, pk, Permission.MEETING_WRITE)
    draft = _keep(request, case, _typed(request))
    if not request.htmx:
        return redirect("conversation", pk=pk)
    return show_case(request, case, "meeting/draft.html", here=_("Samtalet"), draft=draft)


def _keep(request: Request, case: Case, typed: Mapping[str, Any]) -> Draft | None:
    kept = keep_draft(case, typed=typed, seen=number_in(typed, f"{TALK}-seen") or 0, by=request.actor)
    return Draft(kept.typed, kept.typed_at) if kept else None


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in request.POST if name not in NOT_TYPED}


def _forms(
    request: Request,
    case: Case,
    *,
    typed: Mapping[str, Any] | None = None,
    sent: Any = None,
    plan: PlanForm | None = None,
) -> TalkForms:
    """The forms as things stand, with what is typed so far on top; or as they were sent, to be checked."""
    typed, today = typed or {}, timezone.localdate()
    if plan is None:
        has_plan = any(name.startswith(f"{PLAN}-") for name in typed)
        standing = PlanForm.typed(typed, prefix=PLAN) if has_plan else None
        plan = PlanForm.sent(sent, prefix=PLAN) if sent is not None else standing
    return TalkForms(
        talk=TalkForm(
            sent,
            prefix=TALK,
            classes=classes_for(request.actor, case),
            initial=_as_last_time(case) | bare(typed, TALK),
        ),
        plan=plan or PlanForm.blank(plan_of(case, latest_version(case)), prefix=PLAN),
        points=points_form(case, ladder_of(case, today=today).points, sent, typed=typed),
        own=_rating(case, Respondent.PARTICIPANT, OWN, sent, typed),
        professional=_rating(case, Respondent.PROFESSIONAL, PROFESSIONAL, sent, typed),
    )


def _rating(case: Case, respondent: Respondent, prefix: str, sent: Any, typed: Mapping[str, Any]) -> RatingForm | None:
    """The questions, to the participant in the participant's language: the screen can be turned."""
    asked = questions_to(case, respondent, today=timezone.localdate())
    if asked is None:
        return None
    is_own = respondent is Respondent.PARTICIPANT
    language = PageLanguage(case.participant.page_language) if is_own else PageLanguage.SWEDISH
    form = RatingForm(asked.version, respondent, language, sent, prefix=prefix, answers=asked.answers)
    form.initial = bare(typed, prefix)
    return form


def _as_last_time(case: Case) -> dict[str, Any]:
    """The place is where we usually meet, and the way there is remembered with it."""
    last = next((row for row in meetings_of(case) if row.where), None)
    return {
        "seen": latest_conversation(case),
        "kind": MeetingKind.FOLLOW_UP,
        "where": last.where if last else case.unit.name,
        "how_to_get_there": last.how_to_get_there if last else "",
    }


def _changed_meanwhile(request: Request, case: Case, forms: TalkForms) -> HttpResponse | None:
    """Somebody saved since the page was opened: what is new stands above, what was typed below; nothing is lost."""
    typed, rows = _typed(request), bare(_typed(request), PLAN)
    base, latest = plan_of(case, number_in(rows, "base_version") or 0), plan_of(case, latest_version(case))
    is_plan_new = latest is not None and (base is None or base.version != latest.version)
    held = Conversation.objects.select_related("held_by").filter(case=case).order_by("-pk").first()
    is_held_new = held is not None and held.pk != number_in(typed, f"{TALK}-seen")
    if not is_plan_new and not is_held_new:
        return None
    if is_plan_new and latest is not None:
        typed |= {f"{PLAN}-{name}": value for name, value in _onto(rows, base, latest).items()}
    if is_held_new and held is not None:
        typed[f"{TALK}-seen"] = str(held.pk)
    if held is None or held.held_by_id != request.actor.user_id:
        _keep(request, case, typed)
    who = held.held_by.name if is_held_new and held and held.held_by else (latest.made_by if latest else "")
    return _page(
        request,
        case,
        _forms(request, case, typed=typed),
        status=CHANGED_MEANWHILE,
        changed_by=who or _("Någon"),
        changed_at=latest.made_at if is_plan_new and latest else None,
        changes=difference(base, latest) if is_plan_new and latest else [],
    )


def _onto(rows: Mapping[str, Any], base: PlanVersion | None, latest: PlanVersion) -> dict[str, str]:
    """The typed rows on top of the latest version: which of its lines each continues; one that is gone, none."""
    places = followed(base.planned if base else [], latest.planned)
    continued = [name for name in rows if name.startswith("action_") and name.endswith("_continues")]
    onto = {name: str(places.get(number_in(rows, name) or 0, "")) for name in continued}
    return onto | {"base_version": str(latest.version), "since": str(base.version if base else 0)}


def _page(
    request: Request, case: Case, forms: TalkForms, *, status: int = 200, draft: Draft | None = None, **changed: Any
) -> HttpResponse:
    today = timezone.localdate()
    latest = plan_of(case, latest_version(case))
    ladder = ladder_of(case, today=today)
    meetings = meetings_of(case)
    return show_case(
        request,
        case,
        "meeting/talk.html",
        here=_("Samtalet"),
        status=status,
        forms=forms,
        draft=draft,
        draft_is_old=draft is not None and _is_old(draft, case, latest),
        plan=latest,
        templates=templates_on(today),
        ladder=ladder,
        rows={step.number: forms.points.rows(judged_points(step)) for step in ladder.steps},
        asked=_asked(case, today),
        next_by=today + timedelta(days=FOLLOW_UP_DAYS),
        booked=[row for row in reversed(meetings) if row.is_planned and timezone.localdate(row.starts_at) > today],
        today_meeting=next(
            (row for row in meetings if row.is_planned and timezone.localdate(row.starts_at) == today), None
        ),
        refused=case.reasons_not_to_write(),
        **({"changed_by": "", "changed_at": None, "changes": []} | changed),
    )


def _asked(case: Case, today: Any) -> dict[str, Questions | None]:
    both = {OWN: Respondent.PARTICIPANT, PROFESSIONAL: Respondent.PROFESSIONAL, POINTS: None}
    return {name: questions_to(case, voice, today=today) for name, voice in both.items() if voice is not None}


def _is_old(draft: Draft, case: Case, latest: PlanVersion | None) -> bool:
    """Whether the plan or a conversation was saved after the draft was begun."""
    base, seen = (number_in(draft.typed, name) or 0 for name in (f"{PLAN}-base_version", f"{TALK}-seen"))
    return base != (latest.version if latest else 0) or seen != latest_conversation(case)
