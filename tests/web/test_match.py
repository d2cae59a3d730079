"""The ranked list on screen: who may see what, trying other terms, proposing, being refused."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from stegvis.models import AccessGrant, AccessLog, Placement
from stegvis.rules.history import GrantKind, ReadKind
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(as_role):
    return as_role(Role.COORDINATOR)


@pytest.fixture
def case(coordinator):
    made = make.case(make.participant("Rania", "Khoury"), coordinator=coordinator.user, independence_level=2)
    make.mapping(made, wishes=["children"])
    return made


def address(case, **query):
    return reverse("match", args=[case.participant_id]) + ("?" + urlencode(query) if query else "")


def grant(case, user, kind=GrantKind.TEAM):
    AccessGrant.objects.create(
        user=user, participant=case.participant, kind=kind, reason="Del i arbetet", starts_at="2020-01-01T00:00Z"
    )


def test_the_best_stands_first_with_its_parts_and_their_sum(coordinator, case):
    make.place("Köket", field="kitchen")
    make.place("Förskolan", field="children")
    page = text(coordinator.get(address(case)))
    assert "Två platser passar Rania" in page
    assert page.index("Förskolan") < page.index("Köket")
    assert "Rania vill helst arbeta med barn och skola" in page
    assert "Självständighetsgrad 2" in page


def test_a_blocked_place_says_every_reason_and_what_opens_it(coordinator, case):
    make.place("Parken", independence_from=3, needs_driving_licence=True)
    page = text(coordinator.get(address(case)))
    assert "Ingen plats passar Rania än" in page
    for said in ("Platsen kräver självständighetsgrad 3, Rania har 2.", "Platsen kräver körkort.", "En grad upp"):
        assert said in page
    assert "2 ändringar krävs" in page


def test_the_change_that_this_page_can_try_is_one_click(coordinator, case):
    place = make.place("Full")
    last = make.today() + timedelta(days=30)
    make.placement(make.case(), place, ends_on=last)
    (offered,) = re.findall(r'href="(\?[^"]*)#fits"[^>]*>Pröva ', text(coordinator.get(address(case))))
    tried = coordinator.get(address(case) + unescape(offered))
    assert "En plats passar Rania" in text(tried)


def test_other_terms_are_tried_and_stay_in_the_fields(coordinator, case):
    make.place(hours_to=20)
    start = make.today() + timedelta(days=40)
    page = coordinator.get(address(case, starts_on=start, hours_per_week="30"))
    assert "Platsen har högst 20 timmar i veckan, här är det 30." in text(page)
    assert f'value="{start.isoformat()}"' in text(page)


BAD_TERMS = {
    "a date that is none": {"starts_on": "2026-02-31"},
    "yesterday's century": {"starts_on": "1926-11-24"},
    "the end before the start": {"starts_on": "2099-02-01", "ends_on": "2099-01-01"},
    "three years": {"starts_on": "2027-01-01", "ends_on": "2030-01-01"},
    "hours that are no number": {"hours_per_week": "lagom"},
    "too many hours": {"hours_per_week": "400"},
    "no such form": {"form": "royal"},
}


@pytest.mark.parametrize("query", BAD_TERMS.values(), ids=BAD_TERMS.keys())
def test_terms_that_make_no_sense_are_told_and_the_list_stands(coordinator, case, query):
    make.place("Köket")
    answer = coordinator.get(address(case, **query))
    assert answer.status_code == 200
    assert "En sak behöver ändras" in text(answer)
    assert "Köket" in text(answer)


@pytest.mark.parametrize("key", ["x", "-1", "99999999999999", "½"])
def test_a_chosen_place_that_makes_no_sense_chooses_nothing(coordinator, case, key):
    make.place()
    answer = coordinator.get(address(case, place=key))
    assert answer.status_code == 200
    assert "Så räknas poängen" in text(answer)


def test_propose_the_first(coordinator, case):
    place = make.place("Förskolan", field="children")
    page = coordinator.get(address(case, place=place.pk))
    assert "Föreslå Förskolan" in text(page)
    sent = {"place": place.pk, "kind": "work_experience", "presentation": "Van vid barn."}
    answer = coordinator.post(address(case), sent, follow=True)
    placement = Placement.objects.get()
    assert answer.redirect_chain[0][0] == reverse("placement", args=[placement.pk])
    assert (placement.points > 0, placement.presentation) == (True, "Van vid barn.")


def test_another_than_the_first_wants_a_reason_and_keeps_what_was_typed(coordinator, case):
    make.place("Förskolan", field="children")
    second = make.place("Köket", field="kitchen")
    sent = {"place": second.pk, "kind": "work_experience", "presentation": "Gillar mat."}
    refused = coordinator.post(address(case), sent)
    assert refused.status_code == 422
    assert "Välj varför du föreslår plats 2 i stället för 1." in text(refused)
    assert "Gillar mat." in text(refused)
    assert not Placement.objects.exists()
    coordinator.post(address(case), sent | {"because": "participant_wish"})
    assert Placement.objects.get().chosen_because == "Deltagaren vill det"


def test_a_blocked_place_is_refused_with_every_reason(coordinator, case):
    place = make.place("Parken", independence_from=3, needs_driving_licence=True)
    refused = coordinator.post(address(case), {"place": place.pk, "kind": "work_experience"})
    assert refused.status_code == 422
    assert "Det gick inte att föreslå platsen" in text(refused)
    assert text(refused).count("Platsen kräver körkort.") == 2
    assert not Placement.objects.exists()


def test_without_a_mapping_the_page_says_so_and_leads_there(coordinator):
    case = make.case(coordinator=coordinator.user)
    page = text(coordinator.get(address(case)))
    assert "Kartläggningen saknas" in page
    assert reverse("mapping_new", args=[case.pk]) in page


def test_without_an_open_case_nothing_is_tried(coordinator):
    case = make.case(coordinator=coordinator.user)
    case.closed_on = make.today()
    case.save()
    period = case.coordinator_periods.get()
    period.ends_on = make.today()
    period.save()
    assert "Ingen öppen inskrivning" in text(coordinator.get(address(case)))


def test_unknown_people_are_not_found(coordinator):
    assert coordinator.get(reverse("match", args=[987654])).status_code == 404


def test_the_reading_is_logged(coordinator, case):
    coordinator.get(address(case))
    row = AccessLog.objects.get()
    assert (row.screen, row.kind, row.participant_ids) == ("match", ReadKind.READ, [case.participant_id])


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.UNIT_MANAGER}))
def test_nobody_else_sees_the_list(as_role, case, role):
    client = as_role(role)
    assert client.get(address(case)).status_code == 403
    assert client.post(address(case), {}).status_code == 403


def test_another_coordinator_is_refused_and_the_attempt_is_logged(as_role, case):
    assert as_role(Role.COORDINATOR).get(address(case)).status_code == 403
    assert AccessLog.objects.get().kind == ReadKind.DENIED


def test_protected_identity_is_closed_without_a_grant(coordinator, case):
    case.participant.protection = Protection.MARKED
    case.participant.save()
    assert coordinator.get(address(case)).status_code == 403
    grant(case, coordinator.user, GrantKind.PROTECTED)
    assert coordinator.get(address(case)).status_code == 200


def test_a_team_member_reads_but_does_not_propose(as_role, case):
    place = make.place("Köket")
    client = as_role(Role.TEAM_MEMBER)
    grant(case, client.user)
    page = text(client.get(address(case)))
    assert "Köket" in page
    assert "place=" not in page
    assert client.post(address(case), {"place": place.pk, "kind": "work_experience"}).status_code == 403


def test_what_only_readers_of_the_file_may_know_is_not_told_to_others(as_role, case):
    """A work supervisor works with those placed in the unit, without reading the file."""
    host = make.unit("Parkenheten")
    client = as_role(Role.WORK_SUPERVISOR, at=host)
    make.placement(case, make.place(host=host))
    make.place("Förskolan", extract_law="school")
    make.place("Lagret", needs_lifting=True)
    mapping = case.mappings.get()
    mapping.can_lift = False
    mapping.save()
    page = text(client.get(address(case)))
    assert page.count("Platsen kan inte föreslås.") == 2
    for secret in ("belastningsregistret", "lyft"):
        assert secret not in page
