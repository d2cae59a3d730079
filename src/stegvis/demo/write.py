"""Into the database (skrivning): COPY of every table in one transaction; the triggers write the history."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from . import mark, rows
from .world import World

Told = Callable[[str], None]
NEXT_KEY = "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(max(id), 1), max(id) IS NOT NULL) FROM {}"


def empty() -> None:
    """Remove every row, history and logs too; only ever called for a demonstration."""
    there = set(connection.introspection.table_names())
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if not _stays(model)}
    tables = sorted(ours & there)
    names = sql.SQL(", ").join(sql.Identifier(table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))


def _stays(model: type) -> bool:
    """What migrations have filled is no content of ours."""
    return model.__module__.startswith(("django.contrib.contenttypes", "django.contrib.auth", "procrastinate"))


@transaction.atomic
def write(world: World, *, told: Told) -> None:
    """Every row, the constraints checked by the database, and the mark that this is a demonstration.

    Checked after each table: a long queue of checks put off to the end makes each look at a seat slow (12 times).
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in rows.TABLES[:-1]:
        copy(table, world.rows[table])
    told(f"Skriver {len(world.events)} händelser")
    copy_tuples(rows.CaseEvent, world.events)
    mark.put(mark.MADE)


def copy(table: type, content: list[Any]) -> None:
    """One table from rows of its class."""
    copy_tuples(table, map(attrgetter(*rows.columns(table)), content))


def copy_tuples(table: type, content: Iterable[tuple[Any, ...]]) -> None:
    """One table from tuples in the order of the columns; analysed at once: triggers look up seats."""
    name = table_name(table)
    columns = sql.SQL(", ").join(sql.Identifier(column) for column in rows.columns(table))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), columns)
    with connection.cursor() as cursor:
        with cursor.copy(statement) as target:
            for row in content:
                target.write_row(row)
        cursor.execute(sql.SQL(NEXT_KEY).format(sql.Identifier(name)), [name])
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))


def table_name(table: type) -> str:
    name: str = apps.get_model("stegvis", table.__name__)._meta.db_table
    return name


def without_collecting(act: Callable[[], World]) -> World:
    """Millions of small rows and none of them garbage: looking for it would double the time."""
    gc.disable()
    try:
        return act()
    finally:
        gc.enable()
