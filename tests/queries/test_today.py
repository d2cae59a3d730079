"""Idag: the right lines for each reader, in a number of statements that does not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.access import Actor
from stegvis.actions.today import snooze
from stegvis.models import Plan, Snooze
from stegvis.queries.today import today_of
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.today import WorkRule
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return factories.user(role=Role.COORDINATOR, at=factories.unit())


def rules_for(actor: Actor) -> list[tuple[WorkRule, str]]:
    return [(line.rule, person.name) for line, person in today_of(actor, day=factories.today()).lines]


def test_new_case_asks_for_its_mapping(coordinator):
    factories.case(factories.participant("Omar", "Rahimi"), coordinator=coordinator)
    assert rules_for(Actor.of(coordinator)) == [(WorkRule.MAPPING_MISSING, "Omar Rahimi")]


def test_only_the_own_caseload_stands_there(coordinator):
    factories.case(coordinator=factories.user(role=Role.COORDINATOR, at=factories.unit()))
    assert rules_for(Actor.of(coordinator)) == []


def test_protected_person_without_grant_stands_nowhere(coordinator):
    factories.case(factories.participant(protection=Protection.MARKED), coordinator=coordinator)
    assert rules_for(Actor.of(coordinator)) == []


def test_manager_sees_the_queue_and_those_nobody_has():
    manager = factories.actor(Role.UNIT_MANAGER)
    factories.referral(factories.participant("Leif", "Granath"))
    factories.case(factories.participant("Ingen", "Alls"))
    found = rules_for(manager)
    assert (WorkRule.REFERRAL_WAITING, "Leif Granath") in found
    assert (WorkRule.NO_COORDINATOR, "Ingen Alls") in found


def test_host_side_sees_who_waits_for_an_answer():
    manager = factories.user(role=Role.RECEIVING_MANAGER, at=factories.unit())
    place = factories.place(manager=manager)
    factories.placement(factories.case(factories.participant("Rania", "Khoury")), place, PlacementStatus.HOST_ASKED)
    factories.placement(factories.case(), factories.place(), PlacementStatus.HOST_ASKED)
    assert rules_for(Actor.of(manager)) == [(WorkRule.HOST_ASKED, "Rania Khoury")]


def test_snoozed_line_is_put_aside_with_its_reason(coordinator):
    case = factories.case(coordinator=coordinator)
    actor = Actor.of(coordinator)
    until = factories.today() + timedelta(days=7)
    snooze(rule=WorkRule.MAPPING_MISSING, subject_id=case.pk, until=until, reason="Väntar på svar", by=actor)
    found = today_of(actor, day=factories.today())
    assert found.lines == []
    assert [(put.rule, put.until, put.reason) for put in found.put_off] == [
        (WorkRule.MAPPING_MISSING, until, "Väntar på svar")
    ]
    Snooze.objects.update(until=factories.today())
    assert len(today_of(actor, day=factories.today()).lines) == 1


def full_case(coordinator) -> None:
    case = factories.case(coordinator=coordinator)
    factories.mapping(case)
    for version in (1, 2):
        made_on = factories.today() - timedelta(days=120 - version)
        Plan.objects.create(case=case, version=version, made_on=made_on)
    factories.placement(case, factories.place(), ends_on=factories.today() + timedelta(days=5))


def test_number_of_statements_is_the_same_for_one_and_for_forty(coordinator):
    actor = Actor.of(coordinator)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            today_of(actor, day=factories.today())
        return len(captured)

    full_case(coordinator)
    for_one = statements()
    for _ in range(39):
        full_case(coordinator)
    assert statements() == for_one == 13
