"""Plans (handlingsplaner) of the present: chosen directions, own words, and answers given in different ways."""

from __future__ import annotations

from ...access import Actor
from ...actions.plan import answer_plan, save_plan
from ...models import Case, Plan, PlanDirection
from ...queries.plan import latest_version, plan_of
from ...rules.plan import AnsweredHow, PlanAnswer
from .around import Present

RANIA_SAYS = "Jag vill arbeta med barn. Barnen lyssnar på mig. Först vill jag bli klar med svenskan."
OTHERS = (
    ("soka-arbete", "Jag vill tjäna egna pengar.", 12, PlanAnswer.AGREED, AnsweredHow.TOGETHER, ""),
    ("traning", "Jag vill börja lugnt.", 9, PlanAnswer.DISAGREED, None, "Jag vill hellre arbeta på förmiddagarna."),
    ("naringsliv", "Jag kan laga maskiner.", 20, PlanAnswer.AGREED, AnsweredHow.PAPER, ""),
    ("studier", "Jag vill läsa till undersköterska.", 5, PlanAnswer.WAITING, None, ""),
)


def tell(present: Present) -> None:
    """The first has chosen a direction and has not answered yet; some of those without a story answer in their way."""
    first = present.cases[0]
    name = first.participant.given_name
    _renew(first, present, "studier", RANIA_SAYS, days=2, reason=f"{name} har valt inriktning och vill läsa i vår.")
    for case, (direction, words, days, answer, how, comment) in zip(present.cases[6:], OTHERS, strict=False):
        plan = _renew(case, present, direction, words, days=days, reason="Deltagaren har valt inriktning.")
        if plan is not None and answer is not PlanAnswer.WAITING:
            by = present.coordinator if how else Actor.participant(case.participant)
            answer_plan(plan, answer=answer, comment=comment, how=how, answered_on=plan.made_on, by=by)


def _renew(case: Case, present: Present, direction: str, own_words: str, *, days: int, reason: str) -> Plan | None:
    """The plan as it stands with the direction that was chosen; nothing for somebody without a plan."""
    latest = plan_of(case, latest_version(case))
    if latest is None:
        return None
    return save_plan(
        case,
        goals=latest.goals,
        actions=latest.planned,
        base_version=latest.version,
        direction=PlanDirection.objects.filter(key=direction).first(),
        own_words=own_words,
        made_on=max(latest.made_on, present.ago(days)),
        change_reason=reason,
        by=present.coordinator,
    )
