"""Mapping and baseline (kartläggning och utgångsläge)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Baseline, Case, IntakeMapping
from ..rules import assessment as rules
from ..rules.assessment import Swedish
from ..rules.history import EventKind
from ..rules.place import ALL_HALF_DAYS
from .log import log, stop_if


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a mapping found out. Hours a week, minutes of travel; half-days as a bit each (Monday morning first)."""

    own_words: str = ""
    strengths: str = ""
    obstacles: str = ""
    wishes: list[str] = field(default_factory=list)
    hours_per_week: int = 20
    slots: int = ALL_HALF_DAYS
    longest_travel_minutes: int = 45
    swedish: Swedish = Swedish.C
    has_driving_licence: bool = False
    can_lift: bool = True


@transaction.atomic
def hold_mapping(
    case: Case, *, held_on: date, found: Found, step: int, independence_level: int, by: Actor
) -> IntakeMapping:
    """Save a mapping. The first one locks the starting point; later ones only say what is true now."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.MAPPING_WRITE, case)
    stop_if(
        rules.reasons_not_to_map(
            status=case.status,
            held_on=held_on,
            referred_on=case.referred_on,
            today=timezone.localdate(),
            exists=case.mappings.filter(held_on=held_on, **asdict(found)).exists(),
        )
    )
    mapping = IntakeMapping.objects.create(case=case, held_on=held_on, held_by_id=by.user_id, **asdict(found))
    log(EventKind.MAPPING_HELD, mapping, by=by, happened_on=held_on)
    baseline = Baseline.objects.select_for_update(of=("self",)).get(case=case)
    case.independence_level = independence_level
    if baseline.locked_on is None:
        _lock(baseline, case, step=step, locked_on=held_on, by=by)
    case.save()
    return mapping


def _lock(baseline: Baseline, case: Case, *, step: int, locked_on: date, by: Actor) -> None:
    """The starting point is where the case stood; a case that has moved since stays where it is."""
    baseline.step, baseline.independence_level = step, case.independence_level
    baseline.locked_on, baseline.locked_by_id = locked_on, by.user_id
    baseline.save()
    if not case.step_moves.exists():
        case.step = step
    log(
        EventKind.BASELINE_LOCKED,
        case,
        by=by,
        happened_on=locked_on,
        step=step,
        independence_level=case.independence_level,
    )
