"""Wherever free seats are summed over places, the sum says how many of them can be filled at once."""

import pytest
from django.urls import reverse

from stegvis.models import PlaceSupervisor
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
SAID = "4, men högst 2 kan fyllas samtidigt. 2 räknas mer än en gång"


@pytest.fixture
def host():
    """Two places with two seats each, and somebody at both who takes two."""
    made = [make.place(seats=2), make.place(seats=2)]
    shared = make.supervisor(at=made[0].host, room=2)
    PlaceSupervisor.objects.filter(place__in=made).update(supervisor=shared)
    make.case()
    return made[0].host


def pages(host):
    return [
        reverse("place_list"),
        reverse("ledger"),
        reverse("organisation", args=[host.pk]),
        reverse("outlook"),
    ]


@pytest.fixture
def reader(as_role):
    return as_role(Role.HR)


@pytest.mark.parametrize("number", range(4), ids=["overview", "ledger", "organisation", "outlook"])
def test_the_sum_says_what_can_be_filled(reader, host, number):
    assert SAID in text(reader.get(pages(host)[number]))
    PlaceSupervisor.objects.first().delete()
    assert "räknas mer än en gång" not in text(reader.get(pages(host)[number]))
