"""The page of one placement (placeringens sida): the way from question to start, one next act, and what hangs on it."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from ...access import NotAllowed, Permission
from ...models import Placement
from ...queries.attendance.introduction import introduction_of
from ...queries.attendance.person import placement_attendance
from ...queries.placement import PlacementPage, placement_page, readable
from ...rules.order import has_outgrown
from ...rules.placement import LINKED, MOST_REMINDERS, SEATED, Answer, PlacementStatus
from ...rules.words import Reason
from ..attempt import REFUSED
from ..case import show
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
from .words import facts, heading, lead, reservation, waits_for

NEXT: dict[PlacementStatus, tuple[str, Permission]] = {
    PlacementStatus.PARTICIPANT_ASKED: ("answer_for_participant", Permission.PLACEMENT_ANSWER),
    PlacementStatus.HOST_ASKED: ("answer_for_host", Permission.PLACEMENT_ANSWER_FOR_HOST),
    PlacementStatus.VISIT: ("answer_for_host", Permission.PLACEMENT_ANSWER_FOR_HOST),
    PlacementStatus.AGREED: ("sign", Permission.PLACEMENT_START),
    PlacementStatus.SIGNED: ("start", Permission.PLACEMENT_START),
    PlacementStatus.ACTIVE: ("end", Permission.PLACEMENT_END),
}
"""The one next act of each state, and who may do it."""
RELATED = (
    "case__participant", "case__unit", "place__host", "place__manager", "proposed_by", "supervisor", "agreement",
    "renews",
)  # fmt: skip


@require_safe
def placement(request: Request, pk: int) -> HttpResponse:
    """One placement, by how much the reader may see."""
    return show_placement(request, found(request, pk))


def found(request: Request, pk: int) -> Placement:
    """404 when there is none, 403 when the reader has no part in it (or the participant has not said yes yet)."""
    one = get_object_or_404(Placement.objects.select_related(*RELATED), pk=pk)
    if not readable(request.actor).filter(pk=pk).exists():
        raise NotAllowed(Permission.PLACEMENT_READ, one)
    return one


def show_placement(
    request: Request,
    one: Placement,
    *,
    forms: dict[str, BaseForm] | None = None,
    reasons: list[Reason] | None = None,
    not_started: list[Reason] | None = None,
) -> HttpResponse:
    """The page, with what was typed and every reason when something was refused; `not_started` are those of a start."""
    page = placement_page(one, request.actor, told=not_started)
    reasons = reasons or not_started or []
    next_act, permission = NEXT.get(page.status, ("", None))
    may_next = permission is not None and permission in page.may
    refused = bool(forms) or bool(reasons)
    context = {
        "page": page,
        "one": one,
        "place": one.place,
        "person": one.case.participant,
        "heading": heading(page),
        "lead": lead(page),
        "facts": facts(page),
        "next_act": _next_act(page, next_act) if may_next else "",
        "waits_for": "" if may_next else waits_for(page),
        "reservation": reservation(page),
        "is_late": page.status is PlacementStatus.ACTIVE and one.ends_on < localdate(),
        "has_outgrown": page.status is PlacementStatus.ACTIVE
        and has_outgrown(level=one.case.independence_level, independence_to=one.place.independence_to),
        "refusals": reasons,
        "attendance": placement_attendance(one, today=localdate()) if page.status in SEATED else None,
        "introduction": introduction_of(one, today=localdate()) if page.status in SEATED else None,
        **_may(page),
        **_forms(one, page),
        **(forms or {}),
    }
    about = [one.case.participant_id]
    return show(request, "placement/placement.html", context, about=about, status=REFUSED if refused else 200)


def _next_act(page: PlacementPage, act: str) -> str:
    """A yes that waits for the presentation has that as its next act."""
    said_yes = page.placement.participant_answer == Answer.YES
    return "approve" if act == "answer_for_participant" and said_yes else act


def _may(page: PlacementPage) -> dict[str, bool]:
    """Which acts beside the next one are shown."""
    may, proposes = page.may, Permission.PLACEMENT_PROPOSE in page.may
    extends = Permission.PLACEMENT_EXTEND in may
    return {
        "may_remind": page.answer_waits and proposes and page.placement.reminders < MOST_REMINDERS,
        "may_give_up": page.is_waiting and proposes,
        "may_write": page.is_waiting and proposes,
        "may_approve": page.is_waiting and Permission.PLACEMENT_ANSWER in may and not page.is_approved,
        "may_tasks": (page.is_waiting or page.status is PlacementStatus.ACTIVE) and proposes,
        "may_visit": page.status in (PlacementStatus.HOST_ASKED, PlacementStatus.VISIT)
        and Permission.PLACEMENT_ANSWER_FOR_HOST in may,
        "may_link": page.status in LINKED and Permission.HOST_LINK_MAKE in may,
        "may_extend": page.status is PlacementStatus.ACTIVE and extends,
        "may_renew": page.status in (PlacementStatus.ACTIVE, PlacementStatus.ENDED) and extends and not page.renewal,
        "may_tick": Permission.INTRODUCTION_MARK in may,
        "may_evaluate": page.voices.is_time and Permission.PLACEMENT_EVALUATE in may,
        "may_speak_for_participant": Permission.PLACEMENT_ANSWER in may,
    }


def _forms(one: Placement, page: PlacementPage) -> dict[str, BaseForm]:
    today = {"answered_on": localdate()}
    said = {"presentation": one.presentation}
    return {
        "answer_for_participant": ParticipantAnswerForm(initial=today),
        "answer_for_host": HostAnswerForm(initial=today),
        "visit": VisitForm(initial={"visit_on": one.visit_on, "visit_kind": one.visit_kind}),
        "presentation": PresentationForm(initial=said),
        "approve": ApproveForm(initial=said),
        "tasks": TasksForm(initial={"tasks": one.tasks}),
        "signing": SignForm(initial={"signed_on": localdate(), "signed_for_host_by": one.host_answered_by}),
        "end": EndForm(initial={"ended_on": min(localdate(), one.ends_on)}),
        "give_up": GiveUpForm(),
        "host_voice": EvaluationForm(prefix="host"),
        "participant_voice": _participants(EvaluationForm(prefix="participant")),
        "host_disagrees": DisagreeForm(prefix="host_disagrees"),
        "participant_disagrees": DisagreeForm(prefix="participant_disagrees"),
    }


def _participants(form: EvaluationForm) -> EvaluationForm:
    """A participant is not asked whether somebody would come again, nor for a name."""
    del form.fields["would_again"], form.fields["written_by"]
    return form
