"""The participants' door: a code that opens once, a session of its own that never mixes with that of staff."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stegvis.actions.own.codes import make_code, revoke_code
from stegvis.models import AccessCode, AccessLog, CaseEvent, CodeGuess
from stegvis.rules.own import MOST_GUESSES
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
DOOR, HOME = "own_door", "own_home"


@pytest.fixture
def person():
    return make.case().participant


@pytest.fixture
def signs(person):
    return make_code(person, by=make.SYSTEM).signs


def enter(client: Client, signs: str, **more):
    return client.post(reverse(DOOR), {"code": signs}, **more)


def test_code_opens_the_own_pages_once(client: Client, person, signs):
    assert enter(client, signs.lower().replace("-", " ")).headers["Location"] == reverse(HOME)
    assert "Hej Rania" in text(client.get(reverse(HOME)))
    again = enter(Client(), signs)
    assert again.status_code == 422
    assert "Koden är redan använd." in text(again)


def test_own_reading_is_logged_as_the_participants_without_a_name(client: Client, person, signs):
    enter(client, signs)
    client.get(reverse(HOME))
    row = AccessLog.objects.get(participant_ids=[person.pk])
    assert (row.role, row.user_id, row.user_name) == ("participant", None, f"Deltagare {person.pk}")


def test_only_a_fingerprint_of_the_code_is_kept(signs):
    kept = str(AccessCode.objects.values().get()) + str(list(CaseEvent.objects.values()))
    assert signs not in kept
    assert signs.replace("-", "") not in kept


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, "för gammal"),
        ({"revoked_at": timezone.now()}, "gäller inte längre"),
    ],
    ids=["too old", "taken back"],
)
def test_code_that_does_not_hold_says_why(client: Client, signs, change, said):
    AccessCode.objects.update(**change)
    answer = enter(client, signs)
    assert answer.status_code == 422
    assert said in text(answer)
    assert client.get(reverse(HOME)).headers["Location"] == reverse(DOOR)


def test_taking_a_code_back_ends_the_session_it_opened(client: Client, signs):
    enter(client, signs)
    assert client.get(reverse(HOME)).status_code == 200
    revoke_code(AccessCode.objects.get(), by=make.SYSTEM)
    assert client.get(reverse(HOME)).headers["Location"] == reverse(DOOR)


def test_twenty_wrong_codes_lock_the_source_and_the_right_one_works_later(client: Client, signs, settings):
    settings.TRUSTED_PROXIES = 1
    here, elsewhere = {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 192.0.2.2"}
    answers = [enter(client, "AAAA-AAAA-AAAA", **here) for _ in range(MOST_GUESSES)]
    assert "Koden stämmer inte" in text(answers[-2])
    assert "Vänta en timme" in text(answers[-1])
    locked = enter(client, signs, **here)
    assert locked.status_code == 422
    assert "Din kod finns kvar" in text(locked)
    assert CodeGuess.objects.count() == MOST_GUESSES
    CodeGuess.objects.update(at=timezone.now() - timedelta(hours=1, minutes=1))
    later = Client()
    assert "Koden stämmer inte" in text(enter(later, "AAAA-AAAA-AAAA", **here))
    assert enter(Client(), signs, **elsewhere).status_code == 302


def test_right_code_from_another_source_while_one_is_locked(signs, settings):
    settings.TRUSTED_PROXIES = 1
    for _ in range(MOST_GUESSES):
        enter(Client(), "fel", HTTP_X_FORWARDED_FOR="192.0.2.1")
    assert enter(Client(), signs, HTTP_X_FORWARDED_FOR="192.0.2.1").status_code == 422
    assert enter(Client(), signs, HTTP_X_FORWARDED_FOR="192.0.2.2").status_code == 302


def test_new_code_takes_back_the_one_that_was_not_used(client: Client, person, signs):
    newer = make_code(person, by=make.SYSTEM).signs
    assert enter(client, signs).status_code == 422
    assert enter(client, newer).status_code == 302


def test_sessions_of_staff_and_participants_never_mix(client: Client, signs):
    client.force_login(make.user(role=Role.COORDINATOR, at=make.unit()))
    assert client.get(reverse(HOME)).headers["Location"] == reverse(DOOR)
    enter(client, signs)
    assert client.get(reverse("today")).headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse(HOME)).status_code == 200
    client.force_login(make.user(role=Role.COORDINATOR, at=make.unit()))
    assert client.get(reverse(HOME)).headers["Location"] == reverse(DOOR)
    assert client.get(reverse("today")).status_code == 200


def test_signing_out_leaves_nothing(client: Client, signs):
    enter(client, signs)
    assert client.post(reverse("own_leave")).headers["Location"] == reverse("own_left")
    assert client.get(reverse(HOME)).headers["Location"] == reverse(DOOR)


def test_session_is_short_and_begins_anew_with_each_page(client: Client, signs, settings):
    settings.OWN_PAGES_MINUTES = 30
    enter(client, signs)
    answer = client.get(reverse(HOME))
    assert answer.cookies["sessionid"]["max-age"] == 30 * 60
    assert "no-store" in answer.headers["Cache-Control"]


def test_somebody_with_protected_identity_has_own_pages_too(client: Client):
    person = make.case(make.participant(protection="marked")).participant
    enter(client, make_code(person, by=make.SYSTEM).signs)
    assert client.get(reverse(HOME)).status_code == 200


def test_somebody_whose_case_is_closed_or_never_was_still_gets_in(client: Client):
    for person in (make.case(closed_on=make.today()).participant, make.participant()):
        enter(client, make_code(person, by=make.SYSTEM).signs)
        assert client.get(reverse(HOME)).status_code == 200
        client.post(reverse("own_leave"))


class TestLanguage:
    def test_language_chosen_at_the_door_becomes_the_persons(self, client: Client, person, signs):
        client.post(reverse("own_language"), {"language": "ar", "next": reverse(DOOR)})
        assert '<html lang="ar" dir="rtl"' in text(client.get(reverse(DOOR)))
        enter(client, signs)
        person.refresh_from_db()
        assert person.page_language == "ar"
        assert '<html lang="ar" dir="rtl"' in text(client.get(reverse(HOME)))

    def test_pages_are_in_the_persons_language_whatever_the_browser_asks_for(self, client: Client, person, signs):
        type(person).objects.update(page_language="en")
        enter(client, signs)
        page = text(client.get(reverse(HOME), headers={"Accept-Language": "ar"}))
        assert '<html lang="en"' in page
        assert 'lang="ar" dir="rtl">العربية' in page

    def test_staff_pages_speak_swedish_to_a_browser_that_asks_for_arabic(self, client: Client):
        for path in (reverse("account_login"), "/finns-inte/"):
            page = text(client.get(path, headers={"Accept-Language": "ar"}))
            assert '<html lang="sv"' in page
            assert "العربية" not in page
            assert "rtl" not in page

    def test_language_never_leads_away(self, client: Client):
        answer = client.post(reverse("own_language"), {"language": "xx", "next": "https://example.org/"})
        assert answer.headers["Location"] == reverse(HOME)
