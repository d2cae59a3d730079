"""Idag on screen: the heading is the answer, each line has its act, and putting off asks why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.models import AccessLog, Snooze
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client):
    user = factories.user("Maria Ekdahl", role=Role.COORDINATOR, at=factories.unit())
    client.force_login(user)
    return user


def test_nothing_to_do_says_so(client: Client, coordinator):
    assert "Inget behöver dig just nu" in client.get(reverse("today")).content.decode()


def test_heading_counts_what_stands_below(client: Client, coordinator):
    for _ in range(2):
        factories.case(coordinator=coordinator)
    page = client.get(reverse("today")).content.decode()
    assert "Två saker behöver dig" in page
    assert page.count("Gör kartläggningen") == 2


def test_list_is_logged_once_with_everyone_on_it(client: Client, coordinator):
    people = {factories.case(coordinator=coordinator).participant_id for _ in range(3)}
    client.get(reverse("today"))
    row = AccessLog.objects.get()
    assert (row.kind, set(row.participant_ids)) == (ReadKind.LIST, people)


def test_putting_off_needs_a_day_within_reach_and_a_reason(client: Client, coordinator):
    case = factories.case(coordinator=coordinator)
    posted = {"rule": "mapping_missing", "subject_id": case.pk, "reason": "Väntar på svar"}
    far = factories.today() + timedelta(days=400)
    answer = client.post(reverse("snooze"), posted | {"until": far.isoformat()})
    assert answer.status_code == 409
    assert "Välj en dag inom 60 dagar." in answer.content.decode()
    assert not Snooze.objects.exists()
    client.post(reverse("snooze"), posted | {"until": "snart"})
    assert not Snooze.objects.exists()
    near = factories.today() + timedelta(days=3)
    assert client.post(reverse("snooze"), posted | {"until": near.isoformat()}).status_code == 302
    assert Snooze.objects.get().until == near


def test_role_without_a_worklist_is_refused(client: Client):
    client.force_login(factories.user(role=Role.COMMITTEE_MEMBER, at=factories.unit()))
    assert client.get(reverse("today")).status_code == 403
