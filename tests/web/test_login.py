"""Signing in: local accounts, the municipality's own sign-in, the demonstration's door, and nobody else."""

from urllib.parse import urlsplit

import oidc_provider_mock
import pytest
import requests
from django.contrib.auth.hashers import get_hasher, identify_hasher, make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stegvis.demo import mark
from stegvis.models import StaffRole, User
from stegvis.rules.people import Role
from stegvis.settings import PASSWORD_HASHERS
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "en-mening-som-ingen-gissar"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_local_account_signs_in_and_comes_to_its_first_page(client: Client):
    user = factories.user(role=Role.COORDINATOR, at=factories.unit())
    user.set_password(PASSWORD)
    user.save()
    answer = client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    assert signed_in(client)
    assert client.get(reverse("home")).headers["Location"] == reverse("today")


def test_wrong_password_says_so_and_keeps_the_name(client: Client):
    user = factories.user(role=Role.COORDINATOR, at=factories.unit())
    answer = client.post(reverse("account_login"), {"login": user.username, "password": "fel"})
    assert not signed_in(client)
    assert f'value="{user.username}"' in answer.content.decode()


def test_passwords_are_kept_with_argon2(settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"
    assert get_hasher().algorithm == "argon2"


def test_nobody_signs_up(client: Client):
    answer = client.post(reverse("account_signup"), {"username": "ny", "password1": PASSWORD, "password2": PASSWORD})
    assert not signed_in(client)
    assert not User.objects.filter(username="ny").exists()
    assert "password1" not in answer.content.decode()


def test_somebody_without_a_current_role_is_told_whom_to_ask(client: Client):
    client.force_login(factories.user())
    answer = client.get(reverse("home"))
    assert answer.status_code == 403
    assert "systemförvaltaren" in answer.content.decode()


def test_revoked_role_is_gone_at_the_next_request(client: Client):
    user = factories.user(role=Role.COORDINATOR, at=factories.unit())
    client.force_login(user)
    assert client.get(reverse("today")).status_code == 200
    StaffRole.objects.filter(user=user).update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    assert client.get(reverse("today")).status_code == 403


class TestDemonstrationDoor:
    @pytest.fixture
    def demonstration(self, settings):
        settings.DEMO = True
        mark.put(mark.MADE)
        factories.user("Maria Ekdahl", role=Role.COORDINATOR, at=factories.unit())

    @pytest.mark.usefixtures("demonstration")
    def test_one_click_signs_in_as_a_role(self, client: Client):
        assert "Maria Ekdahl" in client.get(reverse("account_login")).content.decode()
        client.post(reverse("demo_sign_in"), {"role": "coordinator"})
        assert signed_in(client)

    @pytest.mark.usefixtures("demonstration")
    def test_role_that_nobody_has_is_not_found(self, client: Client):
        assert client.post(reverse("demo_sign_in"), {"role": "nobody"}).status_code == 404

    @pytest.mark.parametrize("missing", ["setting", "mark"])
    @pytest.mark.usefixtures("demonstration")
    def test_door_does_not_exist_outside_a_demonstration(self, client: Client, settings, missing):
        if missing == "setting":
            settings.DEMO = False
        else:
            mark.put("")
        assert client.post(reverse("demo_sign_in"), {"role": "coordinator"}).status_code == 404
        assert not signed_in(client)
        assert "Maria Ekdahl" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.filterwarnings("ignore:get_jwt_config")  # the mock provider uses an older way of its library
class TestMunicipalSignIn:
    @pytest.fixture
    def provider(self, settings):
        """A real OpenID provider on this machine, and Stegvis configured for it as by the environment."""
        with oidc_provider_mock.run_server_in_thread() as server:
            url = f"http://localhost:{server.server_port}"
            app = settings.OIDC_APP | {"client_id": "stegvis", "secret": "hemlig", "settings": {"server_url": url}}
            settings.OIDC_URL = url
            settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
            yield url

    def come_back_as(self, client: Client, provider: str, claims: dict[str, object]) -> str:
        """Go to the provider, sign in there with these claims, and follow the way back. Returns where it ends."""
        subject = str(claims["sub"])
        requests.put(f"{provider}/users/{subject}", json=claims, timeout=5).raise_for_status()
        there = client.post(reverse("openid_connect_login", args=["oidc"])).headers["Location"]
        back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=5).headers["Location"]
        way = urlsplit(back)
        return client.get(f"{way.path}?{way.query}").headers["Location"]

    def test_account_is_found_by_verified_address(self, client: Client, provider):
        user = factories.user(role=Role.HR, at=factories.unit(), email="jonas@asvalla.example")
        claims = {"sub": "1", "email": user.email, "email_verified": True}
        assert self.come_back_as(client, provider, claims) == "/"
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_account_is_found_by_user_name(self, client: Client, provider):
        user = factories.user(role=Role.HR, at=factories.unit())
        self.come_back_as(client, provider, {"sub": "2", "preferred_username": user.username})
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_unverified_address_opens_nothing(self, client: Client, provider):
        factories.user(role=Role.HR, at=factories.unit(), email="jonas@asvalla.example")
        claims = {"sub": "3", "email": "jonas@asvalla.example", "email_verified": False}
        assert self.come_back_as(client, provider, claims) == reverse("login_without_account")
        assert not signed_in(client)

    def test_somebody_unknown_gets_no_account(self, client: Client, provider):
        before = User.objects.count()
        assert self.come_back_as(client, provider, {"sub": "4"}) == reverse("login_without_account")
        assert User.objects.count() == before
        assert client.get(reverse("login_without_account")).status_code == 403

    def test_participant_with_an_e_id_comes_to_the_own_pages_without_an_account(
        self, client: Client, provider, settings
    ):
        person = factories.case().participant
        users = User.objects.count()
        stated = f"{person.identity_number[:8]}-{person.identity_number[8:]}"
        claims = {"sub": "5", settings.OIDC_PERSON_CLAIM: stated}
        assert self.come_back_as(client, provider, claims) == reverse("own_arrival")
        assert client.get(reverse("own_arrival")).headers["Location"] == reverse("own_home")
        assert client.get(reverse("own_home")).status_code == 200
        assert User.objects.count() == users
        assert not signed_in(client)

    def test_account_wins_over_participant(self, client: Client, provider, settings):
        person = factories.case().participant
        user = factories.user(role=Role.HR, at=factories.unit())
        claims = {
            "sub": "6", "preferred_username": user.username, settings.OIDC_PERSON_CLAIM: person.identity_number
        }  # fmt: skip
        self.come_back_as(client, provider, claims)
        assert signed_in(client)
        assert client.get(reverse("own_home")).headers["Location"] == reverse("own_door")

    def test_e_id_of_somebody_who_does_not_take_part_opens_nothing(self, client: Client, provider, settings):
        claims = {"sub": "7", settings.OIDC_PERSON_CLAIM: factories.identity_number()}
        assert self.come_back_as(client, provider, claims) == reverse("own_arrival")
        assert client.get(reverse("own_arrival")).status_code == 403
        assert client.get(reverse("own_home")).headers["Location"] == reverse("own_door")
