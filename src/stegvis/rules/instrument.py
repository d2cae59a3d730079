"""Instrument (frågeformulär): a version as a file or our own rows describe it, and what is missing in it.

A question has a key, a place, and one text for each who answers it and each language. The scale has one text for each
value, again for each who answers and each language. Nothing is guessed: what is missing is said, with its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .own import PageLanguage
from .rating import WITHOUT_NAME, InstrumentKind, Respondent
from .words import N_, Labelled, Reason

LOWEST_SCALE, HIGHEST_SCALE = 0, 10
MOST_QUESTIONS = 60
MOST_TEXT = 300
MOST_DAYS_AHEAD = 400


IN = {PageLanguage.SWEDISH: N_("svenska"), PageLanguage.ENGLISH: N_("engelska"), PageLanguage.ARABIC: N_("arabiska")}
"""The languages as they are called inside a sentence."""


class LineKind(Labelled):
    """What one line of the file says."""

    QUESTION = "question", N_("fråga")
    SCALE = "scale", N_("skala")


@dataclass(frozen=True)
class Line:
    """One line: the words of a question, or of a value of the scale, for one who answers, in one language.

    `place` is the place of the question, or the value on the scale. `row` is where it stands in the file.
    """

    kind: LineKind
    respondent: Respondent
    language: PageLanguage
    place: int
    text: str
    key: str = ""
    is_internal: bool = False
    row: int = 0


@dataclass(frozen=True)
class Question:
    """One question of a version, with its words by who answers and language."""

    key: str
    position: int
    respondents: tuple[Respondent, ...]
    is_internal: bool
    texts: Mapping[tuple[Respondent, PageLanguage], str]


@dataclass(frozen=True)
class Draft:
    """A whole version that nothing is missing in."""

    questions: tuple[Question, ...]
    scale: Mapping[tuple[Respondent, PageLanguage, int], str]
    lowest: int
    highest: int

    def languages(self, respondent: Respondent) -> list[PageLanguage]:
        found = {language for who, language, _value in self.scale if who is respondent}
        return [language for language in PageLanguage if language in found]

    def asked(self, respondent: Respondent) -> list[Question]:
        return [question for question in self.questions if respondent in question.respondents]


@dataclass(frozen=True)
class Problem:
    """Why a file cannot be saved: the row it stands at (0 for the file as a whole) and the sentence."""

    row: int
    reason: Reason


@dataclass
class _Found:
    """Lines gathered by what they are about, and what was wrong on the way."""

    questions: dict[str, list[Line]] = field(default_factory=dict)
    scale: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, row: int, reason: Reason) -> None:
        self.problems.append(Problem(row, reason))


def drafted(lines: Sequence[Line], *, kind: InstrumentKind) -> tuple[Draft | None, list[Problem]]:
    """The version that the lines describe, or everything that is wrong with them at once."""
    found = _Found()
    _gather(found, lines)
    _check_questions(found)
    _check_places(found)
    _check_languages(found)
    _check_scale(found)
    _check_kind(found, kind)
    if found.problems:
        return None, sorted(found.problems, key=lambda one: (one.row == 0, one.row))
    return _whole(found), []


def _gather(found: _Found, lines: Sequence[Line]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for line in lines:
        what = (line.kind, line.key if line.kind is LineKind.QUESTION else line.place, line.respondent, line.language)
        if what in seen:
            found.wrong(line.row, Reason("Raden säger samma sak som rad {row}. Ta bort en av dem.", row=seen[what]))
            continue
        seen[what] = line.row
        if line.kind is LineKind.SCALE:
            found.scale.append(line)
        elif not line.key:
            found.wrong(line.row, Reason("Frågan saknar nyckel. Skriv ett kort namn, till exempel samarbete."))
        else:
            found.questions.setdefault(line.key, []).append(line)


def _check_questions(found: _Found) -> None:
    """The lines of one question agree about what it is."""
    if not found.questions:
        found.wrong(0, Reason("Filen har ingen fråga."))
    if len(found.questions) > MOST_QUESTIONS:
        found.wrong(0, Reason("Filen har fler än {most} frågor.", most=MOST_QUESTIONS))
    for key, lines in found.questions.items():
        first = lines[0]
        for line in lines[1:]:
            if line.place != first.place:
                found.wrong(
                    line.row,
                    Reason(
                        "{key} har plats {place} här, men {other} på rad {row}.",
                        key=key,
                        place=line.place,
                        other=first.place,
                        row=first.row,
                    ),
                )
            if line.is_internal != first.is_internal:
                found.wrong(line.row, Reason("{key} är intern på en rad men inte på en annan.", key=key))
        said_to = next((line for line in lines if line.respondent is Respondent.PARTICIPANT), None)
        if said_to is not None and any(line.is_internal for line in lines):
            found.wrong(said_to.row, Reason("{key} är intern och kan inte ställas till deltagaren.", key=key))


def _check_places(found: _Found) -> None:
    """Places run from 1 without a gap, one question at each."""
    places: dict[int, Line] = {}
    for key, lines in found.questions.items():
        first = lines[0]
        if first.place in places:
            other = places[first.place]
            found.wrong(
                first.row,
                Reason("{key} har samma plats som {other}: {place}.", key=key, other=other.key, place=first.place),
            )
        else:
            places[first.place] = first
    for place in range(1, max(places, default=0)):
        if place not in places:
            after = min(other for other in places if other > place)
            found.wrong(
                places[after].row,
                Reason("Fråga nummer {place} saknas. Platserna ska följa på varandra från 1.", place=place),
            )


def _check_languages(found: _Found) -> None:
    """What one question has in a language, every question to the same person has in it. Swedish is always there."""
    for respondent in _respondents(found):
        asked = {
            key: [line for line in lines if line.respondent is respondent] for key, lines in found.questions.items()
        }
        asked = {key: lines for key, lines in asked.items() if lines}
        languages = {line.language for lines in asked.values() for line in lines} | {PageLanguage.SWEDISH}
        for key, lines in asked.items():
            for language in PageLanguage:
                if language in languages and language not in {line.language for line in lines}:
                    found.wrong(
                        lines[0].row,
                        Reason(
                            "{key} saknas på {language} till {respondent}.",
                            key=key,
                            language=IN[language],
                            respondent=respondent.label,
                        ),
                    )


def _check_scale(found: _Found) -> None:
    """Every value has its words, for each who answers and in each language that the questions have."""
    if not found.scale:
        found.wrong(0, Reason("Filen har ingen text till skalan. Skriv en rad för varje värde."))
        return
    values = sorted({line.place for line in found.scale})
    for line in found.scale:
        if not LOWEST_SCALE <= line.place <= HIGHEST_SCALE:
            found.wrong(
                line.row,
                Reason(
                    "Skalans värde {value} ligger utanför {least}–{most}.",
                    value=line.place,
                    least=LOWEST_SCALE,
                    most=HIGHEST_SCALE,
                ),
            )
    if len(values) < 2:
        found.wrong(found.scale[0].row, Reason("Skalan behöver minst två värden."))
    for respondent in _respondents(found):
        languages = {
            line.language for lines in found.questions.values() for line in lines if line.respondent is respondent
        }
        for language in sorted(languages | {PageLanguage.SWEDISH}):
            has = {line.place for line in found.scale if (line.respondent, line.language) == (respondent, language)}
            for value in range(max(values[0], LOWEST_SCALE), min(values[-1], HIGHEST_SCALE) + 1):
                if value not in has:
                    found.wrong(
                        0,
                        Reason(
                            "Skalans värde {value} saknar text på {language} till {respondent}.",
                            value=value,
                            language=IN[language],
                            respondent=respondent.label,
                        ),
                    )


def _check_kind(found: _Found, kind: InstrumentKind) -> None:
    """Two voices need two; what is answered without a name is asked of participants alone."""
    who = _respondents(found)
    if kind is InstrumentKind.TWO_VOICES and found.questions and len(who) < 2:
        found.wrong(0, Reason("Frågorna ska ställas både till deltagaren och till koordinatorn."))
    if kind in WITHOUT_NAME and Respondent.PROFESSIONAL in who:
        found.wrong(0, Reason("De här frågorna ställs bara till deltagare."))


def _respondents(found: _Found) -> list[Respondent]:
    who = {line.respondent for lines in found.questions.values() for line in lines}
    return [respondent for respondent in Respondent if respondent in who]


def _whole(found: _Found) -> Draft:
    questions = [
        Question(
            key,
            lines[0].place,
            tuple(who for who in Respondent if any(line.respondent is who for line in lines)),
            lines[0].is_internal,
            {(line.respondent, line.language): line.text for line in lines},
        )
        for key, lines in found.questions.items()
    ]
    asked = set(_respondents(found))
    scale = [line for line in found.scale if line.respondent in asked]
    values = [line.place for line in scale]
    return Draft(
        tuple(sorted(questions, key=lambda question: question.position)),
        {(line.respondent, line.language, line.place): line.text for line in scale},
        min(values),
        max(values),
    )


def reasons_not_to_publish(
    *, licence_note: str, valid_from: date, latest_from: date | None, today: date
) -> list[Reason]:
    """A version says by what right its words are used, and begins after the one before."""
    reasons = []
    if not licence_note.strip():
        reasons.append(
            Reason("Skriv med vilken rätt frågorna används, till exempel licens eller eget.", at="licence_note")
        )
    if latest_from is not None and valid_from <= latest_from:
        reasons.append(
            Reason(
                "Versionen ska börja gälla efter den förra, som gäller från {day}.", day=latest_from, at="valid_from"
            )
        )
    if valid_from > today + timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Välj en dag inom ett år.", at="valid_from"))
    return reasons
