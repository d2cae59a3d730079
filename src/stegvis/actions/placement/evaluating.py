"""Evaluation (utvärdering): how it went in one voice, and the other's comment on it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, Permission, may, require
from ...models import Placement, PlacementEvaluation
from ...rules import placement as rules
from ...rules.history import EventKind
from ...rules.placement import PlacementStatus, Voice
from ..log import log, stop_if
from .rows import locked


@transaction.atomic
def evaluate_placement(
    placement: Placement,
    *,
    voice: Voice,
    went_well: str,
    could_be_better: str,
    would_again: bool | None = None,
    written_by: str = "",
    by: Actor,
) -> PlacementEvaluation:
    """How it went, once for each voice, at the end."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_EVALUATE, placement)
    _require_voice(by, placement, voice)
    written_by = written_by.strip() or by.name
    earlier = PlacementEvaluation.objects.filter(placement=placement, voice=voice).first()
    stop_if(
        rules.reasons_not_to_evaluate(
            status=PlacementStatus(placement.status),
            ends_on=placement.ends_on,
            today=timezone.localdate(),
            written_on=earlier.written_on if earlier else None,
            went_well=went_well,
            could_be_better=could_be_better,
            written_by=written_by,
        )
    )
    evaluation = PlacementEvaluation.objects.create(
        placement=placement,
        voice=voice,
        went_well=went_well.strip(),
        could_be_better=could_be_better.strip(),
        would_again=would_again,
        written_on=timezone.localdate(),
        written_by=written_by,
    )
    log(EventKind.PLACEMENT_EVALUATED, placement, by=by, voice=voice.value)
    return evaluation


@transaction.atomic
def disagree_with_evaluation(
    evaluation: PlacementEvaluation, *, voice: Voice, words: str, by: Actor
) -> PlacementEvaluation:
    """The other voice says what it sees in another way; both stand side by side."""
    placement = locked(evaluation.placement)
    require(by, Permission.PLACEMENT_EVALUATE, placement)
    _require_voice(by, placement, voice)
    evaluation = PlacementEvaluation.objects.select_for_update().get(pk=evaluation.pk)
    stop_if(
        rules.reasons_not_to_disagree(
            of=Voice(evaluation.voice), by=voice, disagreed_on=evaluation.disagreed_on, words=words
        )
    )
    evaluation.disagreed_on, evaluation.disagreement = timezone.localdate(), words.strip()
    evaluation.save()
    log(EventKind.PLACEMENT_EVALUATED, placement, by=by, voice=voice.value, disagrees=True)
    return evaluation


def _require_voice(by: Actor, placement: Placement, voice: Voice) -> None:
    """Nobody speaks for the other side; whoever has the case writes down what either says."""
    if voice is Voice.PARTICIPANT and not may(by, Permission.PLACEMENT_ANSWER, placement):
        raise NotAllowed(Permission.PLACEMENT_ANSWER, placement)
    if voice is Voice.HOST and by.participant_id is not None:
        raise NotAllowed(Permission.PLACEMENT_EVALUATE, placement)
