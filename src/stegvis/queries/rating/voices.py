"""Two voices (två röster): what the participant and the professional say of the same questions, over time.

Differences and directions, never a grade and never a sum. Nothing here is gathered by who works here: coordinators are
never compared. What is internal, and what the participant has not answered alongside, is not for the participant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...models import Case, InstrumentText, Participant, Rating, RatingAnswer
from ...rules.own import PageLanguage
from ...rules.rating import (
    ROUNDS_SHOWN,
    AnswerState,
    Direction,
    Given,
    InstrumentKind,
    Respondent,
    Round,
    Said,
    direction,
    rounds_of,
)
from .form import Wording

PARTICIPANT, PROFESSIONAL = Respondent.PARTICIPANT, Respondent.PROFESSIONAL


@dataclass(frozen=True)
class VoiceLine:
    """One question over the rounds, the first first: what each said, or None where somebody did not say anything."""

    key: str
    words: Wording
    is_internal: bool
    participant: tuple[Given | None, ...]
    professional: tuple[Given | None, ...]

    def latest(self, respondent: Respondent) -> Given | None:
        """What the voice said last, in whichever round."""
        said = self.participant if respondent == PARTICIPANT else self.professional
        return next((given for given in reversed(said) if given is not None), None)

    def direction(self, respondent: Respondent) -> Direction:
        said = self.participant if respondent == PARTICIPANT else self.professional
        values = [given.value for given in said if given is not None]
        return direction(values)

    @property
    def difference(self) -> int | None:
        """How much higher the participant's value is; None when one of them has none."""
        one, other = self.latest(PARTICIPANT), self.latest(PROFESSIONAL)
        if one is None or other is None or one.value is None or other.value is None:
            return None
        return one.value - other.value


@dataclass(frozen=True)
class Waiting:
    """Questions that are asked and not answered."""

    pk: int
    respondent: Respondent
    instrument: str
    kind: InstrumentKind
    asked_on: date
    link_until: date | None


@dataclass(frozen=True)
class TwoVoices:
    """Both pictures over the latest rounds, what waits, and whose they are."""

    participant: str
    professional: str
    instrument_key: str
    every_days: int | None
    lowest: int
    highest: int
    days: tuple[date, ...]
    lines: tuple[VoiceLine, ...]
    waiting: tuple[Waiting, ...]
    last_on: Mapping[Respondent, date]

    @property
    def is_empty(self) -> bool:
        return not self.lines

    def waits_for(self, respondent: Respondent) -> Waiting | None:
        return next((each for each in self.waiting if each.respondent is respondent), None)


def two_voices_of(case: Case, *, for_participant: bool, language: PageLanguage = PageLanguage.SWEDISH) -> TwoVoices:
    """The latest rounds. Three statements, however many rounds; the participant of the case is at hand."""
    rows = list(_ratings(case, for_participant=for_participant))
    finished = [row for row in rows if row["answered_on"] and row["version__instrument__kind"] == TWO]
    newest = max(finished, key=lambda row: (row["answered_on"], row["pk"]), default=None)
    mine = [row for row in finished if newest and _same_scale(row, newest)]
    said = [Said(row["pk"], Respondent(row["respondent"]), row["answered_on"]) for row in mine]
    rounds = [each for each in rounds_of(said) if PARTICIPANT in each.keys or not for_participant][-ROUNDS_SHOWN:]
    whole = newest or next((row for row in rows if row["version__instrument__kind"] == TWO), None)
    return TwoVoices(
        participant=case.participant.given_name,
        professional=_first_name_of_latest(mine),
        instrument_key=whole["version__instrument__key"] if whole else "",
        every_days=whole["version__instrument__every_days"] if whole else None,
        lowest=newest["version__lowest"] if newest else 0,
        highest=newest["version__highest"] if newest else 0,
        days=tuple(each.on for each in rounds),
        lines=_lines(rounds, newest["version"], language, for_participant=for_participant) if newest else (),
        waiting=tuple(_waiting(row) for row in rows if row["answered_on"] is None),
        last_on={each.respondent: each.on for each in sorted(said, key=lambda one: one.on)},
    )


