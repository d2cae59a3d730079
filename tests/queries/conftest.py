"""What the tests of queries share: a unit with somebody who coordinates and somebody who leads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stegvis.models import Plan, PlanAction, PlanGoal
from stegvis.queries.people import Wanted, participant_list, participant_page
from stegvis.rules.people import Role
from tests import factories as make


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def coordinator(unit):
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=unit)


@pytest.fixture
def manager(unit):
    return make.actor(Role.UNIT_MANAGER, unit)


def rows_of(actor, **wanted):
    return participant_list(actor, Wanted(**wanted), today=make.today()).rows


def page_of(actor, person):
    return participant_page(actor, person, now=timezone.now())


def plan(case, *, version=1, made_on=None, **values):
    made = Plan.objects.create(case=case, version=version, made_on=made_on or make.today(), **values)
    PlanGoal.objects.create(plan=made, position=1, text="Arbeta som barnskötare")
    PlanAction.objects.create(
        plan=made, position=1, text="Ringa vårdcentralen", owner="both", due_on=make.today() + timedelta(days=9)
    )
    return made


def full_case(coordinator, at, number=0, **values):
    """An enrolment with one of everything."""
    case = make.case(make.participant("Rania", f"Khoury {number}"), coordinator=coordinator, at=at, **values)
    make.mapping(case, obstacles="Har ont i ryggen", own_words="Vill arbeta med barn")
    plan(case)
    make.activity(case, kind="health", name="Smärtskola", hours_per_week=4)
    make.placement(case, make.place(seats=2, host=make.unit("Drivhuset")))
    return case
