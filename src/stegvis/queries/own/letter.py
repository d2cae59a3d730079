"""The extract on paper (utdraget som brev): the same object as the file, in plain words of the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language, gettext

from ...outside.letters import Letter, Section
from ...rules.words import Labelled
from .columns import WORDS
from .extract import COPY, Content
from .tables import LEFT_OUT, TABLES, Says
from .values import locale, number

KINDS: Mapping[str, Mapping[str, Says]] = {table.key: table.kinds for table in TABLES}


def extract_letter(content: Content, *, name: str) -> Letter:
    """One section for each table that has rows; what is withheld and what is left out last, with the reasons."""
    is_copy = content["kind"] == COPY
    made_on = datetime.fromisoformat(content["made_at"])
    sections = [_section(section) for section in content["sections"] if section["rows"]]
    return Letter(
        title=gettext("En kopia av mina uppgifter") if is_copy else gettext("Allt som står om mig"),
        lead=gettext("Det här står om {name} i Stegvis.").format(name=name),
        facts=((gettext("Gjord den"), _day(timezone.localtime(made_on).date())),),
        sections=(*sections, *_withheld(content), _left_out(is_copy=is_copy)),
        language=get_language() or "sv",
    )


def _section(section: Content) -> Section:
    kinds = KINDS.get(section["key"], {})
    lines = tuple(_line(row, section["columns"], kinds) for row in section["rows"])
    title = section["title"]
    return Section(gettext(title), items=lines)


def line_of(section: Content, row: Mapping[str, Any]) -> str:
    """One row in words."""
    return _line(row, section["columns"], KINDS.get(section["key"], {}))


def _line(row: Mapping[str, Any], columns: list[str], kinds: Mapping[str, Says]) -> str:
    """Every column that says something: "från och med: 3 november 2026; text: …"."""
    said = [(gettext(WORDS[column]), _said(row.get(column), kinds.get(column))) for column in columns]
    return "; ".join(f"{word}: {value}" for word, value in said if value)


def _said(value: Any, kind: Says | None) -> str:
    if value is None or value in ("", []):
        return ""
    if kind is None:
        return _as_it_stands(value)
    if isinstance(kind, type) and issubclass(kind, Labelled):
        words = {each.value: gettext(each.label) for each in kind}
        return ", ".join(words.get(key, str(key)) for key in (value if isinstance(value, list) else [value]))
    return cast("Callable[[Any], str]", kind)(value)


def _as_it_stands(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(value, list):
        return ", ".join(_said(each, None) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(each, None)}" for key, each in value.items())
    return number(value) if isinstance(value, float) else _maybe_day(str(value))


def _maybe_day(text: str) -> str:
    """A day or a moment as one says it; other texts as they are."""
    try:
        if len(text) == len("2026-11-22"):
            return _day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return text
    if moment is None or moment.tzinfo is None:
        return text
    local = timezone.localtime(moment)
    return f"{_day(local.date())} {local:%H:%M}"


def _day(day: date) -> str:
    return format_date(day, "d MMMM y", locale=locale())


def _withheld(content: Content) -> tuple[Section, ...]:
    if not content["withheld"]:
        return ()
    lines = tuple(
        (gettext("Hela delen {title}: {ground}") if one["whole"] else gettext("En rad i {title}: {ground}")).format(
            title=gettext(title), ground=one["ground"]
        )
        for one in content["withheld"]
        for title in [one["title"]]
    )
    return (Section(gettext("Det som inte lämnas ut, och varför"), items=lines),)


def _left_out(*, is_copy: bool) -> Section:
    more = gettext(
        "Anteckningar och annat som behöver prövas för sekretess ingår inte. Du kan be om allt på Mina sidor."
    )
    reasons = tuple(gettext(why) for why in LEFT_OUT.values())
    return Section(gettext("Det som inte finns med"), paragraphs=(more,) if is_copy else (), items=reasons)
