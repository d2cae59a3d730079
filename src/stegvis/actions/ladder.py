"""Ladder (utvecklingstrappa): judge a point, move a step."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Case, Criterion, CriterionMark, StepMove
from ..rules import ladder as rules
from ..rules.history import EventKind
from ..rules.ladder import Mark
from .log import log, stop_if


@transaction.atomic
def mark_criterion(
    case: Case, *, criterion: Criterion, mark: Mark, marked_on: date | None = None, note: str = "", by: Actor
) -> CriterionMark:
    """Say where a point stands now; what it was before is kept in the history."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.CRITERION_MARK, case)
    today = timezone.localdate()
    day = marked_on or today
    stop_if(rules.reasons_not_to_mark(status=case.status, marked_on=day, today=today))
    row, _ = CriterionMark.objects.update_or_create(
        case=case,
        criterion=criterion,
        defaults={"mark": mark, "marked_on": day, "marked_by_id": by.user_id, "note": note.strip()},
    )
    log(EventKind.CRITERION_MARKED, row, by=by, happened_on=day, criterion=criterion.pk, mark=mark.value)
    return row


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
