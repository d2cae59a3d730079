"""Conversation (samtal): plan, both voices, points and the next meeting renewed at once, saved as one or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from ..access import Actor, NotAllowedNow, Permission, require
from ..models import Case, Conversation, ConversationDraft, Meeting, Message, Plan, PlanAction, PlanDirection, Rating
from ..rules import meeting as rules
from ..rules.history import EventKind
from ..rules.meeting import Booking, MeetingStatus, SecrecyClass
from ..rules.message import MessageStatus
from ..rules.plan import Content, PlanAnswer, PlannedAction, is_material
from ..rules.rating import TWO_VOICES, Given, Respondent
from ..rules.rating import AnsweredHow as RatedHow
from ..rules.words import Reason
from .ladder import Judgement, mark_criteria
from .log import log, stop_if
from .meeting import plan_meeting, settle_meeting
from .note import write_note
from .plan import answer_plan, change_action, content_of, save_plan
from .rating import answer, ask

Done = TypeVar("Done")
TALK, PLAN, OWN, PROFESSIONAL, POINTS = "talk", "plan", "own", "professional", "points"
"""The parts of the page; each reason against saving belongs to one."""


@dataclass(frozen=True, kw_only=True)
class PlanSaid:
    """The plan as it stands on the page, on top of the version that was read (0 when there was none)."""

    goals: list[str]
    actions: list[PlannedAction]
    base_version: int
    direction: PlanDirection | None = None
    own_words: str = ""
    change_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Everything of one conversation. What was not touched is left out, and costs nothing.

    `seen` is the key of the latest conversation when the page was opened (0 when there was none).
    """

    held_on: date
    seen: int
    plan: PlanSaid | None = None
    answer: PlanAnswer | None = None
    comment: str = ""
    own: Mapping[str, Given] = field(default_factory=dict)
    professional: Mapping[str, Given] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()
    next: Booking | None = None
    agreed: str = ""
    note: str = ""
    note_secrecy: SecrecyClass = SecrecyClass.FILE


class ConversationRefused(NotAllowedNow):
    """Nothing is saved: every reason at once, by the part of the page that it belongs to."""

    def __init__(self, parts: Mapping[str, list[Reason]]) -> None:
        super().__init__(reason for reasons in parts.values() for reason in reasons)
        self.parts = parts


class _Parts:
    """Tries each part in turn, so that all that stands in the way is told at once."""

    def __init__(self) -> None:
        self.refused: dict[str, list[Reason]] = {}

    def attempt(self, name: str, act: Callable[[], Done]) -> Done | None:
        try:
            with transaction.atomic():
                return act()
        except NotAllowedNow as refusal:
            self.refused.setdefault(name, []).extend(refusal.reasons)
            return None


