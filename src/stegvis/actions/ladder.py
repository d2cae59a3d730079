"""Ladder (utvecklingstrappa): judge a point, move a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Criterion, CriterionMark, StepMove
from ..rules import ladder as rules
from ..rules.history import EventKind
from ..rules.ladder import Mark
from .log import log, stop_if


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
    stop_if(
        rules.reasons_not_to_mark(
            status=case.status, marked_on=day, opened_on=case.opened_on, today=today, points=len(judgements)
        )
    )
    return [_judge(case, judgement, day, by=by) for judgement in judgements]


def _judge(case: Case, judgement: Judgement, day: date, *, by: Actor) -> CriterionMark:
    row, _ = CriterionMark.objects.update_or_create(
        case=case,
        criterion=judgement.criterion,
        defaults={
            "mark": judgement.mark,
            "marked_on": day,
            "marked_by_id": by.user_id,
            "note": judgement.note.strip(),
        },
    )
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
    """The marks of the points of the step where the case stands; a point nobody has judged is red."""
    criteria = Criterion.objects.filter(step__number=case.step, step__ladder__valid_to__isnull=True).values_list(
        "pk", flat=True
    )
    marks = dict(case.marks.values_list("criterion_id", "mark"))
    return [Mark(marks.get(pk, Mark.RED)) for pk in criteria]
