"""Mapping (kartläggning område för område): two dated mappings area by area; never added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...models import Case, InstrumentText, RatingAnswer
from ...rules.own import PageLanguage
from ...rules.rating import AnswerState, Given, InstrumentKind
from .form import Wording


@dataclass(frozen=True)
class Area:
    """One area: what was found before and now, in the words of the scale."""

    key: str
    words: Wording
    before: Given | None
    now: Given | None

    @property
    def is_changed(self) -> bool:
        """Whether something else was found; what nobody asked about has not changed."""
        if self.before is None or self.now is None:
            return False
        return (self.before.state, self.before.value) != (self.now.state, self.now.value)


@dataclass(frozen=True)
class MappingComparison:
    """Two dated mappings, or one, or none; and every day on which one was made."""

    before_on: date | None
    now_on: date | None
    areas: tuple[Area, ...]
    scale: Mapping[int, str]
    all_days: tuple[tuple[int, date], ...]
    waiting: int | None

    @property
    def changed(self) -> list[Area]:
        return [area for area in self.areas if area.is_changed]


def mapping_of(case: Case, *, against: int | None = None) -> MappingComparison:
    """The latest mapping beside an earlier one: `against`, or the one before. Three statements."""
    rows = list(
        case.ratings.filter(version__instrument__kind=InstrumentKind.MAPPING)
        .order_by("answered_on", "pk")
        .values("pk", "answered_on", "version")
    )
    done = [row for row in rows if row["answered_on"] is not None]
    waiting = next((row["pk"] for row in rows if row["answered_on"] is None), None)
    now = done[-1] if done else None
    before = next((row for row in done[:-1] if row["pk"] == against), done[-2] if len(done) > 1 else None)
    found: dict[tuple[int, str], Given] = {}
    areas: dict[tuple[int, str], Wording] = {}
    scale: dict[int, str] = {}
    if now is not None:
        keys = [row["pk"] for row in (before, now) if row is not None]
        answers = RatingAnswer.objects.filter(rating__in=keys)
        for rating, key, state, value, comment in answers.values_list(
            "rating", "item__key", "state", "value", "comment"
        ):
            found[rating, key] = Given(AnswerState(state), value, comment)
        texts = InstrumentText.objects.filter(version=now["version"], language=PageLanguage.SWEDISH)
        for position, key, value, text in texts.values_list("item__position", "item__key", "value", "text"):
            if key is None:
                scale[value] = text
            else:
                areas[position, key] = Wording(text, PageLanguage.SWEDISH)
    return MappingComparison(
        before_on=before["answered_on"] if before else None,
        now_on=now["answered_on"] if now else None,
        areas=tuple(
            Area(key, words, found.get((before["pk"], key)) if before else None, found.get((now["pk"], key)))
            for (_position, key), words in sorted(areas.items())
            if now is not None
        ),
        scale=scale,
        all_days=tuple((row["pk"], row["answered_on"]) for row in done if row["answered_on"] is not None),
        waiting=waiting,
    )
