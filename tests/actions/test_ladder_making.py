"""Ladders as dated data: what an administrator changes moves nobody, and nothing that was said is lost."""

from datetime import timedelta

import pytest

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.ladder import (
    Judgement,
    assess,
    follow_ladder,
    mark_criteria,
    mark_own,
    move_step,
    save_own_picture,
    write_own_report,
)
from stegvis.actions.ladder.making import (
    add_criterion,
    add_step,
    change_criterion,
    change_step,
    end_criterion,
    end_ladder,
    make_ladder,
    reorder_criteria,
)
from stegvis.actions.standard.ladder import lay_in
from stegvis.models import Case, CaseEvent, Criterion, CriterionMark, Ladder, OwnMark, OwnReport, Step
from stegvis.queries.ladder import ladder_for, ladder_of, steps_of
from stegvis.queries.ladder.corresponding import common_step_of, people_on_common_steps, with_common_step
from stegvis.queries.ladder.own import own_picture
from stegvis.queries.ladder.recount import recounted
from stegvis.rules.ladder import Mark
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
BY = make.SYSTEM


@pytest.fixture
def ladder():
    return make.ladder()


@pytest.fixture
def case(ladder):
    return make.case(coordinator=make.user(role=Role.COORDINATOR, at=make.unit()))


def points_of(step):
    return list(Criterion.objects.filter(step__number=step).order_by("position"))


def tomorrow():
    return make.today() + timedelta(days=1)


def pass_first_step(case):
    mark_criteria(case, judgements=[Judgement(point, Mark.GREEN) for point in points_of(1)], by=BY)
    move_step(case, to_step=2, by=BY)
    case.refresh_from_db()


def set_end(point, days_ago):
    Criterion.objects.filter(pk=point.pk).update(valid_to=make.today() - timedelta(days=days_ago))


def test_point_removed_from_a_ladder_in_use_is_ended_and_its_mark_stays_readable(case):
    first, second = points_of(1)
    mark_criteria(case, judgements=[Judgement(first, Mark.YELLOW, "Nästan")], by=BY)
    end_criterion(first, from_day=tomorrow(), by=BY)
    set_end(first, 1)
    shown = ladder_of(case, today=make.today())
    assert [point.text for point in shown.now.points] == [second.text]
    assert [(row.text, row.mark) for row in shown.ended] == [(first.text, Mark.YELLOW)]
    assert CriterionMark.objects.get().note == "Nästan"


def test_step_reached_counts_current_points_alone(case):
    first, second = points_of(1)
    mark_criteria(case, judgements=[Judgement(first, Mark.GREEN)], by=BY)
    with pytest.raises(NotAllowedNow, match="inte klara än"):
        move_step(case, to_step=2, by=BY)
    end_criterion(second, from_day=tomorrow(), by=BY)
    set_end(second, 1)
    case.refresh_from_db()
    assert case.step == 1, "nobody is moved by the change itself"
    move_step(case, to_step=2, by=BY)


def test_point_added_to_a_step_somebody_has_passed_moves_nobody(case):
    pass_first_step(case)
    add_criterion(points_of(1)[0].step, text="Ringer själv", by=BY)
    case.refresh_from_db()
    assert case.step == 2
    assert not ladder_of(case, today=make.today()).at(1).is_reached
    mark_criteria(case, judgements=[Judgement(point, Mark.GREEN) for point in points_of(2)], by=BY)
    move_step(case, to_step=3, by=BY)


def test_ended_point_is_not_judged_any_more_and_nothing_of_the_save_is_kept(case):
    first, second = points_of(1)
    set_end(first, 1)
    with pytest.raises(NotAllowedNow, match=r"”Punkt 1\.1” finns inte längre"):
        mark_criteria(case, judgements=[Judgement(second, Mark.GREEN), Judgement(first, Mark.GREEN)], by=BY)
    assert not CriterionMark.objects.exists()


def test_last_point_of_a_step_cannot_end(case):
    first, second = points_of(1)
    end_criterion(first, from_day=tomorrow(), by=BY)
    with pytest.raises(NotAllowedNow, match="minst en punkt kvar"):
        end_criterion(second, from_day=tomorrow(), by=BY)


def test_points_change_places_and_those_that_ended_stand_last(ladder):
    step = ladder.steps.get(number=1)
    first, second = points_of(1)
    third = add_criterion(step, text="Tredje", by=BY)
    set_end(second, 1)
    reorder_criteria(step, order=[third.pk, first.pk], by=BY)
    assert [point.pk for point in points_of(1)] == [third.pk, first.pk, second.pk]
    with pytest.raises(NotAllowedNow, match="ändrats av någon annan"):
        reorder_criteria(step, order=[third.pk], by=BY)


