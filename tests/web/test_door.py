"""The pages at the door: ours in Swedish, every one of them, and none of the parts' own."""

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from stegvis.rules.people import Role
from tests import factories

pytestmark = pytest.mark.django_db
PREFIXES = ("account_", "socialaccount_", "mfa_")
PATHS_WITH_VALUES = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "account_confirm_email": {"key": "nyckel"},
}


def door_names() -> list[str]:
    """The name of every address that the sign-in parts bring."""
    names, waiting = [], list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting += one.url_patterns
        elif isinstance(one, URLPattern) and str(one.name).startswith(PREFIXES):
            names.append(str(one.name))
    return sorted(set(names))


@pytest.fixture(params=["stranger", "coordinator"])
def visitor(request, client: Client) -> Client:
    if request.param == "coordinator":
        client.force_login(factories.user(role=Role.COORDINATOR, at=factories.unit()))
    return client


@pytest.mark.parametrize("name", door_names())
def test_every_page_of_the_door_is_ours(visitor: Client, name: str):
    response = visitor.get(reverse(name, kwargs=PATHS_WITH_VALUES.get(name)))
    if response.status_code in {200, 401} and "html" in response["Content-Type"]:
        page = response.content.decode()
        assert '<main class="door-form"' in page
        assert 'lang="sv"' in page
        assert page.count("<h1") == 1
    else:
        assert response.status_code in {200, 302, 404, 405}


def test_there_are_pages_to_try():
    assert {"account_login", "account_logout", "account_change_password", "mfa_index"} <= set(door_names())


def test_wrong_password_is_said_on_top_and_the_name_is_kept(client: Client):
    page = client.post(reverse("account_login"), {"login": "maria", "password": "fel lösenord"}).content.decode()
    assert "Det gick inte att logga in" in page
    assert 'value="maria"' in page
    assert "fel lösenord" not in page


def test_outside_the_demonstration_nobody_is_offered(client: Client, settings):
    settings.DEMO = False
    factories.user(name="Maria Ekdahl", role=Role.COORDINATOR, at=factories.unit())
    page = client.get(reverse("account_login")).content.decode()
    assert "Maria Ekdahl" not in page
    assert "Prova som någon" not in page


def test_the_municipalitys_own_sign_in_is_offered_when_there_is_one(client: Client, settings):
    assert "kommunens konto" not in client.get(reverse("account_login")).content.decode()
    settings.OIDC_URL = "https://inloggning.example"
    assert "kommunens konto" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_language_is_switched_with_one_button(client: Client, language: str):
    client.post(reverse("set_language"), {"language": language, "next": "/"})
    assert f'<html lang="{language}"' in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("", ["'self'"]), ("https://inloggning.example/kommun", ["'self'", "https://inloggning.example/kommun"])],
    ids=["none", "configured"],
)
def test_browser_may_go_on_to_the_municipalitys_sign_in(address: str, allowed: list[str]):
    """A browser applies form-action to where a form's answer redirects, too."""
    ask = "from stegvis import settings; print(*settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    said = subprocess.run(
        [sys.executable, "-c", ask],
        env=os.environ | {"STEGVIS_OIDC_URL": address, "DJANGO_SETTINGS_MODULE": "stegvis.settings"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == allowed
