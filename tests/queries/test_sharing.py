"""What somebody belongs to and what is shared: few statements, whatever there is, and words of it on the page."""

from datetime import timedelta

import pytest
from django.template import engines

from stegvis.access import Actor
from stegvis.actions.household import note_household
from stegvis.actions.programme import move_to_programme
from stegvis.models import Case, Participant, Programme, Project
from stegvis.queries.programme import belonging_of
from stegvis.queries.sharing import consents_of, content_of, schedules_of, shared_of, shared_with
from stegvis.rules.household import Occupation
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_sharing import consent, full, plan, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return Actor.of(make.user("Maria Ekdahl", Role.COORDINATOR, make.unit()))


@pytest.fixture
def case(maria):
    person = make.participant()
    referral = make.referral(person, status="returned", return_comment="Ny", decided_at=make.timezone.now())
    made = make.case(person, children_in_household=2)
    made.referral = referral
    made.save()
    made.coordinator_periods.create(coordinator_id=maria.user_id, starts_on=made.opened_on)
    return made


def loaded(case):
    return Case.objects.select_related("participant", "programme").get(pk=case.pk)


def printed(it, case):
    page = """{% from "programme/part.html" import belonging %}{{ belonging(it, case_pk, ["sharing_write"]) }}"""
    return engines["jinja2"].from_string(page).render({"it": it, "case_pk": case.pk})


def test_belonging_before_anything_is_noted(case, django_assert_num_queries):
    case = loaded(case)
    with django_assert_num_queries(3):
        it = belonging_of(case, today=make.today())
    assert (it.programme, it.since, it.household, it.introduction) == ("Steg mot arbete", case.opened_on, None, None)
    assert "2 barn enligt anvisningen" in printed(it, case)


def test_belonging_in_words_and_as_few_statements(case, maria, django_assert_num_queries):
    today = make.today()
    sfi = Programme.objects.create(key="sfi", name="Svenska och praktik")
    move_to_programme(case, programme=sfi, from_on=today - timedelta(days=5), reason="Mer svenska", by=maria)
    years = [today.year - age for age in (4, 7, 9)]
    note_household(case, other_adult=Occupation.STUDIES, children_born_years=years, from_on=today, by=maria)
    esf = Project.objects.create(name="Vägen in", funder="esf", starts_on=make.LONG_AGO)
    make.activity(case, project=esf)
    Participant.objects.update(
        arrived_on=today - timedelta(days=400), introduction_started_on=today - timedelta(days=330)
    )
    case = loaded(case)
    with django_assert_num_queries(3):
        it = belonging_of(case, today=today)
    page = printed(it, case)
    for words in (
        "Svenska och praktik",
        "3 barn, 9, 7 och 4 år",
        "den andra vuxna studerar",
        "månader kvar av 24",
        "Vägen in",
    ):
        assert words in page
    assert (it.programmes_before, it.household.children) == (1, 3)


def test_statements_do_not_grow_with_what_is_shared(case, maria, django_assert_num_queries):
    full(case)
    for number in range(5):
        schedule = plan(case, maria, receiver=f"Skolan {number}")
        share(schedule, maria)
        consent(case, maria, receiver=f"Skolan {number}")
    with django_assert_num_queries(2):
        assert len(schedules_of(case, today=make.today())) == 5
    with django_assert_num_queries(1):
        assert len(shared_of(case)) == 5
    with django_assert_num_queries(1):
        assert len(consents_of(case.participant, today=make.today())) == 5
    with django_assert_num_queries(1):
        assert len(shared_with(make.SYSTEM)) == 5
    case = loaded(case)
    schedule.case = case
    with django_assert_num_queries(14):  # unit, plan, its actions, its goals, abilities, three months of two each
        content_of(schedule, make.today())
