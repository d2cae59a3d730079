"""A form to answer (formulär): the questions to one who answers, in one language, with what is answered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ...models import Case, InstrumentText, InstrumentVersion, Rating
from ...rules.own import PageLanguage
from ...rules.rating import AnswerState, Given, InstrumentKind, Respondent


@dataclass(frozen=True)
class Wording:
    """Words, and the language they are in: Swedish where there are none in the one that was asked for."""

    text: str
    language: PageLanguage


@dataclass(frozen=True)
class AskedQuestion:
    """One question as it is asked; `number` counts those to this respondent from 1."""

    key: str
    number: int
    words: Wording
    is_internal: bool = False


@dataclass(frozen=True)
class Form:
    """A version as it is put to one respondent in one language, and the answers so far by the question's key."""

    name: str
    kind: InstrumentKind
    respondent: Respondent
    questions: tuple[AskedQuestion, ...]
    scale: tuple[tuple[int, Wording], ...]
    answers: Mapping[str, Given] = field(default_factory=dict)

    @property
    def left(self) -> list[AskedQuestion]:
        return [question for question in self.questions if question.key not in self.answers]

    @property
    def first_left(self) -> int:
        """The number of the first question without an answer; one past the last when there is none."""
        return next((question.number for question in self.left), len(self.questions) + 1)

    def at(self, number: int) -> AskedQuestion | None:
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None

    def said(self, key: str) -> Wording | None:
        """The words of the value that was answered."""
        given = self.answers.get(key)
        return next((words for value, words in self.scale if given is not None and value == given.value), None)


def form_of(rating: Rating, *, language: PageLanguage | None = None) -> Form:
    """The form of one rating. Two statements besides the rating with its version and instrument."""
    answers = {
        key: Given(AnswerState(state), value, comment)
        for key, state, value, comment in rating.answers.values_list("item__key", "state", "value", "comment")
    }
    wanted = language or PageLanguage(rating.language)
    return form_of_version(rating.version, Respondent(rating.respondent), language=wanted, answers=answers)


def form_of_version(
    version: InstrumentVersion,
    respondent: Respondent,
    *,
    language: PageLanguage = PageLanguage.SWEDISH,
    answers: Mapping[str, Given] | None = None,
) -> Form:
    """The questions and the scale of one version. One statement."""
    texts = InstrumentText.objects.filter(
        version=version, respondent=respondent, language__in={language.value, PageLanguage.SWEDISH.value}
    )
    questions: dict[tuple[int, str, bool], Wording] = {}
    scale: dict[int, Wording] = {}
    rows = texts.values_list("item__position", "item__key", "item__is_internal", "value", "language", "text")
    for position, key, is_internal, value, spoken, text in rows.order_by("pk"):
        words = Wording(text, PageLanguage(spoken))
        if key is None:
            scale[value] = _rather(words, scale.get(value), language)
        else:
            at = (position, key, is_internal)
            questions[at] = _rather(words, questions.get(at), language)
    return Form(
        name=version.instrument.name,
        kind=InstrumentKind(version.instrument.kind),
        respondent=respondent,
        questions=tuple(
            AskedQuestion(key, number, questions[position, key, is_internal], is_internal)
            for number, (position, key, is_internal) in enumerate(sorted(questions), start=1)
        ),
        scale=tuple(sorted(scale.items())),
        answers=answers or {},
    )


def _rather(words: Wording, other: Wording | None, wanted: PageLanguage) -> Wording:
    return words if other is None or words.language is wanted else other


def version_of(instrument_key: str, day: date) -> InstrumentVersion | None:
    """The version in force on a day."""
    versions = InstrumentVersion.objects.filter(instrument__key=instrument_key).on(day)
    return versions.select_related("instrument").first()


def waiting_of(case: Case, *, respondent: Respondent | None = None) -> list[Rating]:
    """What is asked and not answered, the first first."""
    waiting = case.ratings.filter(answered_on__isnull=True).select_related("version__instrument")
    if respondent is not None:
        waiting = waiting.filter(respondent=respondent)
    return list(waiting.order_by("asked_on", "pk"))
