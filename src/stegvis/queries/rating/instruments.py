"""Instruments (frågorna som finns) for whoever keeps the system: versions, languages, and every word of one version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from ...models import Instrument, InstrumentText, InstrumentVersion
from ...rules.instrument import LineKind
from ...rules.own import PageLanguage
from ...rules.rating import InstrumentKind, Respondent


@dataclass(frozen=True)
class VersionRow:
    """One version in the list."""

    pk: int
    version: int
    valid_from: date
    valid_to: date | None
    questions: int
    languages: tuple[PageLanguage, ...]
    answered: int
    licence_note: str


@dataclass(frozen=True)
class InstrumentRow:
    """One instrument with its versions, the latest first."""

    key: str
    name: str
    kind: InstrumentKind
    every_days: int | None
    versions: tuple[VersionRow, ...]


def instrument_list() -> list[InstrumentRow]:
    """Every instrument. Three statements."""
    answered = {
        row["pk"]: row["answered"]
        for row in InstrumentVersion.objects.values("pk").annotate(
            answered=Count("ratings", filter=Q(ratings__answered_on__isnull=False))
        )
    }
    versions: dict[int, list[VersionRow]] = {}
    rows = InstrumentVersion.objects.annotate(
        questions=Count("items", distinct=True), languages=ArrayAgg("texts__language", distinct=True, default=[])
    )
    for row in rows.order_by("instrument", "-version"):
        found: Any = row
        languages = tuple(language for language in PageLanguage if language.value in found.languages)
        versions.setdefault(row.instrument_id, []).append(
            VersionRow(
                row.pk,
                row.version,
                row.valid_from,
                row.valid_to,
                found.questions,
                languages,
                answered[row.pk],
                row.licence_note,
            )
        )
    return [
        InstrumentRow(each.key, each.name, InstrumentKind(each.kind), each.every_days, tuple(versions.get(each.pk, [])))
        for each in Instrument.objects.order_by("name")
    ]


def rows_of(version: InstrumentVersion) -> Iterator[tuple[str, str, int, str, str, str, str]]:
    """A version as rows of the file it could have come from: kind, key, place, who, internal, language, text."""
    texts = InstrumentText.objects.filter(version=version).values_list(
        "item__key", "item__position", "item__is_internal", "value", "respondent", "language", "text"
    )
    spoken = [each.value for each in PageLanguage]

    def place(row: tuple[Any, ...]) -> tuple[Any, ...]:
        key, position, _internal, value, respondent, language, _text = row
        return key is None, position or value, respondent, spoken.index(language)

    for key, position, is_internal, value, respondent, language, text in sorted(texts, key=place):
        who = Respondent(respondent).label
        if key is None:
            yield LineKind.SCALE.label, "", value, who, "", language, text
        else:
            internal = "ja" if is_internal else "nej"
            yield LineKind.QUESTION.label, key, position, who, internal, language, text
