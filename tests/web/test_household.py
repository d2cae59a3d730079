"""Households and programmes on screen: what was typed is kept, families first in queue and list, no child is named."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import Household, HouseholdMember, Programme, Referral
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


def page(name, case, *, client, **sent):
    where = reverse(name, args=[case.pk])
    return client.post(where, sent) if sent else client.get(where)


def typed(**values):
    usual = {"children": "2019, 2022", "other_adult": "works", "lives_with": "", "from_on": make.today().isoformat()}
    return usual | values


def test_household_is_noted_and_read_back(coordinator, case):
    assert "Hushållet är inte noterat än" in text(page("household", case, client=coordinator))
    assert page("household", case, client=coordinator, **typed()).status_code == 302
    read = text(page("household", case, client=coordinator))
    assert "bor med 2 barn" in read
    assert 'value="2019, 2022"' in read
    assert f"{make.today().year - 2019} och {make.today().year - 2022} år" in read


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"children": "Elsa 2019"}, "Skriv födelseåren med fyra siffror"),
        ({"children": "1985"}, "Skriv barnens födelseår, mellan"),
        ({"children": " ".join(["2019"] * 21)}, "Högst 20 barn."),
        ({"lives_with": "2026-99999"}, "Du arbetar inte med någon öppen inskrivning 2026-99999."),
        ({"other_adult": "sover"}, "Det valet finns inte."),
        ({"from_on": "2090-01-01"}, "Dagen har inte varit än."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(coordinator, case, wrong, said):
    answer = page("household", case, client=coordinator, **typed(**wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{typed(**wrong)["children"]}"' in text(answer)
    assert not Household.objects.exists()


def test_two_participants_are_joined_by_number_and_a_strangers_number_tells_nothing(coordinator, case, unit, elsewhere):
    omar = make.case(make.participant("Omar", "Haddad"), coordinator=coordinator.user, at=unit)
    stranger = elsewhere.cases.get()
    answer = page("household", case, client=coordinator, **typed(lives_with=stranger.number))
    assert "Du arbetar inte med någon öppen inskrivning" in text(answer)
    assert "Gunilla" not in text(answer)
    page("household", case, client=coordinator, **typed(lives_with=omar.number))
    assert HouseholdMember.objects.count() == 2
    assert f'value="{omar.number}"' in text(page("household", case, client=coordinator))


def test_list_shows_families_first_or_alone(coordinator, case, unit):
    make.case(make.participant("Alva", "Aronsson"), coordinator=coordinator.user, at=unit)
    page("household", case, client=coordinator, **typed())
    first = text(coordinator.get(reverse("participant_list"), {"children": "first"}))
    assert first.index("Khoury") < first.index("Aronsson")
    assert "2 barn" in first
    only = text(coordinator.get(reverse("participant_list"), {"children": "only"}))
    assert "Aronsson" not in only
    usual = text(coordinator.get(reverse("participant_list"), {"children": "nonsense"}))
    assert usual.index("Aronsson") < usual.index("Khoury")
    assert "2 barn" not in usual


def test_queue_knows_children_of_a_household_that_the_referral_does_not(as_role, unit):
    late = make.referral(make.participant("Sen", "Senare"), received_on=make.today())
    make.referral(make.participant("Tidig", "Tidigare"), received_on=make.today() - timedelta(days=9))
    home = Household.objects.create(noted_on=make.today())
    home.children.create(born_year=make.today().year - 3)
    HouseholdMember.objects.create(household=home, participant=late.participant, starts_on=make.today())
    queue = text(as_role(Role.INTAKE).get(reverse("referral_list")))
    assert queue.index("Senare") < queue.index("Tidigare")
    assert "1 barn" in queue
    assert Referral.objects.get(pk=late.pk).children_in_household == 0


def test_programme_is_moved_and_history_stays(coordinator, case):
    sfi = Programme.objects.create(key="sfi", name="Svenska och praktik")
    sent = {"programme": sfi.pk, "from_on": make.today().isoformat(), "reason": "Behöver mer svenska"}
    wrong = page("programme", case, client=coordinator, **sent | {"reason": "", "from_on": "2090-01-01"})
    assert wrong.status_code == 422
    assert page("programme", case, client=coordinator, **sent).status_code == 302
    read = text(page("programme", case, client=coordinator))
    assert "Rania är i Svenska och praktik" in read
    assert "Program hittills, 2" in read
    assert "Behöver mer svenska" in read
