"""Supervisors and agreements on screen: one click, what was typed is kept, and what does not exist."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stegvis.models import Agreement, Supervisor
from stegvis.queries.agreement import agreements
from stegvis.queries.supervisor import supervisor_list
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


def led_by(place) -> Supervisor:
    return place.supervisions.get().supervisor


def test_room_is_said_in_one_click_from_the_place_and_from_ones_own_page(as_role):
    client = as_role(Role.WORKPLACE_SUPERVISOR)
    place = make.place("Köket", seats=3, supervisor=client.user, room=3)
    page = text(client.get(reverse("place", args=[place.pk])))
    assert "0 av 3 deltagare" in page
    room = reverse("supervisor_room", args=[led_by(place).pk])
    answer = client.post(room, {"people": "2", "place": place.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("place", args=[place.pk])
    assert "0 av 2 deltagare" in text(answer)
    own = client.get(reverse("supervisor_own"), follow=True)
    assert own.redirect_chain[-1][0] == reverse("supervisor", args=[led_by(place).pk])


BAD_ROOM = {
    "no number": {"people": "många"},
    "below nothing": {"people": "-1"},
    "far too many": {"people": "51"},
    "hours that are no number": {"hours_per_week": "x"},
    "more hours than a week has": {"hours_per_week": "41"},
    "nothing at all": {},
}


@pytest.mark.parametrize("typed", BAD_ROOM.values(), ids=BAD_ROOM.keys())
def test_room_that_cannot_be_is_told_and_nothing_changes(as_role, typed):
    one = led_by(make.place(room=3))
    answer = as_role(Role.HR).post(reverse("supervisor_room", args=[one.pk]), typed)
    assert answer.status_code == 422
    assert [room.people for room in one.rooms.all()] == [3]


def test_those_supervised_are_named_only_for_who_may_know_them(as_role):
    place = make.place(seats=2)
    make.placement(make.case(make.participant("Rania", "Khoury")), place)
    hidden = make.participant("Dold", "Person", protection=Protection.MARKED)
    make.placement(make.case(hidden), place, seat=2)
    page = text(as_role(Role.HR).get(reverse("supervisor", args=[led_by(place).pk])))
    assert "Handleder just nu, 2" in page
    assert "Rania Khoury" in page
    assert "Dold" not in page


def test_a_new_supervisor_at_a_place_and_what_is_wrong_is_kept(as_role):
    client, place = as_role(Role.EMPLOYER_COORDINATOR), make.place("Köket")
    where = reverse("supervisor_appoint", args=[place.pk])
    refused = client.post(where, {"people": "2"})
    assert refused.status_code == 422
    assert "Skriv vem det är" in text(refused)
    assert 'value="2"' in refused.content.decode()
    assert "Rut Ny" in text(client.post(where, {"name": "Rut Ny", "people": "2"}, follow=True))


def typed(host, **changes: str) -> dict[str, str]:
    values = {
        "organisation": str(host.pk),
        "kind": "osa_order",
        "reference": "OSA 2027",
        "starts_on": "2027-01-01",
        "ends_on": "2027-12-31",
        "seats": "80",
        "ceiling_osa": "70",
        "ceiling_work_training": "10",
        "notice_months": "3",
        "remind_days": "90",
    }
    return values | changes


def test_an_agreement_with_ceilings_for_its_forms(as_role):
    host = make.unit("Fritidsverkstan", takes_participants=False)
    page = text(as_role(Role.HR).post(reverse("agreement_new"), typed(host), follow=True))
    made = Agreement.objects.get()
    assert {each.form: each.seats for each in made.ceilings.all()} == {"osa": 70, "work_training": 10}
    assert "OSA 2027" in page
    answer = as_role(Role.HR).post(reverse("agreement_edit", args=[made.pk]), typed(host, ceiling_osa="", seats="10"))
    assert answer.status_code == 302
    assert [each.form for each in made.ceilings.all()] == ["work_training"]


WRONG = {
    "no name": ({"reference": ""}, "Behöver fyllas i."),
    "the wrong way round": ({"ends_on": "2026-12-31"}, "Sista dagen ligger före första dagen."),
    "a day that does not exist": ({"starts_on": "2027-02-30"}, "2027-02-30"),
    "a ceiling above the whole": ({"ceiling_osa": "90"}, "är högre än hela avtalets 80 platser"),
    "places owed": ({"owed": "4"}, "Bara villkor i en upphandling"),
    "no such host": ({"organisation": "987654"}, "Det valet finns inte."),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG.keys())
def test_an_agreement_that_cannot_be_is_told_and_kept_as_typed(as_role, change, said):
    host = make.unit("Fritidsverkstan", takes_participants=False)
    answer = as_role(Role.HR).post(reverse("agreement_new"), typed(host, **change))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Agreement.objects.exists()


def test_the_file_comes_as_an_attachment_that_cannot_run(as_role):
    one, client = make.agreement(make.unit()), as_role(Role.HR)
    file = SimpleUploadedFile("avtal.txt", "Avtal på svenska.".encode())
    answer = client.post(reverse("agreement_file", args=[one.pk]), {"file": file}, follow=True)
    assert "avtal.txt" in text(answer)
    got = client.get(reverse("agreement_document", args=[one.documents.get().pk]))
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.content.decode() == "Avtal på svenska."


def test_ending_early_says_that_those_who_are_there_stay_and_lists_them(as_role):
    host = make.unit("Föreningen", takes_participants=False)
    one = make.agreement(host, ends_on=make.today() + timedelta(days=200))
    make.placement(make.case(make.participant("Rania", "Khoury")), make.place(host=host, agreement=one))
    client = as_role(Role.HR)
    where = reverse("agreement_end", args=[one.pk])
    assert client.post(where, {"ends_on": make.today().isoformat(), "because": ""}).status_code == 422
    page = text(client.post(where, {"ends_on": make.today().isoformat(), "because": "Läggs ned"}, follow=True))
    assert "Placerade längre än avtalet, 1" in page
    assert "Rania Khoury" in page


def test_renewed_with_a_click_from_the_day_after(as_role):
    one = make.agreement(make.unit(), ends_on=make.today() + timedelta(days=20))
    client, first = as_role(Role.EMPLOYER_COORDINATOR), make.today() + timedelta(days=21)
    asked = {"reference": "Nästa", "starts_on": first.isoformat(), "ends_on": ""}
    assert "Nästa" in text(client.post(reverse("agreement_renew", args=[one.pk]), asked, follow=True))
    assert "redan förnyat" in text(client.post(reverse("agreement_renew", args=[one.pk]), asked | {"reference": "B"}))


BAD_ADDRESSES = (
    {"page": "½"},
    {"page": "99999"},
    {"q": "a\x00b"},
    {"kind": "royal"},
    {"only": "never"},
    {"q": "å" * 5000},
)


@pytest.mark.parametrize("query", BAD_ADDRESSES)
@pytest.mark.parametrize("name", ["supervisor_list", "agreement_list"])
def test_an_address_written_by_hand_never_breaks_a_list(as_role, name, query):
    assert as_role(Role.HR).get(reverse(name), query).status_code == 200


def test_the_lists_take_the_same_statements_for_few_and_for_many(django_assert_num_queries):
    today = make.today()
    for many in (1, 6):
        for _ in range(many):
            host = make.unit(f"Värd {next(make.numbers)}", takes_participants=False)
            make.placement(make.case(), make.place(host=host))
        with django_assert_num_queries(8):
            assert supervisor_list(today=today).paging.total >= many
        with django_assert_num_queries(5):
            assert agreements(today=today).paging.total >= many


def test_an_agreement_is_reminded_of_within_its_own_days_and_not_before(as_role):
    make.agreement(make.unit(), reference="IOP", ends_on=make.today() + timedelta(days=20), remind_days=19)
    client = as_role(Role.HR)
    assert "och är inte förnyat" not in text(client.get(reverse("today")))
    Agreement.objects.update(remind_days=20)
    assert "och är inte förnyat" in text(client.get(reverse("today")))
