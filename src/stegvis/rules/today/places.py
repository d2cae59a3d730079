"""Places (arbetsplatser): what waits for somebody on the way of a place, and what a host is to be asked."""

from __future__ import annotations

from datetime import date, timedelta

from ..place import PlaceStatus
from ..words import Reason
from .lines import WorkLine, WorkRule, due_line

STEP_DAYS = 14


def place_step_line(
    *, place_id: int, name: str, status: PlaceStatus, since: date, passes_union: bool, today: date
) -> WorkLine | None:
    """The next step of a place that has not opened; None for one that waits for nobody."""
    because = Reason("En arbetsplats väntar högst {days} dagar på nästa steg.", days=STEP_DAYS)
    match status:
        case PlaceStatus.PROPOSED:
            rule, why = WorkRule.PLACE_PROFILE, Reason("{name} är föreslagen och saknar platsprofil.", name=name)
        case PlaceStatus.PROFILED if passes_union:
            rule, why = WorkRule.PLACE_UNION, Reason("{name} behöver ingen facklig dialog. Skriv varför.", name=name)
        case PlaceStatus.PROFILED:
            rule, why = WorkRule.PLACE_UNION, Reason("{name} väntar på facklig dialog.", name=name)
        case PlaceStatus.UNION_NOTED:
            rule, why = WorkRule.PLACE_APPROVE, Reason("{name} väntar på godkännande.", name=name)
        case PlaceStatus.APPROVED:
            rule, why = WorkRule.PLACE_OPEN, Reason("{name} är godkänd och kan öppnas.", name=name)
        case _:
            return None
    return due_line(rule, place_id, since + timedelta(days=STEP_DAYS), today, why=why, because=because)


def place_phone_line(*, place_id: int, name: str, asked_on: date, answer_days: int, today: date) -> WorkLine:
    """No e-mail reaches the host: somebody phones."""
    why = Reason("Ring och fråga om uppgifterna om {name} stämmer.", name=name)
    because = Reason("Ingen har bekräftat den på länge. Svarar ingen på två frågor vilar arbetsplatsen.")
    due = asked_on + timedelta(days=answer_days)
    return due_line(WorkRule.PLACE_PHONE, place_id, due, today, why=why, because=because)


def place_changed_line(*, place_id: int, name: str, answered_on: date, today: date) -> WorkLine:
    """The host says that something is not as it stands."""
    why = Reason("Värden säger att något har ändrats på {name}.", name=name)
    because = Reason("Profilen ska stämma, annars blir förslagen fel.")
    due = answered_on + timedelta(days=STEP_DAYS)
    return due_line(WorkRule.PLACE_CHANGED, place_id, due, today, why=why, because=because)
