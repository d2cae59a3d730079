"""Lines of a plan in words (planens rader), and what differs between two versions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ...queries.plan import PlanVersion
from ...rules.plan import PlannedAction, changed
from ..format import day_and_month, label


def in_words(action: PlannedAction | None) -> str:
    """Boka studievägledare, deltagaren, senast 4 december."""
    if action is None:
        return "–"
    said = _("{text}, {owner}, senast {day}")
    return said.format(text=action.text, owner=label(action.owner), day=day_and_month(action.due_on))


def difference(before: PlanVersion | None, now: PlanVersion) -> list[tuple[str, str, str]]:
    """What differs between two versions: what kind of line, how it read, how it reads."""
    goals = changed(before.goals if before else [], now.goals, wording=lambda goal: goal)
    actions = changed(before.planned if before else [], now.planned, wording=lambda action: action.wording)
    directions = (before.direction if before else "", now.direction)
    own_words = (before.own_words if before else "", now.own_words)
    return (
        [(_("Mål"), was or "–", is_now or "–") for was, is_now in goals]
        + [(_("Inriktning"), was or "–", is_now or "–") for was, is_now in [directions] if was != is_now]
        + [(_("Egna ord"), was or "–", is_now or "–") for was, is_now in [own_words] if was != is_now]
        + [(_("Att göra"), in_words(was), in_words(is_now)) for was, is_now in actions]
    )
