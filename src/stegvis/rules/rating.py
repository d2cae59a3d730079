"""Rating (skattning): two voices on the same questions; unknown and declined are answers, and never zero."""

from __future__ import annotations

from .words import N_, Labelled


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
