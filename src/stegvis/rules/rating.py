"""Rating (skattning): two voices on the same questions; unknown and declined are answers, and never zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason


class InstrumentKind(Labelled):
    """What a set of questions is for."""

    TWO_VOICES = "two_voices", N_("två röster, flera gånger")
    MAPPING = "mapping", N_("kartläggning, område för område")
    COURSE_EVALUATION = "course_evaluation", N_("kursutvärdering")
    USER_SURVEY = "user_survey", N_("brukarundersökning")


class Respondent(Labelled):
    """Who answers."""

    PARTICIPANT = "participant", N_("deltagaren")
    PROFESSIONAL = "professional", N_("koordinatorn")


class AnswerState(Labelled):
    """An answer with a value, or one of two ways to have none. None of them is zero."""

    ANSWERED = "answered", N_("svarat")
    UNKNOWN = "unknown", N_("vet inte")
    DECLINED = "declined", N_("vill inte svara")


class AnsweredHow(Labelled):
    """How the answers came in."""

    OWN_PAGE = "own_page", N_("på Mina sidor")
    LINK = "link", N_("med länk eller kod")
    TOGETHER = "together", N_("tillsammans i samtalet")
    PAPER = "paper", N_("på papper")


TWO_VOICES, MAPPING = "two_voices", "area_mapping"
COURSE_EVALUATION, USER_SURVEY = "course_evaluation", "user_survey"
"""The keys of the instruments that a new installation has."""

LEAST_TO_SHOW = 5
"""Answers without names are shown when there are at least so many (as small groups elsewhere)."""

MOST_LINKS = 60
ROUNDS_SHOWN = 4
ROUND_DAYS = 45
"""How far apart two answers may lie and still belong to the same round: half of the three months between rounds."""

MOST_COMMENT = 300

NO_QUESTIONS = Reason("Det finns inga sådana frågor som gäller den dagen.", at="instrument_key")

WITHOUT_NAME = frozenset({InstrumentKind.COURSE_EVALUATION, InstrumentKind.USER_SURVEY})


@dataclass(frozen=True)
class Given:
    """What somebody says to one question."""

    state: AnswerState
    value: int | None = None
    comment: str = ""


def reasons_not_to_ask(
    *,
    has_version: bool,
    is_for_case: bool,
    has_questions: bool,
    waiting_since: date | None,
    asked_on: date,
    opened_on: date,
    today: date,
) -> list[Reason]:
    """Nobody gets the same questions twice at once, and none that do not exist."""
    if not has_version:
        return [NO_QUESTIONS]
    reasons = []
    if not is_for_case:
        reasons.append(Reason("De frågorna ställs utan namn, till en kurs eller en enhet.", at="instrument_key"))
    if not has_questions:
        reasons.append(Reason("De frågorna är inte till den du valde.", at="respondent"))
    if waiting_since is not None:
        reasons.append(Reason("Samma frågor väntar redan på svar sedan {day}.", day=waiting_since))
    if not opened_on <= asked_on <= today:
        reasons.append(Reason("Dagen ska ligga mellan inskrivningen, {day}, och i dag.", day=opened_on, at="asked_on"))
    return reasons


def reasons_not_to_answer(*, is_finished: bool, status: CaseStatus | None) -> list[Reason]:
    """Answers that are sent stand as they are; a closed case takes none. `status` is None for answers without name."""
    if is_finished:
        return [Reason("Svaren är redan skickade och ändras inte.")]
    return reasons_not_to_write(status=status) if status is not None else []


def reasons_not_to_link(*, is_to_participant: bool) -> list[Reason]:
    """Who works here signs in."""
    return [] if is_to_participant else [Reason("Länk och kod är till deltagaren. Du svarar här i Stegvis.")]


def reasons_not_to_withdraw(*, is_finished: bool, is_begun: bool) -> list[Reason]:
    """What somebody has said is not thrown away."""
    if is_finished or is_begun:
        return [Reason("Någon har redan börjat svara. Då går frågorna inte att ta tillbaka.")]
    return []


def reasons_not_to_take(given: Given, *, lowest: int, highest: int, item_key: str) -> list[Reason]:
    """A value belongs to an answer and only to that, and lies on the scale. No value is never zero."""
    if given.state is not AnswerState.ANSWERED:
        return [] if given.value is None else [Reason("Välj antingen ett svar eller inget svar.", at=item_key)]
    if given.value is None or not lowest <= given.value <= highest:
        return [Reason("Välj ett svar från {lowest} till {highest}.", lowest=lowest, highest=highest, at=item_key)]
    return []


def reasons_not_to_finish(
    *, left: Sequence[tuple[int, str]], asked_on: date, answered_on: date, today: date
) -> list[Reason]:
    """Every question has an answer, or a word for why it has none. `left` is place and key of those that have not."""
    reasons = [Reason("Fråga {number} har inget svar än.", number=number, at=key) for number, key in left]
    if not asked_on <= answered_on <= today:
        reasons.append(
            Reason("Svaren ska vara från {day} eller senare, och inte efter i dag.", day=asked_on, at="answered_on")
        )
    return reasons


def is_due(last_answered_on: date | None, today: date, every_days: int) -> bool:
    """Whether it is time to ask again; those who have never answered are due at once."""
    return last_answered_on is None or today - last_answered_on >= timedelta(days=every_days)


def reasons_not_to_ask_many(*, how_many: int) -> list[Reason]:
    """A sheet of codes is for a group: not so small that its answers are never shown, and not a town."""
    if LEAST_TO_SHOW <= how_many <= MOST_LINKS:
        return []
    return [
        Reason(
            "Välj mellan {least} och {most} koder. Svaren visas när {least} har svarat.",
            least=LEAST_TO_SHOW,
            most=MOST_LINKS,
            at="how_many",
        )
    ]


# Two voices beside each other --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """One set of answers that was finished: its key, whose it is and when."""

    key: int
    respondent: Respondent
    on: date


@dataclass(frozen=True)
class Round:
    """Answers that belong together in time: at most one from each."""

    keys: Mapping[Respondent, int]
    on: date


def rounds_of(said: Sequence[Said], *, apart: int = ROUND_DAYS) -> list[Round]:
    """Answers as rounds, the first first. A second answer from the same person begins a new round."""
    rounds: list[Round] = []
    began = date.min
    for each in sorted(said, key=lambda one: (one.on, one.key)):
        if rounds and each.respondent not in rounds[-1].keys and (each.on - began).days <= apart:
            rounds[-1] = Round({**rounds[-1].keys, each.respondent: each.key}, each.on)
        else:
            rounds.append(Round({each.respondent: each.key}, each.on))
            began = each.on
    return rounds


class Direction(Labelled):
    """Where the latest answer lies beside the one before. Never a verdict."""

    UP = "up", N_("högre än förra gången")
    SAME = "same", N_("lika som förra gången")
    DOWN = "down", N_("lägre än förra gången")
    FIRST = "first", N_("första gången")


def direction(values: Sequence[int | None]) -> Direction:
    """From the latest two values; what lies between without a value is passed over."""
    known = [value for value in values if value is not None]
    if len(known) < 2 or not values or values[-1] is None:
        return Direction.FIRST
    before, now = known[-2:]
    return Direction.UP if now > before else Direction.DOWN if now < before else Direction.SAME
