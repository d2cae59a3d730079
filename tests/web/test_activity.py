"""Activities on screen: one more in the week, and its end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from stegvis.models import Activity
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(as_role):
    """A coordinator who is signed in."""
    return as_role(Role.COORDINATOR)


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria.user)


@pytest.fixture
def sfi(case):
    start = make.today() - timedelta(days=10)
    return Activity.objects.create(case=case, kind="sfi", name="Kurs C", starts_on=start, hours_per_week=Decimal(30))


def asked(**changes):
    return {"kind": "job_search", "name": "Gruppen", "hours_per_week": "7,5", "starts_on": make.today()} | changes


def test_activity_is_added_with_half_hours_as_one_writes_them(maria, case, sfi):
    assert "Veckan har 30 av 40 timmar" in text(maria.get(reverse("activity_new", args=[case.pk])))
    maria.post(reverse("activity_new", args=[case.pk]), asked())
    assert Activity.objects.get(kind="job_search").hours_per_week == Decimal("7.5")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"hours_per_week": "11"}, "mer än heltid, 40 timmar", id="more than the week has"),
        pytest.param({"hours_per_week": "0"}, "mellan 1 och 40", id="no hours"),
        pytest.param({"hours_per_week": "tio"}, "Skriv ett tal", id="hours in words"),
        pytest.param({"kind": ""}, "Behöver fyllas i", id="no kind"),
        pytest.param({"kind": "golf"}, "Det valet finns inte", id="unknown kind"),
        pytest.param({"ends_on": "2001-01-01"}, "Sista dagen ligger före första dagen", id="ends before it starts"),
        pytest.param({"starts_on": "2001-01-01"}, "före inskrivningen", id="before the case"),
        pytest.param({"starts_on": "2026-02-30"}, "Skriv datumet som", id="no such day"),
    ],
)
def test_activity_that_cannot_be_is_told_and_kept(maria, case, sfi, changes, message):
    answer = maria.post(reverse("activity_new", args=[case.pk]), asked(**changes))
    assert answer.status_code == 422
    assert message in text(answer)
    assert 'value="Gruppen"' in text(answer)
    assert Activity.objects.count() == 1


def test_same_activity_sent_twice_is_added_once(maria, case):
    for _ in range(2):
        maria.post(reverse("activity_new", args=[case.pk]), asked())
    assert Activity.objects.count() == 1


def test_activity_ends_on_a_day(maria, sfi):
    maria.post(reverse("activity_end", args=[sfi.pk]), {"ends_on": make.today()})
    sfi.refresh_from_db()
    assert sfi.ends_on == make.today()


@pytest.mark.parametrize(
    ("ends_on", "message"),
    [
        pytest.param("2001-01-01", "Sista dagen ligger före första dagen", id="before it started"),
        pytest.param("", "Behöver fyllas i", id="no day"),
        pytest.param("snart", "Skriv datumet som", id="not a day"),
    ],
)
def test_end_that_cannot_be_is_told(maria, sfi, ends_on, message):
    answer = maria.post(reverse("activity_end", args=[sfi.pk]), {"ends_on": ends_on})
    assert answer.status_code == 422
    assert message in text(answer)
    sfi.refresh_from_db()
    assert sfi.ends_on is None


def test_unknown_activity_is_not_found(maria):
    assert maria.get(reverse("activity_end", args=[987654])).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR])
def test_those_without_the_case_change_nothing(as_role, case, sfi, role):
    client = as_role(role)
    assert client.post(reverse("activity_new", args=[case.pk]), asked()).status_code == 403
    assert client.post(reverse("activity_end", args=[sfi.pk]), {"ends_on": make.today()}).status_code == 403
