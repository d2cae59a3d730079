"""Ladder: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta

from stegvis.actions import ladder
from stegvis.actions.ladder import making
from stegvis.actions.standard import ladder as standard
from stegvis.models import Criterion, Step
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.ladder import Mark
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("standard.ladder.lay_in", Kind.LADDER_CHANGED)
def _() -> Act:
    return lambda: standard.lay_in(by=BY)


@leaves("ladder.judging.mark_criterion", Kind.CRITERION_MARKED)
def _() -> Act:
    make.ladder(1)
    case, point = make.case(), Criterion.objects.order_by("pk").first()
    return lambda: ladder.mark_criterion(case, criterion=point, mark=Mark.GREEN, by=BY)


@leaves("ladder.judging.mark_criteria", Kind.CRITERION_MARKED)
def _() -> Act:
    make.ladder(1)
    case, said = make.case(), [ladder.Judgement(point, Mark.YELLOW) for point in Criterion.objects.all()]
    return lambda: ladder.mark_criteria(case, judgements=said, by=BY)


@leaves("ladder.assessing.assess", Kind.CRITERION_MARKED)
def _() -> Act:
    make.ladder(1)
    said = [ladder.Judgement(Criterion.objects.order_by("pk").first(), Mark.YELLOW)]
    judgements = {make.case().pk: said, make.case().pk: said}
    return lambda: ladder.assess(judgements, marked_on=make.today(), by=BY)


@leaves("ladder.judging.move_step", Kind.STEP_DOWN)
def _() -> Act:
    case = make.case(step=2)
    return lambda: ladder.move_step(case, to_step=1, reason="Borta länge", by=BY)


@leaves("ladder.judging.follow_ladder", Kind.LADDER_CHANGED)
def _() -> Act:
    make.ladder(1)
    other, case = make.ladder(1), make.case()
    return lambda: ladder.follow_ladder(case, ladder=other, by=BY)


@leaves("ladder.own.save_own_picture", Kind.OWN_MARKED, Kind.OWN_REPORTED)
def _() -> Act:
    make.ladder(1)
    case, point = make.case(), Criterion.objects.order_by("pk").first()
    return lambda: ladder.save_own_picture(case, marks={point.pk: Mark.YELLOW}, text="Det går bättre nu.", by=BY)


@leaves("ladder.own.mark_own", Kind.OWN_MARKED)
def _() -> Act:
    make.ladder(1)
    case, point = make.case(), Criterion.objects.order_by("pk").first()
    return lambda: ladder.mark_own(case, marks={point.pk: Mark.YELLOW}, by=BY)


@leaves("ladder.own.write_own_report", Kind.OWN_REPORTED)
def _() -> Act:
    case = make.case()
    return lambda: ladder.write_own_report(case, text="Det går bättre nu.", by=BY)


@leaves("ladder.making.make_ladder", Kind.LADDER_CHANGED)
def _() -> Act:
    return lambda: making.make_ladder(name="Språktrappan", steps=["Börja", "Tala"], valid_from=make.today(), by=BY)


@leaves("ladder.making.end_ladder", Kind.LADDER_CHANGED)
def _() -> Act:
    ladder_now, _after = make.ladder(1), make.ladder(1)
    return lambda: making.end_ladder(ladder_now, from_day=make.today(), by=BY)


@leaves("ladder.making.add_step", Kind.LADDER_CHANGED)
def _() -> Act:
    made = make.ladder(1)
    return lambda: making.add_step(made, name="Egen försörjning", by=BY)


@leaves("ladder.making.change_step", Kind.LADDER_CHANGED)
def _() -> Act:
    make.ladder(1)
    step = Step.objects.order_by("number").first()
    return lambda: making.change_step(step, name="Börja", by=BY)


@leaves("ladder.making.add_criterion", Kind.LADDER_CHANGED)
def _() -> Act:
    make.ladder(1)
    step = Step.objects.order_by("number").first()
    return lambda: making.add_criterion(step, text="Ringer vid frånvaro", by=BY)


@leaves("ladder.making.change_criterion", Kind.LADDER_CHANGED)
def _() -> Act:
    make.ladder(1)
    point = Criterion.objects.order_by("pk").first()
    return lambda: making.change_criterion(point, text="Kommer i tid", by=BY)


@leaves("ladder.making.end_criterion", Kind.LADDER_CHANGED)
def _() -> Act:
    make.ladder(2)
    point = Criterion.objects.order_by("pk").first()
    return lambda: making.end_criterion(point, from_day=make.today() + timedelta(days=1), by=BY)


@leaves("ladder.making.reorder_criteria", Kind.LADDER_CHANGED)
def _() -> Act:
    make.ladder(2)
    step = Step.objects.order_by("number").first()
    order = list(step.criteria.order_by("-position").values_list("pk", flat=True))
    return lambda: making.reorder_criteria(step, order=order, by=BY)
