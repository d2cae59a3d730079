"""Directories (uppslag): what units, programmes, colleagues, hosts, places and agreements can be called in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Exists, F, Field, Func, OuterRef, Q, Value

from ...models import Agreement, Case, Organisation, Place, Programme, User
from ...rules.exchange import Directory

BETWEEN = " / "


class EqualsAny(Func):
    """`column = ANY(array)`."""

    template, arg_joiner = "(%(expressions)s))", " = ANY("


def among(column: str, values: Iterable[Any], field: Field[Any, Any]) -> Q:
    """The column is one of many values, sent as one array: the statement is the same for ten and for 20,000."""
    return Q(EqualsAny(F(column), Value(list(values), output_field=ArrayField(field)), output_field=BooleanField()))


def organisation_names() -> dict[int, list[str]]:
    """Every organisation with what it can be called: its name, with its parent, with all above it."""
    rows = {pk: (name, parent) for pk, name, parent in Organisation.objects.values_list("pk", "name", "parent_id")}
    return {pk: _names(pk, rows) for pk in rows}


def _names(pk: int, rows: Mapping[int, tuple[str, int | None]]) -> list[str]:
    path: list[str] = []
    at: int | None = pk
    while at is not None and len(path) < len(rows):
        path.insert(0, rows[at][0])
        at = rows[at][1]
    return list(dict.fromkeys([path[-1], BETWEEN.join(path[-2:]), BETWEEN.join(path)]))


def participant_directories(names: dict[int, list[str]]) -> dict[str, Directory]:
    """What a file of participants can name. Four statements."""
    has_cases = Exists(Case.objects.filter(unit=OuterRef("pk")))
    units = Organisation.objects.filter(Q(takes_participants=True) | has_cases).values_list("pk", flat=True)
    programmes = Programme.objects.order_by("pk").values_list("pk", "name", "key")
    users = User.objects.order_by("pk").values_list("pk", "name", "username", "email")
    return {
        "unit": Directory.of((pk, names[pk]) for pk in units.order_by("pk")),
        "programme": Directory.of((pk, called) for pk, *called in programmes),
        "coordinator": Directory.of((pk, called) for pk, *called in users),
        "place": Directory.of(_place_names(names)),
    }


def _place_names(names: dict[int, list[str]]) -> Iterable[tuple[int, Sequence[str]]]:
    for pk, host, name in Place.objects.order_by("pk").values_list("pk", "host_id", "name"):
        yield pk, [*(f"{called}{BETWEEN}{name}" for called in names[host]), name]


def place_directories(names: dict[int, list[str]]) -> dict[str, Directory]:
    """What a file of places can name. One statement."""
    agreements = Agreement.objects.order_by("pk").values_list("pk", "reference")
    return {
        "host": Directory.of(sorted(names.items())),
        "agreement": Directory.of((pk, [reference]) for pk, reference in agreements),
    }