def test_judged_point_is_reworded_only_when_it_means_the_same(case):
    first, _second = points_of(1)
    mark_criteria(case, judgements=[Judgement(first, Mark.GREEN)], by=BY)
    with pytest.raises(NotAllowedNow, match="redan bedömd"):
        change_criterion(first, text="Något annat", by=BY)
    change_criterion(first, text="Kommer i tid", plain_text="Jag kommer i tid.", means_the_same=True, by=BY)
    first.refresh_from_db()
    assert (first.text, first.plain_text) == ("Kommer i tid", "Jag kommer i tid.")


def test_new_ladder_is_followed_when_the_usual_one_ends(ladder, case):
    after = make_ladder(name="Nya trappan", steps=["A", "B", "C"], valid_from=make.today(), by=BY)
    assert ladder_for(case, today=make.today()) == ladder
    with pytest.raises(NotAllowedNow, match="steg utan punkter"):
        end_ladder(ladder, from_day=tomorrow(), by=BY)
    for step in after.steps.all():
        add_criterion(step, text="Punkt", by=BY)
    end_ladder(ladder, from_day=tomorrow(), by=BY)
    assert ladder_for(case, today=make.today()) == ladder
    assert ladder_for(case, today=tomorrow()) == after
    assert [step.name for step in steps_of(case, today=tomorrow())] == ["A", "B", "C"]


def test_the_only_ladder_and_one_that_somebody_is_on_cannot_end(ladder, case):
    with pytest.raises(NotAllowedNow, match="Ingen annan trappa"):
        end_ladder(ladder, from_day=tomorrow(), by=BY)
    other = make.ladder()
    follow_ladder(case, ladder=other, by=BY)
    with pytest.raises(NotAllowedNow, match="följs av inskrivna"):
        end_ladder(other, from_day=tomorrow(), by=BY)


def test_ladder_without_room_for_those_who_stand_highest_does_not_take_over(ladder, case):
    Case.objects.update(step=4)
    make.ladder().steps.filter(number=4).delete()
    with pytest.raises(NotAllowedNow, match="Någon står på steg 4"):
        end_ladder(ladder, from_day=tomorrow(), by=BY)


def test_another_ladder_keeps_the_step_and_what_was_said(case):
    pass_first_step(case)
    other = make.ladder(1)
    add_step(other, name="Egen försörjning", by=BY)
    with pytest.raises(NotAllowedNow, match="steg utan punkter"):
        follow_ladder(case, ladder=other, by=BY)
    add_criterion(other.steps.get(number=5), text="Har lön", by=BY)
    follow_ladder(case, ladder=other, by=BY)
    case.refresh_from_db()
    shown = ladder_of(case, today=make.today())
    assert (case.step, shown.last_step, len(shown.ended)) == (2, 5, 2)
    assert recounted(case).agrees
    with pytest.raises(NotAllowedNow, match="följs redan"):
        follow_ladder(case, ladder=other, by=BY)


def test_higher_ladder_is_climbed_to_its_own_last_step(case):
    step = add_step(Ladder.objects.get(), name="Egen försörjning", by=BY)
    Case.objects.update(step=4)
    case.refresh_from_db()
    mark_criteria(case, judgements=[Judgement(point, Mark.GREEN) for point in points_of(4)], by=BY)
    with pytest.raises(NotAllowedNow, match="Steg 5 har inga punkter än"):
        move_step(case, to_step=5, by=BY)
    add_criterion(step, text="Har lön", by=BY)
    move_step(case, to_step=5, by=BY)
    case.refresh_from_db()
    assert case.step == 5


def test_common_step_is_a_slice(ladder, case):
    common = make_ladder(name="Gemensam", steps=["Först", "Sedan"], valid_from=make.today(), is_common=True, by=BY)
    low, high = common.steps.order_by("number")
    step = ladder.steps.get(number=1)
    change_step(step, name=step.name, common_step=low, by=BY)
    above = ladder.steps.get(number=2)
    change_step(above, name=above.name, common_step=high, by=BY)
    make.case(step=2)
    assert ladder_for(case, today=make.today()) == ladder, "nobody climbs the common one"
    assert common_step_of(case, today=make.today()).name == "Först"
    cases = with_common_step(Case.objects.all(), today=make.today())
    assert [each.step for each in cases.filter(common_step=2)] == [2]
    assert people_on_common_steps(Case.objects.all(), today=make.today()) == {1: 1, 2: 1}
    with pytest.raises(NotAllowedNow, match="Högre steg"):
        change_step(ladder.steps.get(number=3), name="Lägre", common_step=low, by=BY)


def test_only_an_administrator_makes_ladders(ladder):
    make_ladder(name="Språk", steps=["A", "B"], valid_from=make.today(), by=make.actor(Role.ADMINISTRATOR))
    with pytest.raises(NotAllowed):
        make_ladder(name="Annan", steps=["A", "B"], valid_from=make.today(), by=make.actor(Role.UNIT_MANAGER))
    with pytest.raises(NotAllowed):
        end_criterion(points_of(1)[0], from_day=tomorrow(), by=make.actor(Role.COORDINATOR))


