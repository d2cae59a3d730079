"""What is new since the last conversation (inför mötet): one sheet, one statement for each kind of news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from ...access import Actor
from ...models import AbsenceNotice, Activity, Case, CaseEvent, CriterionMark, OwnReport, Placement
from ...rules.activity import AbsenceKind, ActivityKind
from ...rules.history import EventKind
from ...rules.ladder import Mark
from ...rules.meeting import FollowUp, SecrecyClass
from ...rules.placement import PlacementStatus
from ...rules.plan import ActionOwner, ActionStatus, PlanAnswer
from ..ladder.parts import Move
from ..rating.voices import TwoVoices, two_voices_of
from .booked import ConversationHead, MeetingRow, follow_up_of, meetings_of
from .written import NoteRow, notes_of

SOON_DAYS = 30
STILL_TO_DO = (ActionStatus.TO_DO, ActionStatus.STARTED)


@dataclass(frozen=True)
class MarkNews:
    """One point that came to stand differently."""

    text: str
    mark: Mark
    since: date
    by: str
    note: str


@dataclass(frozen=True)
class PlanLineNews:
    """One thing to do: done since last time, or late, or still ahead."""

    text: str
    owner: ActionOwner
    due_on: date
    status: ActionStatus


@dataclass(frozen=True)
class PlanNews:
    """The version that counts, what the participant says of it, and how its lines stand."""

    version: int
    made_on: date
    is_new: bool
    answer: PlanAnswer
    answered_on: date | None
    comment: str
    done: tuple[PlanLineNews, ...]
    late: tuple[PlanLineNews, ...]
    ahead: tuple[PlanLineNews, ...]


@dataclass(frozen=True)
class RunNews:
    """An activity or a placement that began, ended or is about to end."""

    what: str
    kind: ActivityKind | None
    starts_on: date
    ends_on: date | None
    hours_per_week: float
    has_begun: bool
    is_over: bool
    ends_soon: bool
    pk: int = 0


@dataclass(frozen=True)
class AbsenceNews:
    """Days on which the participant told that they could not come; a code, never a reason."""

    kind: AbsenceKind
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class News:
    """The sheet, whole. `since` is the day of the last conversation, or of the enrolment before the first."""

    since: date
    today: date
    last: ConversationHead | None
    next: MeetingRow | None
    follow_up: FollowUp
    marks: tuple[MarkNews, ...]
    moves: tuple[Move, ...]
    plan: PlanNews | None
    voices: TwoVoices
    activities: tuple[RunNews, ...]
    placements: tuple[RunNews, ...]
    absence: tuple[AbsenceNews, ...]
    missed: tuple[MeetingRow, ...]
    reports: tuple[tuple[date, str], ...]
    notes: tuple[NoteRow, ...]


def news_of(case: Case, *, actor: Actor, classes: frozenset[SecrecyClass], today: date | None = None) -> News:
    """Everything on the sheet. The number of statements is the same however much has happened."""
    today = today or timezone.localdate()
    last = case.conversations.order_by("-held_on", "-pk").values_list("pk", "held_on", "held_by__name").first()
    since = last[1] if last else case.opened_on - timedelta(days=1)
    meetings = meetings_of(case)
    ahead = [row for row in reversed(meetings) if row.is_planned and timezone.localdate(row.starts_at) >= today]
    return News(
        since=last[1] if last else case.opened_on,
        today=today,
        last=ConversationHead(last[0], last[1], last[2] or "") if last else None,
        next=ahead[0] if ahead else None,
        follow_up=follow_up_of(case, today=today),
        marks=_marks(case, since),
        moves=tuple(
            Move(*row)
            for row in case.step_moves.filter(moved_on__gt=since)
            .order_by("moved_on", "pk")
            .values_list("from_step", "to_step", "moved_on", "reason")
        ),
        plan=_plan(case, since, today),
        voices=two_voices_of(case, for_participant=False),
        activities=_activities(case, since, today),
        placements=_placements(case, since, today),
        absence=_absence(case, since),
        missed=tuple(row for row in meetings if _is_missed(row, since)),
        reports=tuple(
            OwnReport.objects.filter(case=case, written_on__gt=since)
            .order_by("-written_on", "-pk")
            .values_list("written_on", "text")
        ),
        notes=tuple(notes_of(case, actor=actor, classes=classes, since=since).rows),
    )


def _is_missed(row: MeetingRow, since: date) -> bool:
    return row.settled_on is not None and row.settled_on > since and row.conversation_pk is None


def _marks(case: Case, since: date) -> tuple[MarkNews, ...]:
    rows = (
        CriterionMark.objects.filter(case=case)
        .annotate(came=Coalesce(F("since"), F("marked_on")))
        .filter(came__gt=since)
        .order_by("criterion__step__number", "criterion__position")
        .values_list("criterion__text", "mark", "came", "marked_by__name", "note")
    )
    return tuple(MarkNews(text, Mark(mark), came, by or "", note) for text, mark, came, by, note in rows)


def _plan(case: Case, since: date, today: date) -> PlanNews | None:
    """Which lines were done since last time stands in the history; a new version counts whole."""
    plan = case.plans.order_by("-version").first()
    if plan is None:
        return None
    lines = [
        PlanLineNews(line.text, ActionOwner(line.owner), line.due_on, ActionStatus(line.status))
        for line in plan.actions.order_by("due_on", "position")
    ]
    finished = _finished_since(case, since)
    return PlanNews(
        version=plan.version,
        made_on=plan.made_on,
        is_new=plan.made_on > since,
        answer=PlanAnswer(plan.answer),
        answered_on=plan.answered_on,
        comment=plan.answer_comment,
        done=tuple(line for line in lines if line.status is ActionStatus.DONE and line.text in finished),
        late=tuple(line for line in lines if line.status in STILL_TO_DO and line.due_on < today),
        ahead=tuple(line for line in lines if line.status in STILL_TO_DO and line.due_on >= today),
    )


def _finished_since(case: Case, since: date) -> set[str]:
    """The texts of the lines that were said to be done after a day, in any version."""
    events = CaseEvent.objects.filter(
        case_id=case.pk, kind=EventKind.PLAN_ACTION_CHANGED, happened_on__gt=since, data__status=ActionStatus.DONE
    )
    wanted = {(key, int(data.get("position", 0))) for key, data in events.values_list("subject_id", "data")}
    lines = case.plans.values_list("pk", "actions__position", "actions__text")
    return {text for plan, position, text in lines if (plan, position) in wanted}


def _activities(case: Case, since: date, today: date) -> tuple[RunNews, ...]:
    soon = today + timedelta(days=SOON_DAYS)
    rows = Activity.objects.filter(
        Q(starts_on__gt=since) | Q(ends_on__gt=since, ends_on__lte=soon), case=case
    ).order_by("starts_on", "pk")
    return tuple(
        RunNews(
            what=row.name,
            kind=ActivityKind(row.kind),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            hours_per_week=float(row.hours_per_week),
            **_stands(row.starts_on, row.ends_on, since=since, today=today),
        )
        for row in rows
    )


def _placements(case: Case, since: date, today: date) -> tuple[RunNews, ...]:
    soon = today + timedelta(days=SOON_DAYS)
    run = Q(status__in=(PlacementStatus.ACTIVE, PlacementStatus.ENDED))
    rows = Placement.objects.filter(
        run, Q(starts_on__gt=since) | Q(ends_on__gt=since, ends_on__lte=soon), case=case
    ).order_by("starts_on", "pk")
    return tuple(
        RunNews(
            what=row.place.name,
            kind=None,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            hours_per_week=float(row.hours_per_week),
            pk=row.pk,
            **_stands(row.starts_on, row.ends_on, since=since, today=today),
        )
        for row in rows.select_related("place")
    )


def _stands(starts_on: date, ends_on: date | None, *, since: date, today: date) -> dict[str, bool]:
    is_over = ends_on is not None and ends_on < today
    return {
        "has_begun": since < starts_on <= today,
        "is_over": is_over,
        "ends_soon": ends_on is not None and not is_over and ends_on <= today + timedelta(days=SOON_DAYS),
    }


def _absence(case: Case, since: date) -> tuple[AbsenceNews, ...]:
    rows = AbsenceNotice.objects.filter(
        Q(starts_on__gt=since) | Q(ends_on__isnull=True) | Q(ends_on__gt=since), case=case
    ).order_by("starts_on", "pk")
    return tuple(
        AbsenceNews(AbsenceKind(kind), starts_on, ends_on)
        for kind, starts_on, ends_on in rows.values_list("kind", "starts_on", "ends_on")
    )
