"""People on screen: the list, the page by level, search, reading logged, opening with a reason, letting in."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, Case, CaseEvent, Participant
from stegvis.rules.history import EventKind, ReadKind
from stegvis.rules.ladder import MOST_STEPS
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.web.conftest import address, logged, text

pytestmark = pytest.mark.django_db

PAGES = ("participant", "participant_events", "participant_readers", "participant_edit", "participant_grant")


@pytest.fixture(autouse=True)
def stairs():
    return make.ladder()


# The list


def test_list_begins_with_ones_own_and_says_how_many(coordinator, case, unit):
    make.case(make.participant("Någon", "Annan"), at=unit)
    page = text(coordinator.get(reverse("participant_list")))
    assert "1 deltagare hos dig" in page
    assert "Någon Annan" not in page
    assert "Någon Annan" in text(coordinator.get(reverse("participant_list"), {"coordinator": "all"}))


def test_list_is_one_row_in_the_log_that_names_everyone_on_it(coordinator, case, unit):
    second = make.case(at=unit)
    coordinator.get(reverse("participant_list"), {"coordinator": "all"})
    [row] = logged(screen="participant_list")
    assert row.kind == ReadKind.LIST
    assert set(row.participant_ids) == {case.participant_id, second.participant_id}


@pytest.mark.parametrize("step", range(1, MOST_STEPS + 1))
def test_every_step_that_a_ladder_may_have_has_its_mark(coordinator, case, step):
    Case.objects.filter(pk=case.pk).update(step=step)
    page = coordinator.get(reverse("participant_list")).content.decode()
    [stairs] = re.findall(r'<span class="at-step"><svg class="stairs-mini".*?</span>', page)
    assert stairs.endswith(f"</svg>{step}</span>")
    assert (stairs.count("<rect"), stairs.count('class="on"')) == (max(step, 4), step)


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "99999999999999999999"},
        {"sort": "identity_number"},
        {"sort": "--name"},
        {"coordinator": "' OR 1=1"},
        {"unit": "å"},
        {"step": "9"},
        {"programme": "²"},
    ],
    ids=str,
)
def test_an_address_that_means_nothing_still_shows_a_list(coordinator, case, asked):
    assert coordinator.get(reverse("participant_list"), asked).status_code == 200


def test_empty_list_says_what_to_do(as_role):
    client = as_role(Role.UNIT_MANAGER)
    assert "Inga deltagare här än" in text(client.get(reverse("participant_list")))
    assert "Ingen passar det du valde" in text(client.get(reverse("participant_list"), {"step": "2"}))


@pytest.mark.parametrize(
    "role", [Role.ANALYST, Role.COMMITTEE_MEMBER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER], ids=str
)
def test_list_is_closed_for_roles_without_participants(as_role, role):
    assert as_role(role).get(reverse("participant_list")).status_code == 403


# The page


def test_page_shows_the_chain_and_the_next_step(coordinator, case):
    page = text(coordinator.get(address("participant", case.participant)))
    assert "<h1>Rania Khoury" in page
    assert "Kartläggningen är inte gjord." in page
    assert reverse("mapping_new", args=[case.pk]) in page
    assert "Utvecklingstrappan för Rania Khoury" in page


def test_whole_number_is_shown_only_when_asked_for_and_is_logged(coordinator, case):
    digits = case.participant.identity_number
    written = f"{digits[:8]}-{digits[8:]}"
    page = text(coordinator.get(address("participant", case.participant)))
    assert written not in page
    assert digits[-4:] not in page
    assert coordinator.get(address("participant_number", case.participant)).status_code == 405
    assert written in text(coordinator.post(address("participant_number", case.participant)))
    assert [row.screen for row in logged(participant_ids=[case.participant_id])] == [
        "participant",
        "participant_number",
    ]
    part = coordinator.post(address("participant_number", case.participant), headers={"HX-Request": "true"})
    assert written in text(part)
    assert "<html" not in text(part)


def test_number_is_not_shown_to_somebody_who_sees_only_the_name(as_role, unit):
    case = make.case(at=unit)
    client = as_role(Role.COORDINATOR)
    assert client.get(address("participant", case.participant)).status_code == 200
    refused = client.post(address("participant_number", case.participant))
    assert refused.status_code == 403
    assert case.participant.identity_number[-4:] not in text(refused)


def test_supervisor_sees_points_and_place_but_no_plan(as_role):
    host = make.unit("Drivhuset")
    case = make.case()
    make.activity(case, kind="health", name="Smärtskola")
    make.placement(case, make.place("Odlingen", host=host))
    page = text(as_role(Role.WORK_SUPERVISOR, host).get(address("participant", case.participant)))
    assert "Odlingen" in page
    assert "Punkt 1.1" in page
    for hidden in ("Smärtskola", "Planen", "Vem har läst", "Senaste händelser", case.number):
        assert hidden not in page


def test_log_says_how_much_of_the_page_was_seen(as_role, unit):
    case = make.case(at=unit)
    as_role(Role.COORDINATOR).get(address("participant", case.participant))
    assert [row.screen for row in logged()] == ["participant_name"]


@pytest.mark.parametrize("name", PAGES)
def test_unknown_person_is_404(coordinator, name):
    assert coordinator.get(reverse(name, args=[987654])).status_code == 404
    assert coordinator.get(reverse(name, args=[10**30])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_somebody_elses_person_is_403_with_whom_to_ask_and_the_attempt_logged(coordinator, elsewhere, name):
    answer = coordinator.get(address(name, elsewhere))
    assert answer.status_code == 403
    assert "Anders Wiklander, koordinator i Arena Norr." in text(answer)
    assert "Gunilla" not in text(answer)
    assert address("participant_open", elsewhere) in text(answer)
    [row] = logged(kind=ReadKind.DENIED)
    assert (row.participant_ids, row.screen) == ([elsewhere.pk], name)


@pytest.mark.parametrize("name", PAGES[1:])
def test_name_alone_opens_no_page_beside(as_role, unit, name):
    case = make.case(at=unit)
    assert as_role(Role.COORDINATOR).get(address(name, case.participant)).status_code == 403


def test_pages_are_never_kept_by_the_browser(coordinator, case):
    for name in PAGES[:-1]:
        assert "no-store" in coordinator.get(address(name, case.participant)).headers["Cache-Control"]


def test_events_and_readers_have_pages_of_their_own(coordinator, case):
    for number in range(60):
        CaseEvent.objects.create(
            kind="plan_saved",
            happened_on=make.today() - timedelta(days=number),
            participant_id=case.participant_id,
            subject_type="plan",
            subject_id=1,
            actor_name="Maria",
            actor_role="coordinator",
            data={"version": number},
        )
    first = text(coordinator.get(address("participant_events", case.participant)))
    second = text(coordinator.get(address("participant_events", case.participant), {"page": "2"}))
    assert "60 händelser" in first
    assert "Plan version 59 sparad" in second
    assert "Plan version 59 sparad" not in first
    assert "Maria Ekdahl" in text(coordinator.get(address("participant_readers", case.participant)))


# Search


def search(client, typed):
    return client.post(reverse("people_search"), {"q": typed})


def test_search_is_posted_never_fetched(coordinator):
    assert coordinator.get(reverse("people_search"), {"q": "Rania"}).status_code == 405


def test_name_is_found_in_the_own_unit_and_logged_without_what_was_typed(coordinator, case):
    page = text(search(coordinator, "khou"))
    assert "1 träff" in page
    assert address("participant", case.participant) in page
    [row] = logged(kind=ReadKind.SEARCH)
    assert (row.participant_ids, row.purpose) == ([case.participant_id], "name")


def test_name_elsewhere_is_not_found_and_the_search_is_logged(coordinator, elsewhere):
    page = text(search(coordinator, "Gunilla"))
    assert "Ingen träff" in page
    assert "Hemlig" not in page
    assert [row.participant_ids for row in logged(kind=ReadKind.SEARCH)] == [[]]


def test_number_elsewhere_says_known_and_whom_to_ask_but_not_the_name(coordinator, elsewhere):
    page = text(search(coordinator, elsewhere.identity_number))
    assert "Känd här." in page
    assert "Anders Wiklander, koordinator i Arena Norr." in page
    assert "Gunilla" not in page
    assert address("participant", elsewhere) + '"' not in page
    [row] = logged(kind=ReadKind.SEARCH)
    assert row.participant_ids == [elsewhere.pk]


def test_search_never_writes_the_number_to_the_log(coordinator, elsewhere):
    search(coordinator, elsewhere.identity_number)
    search(coordinator, make.identity_number(serial=987))
    said = str(list(AccessLog.objects.values()))
    assert elsewhere.identity_number not in said
    assert make.identity_number(serial=987) not in said


def test_protected_person_is_only_somebody_to_ask_about(coordinator):
    north = make.unit("Arena Norr")
    make.user("Karin Lodin", role=Role.UNIT_MANAGER, at=north)
    person = make.participant("Dold", "Person", protection=Protection.MARKED)
    make.case(person, coordinator=make.user("Anders", role=Role.COORDINATOR, at=north), at=north)
    page = text(search(coordinator, person.identity_number))
    assert "Uppgifterna är skyddade" in page
    assert "Karin Lodin, enhetschef." in page
    for hidden in ("Dold", "Anders", "Arena Norr", address("participant_open", person)):
        assert hidden not in page


@pytest.mark.parametrize("typed", ["", "x", "19900101-0000", "a\x00b", "å" * 81], ids=repr)
def test_search_that_means_nothing_is_told_and_kept(coordinator, typed):
    answer = search(coordinator, typed)
    assert answer.status_code in (200, 422)
    if typed == "19900101-0000":
        assert "Kontrollsiffran eller datumet" in text(answer)
        assert 'value="19900101-0000"' in text(answer)


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.WORK_SUPERVISOR, Role.HR, Role.ANALYST], ids=str)
def test_roles_that_may_not_search_are_refused(as_role, role):
    assert search(as_role(role), "Rania").status_code == 403


def test_somebody_new_begins_with_a_search_and_goes_on_with_the_referral(as_role, elsewhere):
    intake = as_role(Role.INTAKE)
    assert "Sök först" in text(intake.get(reverse("participant_new")))
    number = make.identity_number(serial=988)
    page = text(search(intake, number))
    assert reverse("referral_new") in page
    assert f'name="identity_number" value="{number}"' in page
    assert reverse("referral_new") not in text(search(intake, elsewhere.identity_number))


def test_coordinator_is_not_offered_to_register(coordinator):
    assert coordinator.get(reverse("participant_new")).status_code == 403
    assert reverse("referral_new") not in text(search(coordinator, make.identity_number(serial=988)))


# Changed facts


FACTS = {
    "given_name": "Rania",
    "family_name": "Khoury-Åberg",
    "protection": "none",
    "language": "arabiska",
    "phone": "070-174 06 05",
    "email": "rania@example.se",
    "travel_zone": "",
    "page_language": "ar",
    "reach_by": "none",
}


def test_changed_facts_are_saved_and_leave_an_event(coordinator, case):
    answer = coordinator.post(address("participant_edit", case.participant), FACTS)
    assert answer.status_code == 302
    person = Participant.objects.get(pk=case.participant_id)
    assert (person.name, person.language, person.page_language) == ("Rania Khoury-Åberg", "arabiska", "ar")
    assert CaseEvent.objects.filter(kind=EventKind.PARTICIPANT_CHANGED, participant_id=person.pk).exists()


def test_number_that_is_there_cannot_be_changed(coordinator, case):
    before = case.participant.identity_number
    coordinator.post(
        address("participant_edit", case.participant), FACTS | {"identity_number": make.identity_number(serial=989)}
    )
    assert Participant.objects.get(pk=case.participant_id).identity_number == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"given_name": " "}, "Behöver fyllas i."),
        ({"family_name": "x" * 81}, "Högst 80 tecken."),
        ({"email": "rania"}, "Skriv en e-postadress"),
        ({"protection": "hemlig"}, "Det valet finns inte."),
        ({"reach_by": "email", "email": ""}, "Skriv en e-postadress, eller välj ett annat sätt."),
        ({"arrived_on": "2090-01-01"}, "Dagen har inte varit än."),
        (
            {"arrived_on": "2025-06-01", "introduction_started_on": "2025-05-01"},
            "Programmet kan inte ha börjat före ankomsten till kommunen",
        ),
    ],
    ids=str,
)
def test_wrong_facts_are_told_at_the_field_and_what_was_typed_is_kept(coordinator, case, wrong, said):
    answer = coordinator.post(address("participant_edit", case.participant), FACTS | {"phone": "0701"} | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="0701"' in text(answer)
    assert Participant.objects.get(pk=case.participant_id).phone == ""


@pytest.fixture
def without_number(coordinator, unit):
    person = make.participant(identity_number=None)
    make.case(person, coordinator=coordinator.user, at=unit)
    return person


def test_number_can_be_added_where_it_was_missing(coordinator, without_number):
    number = make.identity_number(serial=990)
    typed = FACTS | {"identity_number": f"{number[2:8]}-{number[8:]}", "born_on": "", "gender": "X"}
    assert coordinator.post(address("participant_edit", without_number), typed).status_code == 302
    assert Participant.objects.get(pk=without_number.pk).identity_number == number


def test_number_of_somebody_else_is_refused_and_logged_as_a_search(coordinator, without_number, elsewhere):
    typed = FACTS | {"identity_number": elsewhere.identity_number, "born_on": "1990-01-01", "gender": "X"}
    answer = coordinator.post(address("participant_edit", without_number), typed)
    assert answer.status_code == 422
    assert "Någon med det numret finns redan" in text(answer)
    assert [row.participant_ids for row in logged(kind=ReadKind.SEARCH)] == [[elsewhere.pk]]


def test_wrong_number_and_future_birth_are_told(coordinator, without_number):
    late = (make.today() + timedelta(days=2)).isoformat()
    typed = FACTS | {"identity_number": "199001010000", "born_on": late, "gender": "X"}
    page = text(coordinator.post(address("participant_edit", without_number), typed))
    assert "Kontrollsiffran eller datumet" in page
    assert "Födelsedatumet har inte varit än." in page
