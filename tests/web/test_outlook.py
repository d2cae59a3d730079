"""How many seats are missing: the answer in the heading, the same numbers in the table and under the drawing."""

import re
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, Case
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
WEEKS = 140
READERS = [Role.EMPLOYER_COORDINATOR, Role.HR, Role.UNIT_MANAGER, Role.ANALYST, Role.COORDINATOR]


@pytest.fixture(autouse=True)
def on_a_known_day():
    with patch("django.utils.timezone.localdate", lambda *_: TODAY):
        yield


@pytest.fixture
def history():
    """Two free seats all the time; nine wait at level 1, and seven of them at level 3 for half of it."""
    start = MONDAY - timedelta(weeks=WEEKS)
    make.place(seats=2, opened_on=start)
    for number in range(16):
        case = make.case(make.participant("Rania", f"Khoury {number}"), at=make.unit(f"Arena {number}"))
        level, since = (1, start) if number < 9 else (3, start + timedelta(weeks=30))
        Case.objects.filter(pk=case.pk).update(referred_on=since, opened_on=since, independence_level=level)
        make.mapping(case, held_on=since)


def page_of(client, **query):
    return text(client.get(reverse("outlook", query=query))).replace("\u00a0", " ")


@pytest.mark.parametrize("role", READERS)
def test_the_heading_is_the_answer(role, as_role, history):
    page = page_of(as_role(role))
    assert "<h1>Vecka 20 väntas det fattas 14 platser</h1>" in page
    assert "Alla nivåer: 16 väntas stå utan plats. Fria platser: 2." in page
    assert "De senaste 26 veckorna hade vi fel med mindre än en plats i snitt." in page


@pytest.mark.parametrize("role", [Role.REFERRER, Role.INTAKE, Role.WORK_SUPERVISOR, Role.ADMINISTRATOR])
def test_others_are_refused(role, as_role):
    assert as_role(role).get(reverse("outlook")).status_code == 403
    assert AccessLog.objects.count() == 1


def test_a_level_and_a_week_can_be_chosen(as_role, history):
    client = as_role(Role.HR)
    page = page_of(client, level="3", week="2027-01-04")
    assert "<h1>Vecka 1 väntas det fattas 5 platser</h1>" in page
    assert "Självständighetsgrad 3 vecka för vecka" in page
    assert '<option value="2027-01-04" selected>' in page
    assert "vecka 53 2026" in page


@pytest.mark.parametrize("query", [{"level": "9"}, {"level": "x", "week": "i dag"}, {"week": "2019-01-07"}])
def test_an_address_that_names_nothing_shows_the_usual_page(query, as_role, history):
    assert "<h1>Vecka 20 väntas det fattas 14 platser</h1>" in page_of(as_role(Role.HR), **query)


def test_seats_that_are_enough_say_so(as_role, history):
    make.place(seats=30, opened_on=MONDAY - timedelta(weeks=WEEKS), host=make.unit("Värd"))
    page = page_of(as_role(Role.HR))
    assert "<h1>Platserna väntas räcka vecka 20</h1>" in page
    assert re.search(r"räcker", page)


def test_too_short_a_history_is_said(as_role):
    make.place(seats=2, opened_on=MONDAY - timedelta(weeks=10))
    case = make.case(at=make.unit("Arena Väst"))
    Case.objects.filter(pk=case.pk).update(opened_on=MONDAY - timedelta(weeks=10))
    page = page_of(as_role(Role.HR))
    assert "<h1>Hur många platser som behövs kan inte bedömas</h1>" in page
    assert "Kan inte bedömas. Det finns 11 veckors historik, och det behövs 65." in page
    assert "<svg class=" not in page.split('id="levels"')[1]


def test_an_empty_municipality_has_a_page(as_role):
    assert "kan inte bedömas" in page_of(as_role(Role.ANALYST))


def test_the_drawing_says_in_words_what_it_shows_and_its_table_has_every_week(as_role, history):
    page = page_of(as_role(Role.HR))
    assert page.count("band-petrol") == page.count("band-ink") == 2
    assert page.count("<title id=") >= 2
    assert len(re.findall(r'<th scope="row" class="nowrap">20\d\d v\. \d+', page)) == 26
