"""Households and programmes (hushåll och program) of the present: children at home, newcomers, a move onwards."""

from __future__ import annotations

from ...actions.household import note_household
from ...actions.people import change_participant
from ...actions.programme import move_to_programme
from ...models import Case, Programme
from ...rules.household import Occupation
from .around import Present

RANIAS_CHILDREN = (4, 7)
MANY = 36
"""So many families of the unit have their household noted: enough for the figure to be shown."""
OTHER_ADULTS = (Occupation.WORKS, Occupation.NEITHER, Occupation.NONE, Occupation.STUDIES, Occupation.WORKS)
AGES = ((3,), (5, 8), (11,), (1, 4, 9), (14, 16), (6,), (2, 12))


def tell(present: Present) -> None:
    """Rania and her two children; then the other families of the unit."""
    first, *_others = present.cases
    _note(first, present, ages=RANIAS_CHILDREN, other_adult=Occupation.STUDIES)
    change_participant(
        first.participant,
        arrived_on=present.ago(590),
        introduction_started_on=present.ago(540),
        by=present.coordinator,
    )
    _families(first, present)
    _moves_on(present)


def _families(first: Case, present: Present) -> None:
    cases = Case.objects.open().filter(unit=first.unit_id, participant__protection="none", opened_on__lt=present.today)
    with_children = cases.exclude(pk=first.pk).filter(children_in_household__gt=0)
    for number, case in enumerate(with_children.select_related("participant").order_by("pk")[:MANY]):
        ages, other_adult = AGES[number % len(AGES)], OTHER_ADULTS[number % len(OTHER_ADULTS)]
        _note(case, present, ages=ages, other_adult=other_adult)


def _note(case: Case, present: Present, *, ages: tuple[int, ...], other_adult: Occupation) -> None:
    by = present.coordinator if case in present.cases else present.manager
    years = [present.today.year - age for age in ages]
    note_household(case, other_adult=other_adult, children_born_years=years, from_on=case.opened_on, by=by)


def _moves_on(present: Present) -> None:
    """The third of the stories goes on to another programme; it is the same case."""
    case = present.cases[2]
    other = Programme.objects.filter(is_open=True).exclude(pk=case.programme_id).order_by("pk").first()
    if other is not None and case.opened_on < present.ago(45):
        reason = "Klar med språkstarten, redo för mer praktik."
        move_to_programme(case, programme=other, from_on=present.ago(45), reason=reason, by=present.coordinator)
