"""Judging (bedömning): say where points stand, move a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Case, Criterion, CriterionMark, Ladder, Step, StepMove
from ...queries.ladder import criteria_for, ladder_for, ladders_of
from ...queries.ladder.making import empty_steps, ladders_to_follow
from ...rules import ladder as rules
from ...rules.history import EventKind
from ...rules.ladder import Mark
from ..log import log, stop_if


@dataclass(frozen=True)
class Judgement:
    """What somebody says of one point (bedömning)."""

    criterion: Criterion
    mark: Mark
    note: str = ""


@transaction.atomic
def mark_criteria(
    case: Case, *, judgements: Sequence[Judgement], marked_on: date | None = None, by: Actor
) -> list[CriterionMark]:
    """Say where several points stand now, one line in the log for each; what was before is kept in the history."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.CRITERION_MARK, case)
    today = timezone.localdate()
    day = marked_on or today
    asked = set(criteria_for(case, today=today).values_list("pk", flat=True))
    stop_if(
        rules.reasons_not_to_mark(
            status=case.status,
            marked_on=day,
            opened_on=case.opened_on,
            today=today,
            points=len(judgements),
            outside=[each.criterion.text for each in judgements if each.criterion.pk not in asked],
        )
    )
    before = {row.criterion_id: row for row in case.marks.all()}
    return [_judge(case, judgement, day, before.get(judgement.criterion.pk), by=by) for judgement in judgements]


def _judge(case: Case, judgement: Judgement, day: date, row: CriterionMark | None, *, by: Actor) -> CriterionMark:
    before, since = (Mark(row.mark), row.since or row.marked_on) if row else (None, None)
    row = row or CriterionMark(case=case, criterion=judgement.criterion)
    row.since = rules.since_when(before=before, since=since, mark=judgement.mark, marked_on=day)
    row.mark, row.marked_on, row.note = judgement.mark, day, judgement.note.strip()
    row.marked_by_id = by.user_id
    row.save()
    data = {"criterion": judgement.criterion.pk, "mark": judgement.mark.value}
    log(EventKind.CRITERION_MARKED, row, by=by, happened_on=day, **data)
    return row


def mark_criterion(
    case: Case, *, criterion: Criterion, mark: Mark, marked_on: date | None = None, note: str = "", by: Actor
) -> CriterionMark:
    """Say where one point stands now."""
    return mark_criteria(case, judgements=[Judgement(criterion, mark, note)], marked_on=marked_on, by=by)[0]


@transaction.atomic
def move_step(case: Case, *, to_step: int, moved_on: date | None = None, reason: str = "", by: Actor) -> StepMove:
    """Move one step up (when every point of the step is green) or down (with a reason)."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.STEP_MOVE, case)
    today = timezone.localdate()
    day = moved_on or today
    stop_if(
        rules.reasons_not_to_move(
            status=case.status,
            from_step=case.step,
            to_step=to_step,
            marks_below=marks_of_step(case),
            reason=reason,
            moved_on=day,
            opened_on=case.opened_on,
            last_moved_on=case.step_moves.order_by("-moved_on", "-pk").values_list("moved_on", flat=True).first(),
            today=today,
            last_step=last_step_of(case, today=today),
            has_points_there=_asks_about(case, to_step, today=today),
        )
    )
    move = StepMove.objects.create(
        case=case,
        from_step=case.step,
        to_step=to_step,
        moved_on=day,
        moved_by_id=by.user_id,
        reason=reason.strip(),
    )
    case.step = to_step
    case.save()
    kind = EventKind.STEP_UP if move.to_step > move.from_step else EventKind.STEP_DOWN
    log(kind, move, by=by, happened_on=day, from_step=move.from_step, to_step=to_step)
    return move


def marks_of_step(case: Case) -> list[Mark]:
    """The marks of the points asked about on the step where the case stands; a point nobody has judged is red."""
    criteria = criteria_for(case, today=timezone.localdate()).filter(step__number=case.step)
    marks = dict(case.marks.values_list("criterion_id", "mark"))
    return [Mark(marks.get(pk, Mark.RED)) for pk in criteria.values_list("pk", flat=True)]


def _asks_about(case: Case, step: int, *, today: date) -> bool:
    """Whether a step has points; where no ladder is laid in nothing is asked about any of them."""
    points = criteria_for(case, today=today)
    return points.filter(step__number=step).exists() or not points.exists()


def last_step_of(case: Case, *, today: date) -> int:
    """How high the ladder of the case goes; as the usual one where none is laid in."""
    steps = Step.objects.filter(ladder__in=ladders_of(case, today=today)).order_by("-number")
    return steps.values_list("number", flat=True).first() or rules.LAST_STEP


@transaction.atomic
def follow_ladder(case: Case, *, ladder: Ladder, by: Actor) -> Case:
    """Put somebody on another ladder. It is no move: the step keeps its number, and what was said can still be read."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, Permission.STEP_MOVE, case)
    ladder = Ladder.objects.select_for_update().get(pk=ladder.pk)
    today = timezone.localdate()
    before = ladder_for(case, today=today)
    stop_if(
        rules.reasons_not_to_follow(
            status=case.status,
            step=case.step,
            steps=ladder.steps.count(),
            empty_steps=empty_steps(ladder, on=today),
            follows_already=before is not None and before.pk == ladder.pk,
            in_force=ladders_to_follow(today=today).filter(pk=ladder.pk).exists(),
        )
    )
    case.ladder = ladder
    case.save()
    log(EventKind.LADDER_CHANGED, case, by=by, ladder=ladder.pk, before=before.pk if before else None, step=case.step)
    return case
