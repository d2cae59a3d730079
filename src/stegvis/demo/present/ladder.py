"""The ladder of the present (trappan): plain words, a common ladder, what participants say, a unit just assessed."""

from __future__ import annotations

from datetime import date

from ...access import Actor
from ...actions.ladder import Judgement, assess, mark_own, write_own_report
from ...actions.ladder.making import change_criterion, change_step, make_ladder
from ...actions.standard.ladder import POINTS
from ...models import Case, Criterion, Ladder, Step, User
from ...queries.ladder import judged_points, steps_of
from ...queries.ladder.assess import ToAssess, people_to_assess
from ...rules.ladder import Mark
from ...rules.people import Role
from .around import Present

SYSTEM = Actor.system("Demonstrationen")

PLAIN_STEPS = {
    "Komma igång": "Jag kommer igång",
    "Arbeta i grupp": "Jag arbetar med andra",
    "Arbeta självständigt": "Jag arbetar själv",
    "Redo för nästa": "Jag är redo för nästa steg",
}
COMMON = ("Förberedande", "Arbetslik aktivitet", "Nära arbete")
CORRESPONDS = {1: 1, 2: 2, 3: 2, 4: 3}
REPORTS = (
    "Det känns lättare nu. Jag vågar prata med de andra på rasten.",
    "Jag blir trött på eftermiddagen, men jag har varit där alla dagar den här månaden.",
)
NEXT = {Mark.RED: Mark.YELLOW, Mark.YELLOW: Mark.GREEN, Mark.GREEN: Mark.GREEN}
NOTE = "Har frågat flera gånger den här veckan."


def tell(present: Present) -> None:
    """The words first, then what Rania and some others say, then the supervisor's round."""
    _words(present)
    told = [case for case in present.cases if not case.participant.is_protected]
    for number, case in enumerate(told[:5]):
        _own_picture(case, number, present.today)
    for case, text in zip(told, REPORTS, strict=False):
        write_own_report(case, text=text, by=Actor.participant(case.participant))
    _assessed(present)


def _words(present: Present) -> None:
    """Plain words on every step and point, and a common ladder that the steps correspond to."""
    common = make_ladder(name="Gemensam trappa", steps=COMMON, valid_from=present.today, is_common=True, by=SYSTEM)
    shared = {step.number: step for step in Step.objects.filter(ladder=common)}
    ladder = Ladder.objects.usual(present.today).get()
    for step in ladder.steps.order_by("number"):
        plain = PLAIN_STEPS[step.name]
        change_step(step, name=step.name, plain_name=plain, common_step=shared[CORRESPONDS[step.number]], by=SYSTEM)
        for point in step.criteria.order_by("position"):
            change_criterion(point, text=point.text, plain_text=POINTS[step.name][point.text], by=SYSTEM)


def _own_picture(case: Case, number: int, today: date) -> None:
    """Mostly as the professional sees it; now and then more done, once less."""
    steps = steps_of(case, today=today)
    here = next(step for step in steps if step.number == case.step)
    marks = {
        point.pk: NEXT[point.mark] if (place + number) % 3 == 0 else point.mark
        for place, point in enumerate(judged_points(here))
    }
    if number == 0 and Mark.GREEN in marks.values():
        done = [key for key, mark in marks.items() if mark is Mark.GREEN]
        marks[done[-1]] = Mark.YELLOW
    mark_own(case, marks=marks, by=Actor.participant(case.participant))


def _assessed(present: Present) -> None:
    """A work supervisor has gone through some of those placed in the unit, yesterday."""
    supervisor = User.objects.filter(roles__role=Role.WORK_SUPERVISOR).order_by("pk").first()
    if supervisor is None:
        raise LookupError("the municipality has no work supervisor")
    by = Actor.of(supervisor)
    people = people_to_assess(by, today=present.today)[:6]
    opened = dict(Case.objects.filter(pk__in=[each.case for each in people]).values_list("pk", "opened_on"))
    day = present.ago(1)
    said = {each.case: _one_better(each) for each in people if each.points and opened[each.case] <= day}
    assess(said, marked_on=day, by=by)


def _one_better(person: ToAssess) -> list[Judgement]:
    """One point that has come a bit further, or is confirmed."""
    left = [point for point in person.points if point.mark is not Mark.GREEN] or list(person.points)
    point = left[0]
    note = NOTE if point.mark is Mark.RED else ""
    return [Judgement(Criterion(pk=point.pk, text=point.text), NEXT[point.mark], note)]