TWO = InstrumentKind.TWO_VOICES.value
COLUMNS = (
    "pk", "respondent", "asked_on", "answered_on", "version", "version__lowest", "version__highest",
    "version__instrument__key", "version__instrument__name", "version__instrument__kind",
    "version__instrument__every_days", "answered_by__name", "link__expires_at", "link__revoked_at",
)  # fmt: skip


def _ratings(case: Case, *, for_participant: bool) -> Sequence[dict[str, Any]]:
    ratings = case.ratings.order_by("asked_on", "pk")
    if for_participant:
        finished = ratings.filter(answered_on__isnull=False)
        ratings = finished | ratings.filter(respondent=PARTICIPANT)
    return list(ratings.values(*COLUMNS))


SCALE = ("version__instrument__key", "version__lowest", "version__highest")


def _same_scale(row: Mapping[str, Any], newest: Mapping[str, Any]) -> bool:
    """Values on another scale, or to other questions, are not laid beside these."""
    return all(row[column] == newest[column] for column in SCALE)


def _first_name_of_latest(finished: Sequence[Mapping[str, Any]]) -> str:
    by_professional = [row for row in finished if row["respondent"] == PROFESSIONAL and row["answered_by__name"]]
    latest = max(by_professional, key=lambda row: (row["answered_on"], row["pk"]), default=None)
    return str(latest["answered_by__name"]).split()[0] if latest else ""


def _lines(
    rounds: Sequence[Round], version: int, language: PageLanguage, *, for_participant: bool
) -> tuple[VoiceLine, ...]:
    """The questions of the newest version; an answer to an earlier version stands at the question with its key."""
    keys = [key for each in rounds for key in each.keys.values()]
    answers = RatingAnswer.objects.filter(rating__in=keys)
    texts = InstrumentText.objects.filter(
        version=version, item__isnull=False, language__in={language.value, PageLanguage.SWEDISH.value}
    )
    if for_participant:
        answers, texts = answers.filter(item__is_internal=False), texts.filter(item__is_internal=False)
    given = {
        (rating, key): Given(AnswerState(state), value, comment)
        for rating, key, state, value, comment in answers.values_list(
            "rating", "item__key", "state", "value", "comment"
        )
    }
    said = texts.values_list("item__position", "item__key", "item__is_internal", "respondent", "language", "text")
    words: dict[tuple[int, str, bool], tuple[tuple[bool, bool], Wording]] = {}
    for position, key, is_internal, respondent, spoken, text in said.order_by("pk"):
        rank = (respondent == PARTICIPANT, spoken == language)
        at = (position, key, is_internal)
        if at not in words or rank > words[at][0]:
            words[at] = (rank, Wording(text, PageLanguage(spoken)))
    return tuple(
        VoiceLine(
            key,
            words[position, key, is_internal][1],
            is_internal,
            tuple(given.get((each.keys.get(PARTICIPANT, 0), key)) for each in rounds),
            tuple(given.get((each.keys.get(PROFESSIONAL, 0), key)) for each in rounds),
        )
        for position, key, is_internal in sorted(words)
    )


def _waiting(row: Mapping[str, Any]) -> Waiting:
    until = row["link__expires_at"] if row["link__revoked_at"] is None else None
    return Waiting(
        row["pk"],
        Respondent(row["respondent"]),
        row["version__instrument__name"],
        InstrumentKind(row["version__instrument__kind"]),
        row["asked_on"],
        until.date() if until else None,
    )


def ratings_the_participant_sees(person: Participant) -> set[int]:
    """Keys of the own answers, and of the professional's in rounds where the participant has answered too.

    No mapping by somebody who works here: it is a conversation that others may stand in, and goes out after a look at
    its secrecy. Internal questions are left out of the answers themselves.
    """
    finished = Rating.objects.filter(case__participant=person, answered_on__isnull=False)
    columns = ("pk", "respondent", "answered_on", "version__instrument__kind", "case", *SCALE)
    seen, said = set(), defaultdict(list)
    for pk, respondent, on, kind, *same in finished.values_list(*columns):
        if respondent == PARTICIPANT:
            seen.add(pk)
        if kind == TWO:
            said[tuple(same)].append(Said(pk, Respondent(respondent), on))
    rounds = [each.keys for same in said.values() for each in rounds_of(same)]
    return seen | {key for keys in rounds if PARTICIPANT in keys for key in keys.values()}
