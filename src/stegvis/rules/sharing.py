"""Sharing (delning): what the referrer and other authorities get, on which days, and on what ground."""

from __future__ import annotations

from .words import N_, Labelled


class SharedPart(Labelled):
    """What may be shared. Notes are not on the list, and never will be."""

    PLAN = "plan", N_("planen")
    ABILITIES = "abilities", N_("kartlagda förmågor")
    GOALS = "goals", N_("målen")
    HOURS = "hours", N_("timmar och frånvaro i koder")


class SharingGround(Labelled):
    """Why it may be shared though it is secret."""

    DUTY = "duty", N_("uppgiftsskyldighet i lag")
    SAME_MATTER = "same_matter", N_("samma myndighet, samma ärende")
    CONSENT = "consent", N_("personens samtycke till att sekretessen bryts")


class ConsentHow(Labelled):
    """How a consent was given."""

    OWN_PAGE = "own_page", N_("på Mina sidor")
    TOGETHER = "together", N_("i samtal")
    PAPER = "paper", N_("på papper")
