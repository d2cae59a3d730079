"""Evaluation (utvärdering): answers without names, counted for each value, and shown first when there are enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from ...models import Course, InstrumentText, Organisation, Rating, RatingAnswer
from ...rules.own import PageLanguage
from ...rules.rating import LEAST_TO_SHOW, AnswerState


@dataclass(frozen=True)
class Counted:
    """One question: how many gave each value, and how many did not know or did not want to say."""

    text: str
    values: tuple[int, ...]
    unknown: int
    declined: int

    @property
    def answered(self) -> int:
        return sum(self.values)


@dataclass(frozen=True)
class Results:
    """What those asked on one day have said. Nothing but the number while they are too few."""

    asked_on: date
    asked: int
    answered: int
    scale: tuple[str, ...]
    questions: tuple[Counted, ...]

    @property
    def is_shown(self) -> bool:
        return self.answered >= LEAST_TO_SHOW


def results_of(about: Course | Organisation) -> list[Results]:
    """Each time the questions were put, the latest first. Three statements."""
    ratings = Rating.objects.filter(course=about) if isinstance(about, Course) else Rating.objects.filter(unit=about)
    times = list(
        ratings.values("asked_on", "version", "version__lowest", "version__highest")
        .annotate(asked=Count("pk"), answered=Count("answered_on"))
        .order_by("-asked_on", "-version")
    )
    versions = {row["version"] for row in times}
    texts = InstrumentText.objects.filter(version__in=versions, language=PageLanguage.SWEDISH)
    items: dict[int, list[tuple[int, int, str]]] = {}
    scales: dict[int, dict[int, str]] = {}
    for version, item, position, value, text in texts.values_list("version", "item", "item__position", "value", "text"):
        if item is None:
            scales.setdefault(version, {})[value] = text
        else:
            items.setdefault(version, []).append((position, item, text))
    finished = RatingAnswer.objects.filter(rating__in=ratings.filter(answered_on__isnull=False))
    counted = {
        (asked_on, item, state, value): many
        for asked_on, item, state, value, many in finished.values_list("rating__asked_on", "item", "state", "value")
        .annotate(many=Count("pk"))
        .values_list("rating__asked_on", "item", "state", "value", "many")
    }
    return [
        Results(
            row["asked_on"],
            row["asked"],
            row["answered"],
            tuple(text for _value, text in sorted(scales.get(row["version"], {}).items())),
            tuple(
                _counted(
                    counted, row["asked_on"], item, text, range(row["version__lowest"], row["version__highest"] + 1)
                )
                for _position, item, text in sorted(items.get(row["version"], []))
            )
            if row["answered"] >= LEAST_TO_SHOW
            else (),
        )
        for row in times
    ]


def _counted(
    counted: dict[tuple[date, int, str, int | None], int], asked_on: date, item: int, text: str, values: range
) -> Counted:
    def many(state: AnswerState, value: int | None = None) -> int:
        return counted.get((asked_on, item, state.value, value), 0)

    return Counted(
        text,
        tuple(many(AnswerState.ANSWERED, value) for value in values),
        many(AnswerState.UNKNOWN),
        many(AnswerState.DECLINED),
    )