@transaction.atomic
def hold_conversation(case: Case, *, said: Said, by: Actor) -> Conversation:
    """Save everything that was said, or nothing. Raises ConversationRefused with each reason at its part."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.MEETING_WRITE, case)
    parts = _Parts()
    parts.attempt(TALK, lambda: stop_if(_reasons_against(case, said)))
    renewed = parts.attempt(PLAN, lambda: _renew_plan(case, said.plan, by=by))
    if said.answer is not None and PLAN not in parts.refused:
        parts.attempt(TALK, lambda: _answer_plan(case, said, by=by))
    own = parts.attempt(OWN, lambda: _rate(case, Respondent.PARTICIPANT, said.own, said.held_on, by=by))
    other = parts.attempt(
        PROFESSIONAL, lambda: _rate(case, Respondent.PROFESSIONAL, said.professional, said.held_on, by=by)
    )
    if said.judgements:
        parts.attempt(POINTS, lambda: mark_criteria(case, judgements=said.judgements, marked_on=said.held_on, by=by))
    meeting = parts.attempt(TALK, lambda: _held_that_day(case, said.held_on, by=by))
    ahead = parts.attempt(TALK, lambda: plan_meeting(case, booking=said.next, by=by) if said.next else None)
    if said.note.strip():
        parts.attempt(TALK, lambda: _note(case, said, meeting, by=by))
    if parts.refused:
        raise ConversationRefused(parts.refused)
    conversation = Conversation.objects.create(
        case=case,
        held_on=said.held_on,
        held_by_id=by.user_id,
        meeting=meeting,
        next_meeting=ahead,
        plan=case.plans.order_by("-version").first(),
        plan_renewed=renewed is not None,
        own_rating=own,
        professional_rating=other,
        points_judged=len(said.judgements),
        agreed=said.agreed.strip(),
    )
    ConversationDraft.objects.filter(case=case, user=by.user_id).delete()
    log(
        EventKind.CONVERSATION_HELD,
        conversation,
        by=by,
        happened_on=said.held_on,
        plan_renewed=conversation.plan_renewed,
        points=conversation.points_judged,
    )
    return conversation


def _reasons_against(case: Case, said: Said) -> list[Reason]:
    latest = case.conversations.order_by("-pk").values_list("pk", flat=True).first() or 0
    return rules.reasons_not_to_hold(
        status=case.status,
        held_on=said.held_on,
        opened_on=case.opened_on,
        today=timezone.localdate(),
        seen=said.seen,
        latest=latest,
    )


def _renew_plan(case: Case, said: PlanSaid | None, *, by: Actor) -> Plan | None:
    """A new version when the agreement changed; where only a line has come further, that alone is noted."""
    if said is None:
        return None
    read = case.plans.filter(version=said.base_version).select_related("direction").first()
    before = content_of(read)
    if _is_untouched(before, said, own_words=read.own_words if read else ""):
        return None
    now = Content(said.goals, said.actions, said.direction.key if said.direction else "")
    says_more = said.own_words.strip() != (read.own_words if read else "")
    is_latest = read is not None and not case.plans.filter(version__gt=read.version).exists()
    if (
        read is None
        or not is_latest
        or says_more
        or is_material(before, now)
        or len(now.actions) != len(before.actions)
    ):
        return save_plan(
            case,
            goals=said.goals,
            actions=said.actions,
            base_version=said.base_version,
            direction=said.direction,
            own_words=said.own_words,
            change_reason=said.change_reason,
            by=by,
        )
    lines = {line.position: line for line in PlanAction.objects.filter(plan=read)}
    for action in said.actions:
        if action.continues in lines and action.stood is not None and action.status is not action.stood:
            change_action(lines[action.continues], status=action.status, by=by)
    return None


def _is_untouched(before: Content, said: PlanSaid, *, own_words: str) -> bool:
    """Whether the page says exactly what the version said that was read."""
    goals = [goal.strip() for goal in said.goals if goal.strip()]
    lines = [(action.wording, action.status) for action in said.actions]
    return (
        goals == list(before.goals)
        and lines == [(action.wording, action.status) for action in before.actions]
        and (said.direction.key if said.direction else "") == before.direction
        and said.own_words.strip() == own_words
    )


def _answer_plan(case: Case, said: Said, *, by: Actor) -> Plan:
    """What the participant says of the version that counts when the conversation ends."""
    plan = case.plans.order_by("-version").first()
    if plan is None or said.answer is None:
        raise NotAllowedNow([Reason("Det finns ingen plan att svara på än.", at="answer")])
    answered_on = max(said.held_on, plan.made_on)
    answered = answer_plan(plan, answer=said.answer, comment=said.comment, answered_on=answered_on, by=by)
    _need_not_be_told(answered)
    return answered


def _rate(case: Case, respondent: Respondent, given: Mapping[str, Given], day: date, *, by: Actor) -> Rating | None:
    """One voice's answers to the questions that are in force, or to those that already wait."""
    if not given:
        return None
    waiting = case.ratings.filter(
        version__instrument__key=TWO_VOICES, respondent=respondent, answered_on__isnull=True
    ).first()
    rating = waiting or ask(case, instrument_key=TWO_VOICES, respondent=respondent, asked_on=day, by=by)
    answered = answer(rating, given=given, how=RatedHow.TOGETHER, answered_on=max(day, rating.asked_on), by=by)
    _need_not_be_told(answered)
    return answered


def _need_not_be_told(subject: models.Model) -> None:
    """What was answered on the spot is nothing to remind of."""
    Message.objects.filter(
        subject_type=subject._meta.model_name, subject_id=subject.pk, status=MessageStatus.WAITING
    ).update(status=MessageStatus.DROPPED, settled_at=timezone.now(), why_not="answered_together")


def _held_that_day(case: Case, day: date, *, by: Actor) -> Meeting | None:
    """The meeting that this was, if one was booked that day."""
    booked = case.meetings.filter(status=MeetingStatus.PLANNED, starts_at__date=day).order_by("starts_at").first()
    return settle_meeting(booked, outcome=MeetingStatus.HELD, by=by) if booked else None


def _note(case: Case, said: Said, meeting: Meeting | None, *, by: Actor) -> None:
    """The note of the conversation; its reasons stand at the conversation's own fields."""
    try:
        write_note(case, text=said.note, secrecy=said.note_secrecy, written_on=said.held_on, meeting=meeting, by=by)
    except NotAllowedNow as refusal:
        at = {"text": "note", "written_on": "held_on"}
        moved = [Reason(each.template, at=at.get(each.at or "", each.at), **each.values) for each in refusal.reasons]
        raise NotAllowedNow(moved) from refusal


@transaction.atomic
def keep_draft(case: Case, *, typed: Mapping[str, Any], seen: int, by: Actor) -> ConversationDraft | None:
    """Keep what is typed and not saved; for the writer alone, until the conversation is saved or it is thrown away.

    What arrives after the writer has saved it, from a page that was still sending, is not kept.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, Permission.MEETING_WRITE, case)
    if case.conversations.filter(pk__gt=seen, held_by=by.user_id).exists():
        return None
    draft, _ = ConversationDraft.objects.update_or_create(
        case=case, user_id=by.signed_in_id, defaults={"typed": dict(typed)}
    )
    return draft


@transaction.atomic
def throw_draft(case: Case, *, by: Actor) -> None:
    """Begin anew from what is saved."""
    require(by, Permission.MEETING_WRITE, case)
    ConversationDraft.objects.filter(case=case, user=by.user_id).delete()
