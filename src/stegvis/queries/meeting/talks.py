"""Conversations (samtal) that have been held: what each renewed, for the receipt and the agreement text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...models import Case, Conversation
from ...rules.meeting import MeetingStatus
from ...rules.plan import ActionOwner, ActionStatus, PlanAnswer
from .booked import MeetingRow, meeting_row, next_meeting_of

STILL_TO_DO = (ActionStatus.TO_DO, ActionStatus.STARTED)


@dataclass(frozen=True)
class ConversationRow:
    """One conversation, whole. The plan is the version that stood when it was saved."""

    pk: int
    held_on: date
    held_by: str
    agreed: str
    plan_version: int | None
    plan_renewed: bool
    points_judged: int
    answer: PlanAnswer | None
    answer_comment: str
    goals: tuple[str, ...]
    to_do: tuple[tuple[str, ActionOwner, date], ...]
    own_rating_pk: int | None
    professional_rating_pk: int | None
    next: MeetingRow | None


def latest_conversation(case: Case) -> int:
    """The key of the latest conversation of the case; 0 when there is none. One statement."""
    return case.conversations.order_by("-pk").values_list("pk", flat=True).first() or 0


@dataclass(frozen=True)
class HeldRow:
    """One conversation in a list."""

    pk: int
    held_on: date
    held_by: str
    plan_version: int | None
    points_judged: int
    is_rated: bool


def conversations_of(case: Case) -> list[HeldRow]:
    """Every conversation, the latest first. One statement."""
    rows = case.conversations.select_related("held_by", "plan").order_by("-held_on", "-pk")
    return [
        HeldRow(
            pk=row.pk,
            held_on=row.held_on,
            held_by=row.held_by.name if row.held_by else "",
            plan_version=row.plan.version if row.plan and row.plan_renewed else None,
            points_judged=row.points_judged,
            is_rated=row.own_rating_id is not None or row.professional_rating_id is not None,
        )
        for row in rows
    ]


def conversation_row(conversation: Conversation) -> ConversationRow:
    """One conversation with its plan and the meeting that was booked. At most five statements."""
    plan = conversation.plan
    answer = PlanAnswer(plan.answer) if plan else None
    lines = plan.actions.filter(status__in=STILL_TO_DO).order_by("due_on", "position") if plan else []
    return ConversationRow(
        pk=conversation.pk,
        held_on=conversation.held_on,
        held_by=conversation.held_by.name if conversation.held_by else "",
        agreed=conversation.agreed,
        plan_version=plan.version if plan else None,
        plan_renewed=conversation.plan_renewed,
        points_judged=conversation.points_judged,
        answer=answer,
        answer_comment=plan.answer_comment if plan else "",
        goals=tuple(goal.text for goal in plan.goals.order_by("position")) if plan else (),
        to_do=tuple((line.text, ActionOwner(line.owner), line.due_on) for line in lines),
        own_rating_pk=conversation.own_rating_id,
        professional_rating_pk=conversation.professional_rating_id,
        next=_next(conversation),
    )


def _next(conversation: Conversation) -> MeetingRow | None:
    """What was booked in the conversation; when that is moved on from, what is booked now."""
    booked = conversation.next_meeting
    if booked is not None and booked.status == MeetingStatus.PLANNED:
        return meeting_row(booked)
    return next_meeting_of(conversation.case)
