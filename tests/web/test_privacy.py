"""Log review: who reviews, what is found, and that the review itself leaves a row."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from stegvis.actions.privacy import log_read, open_with_reason
from stegvis.models import AccessLog
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(as_role):
    return as_role(Role.PRIVACY_OFFICER, name="Granskaren")


@pytest.fixture
def person():
    return make.participant("Gunilla", "Hemlig")


@pytest.fixture
def maria(unit):
    return make.actor(Role.COORDINATOR, unit, name="Maria Ekdahl")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRIVACY_OFFICER], ids=str)
def test_log_is_closed_for_everyone_else(as_role, role):
    client = as_role(role)
    assert client.get(reverse("read_log")).status_code == 403
    assert client.post(reverse("read_log_find"), {"named": "Maria"}).status_code == 403


def test_opened_with_a_reason_stands_on_top_with_the_reason(officer, person, maria):
    open_with_reason(person, reason="Akut samtal från platsen", by=maria)
    page = text(officer.get(reverse("read_log")))
    assert "1 akt öppnad med motivering" in page
    assert "Akut samtal från platsen" in page
    assert "Gunilla" not in page


def test_person_is_found_by_number_without_the_number_in_the_address(officer, person, maria):
    log_read([person.pk], by=maria, screen="participant")
    answer = officer.post(reverse("read_log_find"), {"person": person.identity_number})
    assert answer.status_code == 302
    assert person.identity_number not in answer.headers["Location"]
    assert answer.headers["Location"] == f"{reverse('read_log')}?person={person.pk}"
    assert "deltagarsidan" in text(officer.get(answer.headers["Location"]))


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ({"named": "maria"}, True),
        ({"named": "Anders"}, False),
        ({"kind": "read"}, True),
        ({"kind": "denied"}, False),
        ({"day": "today"}, True),
        ({"day": "2020-01-01"}, False),
    ],
    ids=str,
)
def test_filters_narrow_the_log(officer, person, maria, asked, finds):
    log_read([person.pk], by=maria, screen="participant")
    if asked.get("day") == "today":
        asked = {"day": make.today().isoformat()}
    page = text(officer.get(reverse("read_log"), asked))
    assert ("Maria Ekdahl" in page) is finds


@pytest.mark.parametrize(
    "asked", [{"page": "x"}, {"day": "i går"}, {"day": "0001-01-01"}, {"kind": "allt"}, {"person": "9" * 30}], ids=str
)
def test_an_address_that_means_nothing_shows_the_whole_log(officer, person, maria, asked):
    log_read([person.pk], by=maria, screen="participant")
    assert "Maria Ekdahl" in text(officer.get(reverse("read_log"), asked))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person": "Gunilla"}, "Skriv deltagarens nummer i Stegvis"),
        ({"person": make.identity_number(serial=995)}, "Ingen med det numret finns här."),
        ({"day": "i går"}, "Skriv datumet som 2026-11-24."),
    ],
    ids=str,
)
def test_what_cannot_be_sought_is_told_and_kept(officer, typed, said):
    answer = officer.post(reverse("read_log_find"), typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{next(iter(typed.values()))}"' in text(answer)


def test_review_leaves_a_row_of_its_own(officer, person):
    officer.get(reverse("read_log"), {"person": person.pk})
    row = AccessLog.objects.get(screen="read_log")
    assert (row.user_name, row.kind, row.participant_ids) == ("Granskaren", ReadKind.LIST, [person.pk])


def test_log_takes_as_many_statements_for_few_as_for_many(officer, person, maria, django_assert_max_num_queries):
    for _ in range(120):
        log_read([person.pk], by=maria, screen="participant")
    with django_assert_max_num_queries(9):
        page = text(officer.get(reverse("read_log")))
    assert "1–50 av 120" in page


def test_long_list_of_people_is_shortened(officer, maria):
    log_read(range(1, 51), by=maria, screen="participant_list", kind=ReadKind.LIST)
    page = text(officer.get(reverse("read_log"), {"person": 50}))
    assert "och 47 till" in page
    assert "?person=50" in page


def test_old_openings_are_in_the_log_but_not_on_top(officer, person, maria):
    grant = open_with_reason(person, reason="Akut samtal från platsen", by=maria)
    grant.starts_at = timezone.now() - timedelta(days=31)
    grant.ends_at = grant.starts_at + timedelta(hours=8)
    grant.save()
    page = text(officer.get(reverse("read_log")))
    assert "0 akter öppnade med motivering" in page
    assert "öppnade med motivering" in page
