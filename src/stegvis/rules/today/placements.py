"""Placements (placeringar): the line that each one gives."""

from __future__ import annotations

from datetime import date, timedelta

from ..activity import GAP_DAYS
from ..order import has_outgrown
from ..placement import PlacementStatus
from ..words import Reason
from .employers import outgrown_line
from .lines import CaseFacts, PlacementFacts, WorkLine, WorkRule, about

PARTICIPANT_ANSWER_DAYS = 7
HOST_ANSWER_DAYS = 10
PLACEMENT_ENDS_DAYS = 30
AGREEMENT_ENDS_DAYS = 30


def about_a_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> list[WorkLine]:
    found: WorkLine | None = None
    match placement.status:
        case PlacementStatus.ACTIVE:
            found = _active_placement(case, placement, today)
        case PlacementStatus.SIGNED:
            found = _signed_placement(case, placement, today)
        case PlacementStatus.AGREED:
            found = _agreed_placement(case, placement, today)
        case PlacementStatus.PARTICIPANT_ASKED:
            found = _unanswered(case, placement, today, PARTICIPANT_ANSWER_DAYS, WorkRule.PARTICIPANT_UNANSWERED)
        case PlacementStatus.HOST_ASKED | PlacementStatus.VISIT:
            found = _unanswered(case, placement, today, HOST_ANSWER_DAYS, WorkRule.HOST_UNANSWERED)
    return [found] if found else []


def _at(placement: PlacementFacts, line: WorkLine) -> WorkLine:
    return WorkLine(**{**vars(line), "subject_id": placement.placement_id})


def _active_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> WorkLine | None:
    if placement.ends_on < today:
        why = Reason(
            "Placeringen på {place} skulle ha slutat {day}.", place=placement.place_name, day=placement.ends_on
        )
        because = Reason("En placering avslutas eller förlängs, den löper aldrig vidare av sig själv.")
        return _at(placement, about(case, WorkRule.PLACEMENT_OVERDUE, placement.ends_on, today, why, because))
    has_next = any(other.placement_id != placement.placement_id for other in case.placements)
    if (placement.ends_on - today).days <= PLACEMENT_ENDS_DAYS and not has_next:
        why = Reason("Placeringen på {place} slutar och inget är planerat efteråt.", place=placement.place_name)
        because = Reason("En placering är längst 12 månader, 18 om studier följer.")
        return _at(placement, about(case, WorkRule.PLACEMENT_ENDS, placement.ends_on, today, why, because))
    ends_on = placement.agreement_ends_on
    if ends_on is not None and ends_on < placement.ends_on and (ends_on - today).days <= AGREEMENT_ENDS_DAYS:
        why = Reason("Avtalet med {place} går ut före placeringen.", place=placement.place_name)
        because = Reason("Placeringen kan inte fortsätta utan avtal.")
        return _at(placement, about(case, WorkRule.AGREEMENT_ENDS, ends_on, today, why, because))
    return _outgrown_placement(case, placement, today) if not has_next else None


def _outgrown_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> WorkLine | None:
    most = placement.independence_to
    if case.level is None or most is None or not has_outgrown(level=case.level, independence_to=most):
        return None
    return outgrown_line(
        placement_id=placement.placement_id,
        case_id=case.case_id,
        name=case.first_name,
        place_name=placement.place_name,
        level=case.level,
        is_host=False,
        today=today,
    )


def _signed_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> WorkLine | None:
    if (placement.starts_on - today).days > GAP_DAYS:
        return None
    why = Reason("Överenskommelsen med {place} är klar.", place=placement.place_name)
    because = Reason("Platsen är inte tagen förrän placeringen är startad.")
    return _at(placement, about(case, WorkRule.READY_TO_START, placement.starts_on, today, why, because))


def _agreed_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> WorkLine | None:
    if (placement.starts_on - today).days > GAP_DAYS:
        return None
    why = Reason("{name} och {place} har båda tackat ja.", name=case.first_name, place=placement.place_name)
    because = Reason("Alla tre skriver under innan placeringen kan starta.")
    return _at(placement, about(case, WorkRule.READY_TO_SIGN, placement.starts_on, today, why, because))


def _unanswered(case: CaseFacts, placement: PlacementFacts, today: date, days: int, rule: WorkRule) -> WorkLine | None:
    due = placement.asked_on + timedelta(days=days)
    if due > today:
        return None
    who = case.first_name if rule is WorkRule.PARTICIPANT_UNANSWERED else placement.place_name
    why = Reason("{who} har inte svarat på förslaget från {day}.", who=who, day=placement.asked_on)
    because = Reason("Ett förslag får svar inom {days} dagar.", days=days)
    return _at(placement, about(case, rule, due, today, why, because))
