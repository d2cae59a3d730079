"""Tracking (fälthistorik): row history by database triggers, and constraints that many tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Func, Q, functions

from ..rules.words import Labelled

AnyModel = TypeVar("AnyModel", bound=type[models.Model])


def tracked(*, without: tuple[str, ...] = ()) -> Callable[[AnyModel], AnyModel]:
    """Keep every insert, update and delete of the model in `<Model>History`, however it was written.

    Generated columns are left `without`: they say nothing that the others do not.
    """

    def decorate(model: AnyModel) -> AnyModel:
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=f"{model.__name__}History",
            exclude=list(without),
        )(model)

    return decorate


def known(column: str, keys: Iterable[Labelled], *, name: str) -> models.CheckConstraint:
    """The column holds one of the keys."""
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [key.value for key in keys]}), name=name)


def ends_after_start(*, name: str, start: str = "starts_on", end: str = "ends_on") -> models.CheckConstraint:
    """An end, where there is one, is not before the start."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": models.F(start)}), name=name
    )


def together(first: str, second: str, *, name: str) -> models.CheckConstraint:
    """Who and when are both known, or neither is."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=name,
    )


class OneNumber(Func):
    """The range of a single whole number: equality for exclusion constraints without the extension btree_gist."""

    template = "int8range(%(expressions)s, %(expressions)s, '[]')"

    def __init__(self, column: str) -> None:
        super().__init__(models.F(column))


class Days(Func):
    """The range of days from start to end, both included; an open end is unbounded."""

    template = "daterange(%(expressions)s, '[]')"

    def __init__(self, start: str = "starts_on", end: str = "ends_on") -> None:
        super().__init__(models.F(start), models.F(end))


class Minutes(Func):
    """The minutes of a day from start to end; the last one is not included, so that one thing may follow another."""

    template = "int4range(%(expressions)s)"

    def __init__(self, start: str = "starts_minute", end: str = "ends_minute") -> None:
        super().__init__(*(functions.Cast(models.F(column), models.IntegerField()) for column in (start, end)))


def never_overlap(
    *numbers: str, name: str, condition: Q | None = None, within: Func | None = None
) -> ExclusionConstraint:
    """No two rows with the same numbers share a day, or with `within` (a range of the day) the same part of one."""
    same = [(OneNumber(number), RangeOperators.OVERLAPS) for number in numbers]
    parts = [(part, RangeOperators.OVERLAPS) for part in (within, Days()) if part is not None]
    return ExclusionConstraint(name=name, expressions=[*same, *parts], condition=condition, index_type="gist")


class AppendOnly(models.Model):
    """A table to which rows are added and nothing else is done; the database refuses the rest."""

    append_only = True

    class Meta:
        abstract = True
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
