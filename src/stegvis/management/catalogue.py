"""The catalogues (översättningar): gather every Swedish text of the code and keep the translations beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "silent": "false", "trimmed": "true"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    "Reason": (1,),
    "N_": None,
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
}

LONG_AGO = datetime(2026, 11, 21, tzinfo=UTC)
HEADER: dict[str, Any] = {
    "project": "Stegvis",
    "charset": "utf-8",
    "header_comment": "# Stegvis. Renewed by `stegvis messages`; the source language is Swedish.",
    "creation_date": LONG_AGO,
    "revision_date": LONG_AGO,
    "version": "1",
    "msgid_bugs_address": "publiccode.yml",
    "last_translator": "Stegvis",
    "language_team": "Stegvis",
    "fuzzy": False,
}
"""What never changes by itself, so that a catalogue differs only where its texts do."""


def catalogue_file(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def gathered() -> Catalog:
    """Every text that a reader can meet, in the order of files."""
    found = Catalog(**HEADER)
    for name, line, message, comments, context in extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS):
        if "migrations/" not in name:
            found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def translated(language: str) -> Catalog:
    """The catalogue of a language as it stands in the repository; empty when there is none."""
    path = catalogue_file(language)
    if not path.is_file():
        return Catalog(locale=language, **HEADER)
    with path.open("rb") as source:
        known = read_po(source, locale=language)
    known.fuzzy = False
    return known


def missing(language: str) -> list[str]:
    """Texts without a translation, or whose translation is only guessed."""
    known = translated(language)
    return [
        str(message.id)
        for message in gathered()
        if message.id and not _is_translated(known.get(message.id, message.context))
    ]


def _is_translated(message: object | None) -> bool:
    text = getattr(message, "string", "")
    whole = all(text) if isinstance(text, tuple) else bool(text)
    return message is not None and whole and not getattr(message, "fuzzy", False)


def renew(language: str) -> None:
    """Add new texts to the catalogue, drop those that are gone, keep what is translated; nothing is guessed."""
    known = translated(language)
    known.update(gathered(), no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    path = catalogue_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, known, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
