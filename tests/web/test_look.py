"""The look as a whole: every component in the gallery, nothing a strict CSP would stop, pages that stand alone."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, HttpRequest
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

import stegvis
from stegvis.access import Actor, Assignment
from stegvis.rules.people import Role
from stegvis.web.gallery import gallery
from stegvis.web.navigation import BY_ROLE, MOST_ENTRIES, navigation

TEMPLATES = Path(stegvis.__file__).parent / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
MACRO = re.compile(r"{%-? macro ([a-z]\w*)\(")
WITHOUT_A_PERSON = ("404.html", "500.html", "403.html", "403_csrf.html")


@pytest.fixture
def request_of_coordinator(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/galleri/")
    request.session = {}
    request._messages = FallbackStorage(request)
    request.user = AnonymousUser()
    request.actor = Actor(1, "Maria Ekdahl", (Assignment(Role.COORDINATOR, 1, "Arena Söder"),))
    request.resolver_match = None
    return request


@pytest.fixture(params=["sv", "en"])
def shown(request, request_of_coordinator: HttpRequest, settings) -> str:
    settings.DEMO = True
    with translation.override(request.param):
        return gallery(request_of_coordinator).content.decode()


def test_gallery_is_only_there_in_demonstration_and_development(request_of_coordinator, settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        gallery(request_of_coordinator)


def test_page_has_nothing_that_a_strict_policy_stops(shown: str):
    assert not re.search(r"<[^>]+\sstyle=", shown)
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", shown)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', shown)


def test_every_id_stands_once_and_every_reference_leads_somewhere(shown: str):
    ids = Counter(re.findall(r'\sid="([^"]+)"', shown))
    assert [name for name, times in ids.items() if times > 1] == []
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for value in re.findall(rf'\s{attribute}="([^"]+)"', shown):
            assert set(value.split()) <= set(ids), f"{attribute}={value}"


def test_every_drawing_has_words(shown: str):
    drawings = re.findall(r'<svg[^>]*role="img"[^>]*>.*?</svg>', shown, re.DOTALL)
    assert len(drawings) >= 11
    assert all("<title" in drawing and "<desc" in drawing for drawing in drawings)
    others = [svg for svg in re.findall(r"<svg[^>]*>", shown) if 'role="img"' not in svg]
    assert all('aria-hidden="true"' in svg for svg in others)


def test_every_field_has_a_label(shown: str):
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', shown))
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", shown)
    for field in fields:
        if 'type="hidden"' not in field:
            assert re.search(r'\sid="([^"]+)"', field)[1] in labelled, field


def test_one_heading_of_the_first_order(shown: str):
    assert shown.count("<h1") == 1


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_component_opens_by_saying_what_it_is_for(component: Path):
    assert component.read_text().startswith("{# ")


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_every_macro_is_seen_in_the_gallery(component: Path):
    """Directly, or through a macro or layout that the gallery uses."""
    gallery_page = (TEMPLATES / "gallery.html").read_text()
    through = "".join(path.read_text() for path in [*COMPONENTS, *(TEMPLATES / "layout").glob("*.html")])
    for name in MACRO.findall(component.read_text()):
        assert re.search(rf"\b{name}\(|\b{name} as ", gallery_page) or len(re.findall(rf"\b{name}\(", through)) > 1, (
            name
        )


def test_there_are_components_to_check():
    assert len(COMPONENTS) > 10


@pytest.mark.parametrize("name", WITHOUT_A_PERSON)
def test_dead_end_stands_without_request_database_or_person(name: str):
    page = get_template(name).render()
    assert page.count("<h1") == 1
    assert 'lang="sv"' in page


def test_refusal_says_why_and_whom_to_ask():
    page = get_template("403.html").render(
        {"reasons": ["Du är inte Ranias koordinator."], "whom": "Maria Ekdahl", "open_with_reason_url": "/oppna/7/"}
    )
    assert "Du är inte Ranias koordinator." in page
    assert "Maria Ekdahl" in page
    assert 'href="/oppna/7/"' in page


def test_every_role_has_a_menu_of_at_most_seven():
    assert set(BY_ROLE) == {role.value for role in Role}
    assert all(1 <= len(entries) <= MOST_ENTRIES for entries in BY_ROLE.values())


def test_no_role_means_no_menu(request_of_coordinator):
    request_of_coordinator.actor = None
    assert navigation(request_of_coordinator) == []
