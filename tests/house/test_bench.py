"""The reference in bench/ still shows the same people as our pages, so that it is worth measuring beside them."""

from datetime import date
from uuid import uuid4

import pytest

from bench.reference import settings as reference
from bench.words import words_of
from stegvis.actions.attendance import ToMark, mark_attendance
from stegvis.demo.simulation import simulate
from stegvis.demo.write import write
from stegvis.models import Case, Placement, User
from stegvis.queries.attendance import month_of
from stegvis.rules.attendance import AttendanceKind, Said, month_before
from tests import factories as make

pytestmark = pytest.mark.django_db
LISTS = ("/deltagare/", "/deltagare/?children=first", "/deltagare/?children=only")


@pytest.fixture
def municipality():
    write(simulate(participants=60, years=2, seed=1, today=date.today()), told=lambda text: None)
    note_days_of_last_month(User.objects.get(username="coordinator"))


def note_days_of_last_month(coordinator):
    """Nobody has approved them, so that they wait in Idag."""
    month = month_before(date.today())
    theirs = Placement.objects.seated().filter(
        case__coordinator_periods__coordinator=coordinator, case__coordinator_periods__ends_on__isnull=True,
        starts_on__lt=month, ends_on__gt=month, case__participant__protection="none",
    )  # fmt: skip
    placement = theirs.select_related("place", "case").order_by("pk")[0]
    for day in month_of(placement, month, today=date.today()).unmarked[:3]:
        mark_attendance(placement, day=day, mark=ToMark(Said(AttendanceKind.PRESENT), uuid4()), by=make.SYSTEM)


def links(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return sorted(word for word in words_of(response.content.decode()) if word.startswith("/"))


def as_reference(settings):
    for name in ("ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES"):
        setattr(settings, name, getattr(reference, name))


def pages_of(user):
    open_case = Case.objects.open().filter(unit__in=user.roles.values("unit"), participant__protection="none")
    person = open_case.order_by("pk").values_list("participant_id", flat=True).first()
    return ["/idag/"] if user.username == "coordinator" else [*LISTS, f"/deltagare/{person}/"]


@pytest.mark.parametrize("username", ["unit_manager", "coordinator"])
def test_reference_leads_where_our_pages_lead(client, settings, municipality, username):
    user = User.objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    pages = pages_of(user)
    ours = [links(client, page) for page in pages]
    as_reference(settings)
    assert [links(client, page) for page in pages] == ours
    assert all(ours)
    assert username == "unit_manager" or any(link.startswith("/narvaro/") for page in ours for link in page)


@pytest.mark.parametrize("where", LISTS)
def test_row_by_row_shows_the_same_list(client, settings, municipality, where):
    user = User.objects.get(username="unit_manager")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    as_reference(settings)
    assert links(client, f"/langsam{where}") == links(client, where)
