"""Mapping on screen: one page, the first one locks the starting point, earlier ones can be read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, Baseline, IntakeMapping
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(as_role):
    """A coordinator who is signed in."""
    make.ladder()
    return as_role(Role.COORDINATOR)


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria.user)


def said(**changes):
    typed = {
        "held_on": make.today(),
        "own_words": "Jag vill arbeta med barn",
        "wishes": ["children", "kitchen"],
        "hours_per_week": "20",
        "slots": ["0", "1", "4"],
        "longest_travel_minutes": "45",
        "swedish": "3",
        "can_lift": "on",
        "step": "2",
        "independence_level": "3",
    }
    return typed | changes


def test_first_mapping_locks_the_starting_point(maria, case):
    page = text(maria.get(reverse("mapping_new", args=[case.pk])))
    assert "Preliminärt sedan" in page
    answer = maria.post(reverse("mapping_new", args=[case.pk]), said(), follow=True)
    assert "utgångsläget är låst" in text(answer)
    baseline = Baseline.objects.get(case=case)
    assert (baseline.step, baseline.independence_level, baseline.locked_on) == (2, 3, make.today())
    mapping = IntakeMapping.objects.get()
    assert (mapping.slots, mapping.wishes, mapping.can_lift) == (0b10011, ["children", "kitchen"], True)


def test_later_mapping_leaves_the_starting_point_and_starts_from_the_last(maria, case):
    maria.post(reverse("mapping_new", args=[case.pk]), said(held_on=make.today() - timedelta(days=1)))
    page = text(maria.get(reverse("mapping_new", args=[case.pk])))
    assert "Jag vill arbeta med barn" in page
    assert 'name="step"' not in page
    maria.post(reverse("mapping_new", args=[case.pk]), said(step="4", independence_level="4"))
    assert Baseline.objects.get(case=case).step == 2
    case.refresh_from_db()
    assert (case.step, case.independence_level) == (2, 4)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"held_on": "2099-01-01"}, "inte har varit än", id="future"),
        pytest.param({"held_on": "2001-01-01"}, "före anvisningen", id="before the referral"),
        pytest.param({"held_on": "i tisdags"}, "Skriv datumet som", id="not a day"),
        pytest.param({"held_on": "20226-01-01"}, "Skriv datumet som", id="slip of the year"),
        pytest.param({"hours_per_week": "41"}, "Högst 40", id="more than full time"),
        pytest.param({"hours_per_week": "många"}, "Skriv ett heltal", id="hours in words"),
        pytest.param({"slots": []}, "Välj minst en halvdag", id="no half-day"),
        pytest.param({"slots": ["11"]}, "Det valet finns inte", id="a half-day that is none"),
        pytest.param({"longest_travel_minutes": "-5"}, "Minst 5", id="negative travel"),
        pytest.param({"swedish": "9"}, "Det valet finns inte", id="unknown level"),
        pytest.param({"wishes": ["moon"]}, "Det valet finns inte", id="unknown field"),
        pytest.param({"step": "7"}, "Det valet finns inte", id="step off the ladder"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(maria, case, changes, message):
    answer = maria.post(reverse("mapping_new", args=[case.pk]), said(**changes))
    assert answer.status_code == 422
    assert message in text(answer)
    assert "Jag vill arbeta med barn" in text(answer)
    assert not IntakeMapping.objects.exists()
    assert Baseline.objects.get(case=case).locked_on is None


def test_same_mapping_sent_twice_is_saved_once(maria, case):
    for _ in range(2):
        maria.post(reverse("mapping_new", args=[case.pk]), said())
    assert IntakeMapping.objects.count() == 1


def test_closed_case_is_not_mapped(maria, case):
    case.coordinator_periods.update(ends_on=make.today())
    case.closed_on = make.today()
    case.save()
    page = text(maria.get(reverse("mapping_new", args=[case.pk])))
    assert "Inskrivningen är avslutad och går bara att läsa" in page
    assert maria.post(reverse("mapping_new", args=[case.pk]), said()).status_code == 422
    assert not IntakeMapping.objects.exists()


def test_earlier_mapping_can_be_read_and_the_reading_is_logged(maria, case):
    one = make.mapping(case, own_words="Första samtalet", wishes=["green"])
    page = text(maria.get(reverse("mapping", args=[case.pk, one.pk])))
    assert "Första samtalet" in page
    assert "park och natur" in page
    assert AccessLog.objects.filter(screen="mapping", participant_ids=[case.participant_id]).exists()


def test_mapping_of_another_case_is_not_found_here(maria, case):
    other = make.mapping(make.case(coordinator=maria.user))
    assert maria.get(reverse("mapping", args=[case.pk, other.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.REFERRER, Role.HR])
def test_those_without_the_case_neither_read_nor_write(as_role, role):
    one = make.mapping(make.case())
    client = as_role(role)
    assert client.get(reverse("mapping", args=[one.case_id, one.pk])).status_code == 403
    assert client.post(reverse("mapping_new", args=[one.case_id]), said()).status_code == 403
    assert AccessLog.objects.filter(kind="denied").count() == 2
