"""The extract (utdraget): everything that is kept about one participant, or what they may see at once; one object."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, QuerySet

from ...models import Participant, User
from ...rules.own import Withheld
from .tables import LEFT_OUT, TABLES, Table

FORMAT, VERSION = "stegvis.extract", 1
COPY, FULL = "copy", "full"

Content = dict[str, Any]
"""The extract as it is written to JSON: `format`, `version`, `kind`, `made_at`, `participant`, `sections` (each with
`key`, `title`, `columns` and `rows`; a row is its `id` and a value for each column), `withheld` and `left_out`."""


def copy_of(person: Participant, *, made_at: datetime) -> Content:
    """What the participant sees without a review: never notes, internal answers or anything about others."""
    return _content(person, [table for table in TABLES if table.shown], COPY, made_at)


def extract_of(person: Participant, *, made_at: datetime) -> Content:
    """Everything, for a review of secrecy before it is handed out. One statement for each table."""
    return _content(person, tables_of_full(), FULL, made_at)


LOGS = frozenset({"readings_all", "events"})
"""Sections that grow while somebody reads them."""


def seen_as(content: Content) -> str:
    """The rows that were read through, as one word; what has come since gives another."""
    read = [[section["key"], section["rows"]] for section in content["sections"] if section["key"] not in LOGS]
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()


def tables_of_full() -> list[Table]:
    """Each table once: where a section shows part of a table, the one with all of it stands instead."""
    whole = {table.model for table in TABLES if not table.shown}
    return [table for table in TABLES if not table.shown or table.model not in whole]


def _content(person: Participant, tables: Iterable[Table], kind: str, made_at: datetime) -> Content:
    return {
        "format": FORMAT,
        "version": VERSION,
        "kind": kind,
        "made_at": made_at.isoformat(timespec="seconds"),
        "participant": person.pk,
        "sections": [_section(table, person, is_copy=kind == COPY) for table in tables],
        "withheld": [],
        "left_out": [{"table": name, "why": why} for name, why in LEFT_OUT.items()],
    }


def _section(table: Table, person: Participant, *, is_copy: bool) -> Content:
    return {
        "key": table.key,
        "title": table.title,
        "columns": table.columns,
        "rows": [_values(table, row) for row in rows_of(table, person, is_copy=is_copy)],
    }


def rows_of(table: Table, person: Participant, *, is_copy: bool) -> QuerySet[Any]:
    """The rows of one table about one person, in the order they were written, with the names they point at."""
    key: Any = [person.pk] if table.path.endswith("__contains") else person.pk
    rows = table.model._default_manager.filter(**{table.path: key})
    if is_copy:
        rows = rows.filter(table.only(person) if callable(table.only) else table.only)
    pointing = [column for column in table.own_columns if isinstance(table.model._meta.get_field(column), ForeignKey)]
    return rows.select_related(*pointing).annotate(**table.first).distinct().order_by("pk")


def _values(table: Table, row: Model) -> Content:
    return {"id": row.pk} | {column: _plain(getattr(row, column)) for column in table.columns}


def _plain(value: Any) -> Any:
    """A value as JSON has it; another row by its name."""
    if isinstance(value, User):
        return value.name
    if isinstance(value, Model):
        return next(
            (str(getattr(value, name)) for name in ("name", "text", "number", "key") if hasattr(value, name)), value.pk
        )
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, UUID) else value


def without(content: Content, withheld: Iterable[Withheld]) -> Content:
    """The same without what is withheld; the ground stands in its place."""
    withheld = list(withheld)
    whole = {one.section: one for one in withheld if one.row is None}
    single = {(one.section, one.row) for one in withheld if one.row is not None}
    sections = []
    for section in content["sections"]:
        if section["key"] in whole:
            continue
        kept = [row for row in section["rows"] if (section["key"], row["id"]) not in single]
        sections.append(section | {"rows": kept})
    titles = {section["key"]: section["title"] for section in content["sections"]}
    return content | {
        "sections": sections,
        "withheld": [
            {
                "section": one.section,
                "title": titles.get(one.section, ""),
                "whole": one.row is None,
                "ground": one.ground,
            }
            for one in withheld
        ],
    }
