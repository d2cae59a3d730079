"""Places on screen: the overview, one place, a new one, its seats, closing it; for every role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.actions.place import ask_host
from stegvis.models import AccessLog, AgreementCeiling, Place
from stegvis.queries.place.link import signs_of
from stegvis.rules.history import ReadKind
from stegvis.rules.people import OrganisationKind, Protection, Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db

READERS = {
    Role.INTAKE, Role.COORDINATOR, Role.TEAM_MEMBER, Role.WORK_SUPERVISOR, Role.WORKPLACE_SUPERVISOR,
    Role.RECEIVING_MANAGER, Role.EMPLOYER_COORDINATOR, Role.HR, Role.UNIT_MANAGER, Role.ADMINISTRATOR,
}  # fmt: skip
WRITERS = {Role.EMPLOYER_COORDINATOR, Role.HR}


@pytest.fixture
def host():
    department = make.unit("Utbildningsförvaltningen", kind=OrganisationKind.DEPARTMENT)
    school = make.unit("Norra skolan", takes_participants=False)
    school.parent = department
    school.save()
    return school


def typed(at, /, **changes):
    values = {
        "host": at.pk,
        "name": "Skolköket",
        "field": "kitchen",
        "tasks": "Duka och diska",
        "accepts": ["work_experience", "osa"],
        "independence_from": "1",
        "independence_to": "3",
        "hours_from": "10",
        "hours_to": "30",
        "half_days": ["0", "2", "4"],
        "lowest_swedish": "2",
        "trains": "Åsenhöga rutiner",
        "extract": "school",
    }
    return values | changes


@pytest.mark.parametrize("role", Role)
def test_who_reads_places_and_who_changes_them(as_role, role, host):
    place = make.place(host=host)
    client = as_role(role)
    expected = 200 if role in READERS else 403
    assert client.get(reverse("place_list")).status_code == expected
    page = client.get(reverse("place", args=[place.pk]))
    assert page.status_code == expected
    writes = 200 if role in WRITERS else 403
    assert client.get(reverse("place_new")).status_code == writes
    assert client.get(reverse("place_edit", args=[place.pk])).status_code == writes
    if expected == 200:
        assert (reverse("place_edit", args=[place.pk]) in text(page)) is (role in WRITERS)
    for name in ("place_capacity", "place_close"):
        answer = client.post(reverse(name, args=[place.pk]), {})
        assert answer.status_code == (422 if role in WRITERS else 403)


def test_the_heading_counts_what_is_free_next_week(as_role, host):
    make.place(host=host, seats=3)
    page = text(as_role(Role.HR).get(reverse("place_list")))
    assert "3 fria platser nästa vecka" in page
    assert "Utbildnings­förvaltningen" in page


def test_a_department_opens_to_its_places(as_role, host):
    place = make.place("Skolköket", host=host)
    client = as_role(Role.COORDINATOR)
    assert "Skolköket" not in text(client.get(reverse("place_list")))
    page = text(client.get(reverse("place_list"), {"group": host.parent_id}))
    assert reverse("place", args=[place.pk]) in page


def test_a_search_shows_the_places_found(as_role, host):
    make.place("Skolköket", host=host)
    make.place("Förrådet", host=host)
    page = text(as_role(Role.COORDINATOR).get(reverse("place_list"), {"q": "kök"}))
    assert "Skolköket" in page
    assert "Förrådet" not in page


BAD_ADDRESSES = {
    "no such form": {"form": "nonsense"},
    "no such level": {"level": "9"},
    "a date that is none": {"free_in": "2026-02-31"},
    "a null byte": {"q": "a\x00b"},
    "a page that is no number": {"page": "x", "group": "½"},
    "a page far away": {"page": "99999", "group": "-1"},
    "very long": {"q": "å" * 5000},
    "a percent sign": {"q": "%_"},
}


@pytest.mark.parametrize("query", BAD_ADDRESSES.values(), ids=BAD_ADDRESSES.keys())
def test_an_address_written_by_hand_never_breaks_the_overview(as_role, host, query):
    make.place(host=host)
    assert as_role(Role.HR).get(reverse("place_list"), query).status_code == 200


def test_unknown_places_are_not_found(as_role):
    client = as_role(Role.HR)
    for name in ("place", "place_edit"):
        assert client.get(reverse(name, args=[987654])).status_code == 404
    for name in ("place_capacity", "place_close"):
        assert client.post(reverse(name, args=[987654])).status_code == 404


def test_a_new_place_is_proposed_and_has_no_seats(as_role, host):
    answer = as_role(Role.HR).post(reverse("place_new"), typed(host), follow=True)
    place = Place.objects.get()
    assert answer.redirect_chain == [(reverse("place", args=[place.pk]), 302)]
    assert "Skolköket: föreslagen" in text(answer)
    assert (place.slots, place.forms, place.extract_law) == (0b10101, ["work_experience", "osa"], "school")
    assert not place.capacities.exists()


def test_that_the_law_is_not_known_yet_is_said_of_an_idea_and_waits_for_the_profile(as_role, host):
    client = as_role(Role.HR)
    client.post(reverse("place_new"), typed(host, extract="unstated"))
    place = Place.objects.get()
    assert place.extract_law == "unstated"
    assert "lagen är inte angiven" in text(client.get(reverse("place", args=[place.pk])))
    done = client.post(reverse("place_edit", args=[place.pk]), typed(host, extract="unstated", done="1"))
    assert "Välj vilken lag som kräver utdraget." in text(done)
    opened = make.place("Köket")
    assert "lagen är inte angiven" not in text(client.get(reverse("place_edit", args=[opened.pk])))


def test_from_an_idea_to_open_on_screen(as_role, host):
    client = as_role(Role.HR)
    client.post(reverse("place_new"), typed(host, tasks="", trains=""))
    place = Place.objects.get()

    def post(address, **values):
        answer = client.post(reverse(address, args=[place.pk]), values, follow=True)
        place.refresh_from_db()
        return text(answer)

    assert "Gör platsprofilen" in text(client.get(reverse("place", args=[place.pk])))
    refused = client.post(reverse("place_edit", args=[place.pk]), typed(host, tasks="", trains="", done="1"))
    assert refused.status_code == 422
    assert "Skriv vilka uppgifter som finns." in text(refused)
    assert "Skriv vad platsen tränar." in text(refused)
    assert "Nästa steg: facklig dialog" in post("place_edit", **typed(host), done="1")
    assert "Skriv kort" not in post("place_union", noted_on=make.today(), note="Inga invändningar")
    assert "Inga invändningar" in post("place_approve")
    page = post("place_open", opened_on=make.today(), seats=4)
    assert "Skolköket: ingen handledare än" in page
    assert "Nästa steg: handledare" in page
    make.supervise(place, make.user())
    assert "Skolköket: 4 fria platser" in text(client.get(reverse("place", args=[place.pk])))
    assert place.status == "open"


def test_the_page_says_what_a_start_may_count_against(as_role, host):
    ended = make.agreement(host, reference="IOP 1", ends_on=make.today() - timedelta(days=1))
    place = make.place(host=host, seats=4, agreement=ended)
    page = text(as_role(Role.EMPLOYER_COORDINATOR).get(reverse("place", args=[place.pk])))
    assert "Har gått ut" in page
    assert "Inget avtal gäller för arbetsplatsen. Utan avtal kan ingen börja här." in page
    current = make.agreement(host, reference="IOP 2", seats=1)
    AgreementCeiling.objects.create(agreement=current, form="work_experience", seats=1)
    make.placement(make.case(), place, agreement_id=current.pk)
    page = text(as_role(Role.EMPLOYER_COORDINATOR).get(reverse("place", args=[place.pk])))
    assert "1 av 1, fullt · praktik 1 av 1, fullt" in page
    assert "Inget avtal gäller" not in page


def test_each_role_has_the_buttons_that_it_may_press(as_role, host):
    place = make.place(host=host, status="profiled", opened_on=None)
    url = reverse("place", args=[place.pk])
    assert reverse("place_union", args=[place.pk]) in text(as_role(Role.UNIT_MANAGER).get(url))
    page = text(as_role(Role.EMPLOYER_COORDINATOR).get(url))
    assert reverse("place_union", args=[place.pk]) not in page
    assert "HR för dialogen med facken" in page
    place.host.kind = OrganisationKind.COMPANY
    place.host.save()
    assert reverse("place_pass_union", args=[place.pk]) in text(as_role(Role.EMPLOYER_COORDINATOR).get(url))


def test_places_are_found_by_where_they_are_on_their_way(as_role, host):
    make.place("Förslaget", host=host, status="proposed", opened_on=None)
    make.place("Köket", host=host)
    client = as_role(Role.HR)
    assert "Förslaget" not in text(client.get(reverse("place_list"), {"group": host.parent_id}))
    page = text(client.get(reverse("place_list"), {"status": "proposed"}))
    assert "Förslaget" in page
    assert "Köket" not in page


WRONG = {
    "no name": ({"name": ""}, "Behöver fyllas i."),
    "levels the wrong way round": (
        {"independence_from": "4"},
        "Lägsta självständighetsgrad är högre än den högsta.",
    ),
    "hours the wrong way round": ({"hours_from": "35"}, "Minst antal timmar är fler än det högsta."),
    "hours that are no number": ({"hours_from": "många"}, "Skriv ett heltal, till exempel 20."),
    "no form": ({"accepts": []}, "Behöver fyllas i."),
    "a form that does not exist": ({"accepts": ["royal"]}, "Det valet finns inte."),
    "never open": ({"half_days": []}, "Behöver fyllas i."),
    "a host that does not exist": ({"host": "99999"}, "Det valet finns inte."),
    "a law that does not exist": ({"extract": "royal"}, "Det valet finns inte."),
    "a null byte": ({"tasks": "a\x00b"}, "Texten innehåller tecken som inte går att spara."),
}


@pytest.mark.parametrize(("changes", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(as_role, host, changes, said):
    answer = as_role(Role.HR).post(reverse("place_new"), typed(host, **changes))
    assert answer.status_code == 422
    page = text(answer)
    assert said in page
    assert "Åsenhöga rutiner" in page
    assert not Place.objects.exists()


def test_a_changed_profile(as_role, host):
    manager = make.user("Rut Rektor", role=Role.RECEIVING_MANAGER, at=host)
    place = make.place("Köket", host=host, seats=2)
    values = typed(host, manager=manager.pk)
    as_role(Role.HR).post(reverse("place_edit", args=[place.pk]), values)
    place.refresh_from_db()
    assert (place.name, place.manager, place.capacities.get().seats) == ("Skolköket", manager, 2)


def test_the_form_of_a_place_shows_what_it_is(as_role, host):
    place = make.place("Köket", host=host, slots=0b11, forms=["osa"], tasks="Diska")
    page = text(as_role(Role.HR).get(reverse("place_edit", args=[place.pk])))
    assert 'value="Köket"' in page
    assert "Diska" in page
    assert page.count("checked") == 3


def test_seats_from_a_day_on(as_role, host):
    place = make.place(host=host, seats=2)
    day = make.today() + timedelta(days=5)
    client = as_role(Role.HR)
    answer = client.post(reverse("place_capacity", args=[place.pk]), {"seats": 5, "from_on": day}, follow=True)
    assert "finns 5 platser" in text(answer)
    refused = client.post(reverse("place_capacity", args=[place.pk]), {"seats": -1, "from_on": "igår"})
    assert refused.status_code == 422
    assert 'value="igår"' in text(refused)


def test_a_season_stands_on_the_page_and_is_taken_back(as_role, host):
    place = make.place(host=host, seats=1)
    client, day = as_role(Role.HR), make.today() + timedelta(days=30)
    values = {"seats": 3, "from_on": day, "until": day + timedelta(days=60)}
    page = text(client.post(reverse("place_capacity", args=[place.pk]), values, follow=True))
    assert "3 platser" in page
    assert reverse("place_drop_change", args=[place.pk]) in page
    page = text(client.post(reverse("place_drop_change", args=[place.pk]), {"from_on": day}, follow=True))
    assert "Ändringen är borttagen." in page
    assert place.capacities.get().seats == 1


def test_more_than_there_is_room_for_is_said_with_a_way_forward(as_role, host):
    place = make.place(host=host, seats=2)
    for seat in (1, 2):
        make.placement(make.case(), place, seat=seat)
    client = as_role(Role.HR)
    values = {"seats": 1, "from_on": make.today()}
    page = text(client.post(reverse("place_capacity", args=[place.pk]), values, follow=True))
    assert f"{place.name}: 1 över" in page
    assert "Just nu 1 över" in page
    assert "Höj antalet, eller vänta tills någon slutar." in page


def test_a_place_does_not_close_on_somebody(as_role, host):
    place = make.place(host=host, seats=2)
    make.placement(make.case(make.participant("Amal", "Öberg")), place, seat=1)
    hidden = make.participant("Cia", "Hemlig", protection=Protection.MARKED)
    last = make.today() + timedelta(days=80)
    make.placement(make.case(hidden), place, seat=2, ends_on=last)
    client = as_role(Role.HR)
    refused = client.post(reverse("place_close", args=[place.pk]), {"closed_on": make.today()})
    assert refused.status_code == 422
    page = text(refused)
    assert "2 placeringar pågår" in page
    assert "Amal Öberg" in page
    assert "Hemlig" not in page
    assert f'name="closed_on" value="{last}"' in page
    assert client.post(reverse("place_close", args=[place.pk]), {"closed_on": last}).status_code == 302
    assert "Stäng inte" in text(client.get(reverse("place", args=[place.pk])))


class TestAnswerByLink:
    """A host without an account says whether the place stands as it is."""

    @pytest.fixture
    def question(self, host):
        return ask_host(make.place("Skolköket", host=host, tasks="Diska", seats=2), by=make.SYSTEM)

    @pytest.fixture
    def url(self, question):
        return reverse("place_answer", args=[signs_of(question)])

    def test_it_stands(self, client, question, url):
        page = text(client.get(url))
        assert "Stämmer det här om Skolköket?" in page
        assert "Diska" in page
        assert "Tack för svaret" in text(client.post(url, {"answer": "as_it_stands"}))
        question.refresh_from_db()
        assert (question.answer, question.place.confirmed_on) == ("as_it_stands", make.today())
        assert "Tack för svaret" in text(client.get(url))

    def test_enough_until_a_day(self, client, question, url):
        refused = client.post(url, {"answer": "enough"})
        assert refused.status_code == 422
        assert "Välj till vilken dag det räcker." in text(refused)
        until = make.today() + timedelta(days=40)
        client.post(url, {"answer": "enough", "until": until})
        assert Place.objects.get().paused_until == until

    def test_changed_says_what(self, client, question, url):
        assert "Skriv vad som har ändrats." in text(client.post(url, {"answer": "changed"}))
        client.post(url, {"answer": "changed", "comment": "Nya öppettider"})
        question.refresh_from_db()
        assert question.comment == "Nya öppettider"

    def test_made_up_late_and_put_aside_links_lead_nowhere(self, client, question, url):
        assert client.get(reverse("place_answer", args=["1:x:y"])).status_code == 410
        ask_host(question.place, by=make.SYSTEM)
        gone = client.get(url)
        assert gone.status_code == 410
        assert "Länken gäller inte längre" in text(gone)
        assert client.post(url, {"answer": "as_it_stands"}).status_code == 410


def test_names_on_a_place_are_logged_and_protected_ones_are_not_there(as_role, unit):
    client = as_role(Role.COORDINATOR)
    place = make.place(seats=2)
    seen = make.participant("Amal", "Öberg")
    make.placement(make.case(seen, coordinator=client.user), place, seat=1)
    hidden = make.participant("Cia", "Hemlig", protection=Protection.MARKED)
    make.placement(make.case(hidden, coordinator=client.user), place, seat=2)
    page = text(client.get(reverse("place", args=[place.pk])))
    assert "Amal Öberg" in page
    assert "Hemlig" not in page
    row = AccessLog.objects.get()
    assert (row.screen, row.kind, row.participant_ids) == ("place", ReadKind.LIST, [seen.pk])


def test_the_manager_finds_who_waits_for_an_answer(as_role, host):
    client = as_role(Role.RECEIVING_MANAGER, at=host)
    placement = make.placement(
        make.case(make.participant("Amal", "Öberg")), make.place(manager=client.user), PlacementStatus.HOST_ASKED
    )
    page = text(client.get(reverse("place_list")))
    assert "Väntar på värdens svar, 1" in page
    assert reverse("placement", args=[placement.pk]) in page
    assert AccessLog.objects.get().participant_ids == [placement.case.participant_id]