def test_standard_ladder_is_laid_in_once_and_leaves_another_alone():
    lay_in(by=BY)
    lay_in(by=BY)
    assert (Ladder.objects.count(), Step.objects.count(), Criterion.objects.count()) == (1, 4, 16)
    assert not Criterion.objects.filter(plain_text="").exists()


def test_standard_ladder_is_not_laid_beside_another(ladder):
    lay_in(by=BY)
    assert Ladder.objects.get() == ladder


def test_own_marks_stand_beside_the_professionals(case):
    first, second = points_of(1)
    mark_criteria(case, judgements=[Judgement(first, Mark.YELLOW)], by=BY)
    rania = Actor.participant(case.participant)
    mark_own(case, marks={first.pk: Mark.GREEN, second.pk: Mark.RED}, by=rania)
    write_own_report(case, text=" Det går bättre. ", by=rania)
    picture = own_picture(case, steps_of(case, today=make.today()), given_name="Rania")
    assert [str(row.difference) for row in picture.rows] == ["Rania ser mer gjort", "inte bedömd än"]
    assert [report.text for report in picture.reports] == ["Det går bättre."]
    assert CriterionMark.objects.count() == 1
    event = CaseEvent.objects.get(kind="own_marked")
    assert (event.actor_role, sorted(event.data["criteria"])) == ("participant", [first.pk, second.pk])
    assert "bättre" not in str(CaseEvent.objects.get(kind="own_reported").data)


def test_own_voice_is_refused_with_a_reason(case, ladder):
    first, second = points_of(1)
    rania = Actor.participant(case.participant)
    with pytest.raises(NotAllowed):
        mark_own(case, marks={first.pk: Mark.GREEN}, by=Actor.participant(make.participant("Leif", "Annan")))
    set_end(second, 1)
    with pytest.raises(NotAllowedNow, match="finns inte längre"):
        mark_own(case, marks={first.pk: Mark.GREEN, second.pk: Mark.GREEN}, by=rania)
    mark_own(case, marks={first.pk: Mark.GREEN}, by=rania)
    with pytest.raises(NotAllowedNow, match="Ändra minst en punkt"):
        mark_own(case, marks={first.pk: Mark.GREEN}, by=rania)
    for text, why in ((" ", "Skriv något"), ("a" * 4001, "högst 4000")):
        with pytest.raises(NotAllowedNow, match=why):
            write_own_report(case, text=text, by=rania)
    Case.objects.update(closed_on=make.today())
    with pytest.raises(NotAllowedNow):
        write_own_report(case, text="För sent", by=rania)
    assert (OwnMark.objects.count(), OwnReport.objects.count()) == (1, 0)


def test_own_points_and_words_are_saved_both_or_neither(case):
    point, rania = points_of(1)[0], Actor.participant(case.participant)
    with pytest.raises(NotAllowedNow, match="högst 4000"):
        save_own_picture(case, marks={point.pk: Mark.GREEN}, text="a" * 4001, by=rania)
    assert not OwnMark.objects.exists()
    save_own_picture(case, marks={point.pk: Mark.GREEN}, text=" ", by=rania)
    save_own_picture(case, marks={point.pk: Mark.GREEN}, text="Det går bättre.", by=rania)
    assert (OwnMark.objects.count(), OwnReport.objects.count()) == (1, 1)
    assert CaseEvent.objects.filter(kind="own_marked").count() == 1


def test_who_is_no_longer_placed_is_refused_and_the_rest_are_saved(ladder):
    host = make.unit("Drivhuset", takes_participants=False)
    by = make.actor(Role.WORK_SUPERVISOR, at=host)
    here, away, left = (make.case(make.participant(name)) for name in ("Amal", "Leif", "Stina"))
    for each in (here, left):
        make.placement(each, make.place(host=host))
    Case.objects.filter(pk=left.pk).update(closed_on=make.today())
    said = [Judgement(points_of(1)[0], Mark.GREEN)]
    done = assess({here.pk: said, away.pk: said, left.pk: said, 0: said}, marked_on=make.today(), by=by)
    assert (done.points, done.saved) == (1, (here.pk,))
    assert str(done.refused[away.pk][0]) == str(done.refused[0][0]) == "Är inte längre placerad hos er."
    assert "avslutad" in str(done.refused[left.pk][0])
    assert list(CriterionMark.objects.values_list("case", flat=True)) == [here.pk]


def test_recount_tells_when_step_and_history_part(case):
    pass_first_step(case)
    move_step(case, to_step=1, reason="Har varit borta", by=BY)
    case.refresh_from_db()
    found = recounted(case)
    assert (found.agrees, found.moves, found.events, found.by_moves.step) == (True, 2, 2, 1)
    Case.objects.update(step=3)
    case.refresh_from_db()
    assert not recounted(case).agrees
