"""Idag about places: to profile, the dialogue, approval, whom to phone, what has changed; each to whom it is for."""

import pytest

from stegvis.access import Actor
from stegvis.actions import place as actions
from stegvis.queries.today.places import place_lines
from stegvis.rules.people import OrganisationKind, Role
from stegvis.rules.place import ConfirmationAnswer
from stegvis.rules.today import WorkRule
from tests import factories as make

pytestmark = pytest.mark.django_db


def rules(actor):
    return sorted((line.rule, person.name) for line, person in place_lines(actor, make.today()))


@pytest.fixture
def actors():
    return {role: Actor.of(make.user(role=role, at=make.unit())) for role in (Role.HR, Role.EMPLOYER_COORDINATOR)}


def coming(status, name, kind=OrganisationKind.UNIT):
    return make.place(name, host=make.unit(f"Värd {name}", kind=kind), status=status, opened_on=None)


def test_each_step_waits_for_whoever_takes_it(actors):
    coming("proposed", "A")
    coming("profiled", "B")
    coming("profiled", "C", OrganisationKind.COMPANY)
    coming("union_noted", "D")
    coming("approved", "E")
    seekers = [(WorkRule.PLACE_OPEN, "E"), (WorkRule.PLACE_PROFILE, "A"), (WorkRule.PLACE_UNION, "C")]
    assert rules(actors[Role.EMPLOYER_COORDINATOR]) == sorted(seekers)
    assert rules(actors[Role.HR]) == sorted([*seekers, (WorkRule.PLACE_UNION, "B"), (WorkRule.PLACE_APPROVE, "D")])


def test_a_question_without_e_mail_is_phoned_about_until_it_is_answered(actors):
    seeker, place = actors[Role.EMPLOYER_COORDINATOR], make.place("Köket")
    actions.ask_host(place, by=make.SYSTEM)
    assert rules(seeker) == [(WorkRule.PLACE_PHONE, "Köket")]
    actions.answer_for_place(place, answer=ConfirmationAnswer.CHANGED, comment="Nya tider", by=seeker)
    assert rules(seeker) == [(WorkRule.PLACE_CHANGED, "Köket")]
    profile = actions.Profile(name="Köket", field="kitchen", forms=["osa"])
    actions.save_place(place, profile=profile, by=seeker)
    assert rules(seeker) == []


def test_three_statements_whatever_the_number(actors, django_assert_num_queries):
    for number in range(6):
        coming("proposed", f"Plats {number}")
        actions.ask_host(make.place(f"Kök {number}"), by=make.SYSTEM)
    with django_assert_num_queries(3):
        assert len(place_lines(actors[Role.HR], make.today())) == 12


def test_nobody_else_is_asked():
    assert place_lines(make.actor(Role.COORDINATOR), make.today()) == []
