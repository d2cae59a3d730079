"""Written once (färdigskrivna satser): a query set whose SQL Django writes the first time and that is then only run.

Writing a statement costs Django several times what PostgreSQL takes to answer it. A page that asks twenty things about
one person asks the same twenty for everybody: only the keys and dates differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

LOWEST = -(2**62)
LONG_AGO = date(1800, 1, 1)

Build = TypeVar("Build", bound=Callable[..., "QuerySet[Any, Any]"])


class Written:
    """Callable like the function it decorates, and gives the rows of `values_list` as a list.

    The function builds the query set from whole numbers, dates, moments, texts or lists of whole numbers; what it does
    may depend on nothing else. Raises ValueError when a value does not reach the statement unchanged.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.sql = ""
        self.parameters: tuple[Any, ...] = ()
        self.places: dict[int, int] = {}
        self.read: Callable[[list[Any]], list[Any]] = list
        update_wrapper(self, build)

    def __call__(self, *values: Any) -> list[Any]:
        if not self.sql:
            self._write(values)
        filled = [
            _alike(parameter, values[self.places[place]]) if place in self.places else parameter
            for place, parameter in enumerate(self.parameters)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            return self.read(cursor.fetchall())

    def _write(self, values: Sequence[Any]) -> None:
        marks = [_mark(value, number) for number, value in enumerate(values)]
        compiler = self.build(*marks).query.get_compiler(using=connection.alias)
        sql, self.parameters = compiler.as_sql()
        self.places = {
            place: marks.index(parameter) for place, parameter in enumerate(self.parameters) if parameter in marks
        }
        if set(self.places.values()) != set(range(len(marks))):
            raise ValueError(f"a value does not reach the statement of {self.build.__qualname__}")
        converters = compiler.get_converters([column for column, _, _ in compiler.select])

        def read(rows: list[Any]) -> list[Any]:
            return [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else rows

        self.read, self.sql = read, sql


def written_once(build: Build) -> Written:
    """Decorate a function that builds one query set."""
    return Written(build)


def _mark(value: Any, number: int) -> Any:
    """A value of the same kind that nothing else in the statement has."""
    match value:
        case list():
            return [LOWEST + number]
        case int():
            return LOWEST + number
        case datetime():
            return datetime(1800, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
        case date():
            return LONG_AGO + timedelta(days=number)
        case str():
            return f"\ue000{number}"
    raise TypeError(f"a statement cannot be written around a {type(value).__name__}")


def _alike(parameter: Any, value: Any) -> Any:
    """Psycopg's own whole numbers carry their size; the value gets the same."""
    kind = type(parameter)
    return kind(value) if isinstance(parameter, int) and kind is not int else value
