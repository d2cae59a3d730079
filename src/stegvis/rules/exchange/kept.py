"""Kept rows (sparade rader): reasons and changes as plain values, so that a preview can be kept and shown later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..words import Reason, Word
from .cells import as_text
from .columns import Column
from .compare import ComparedRow
from .compare_places import NewHost
from .directory import Directory

HIDDEN = "…"


def keep(reason: Reason) -> dict[str, Any]:
    """A reason as plain values."""
    return {"template": reason.template, "values": {name: _plain(value) for name, value in reason.values.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"word": str(value)} if isinstance(value, Word) else value


def kept(plain: Mapping[str, Any], *, hidden: bool = False) -> Reason:
    """The reason again; `hidden` leaves out every text that may have stood in the file."""
    values = {name: _kept_value(value, hidden=hidden) for name, value in plain["values"].items()}
    template: str = plain["template"]
    return Reason(template, **values)


def _kept_value(value: Any, *, hidden: bool) -> Any:
    if isinstance(value, dict):
        return Word(value["word"]) if "word" in value else date.fromisoformat(value["date"])
    return HIDDEN if hidden and isinstance(value, str) else value


def keep_row(
    compared: ComparedRow, columns: Mapping[str, Column], directories: Mapping[str, Directory]
) -> dict[str, Any]:
    """What the preview shows of a row."""
    changes = [
        [
            columns[key].header,
            shown_value(columns[key], before, directories),
            shown_value(columns[key], after, directories),
        ]
        for key, (before, after) in compared.changes.items()
    ]
    errors = [[error.cell, error.header, keep(error.reason)] for error in compared.errors_in_order]
    notices = [keep(notice) for notice in compared.notices]
    return {"title": title_of(compared), "changes": changes, "errors": errors, "notices": notices}


def title_of(compared: ComparedRow) -> str:
    """What the row is called in a list: the name of the person or of the place, or from where to where."""
    values = {**(compared.known.values if compared.known else {}), **compared.values}
    if "from_zone" in values or "to_zone" in values:
        return f"{values.get('from_zone', '')} – {values.get('to_zone', '')}"
    names = (values.get("given_name"), values.get("family_name")) if "given_name" in values else (values.get("name"),)
    return " ".join(name for name in names if name)


def shown_value(column: Column, value: Any, directories: Mapping[str, Directory]) -> str:
    """A value in words, as an export would write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, NewHost):
        return value.name
    directory = directories.get(column.refers_to)
    if directory is not None:
        return directory.labels.get(value, "")
    written = column.write(value)
    if isinstance(written, float | Decimal):
        return str(written).replace(".", ",")
    return as_text(written)
