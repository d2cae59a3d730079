"""Words: every text has its English with the same slots, and the printed pages are those of the code."""

import re
from pathlib import Path

import pytest

from stegvis.management import catalogue
from stegvis.management.words import glossary, states
from stegvis.urls import urlpatterns
from stegvis.web import login, privacy

DOCS = Path(__file__).parents[2] / "docs"
SLOT = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
ENGLISH, ARABIC = catalogue.translated("en"), catalogue.translated("ar")
ABOUT_NOBODY = {"healthz", "readyz", "gallery"} | {page.name for page in login.urls if hasattr(page, "name")}


def slots(text: str) -> set[str]:
    return {first or second for first, second in SLOT.findall(text)}


def test_every_text_is_translated():
    assert catalogue.missing("en") == []


def test_everything_participants_read_is_in_arabic_and_nothing_else():
    assert catalogue.missing("ar") == []
    assert {message.id for message in ARABIC} - {""} == {message.id for message in catalogue.for_everybody()} - {""}


def test_what_participants_read_is_found():
    texts = {str(message.id) for message in catalogue.for_everybody()}
    assert {"Jag är sjuk i dag", "enhetschef", "Logga ut"} <= texts
    assert "Loggar" not in texts


def test_translation_has_the_slots_of_its_text():
    for message in [*ENGLISH, *ARABIC]:
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set().union(*map(slots, originals))
        for translation in translations:
            assert not message.id or slots(translation) <= wanted, message.id
        if message.id:
            assert set().union(*map(slots, translations)) == wanted, message.id


def test_catalogue_holds_nothing_that_is_gone():
    assert {message.id for message in ENGLISH} <= {message.id for message in catalogue.gathered()} | {""}


def test_every_page_is_called_something_in_the_log():
    pages = {page.name for page in urlpatterns if hasattr(page, "name")} - ABOUT_NOBODY
    assert pages - set(privacy.SCREENS) == set()


@pytest.mark.parametrize(("name", "printed"), [("glossary.md", glossary), ("states.md", states)])
def test_printed_page_is_that_of_the_code(name, printed):
    assert (DOCS / name).read_text(encoding="utf-8") == printed()
