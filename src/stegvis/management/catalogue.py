"""The catalogues (översättningar): gather every Swedish text of the code and keep the translations beside it."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po
from django.conf import settings

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


MACRO = re.compile(r"{%-? macro (\w+)")
STAFF_ONLY = frozenset({"web/own/staff/requests.py"})
WHOLE = ""
EVERYBODY: dict[str, tuple[str, ...]] = {
    "templates/own/": (WHOLE,),
    "templates/layout/mine.html": (WHOLE,),
    "templates/layout/base.html": (WHOLE,),
    "templates/layout/error.html": (WHOLE,),
    "templates/404.html": (WHOLE,),
    "templates/500.html": (WHOLE,),
    "templates/403_csrf.html": (WHOLE,),
    "templates/rating/check.html": (WHOLE,),
    "templates/rating/door.html": (WHOLE,),
    "templates/rating/later.html": (WHOLE,),
    "templates/rating/question.html": (WHOLE,),
    "templates/rating/start.html": (WHOLE,),
    "templates/rating/thanks.html": (WHOLE,),
    "templates/rating/part.html": ("voices_part", "voices_legend", "voices"),
    "templates/rating/questions.html": ("scale",),
    "templates/components/menu.html": ("sign_out",),
    "templates/components/errors.html": (WHOLE,),
    "templates/components/fields.html": (WHOLE,),
    "templates/components/drawings.html": ("staircase",),
    "web/own/": (WHOLE,),
    "web/rating/answering.py": (WHOLE,),
    "web/rating/entrance.py": (WHOLE,),
    "web/rating/forms.py": ("choices_of", "OneAnswerForm", "CodeForm"),
    "web/rating/shown.py": (WHOLE,),
    "web/ladder/stairs.py": ("own_stairs", "_said_to_you", "_note", "_move_back"),
    "web/plain_words.py": (WHOLE,),
    "web/answers.py": (WHOLE,),
    "web/format.py": (WHOLE,),
    "queries/own/": (WHOLE,),
    "rules/own.py": (WHOLE,),
    "rules/absence.py": ("reasons_not_to_report", "reasons_not_to_end", "_taken"),
    "rules/activity.py": ("ActivityKind", "AbsenceKind"),
    "rules/case.py": ("reasons_not_to_write", "CaseStatus"),
    "rules/ladder/moving.py": ("Mark", "reasons_not_to_mark", "reasons_not_to_report"),
    "rules/meeting.py": ("MeetingKind", "MeetingStatus", "SecrecyClass"),
    "rules/letter.py": (WHOLE,),
    "rules/message.py": ("Channel", "MessageKind", "MessageStatus"),
    "rules/people.py": ("Role", "Gender", "Protection"),
    "rules/attendance.py": ("AttendanceKind", "AbsenceCode", "IncidentKind"),
    "templates/attendance/own.html": (WHOLE,),
    "rules/place.py": ("PlacementForm",),
    "rules/plan.py": ("PlanAnswer", "AnsweredHow", "ActionStatus", "ActionOwner", "reasons_not_to_answer"),
    "rules/rating.py": ("AnswerState", "Respondent", "Direction", "reasons_not_to_answer", "reasons_not_to_take",
                        "reasons_not_to_finish"),
    "rules/sharing.py": ("SharedPart", "SharingGround", "ConsentHow", "reasons_not_to_give_consent",
                         "reasons_not_to_withdraw"),
    "rules/history.py": ("ReadKind",),
}  # fmt: skip
"""What participants read, in every language of their pages: whole folders and files, or the named parts of a file."""


def catalogue_file(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


@cache
def gathered() -> Catalog:
    """Every text that a reader can meet, in the order of files; read once, and only read by those who ask."""
    found = Catalog(**HEADER)
    for name, line, message, comments, context in extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS):
        if "migrations/" not in name:
            found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def for_everybody() -> Catalog:
    """The texts that participants meet; the only ones of a language that nobody who works here reads."""
    found = Catalog(**HEADER)
    for message in gathered():
        if message.id and any(_is_read_by_all(name, line) for name, line in message.locations):
            found.add(message.id, context=message.context)
    return found


def wanted(language: str) -> Catalog:
    """The texts that a catalogue holds."""
    return gathered() if language in settings.STAFF_LANGUAGES else for_everybody()


def _is_read_by_all(name: str, line: int) -> bool:
    for path, parts in EVERYBODY.items():
        if name == path or (path.endswith("/") and name.startswith(path)):
            return name not in STAFF_ONLY and (WHOLE in parts or _part_at(name, line) in parts)
    return False


@cache
def _parts(name: str) -> tuple[tuple[int, str], ...]:
    """Where each part of a file begins: classes, functions and names of Python, macros of a template."""
    text = (PACKAGE / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        lines = enumerate(text.splitlines(), start=1)
        return tuple((number, found[1]) for number, line in lines if (found := MACRO.search(line)))
    named = (ast.ClassDef, ast.FunctionDef)
    return tuple((node.lineno, node.name if isinstance(node, named) else "") for node in ast.parse(text).body)


def _part_at(name: str, line: int) -> str:
    return next((part for start, part in reversed(_parts(name)) if start <= line), "")


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
        for message in wanted(language)
        if message.id and not _is_translated(known.get(message.id, message.context))
    ]


def _is_translated(message: object | None) -> bool:
    text = getattr(message, "string", "")
    whole = all(text) if isinstance(text, tuple) else bool(text)
    return message is not None and whole and not getattr(message, "fuzzy", False)


def renew(language: str) -> None:
    """Add new texts to the catalogue, drop those that are gone, keep what is translated; nothing is guessed."""
    known = translated(language)
    known.update(wanted(language), no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    path = catalogue_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, known, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
