"""Making ladders (göra en trappa): steps and points as dated data. What people were judged by is never taken away.

Every act locks the ladder, so that two administrators never number the same step or empty it together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Criterion, CriterionMark, Ladder, Step
from ...queries.ladder.making import empty_steps, followers_by_name, highest_step_without_ladder, others_than
from ...queries.ladder.which import usual_ladder
from ...rules import ladder as rules
from ...rules.history import EventKind
from ...rules.words import Reason
from ..log import log, stop_if

OUT_OF_THE_WAY = 10_000
"""Positions are moved this far while they change places: no two of a step are ever the same."""


def _locked(ladder: int, *, by: Actor) -> Ladder:
    require(by, Permission.SETTINGS_WRITE)
    return Ladder.objects.select_for_update().get(pk=ladder)


def _log(ladder: Ladder, *, by: Actor, what: str, **data: Any) -> None:
    log(EventKind.LADDER_CHANGED, ladder, by=by, what=what, **data)


@transaction.atomic
def make_ladder(*, name: str, steps: Sequence[str], valid_from: date, is_common: bool = False, by: Actor) -> Ladder:
    """A new ladder, its steps from the lowest. Nobody follows it until put on it, or until the usual one ends."""
    require(by, Permission.SETTINGS_WRITE)
    today, names = timezone.localdate(), [step.strip() for step in steps if step.strip()]
    list(Ladder.objects.select_for_update())  # two at once would not see each other's name
    going = list(Ladder.objects.filter(valid_to__isnull=True))
    stop_if(
        rules.reasons_not_to_make(
            name=name,
            taken=[each.name for each in going],
            steps=names,
            valid_from=valid_from,
            today=today,
            is_common=is_common,
            has_common=any(each.is_common for each in going),
        )
    )
    ladder = Ladder.objects.create(name=name.strip(), valid_from=valid_from, is_common=is_common)
    Step.objects.bulk_create(Step(ladder=ladder, number=number, name=step) for number, step in enumerate(names, 1))
    _log(ladder, by=by, what="made", steps=len(names), valid_from=valid_from)
    return ladder


@transaction.atomic
def end_ladder(ladder: Ladder, *, from_day: date, by: Actor) -> Ladder:
    """The ladder no longer holds from a day. Those who follow it without saying so follow the next one from then."""
    ladder = _locked(ladder.pk, by=by)
    stop_if(_reasons_not_to_end(ladder, from_day, timezone.localdate()))
    ladder.valid_to = from_day - timedelta(days=1)
    ladder.save()
    _log(ladder, by=by, what="ended", valid_to=ladder.valid_to)
    return ladder


def _reasons_not_to_end(ladder: Ladder, from_day: date, today: date) -> list[Reason]:
    is_usual = not ladder.is_common and usual_ladder(today) == ladder.pk
    following = others_than(ladder).of_our_own().usual(from_day).first() if is_usual else ladder
    return rules.reasons_not_to_end_ladder(
        from_day=from_day,
        begins=ladder.valid_from,
        ends=ladder.valid_to,
        today=today,
        followers=followers_by_name(ladder),
        highest_step=highest_step_without_ladder() if is_usual else 1,
        next_steps=following.steps.count() if following else None,
        next_empty_steps=empty_steps(following, on=from_day) if is_usual and following else 0,
    )


@transaction.atomic
def add_step(ladder: Ladder, *, name: str, plain_name: str = "", by: Actor) -> Step:
    """One more step at the top."""
    ladder = _locked(ladder.pk, by=by)
    taken = list(ladder.steps.values_list("name", flat=True))
    stop_if(rules.reasons_not_to_add_step(name=name, taken=taken, has_ended=ladder.valid_to is not None))
    step = Step.objects.create(ladder=ladder, number=len(taken) + 1, name=name.strip(), plain_name=plain_name.strip())
    _log(ladder, by=by, what="step_added", step=step.pk)
    return step


@transaction.atomic
def change_step(step: Step, *, name: str, plain_name: str = "", common_step: Step | None = None, by: Actor) -> Step:
    """The words of a step, and what it corresponds to on the common ladder."""
    ladder = _locked(step.ladder_id, by=by)
    step = Step.objects.get(pk=step.pk)
    others = ladder.steps.exclude(pk=step.pk)
    mapped = others.filter(common_step__isnull=False).values_list("number", "common_step__number")
    stop_if(
        rules.reasons_not_to_change_step(
            name=name,
            taken=list(others.values_list("name", flat=True)),
            number=step.number,
            common_number=common_step.number if common_step else None,
            common_by_number=dict(mapped),
            is_common=ladder.is_common,
        )
    )
    step.name, step.plain_name, step.common_step = name.strip(), plain_name.strip(), common_step
    step.save()
    _log(ladder, by=by, what="step_changed", step=step.pk, common_step=common_step.pk if common_step else None)
    return step


@transaction.atomic
def add_criterion(step: Step, *, text: str, plain_text: str = "", from_day: date | None = None, by: Actor) -> Criterion:
    """One more point last on a step, asked about from a day. Whoever has passed the step stays where they are."""
    ladder = _locked(step.ladder_id, by=by)
    today = timezone.localdate()
    day = from_day or today
    stop_if(
        rules.reasons_not_to_add_point(
            text=text, taken=_texts(step), from_day=day, today=today, has_ended=ladder.valid_to is not None
        )
    )
    last = step.criteria.aggregate(last=Max("position"))["last"] or 0
    criterion = Criterion.objects.create(
        step=step, position=last + 1, text=text.strip(), plain_text=plain_text.strip(), valid_from=day
    )
    _log(ladder, by=by, what="criterion_added", criterion=criterion.pk, valid_from=day)
    return criterion


def _texts(step: Step, *, but: int = 0) -> list[str]:
    """The points that the step has or is to have."""
    return list(step.criteria.filter(valid_to__isnull=True).exclude(pk=but).values_list("text", flat=True))


@transaction.atomic
def change_criterion(
    criterion: Criterion, *, text: str, plain_text: str = "", means_the_same: bool = False, by: Actor
) -> Criterion:
    """Word a point better. One that people are judged by keeps its meaning, which somebody has to say."""
    criterion = Criterion.objects.select_related("step").get(pk=criterion.pk)
    ladder = _locked(criterion.step.ladder_id, by=by)
    stop_if(
        rules.reasons_not_to_change_point(
            text=text,
            before=criterion.text,
            taken=_texts(criterion.step, but=criterion.pk),
            judged=CriterionMark.objects.filter(criterion=criterion).count(),
            means_the_same=means_the_same,
        )
    )
    criterion.text, criterion.plain_text = text.strip(), plain_text.strip()
    criterion.save()
    _log(ladder, by=by, what="criterion_changed", criterion=criterion.pk)
    return criterion


@transaction.atomic
def end_criterion(criterion: Criterion, *, from_day: date, by: Actor) -> Criterion:
    """The point is not asked about from a day. What was said of it stays, and nobody is moved."""
    criterion = Criterion.objects.select_related("step").get(pk=criterion.pk)
    ladder = _locked(criterion.step.ladder_id, by=by)
    criterion.refresh_from_db()
    others = Criterion.objects.on(from_day).filter(step=criterion.step).exclude(pk=criterion.pk)
    stop_if(
        rules.reasons_not_to_end_point(
            from_day=from_day,
            begins=criterion.valid_from,
            ends=criterion.valid_to,
            today=timezone.localdate(),
            others_that_day=others.count(),
        )
    )
    criterion.valid_to = from_day - timedelta(days=1)
    criterion.save()
    _log(ladder, by=by, what="criterion_ended", criterion=criterion.pk, valid_to=criterion.valid_to)
    return criterion


@transaction.atomic
def reorder_criteria(step: Step, *, order: Sequence[int], by: Actor) -> None:
    """The points of a step in a new order (by key); those that have ended stand after them."""
    ladder = _locked(step.ladder_id, by=by)
    ended = list(
        step.criteria.filter(valid_to__lt=timezone.localdate()).order_by("position").values_list("pk", flat=True)
    )
    current = list(step.criteria.exclude(pk__in=ended).values_list("pk", flat=True))
    stop_if(rules.reasons_not_to_reorder(wanted=order, current=current))
    step.criteria.update(position=F("position") + OUT_OF_THE_WAY)
    for position, key in enumerate([*order, *ended], start=1):
        Criterion.objects.filter(pk=key).update(position=position)
    _log(ladder, by=by, what="criteria_reordered", step=step.pk)
