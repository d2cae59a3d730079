"""Exit on screen: what will happen is said first, the outcome is explained, and confirmed after a month."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from stegvis.models import Activity, Exit
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
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


def ended(**changes):
    return {"exited_on": make.today(), "outcome": "work_regular", "lasts_a_month": "yes", "comment": "Lagret"} | changes


def test_page_says_what_will_end_and_what_an_outcome_means(maria, case):
    start = make.today() - timedelta(days=5)
    Activity.objects.create(case=case, kind="sfi", starts_on=start, hours_per_week=Decimal(10))
    make.placement(case, make.place("Solgläntan"), PlacementStatus.HOST_ASKED)
    page = text(maria.get(reverse("case_exit", args=[case.pk])))
    assert "1 insats slutar den dagen" in page
    assert "1 förslag på arbetsplats tas tillbaka" in page
    assert "Solgläntan" in page
    assert "Räknas inte som arbete i den nationella statistiken" in page


def test_exit_closes_the_case_and_shows_the_participant(maria, case):
    answer = maria.post(reverse("case_exit", args=[case.pk]), ended(), follow=True)
    assert answer.status_code == 200
    assert "är avslutad. Utfallet ska bekräftas om en månad" in text(answer)
    case.refresh_from_db()
    assert (case.closed_on, case.exit.outcome) == (make.today(), "work_regular")


def test_running_placement_is_ended_first(maria, case):
    make.placement(case, make.place("Solgläntan"))
    page = text(maria.get(reverse("case_exit", args=[case.pk])))
    assert "Avsluta placeringen först" in page
    assert "Avsluta inskrivningen</button>" not in page
    answer = maria.post(reverse("case_exit", args=[case.pk]), ended())
    assert "En placering pågår. Avsluta den först." in text(answer)
    assert not Exit.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"lasts_a_month": ""}, "minst en månad", id="work without an answer"),
        pytest.param({"outcome": ""}, "Behöver fyllas i", id="no outcome"),
        pytest.param({"outcome": "lottery"}, "Det valet finns inte", id="unknown outcome"),
        pytest.param({"exited_on": "2099-01-01"}, "Avslutsdagen ska ligga mellan", id="ahead"),
        pytest.param({"exited_on": "2001-01-01"}, "Avslutsdagen ska ligga mellan", id="before the case"),
        pytest.param({"exited_on": "när hon fick jobb"}, "Skriv datumet som", id="not a day"),
    ],
)
def test_exit_that_cannot_be_is_told_and_kept(maria, case, changes, message):
    answer = maria.post(reverse("case_exit", args=[case.pk]), ended(**changes))
    assert answer.status_code == 422
    assert message in text(answer)
    assert "Lagret" in text(answer)
    case.refresh_from_db()
    assert case.closed_on is None


def test_exit_sent_twice_closes_once(maria, case):
    maria.post(reverse("case_exit", args=[case.pk]), ended())
    answer = maria.post(reverse("case_exit", args=[case.pk]), ended(outcome="moved"))
    assert "Inskrivningen är redan avslutad" in text(answer)
    assert Exit.objects.get().outcome == "work_regular"


@pytest.fixture
def closed(maria, case):
    """A case that ended six weeks ago."""
    day = make.today() - timedelta(days=42)
    case.coordinator_periods.update(ends_on=day)
    type(case).objects.filter(pk=case.pk).update(closed_on=day)
    return Exit.objects.create(case=case, exited_on=day, outcome="work_regular", lasts_a_month=True)


@pytest.mark.parametrize(("held", "stored"), [("yes", True), ("no", False)])
def test_outcome_is_confirmed_by_the_last_coordinator(maria, closed, held, stored):
    maria.post(reverse("outcome_confirm", args=[closed.case_id]), {"held": held})
    closed.refresh_from_db()
    assert (closed.outcome_held, closed.confirmed_on) == (stored, make.today())


def test_outcome_is_not_confirmed_before_a_month(maria, closed):
    Exit.objects.filter(pk=closed.pk).update(exited_on=make.today() - timedelta(days=3))
    page = text(maria.get(reverse("outcome_confirm", args=[closed.case_id])))
    assert "tidigast 31 dagar efter avslutet" in page
    assert maria.post(reverse("outcome_confirm", args=[closed.case_id]), {"held": "yes"}).status_code == 422


def test_confirmation_wants_an_answer(maria, closed):
    answer = maria.post(reverse("outcome_confirm", args=[closed.case_id]), {})
    assert answer.status_code == 422
    assert "Behöver fyllas i" in text(answer)


def test_open_case_has_nothing_to_confirm(maria, case):
    assert maria.get(reverse("outcome_confirm", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR])
def test_those_without_the_case_do_not_close_it(as_role, case, role):
    client = as_role(role)
    assert client.get(reverse("case_exit", args=[case.pk])).status_code == 403
    assert client.post(reverse("case_exit", args=[case.pk]), ended()).status_code == 403
    assert not Exit.objects.exists()
