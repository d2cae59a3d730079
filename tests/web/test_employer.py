"""Employers on screen: who is rung next, what was said, and nobody asked twice."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.models import Contact, ContactNote
from stegvis.rules.people import OrganisationKind, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(client):
    client.force_login(make.user("Petra Sandbäck", role=Role.EMPLOYER_COORDINATOR, at=make.unit()))
    return client


@pytest.fixture
def host():
    return make.unit("Handlarn", kind=OrganisationKind.COMPANY)


def text(answer):
    return " ".join(answer.content.decode().split())


def write(client, host, **said):
    usual = {"way": "phone", "talked_on": make.today().isoformat(), "text": "Tar gärna emot en till"}
    return client.post(reverse("employer_note", args=[host.pk]), usual | said, follow=True)


def test_a_note_with_a_next_step_puts_the_employer_first_in_the_list(petra, host):
    make.unit("Aningen före", kind=OrganisationKind.COMPANY)
    step = {"next_step": "Ring om våren", "next_step_on": (make.today() + timedelta(days=3)).isoformat()}
    assert "Ring om våren" in text(write(petra, host, **step))
    page = text(petra.get(reverse("employer_list")))
    assert page.index("Handlarn") < page.index("Aningen före")


def test_a_refused_note_keeps_what_was_typed(petra, host):
    tomorrow = make.today() + timedelta(days=1)
    answer = write(petra, host, talked_on=tomorrow.isoformat(), text="Långt samtal om köket")
    assert answer.status_code == 422
    assert "Långt samtal om köket" in text(answer)
    assert "Samtalet kan inte ha en dag som inte har varit än." in text(answer) or "Kontrollera årtalet." in text(
        answer
    )
    assert not ContactNote.objects.exists()


def test_the_page_says_who_asks_and_lets_go(petra, host):
    until = (make.today() + timedelta(days=5)).isoformat()
    asked = reverse("employer_approach", args=[host.pk])
    petra.post(asked, {"about": "Butik, 20 timmar", "ends_on": until})
    page = text(petra.get(reverse("employer", args=[host.pk])))
    assert "Handlarn frågas av Petra Sandbäck" in page
    assert "Butik, 20 timmar" in page
    refused = petra.post(asked, {"about": "Lager", "ends_on": until})
    assert "Petra Sandbäck frågar redan arbetsgivaren" in text(refused)
    petra.post(asked, {"end": "1"})
    assert "kan frågas" in text(petra.get(reverse("employer_list")))


def test_an_employer_that_has_enough_says_until_when(petra, host):
    until = make.today() + timedelta(days=40)
    rests = reverse("employer_rest", args=[host.pk])
    petra.post(rests, {"ends_on": until.isoformat()})
    assert f"har nog till {until.isoformat()}" in text(petra.get(reverse("employer_list"), {"standing": "resting"}))
    petra.post(rests, {"end": "1"})
    assert "Ingen arbetsgivare passar urvalet." in text(petra.get(reverse("employer_list"), {"standing": "resting"}))


def test_whoever_says_no_to_be_contacted_is_gone_from_the_page(petra, host):
    contact = make.contact(at=host)
    assert "Ylva Strand" in text(petra.get(reverse("employer", args=[host.pk])))
    petra.post(reverse("employer_contact", args=[contact.pk]), {"forget": "1"})
    assert "Ylva Strand" not in text(petra.get(reverse("employer", args=[host.pk])))
    assert petra.get(reverse("employer_contact", args=[contact.pk])).status_code == 404


def test_a_contact_without_a_yes_is_refused_and_kept_as_typed(petra, host):
    answer = petra.post(reverse("employer_contact_new", args=[host.pk]), {"name": "Ylva Strand", "phone": "070"})
    assert "Skriv vilken dag personen sa ja till att bli kontaktad." in text(answer)
    assert 'value="Ylva Strand"' in text(answer)
    assert not Contact.objects.exists()


def test_the_list_narrows_by_name_kind_and_standing(petra, host):
    make.place(host=host)
    make.unit("Skolförvaltningen", kind=OrganisationKind.DEPARTMENT)
    seen = {
        "q": petra.get(reverse("employer_list"), {"q": "handl"}),
        "kind": petra.get(reverse("employer_list"), {"kind": "company"}),
        "standing": petra.get(reverse("employer_list"), {"standing": "seldom"}),
    }
    assert all("Handlarn" in text(page) and "Skolförvaltningen" not in text(page) for page in seen.values())


def test_list_and_page_take_the_same_statements_for_few_and_for_many(petra, host):
    pages = (reverse("employer_list"), reverse("employer", args=[host.pk]))
    write(petra, host)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            [petra.get(page) for page in pages]
        counts.append(len(asked))
        for number in range(8):
            make.contact(f"Kontakt {number}", at=host)
            make.unit(f"Firma {number}", kind=OrganisationKind.COMPANY)
            write(petra, host, text=f"Samtal {number}")
    assert counts[0] == counts[1]


def test_the_page_of_a_place_says_whom_to_ring_and_what_comes_next(petra, host, client):
    place = make.place(host=host)
    make.contact(at=host)
    step = {"next_step": "Ring om våren", "next_step_on": (make.today() + timedelta(days=3)).isoformat()}
    write(petra, host, **step)
    petra.post(reverse("employer_rest", args=[host.pk]), {"ends_on": (make.today() + timedelta(days=9)).isoformat()})
    page = text(petra.get(reverse("place", args=[place.pk])))
    assert all(said in page for said in ("Ylva Strand", "Tar gärna emot en till", "Ring om våren", "Har nog till"))
    client.force_login(make.user(role=Role.COORDINATOR, at=make.unit()))
    assert "Ylva Strand" not in text(client.get(reverse("place", args=[place.pk])))


def test_the_page_of_a_placement_tells_the_supervisor_that_it_is_time_to_move_on(client):
    led_by = make.user("Åse Lindgren", role=Role.WORKPLACE_SUPERVISOR, at=make.unit())
    place = make.place(independence_to=2, supervisor=led_by, seats=3)
    outgrown, suited = (make.placement(make.case(independence_level=level), place, seat=level) for level in (3, 2))
    client.force_login(led_by)
    pages = [text(client.get(reverse("placement", args=[each.pk]))) for each in (outgrown, suited)]
    assert ["Dags att gå vidare" in page for page in pages] == [True, False]
