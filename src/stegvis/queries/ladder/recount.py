"""The recount (omräkning): the step of a case counted anew from its moves and from the history, held together."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Baseline, Case, CaseEvent, StepMove
from ...rules.history import EventKind
from ...rules.ladder import Recount, recount

MOVES = (EventKind.STEP_UP, EventKind.STEP_DOWN)


@dataclass(frozen=True)
class RecountedCase:
    """The step that the case says, and what each of the two sources says."""

    step: int
    by_moves: Recount
    by_events: Recount
    moves: int
    events: int

    @property
    def agrees(self) -> bool:
        """Every source gives the same step, by chains that hold, with as many moves."""
        whole = Recount(self.step)
        return self.by_moves == whole and self.by_events == whole and self.moves == self.events


def recounted(case: Case) -> RecountedCase:
    """Three statements. The start is where the first move began; without one, the starting point."""
    moves = list(StepMove.objects.filter(case=case).order_by("moved_on", "pk").values_list("from_step", "to_step"))
    happened = CaseEvent.objects.filter(case_id=case.pk, kind__in=MOVES).order_by("happened_on", "pk")
    events = [(data["from_step"], data["to_step"]) for data in happened.values_list("data", flat=True)]
    baseline = Baseline.objects.filter(case=case).values_list("step", flat=True).first() or case.step
    return RecountedCase(
        step=case.step,
        by_moves=recount(moves[0][0] if moves else baseline, moves),
        by_events=recount(events[0][0] if events else baseline, events),
        moves=len(moves),
        events=len(events),
    )
