"""Idag about employers: places looked for, answers, next steps, and who has outgrown a place; each for its reader."""

from datetime import timedelta

import pytest

from stegvis.access import Actor
from stegvis.actions import employer, order
from stegvis.queries.today import today_of
from stegvis.queries.today.employers import employer_lines
from stegvis.rules.employer import ContactWay
from stegvis.rules.people import OrganisationKind, Protection, Role
from stegvis.rules.today import WorkRule
from tests import factories as make

pytestmark = pytest.mark.django_db
MINE = {rule for rule in WorkRule if rule.startswith(("order_", "employer_", "outgrown"))}


def day(number):
    return make.today() + timedelta(days=number)


def lines(actor):
    """Rule, who or what it is about, and the words, as they stand on the page of whoever asks."""
    found = today_of(actor, day=make.today()).lines
    return [(line.rule, person.name, str(line.why)) for line, person in found if line.rule in MINE]


def rules(actor):
    return [rule for rule, _who, _why in lines(actor)]


@pytest.fixture
def maria():
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def petra():
    return make.actor_for_places()


def test_an_order_waits_in_the_queue_without_a_name(maria, petra):
    case = make.case(coordinator=maria)
    make.place_order(case)
    [(rule, who, why)] = lines(petra)
    assert (rule, who) == (WorkRule.ORDER_WAITING, case.number)
    assert case.participant.given_name not in why
    assert rules(Actor.of(maria)) == []


def test_an_order_that_a_colleague_looks_for_is_no_line_of_ones_own(petra):
    one = make.place_order()
    sven = make.actor_for_places("Sven Åkerlind")
    order.take_order(one, by=sven)
    assert rules(petra) == []
    assert rules(sven) == [WorkRule.ORDER_WAITING]


def test_an_order_for_somebody_with_protected_identity_is_in_nobodys_queue(petra):
    make.place_order(make.case(make.participant(protection=Protection.MARKED)))
    assert lines(petra) == []


def test_an_answer_comes_to_the_coordinator_until_something_is_proposed(maria, petra):
    case = make.case(coordinator=maria)
    place = make.place("Köket")
    order.answer_order(make.place_order(case), place=place, by=petra)
    [(rule, who, why)] = lines(Actor.of(maria))
    assert (rule, who) == (WorkRule.ORDER_ANSWERED, case.participant.name)
    assert "Köket" in why
    make.placement(case, place, "participant_asked", proposed_on=make.today())
    assert rules(Actor.of(maria)) == []


def test_the_day_of_the_answer_has_passed(maria):
    make.place_order(make.case(coordinator=maria), ordered_on=day(-9), answer_by=day(-1))
    assert rules(Actor.of(maria)) == [WorkRule.ORDER_LATE]


def test_a_next_step_comes_to_whoever_said_it_a_week_before(petra):
    host = make.unit("Handlarn", kind=OrganisationKind.COMPANY)
    said = {"contact": None, "way": ContactWay.PHONE, "talked_on": make.today(), "text": "Gärna en till"}
    employer.note_contact(host, **said, next_step="Ring igen", next_step_on=day(8), by=petra)
    assert rules(petra) == []
    employer.note_contact(host, **said, next_step="Skicka avtalet", next_step_on=day(7), by=petra)
    assert [line[:2] for line in lines(petra)] == [(WorkRule.EMPLOYER_STEP, "Handlarn")]
    assert rules(make.actor_for_places("Sven Åkerlind")) == []


def placed(maria, *, level=3, **person):
    """Somebody at a place that trains grade 1 and 2, led by a manager and a workshop."""
    workshop = make.unit("Verkstan", takes_participants=False)
    manager = make.user("Tomas Ek", role=Role.RECEIVING_MANAGER, at=make.unit())
    place = make.place("Bänken", host=workshop, independence_from=1, independence_to=2, manager=manager)
    case = make.case(make.participant(**person), coordinator=maria, independence_level=level)
    make.placement(case, place)
    return case, Actor.of(manager), make.actor(Role.WORK_SUPERVISOR, at=workshop)


def test_time_to_move_on_is_shown_to_all_three(maria, petra):
    case, manager, nils = placed(maria)
    assert [line[:2] for line in lines(Actor.of(maria))] == [(WorkRule.OUTGROWN, case.participant.name)]
    for host in (manager, nils):
        assert [line[:2] for line in lines(host)] == [(WorkRule.OUTGROWN_HERE, case.participant.name)]
    [(rule, about, why)] = lines(petra)
    assert (rule, about) == (WorkRule.OUTGROWN_PLACE, "Bänken")
    assert case.participant.given_name not in why


def test_whoever_the_place_suits_has_no_line(maria, petra):
    _case, manager, nils = placed(maria, level=2)
    assert [rules(each) for each in (Actor.of(maria), petra, manager, nils)] == [[], [], [], []]


def test_protected_identity_is_told_to_nobody_at_the_place(maria, petra):
    _case, manager, nils = placed(maria, protection=Protection.MARKED)
    assert [rules(each) for each in (petra, manager, nils)] == [[], [], []]


def test_as_many_statements_whatever_the_number(petra, maria, django_assert_num_queries):
    for number in range(4):
        case = make.case(coordinator=maria, independence_level=3)
        make.placement(case, make.place(f"Plats {number}", independence_to=2))
        make.place_order(case)
    with django_assert_num_queries(5):
        assert len(employer_lines(petra, make.today(), people={})) == 8
