"""States (lägen): the way of one placement, its moves, and how long it may be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..words import N_, Labelled

LONGEST_MONTHS = 12
"""The municipality's own rule (domain facts §5): 12 months, 6 more when studies follow. Dated: in force since 2019."""
LONGER_WHEN_STUDIES_MONTHS = 6


class PlacementStatus(Labelled):
    """The way of one placement. Both voices are asked before anybody starts."""

    PARTICIPANT_ASKED = "participant_asked", N_("deltagaren är tillfrågad")
    HOST_ASKED = "host_asked", N_("värden är tillfrågad")
    VISIT = "visit", N_("besök eller intervju")
    AGREED = "agreed", N_("båda har tackat ja")
    SIGNED = "signed", N_("överenskommelsen är klar")
    ACTIVE = "active", N_("pågår")
    ENDED = "ended", N_("avslutad")
    NOT_REALISED = "not_realised", N_("blev inte av")


MOVES: dict[PlacementStatus, frozenset[PlacementStatus]] = {
    PlacementStatus.PARTICIPANT_ASKED: frozenset({PlacementStatus.HOST_ASKED, PlacementStatus.NOT_REALISED}),
    PlacementStatus.HOST_ASKED: frozenset(
        {PlacementStatus.VISIT, PlacementStatus.AGREED, PlacementStatus.NOT_REALISED}
    ),
    PlacementStatus.VISIT: frozenset({PlacementStatus.AGREED, PlacementStatus.NOT_REALISED}),
    PlacementStatus.AGREED: frozenset({PlacementStatus.SIGNED, PlacementStatus.NOT_REALISED}),
    PlacementStatus.SIGNED: frozenset({PlacementStatus.ACTIVE, PlacementStatus.NOT_REALISED}),
    PlacementStatus.ACTIVE: frozenset({PlacementStatus.ENDED}),
    PlacementStatus.ENDED: frozenset(),
    PlacementStatus.NOT_REALISED: frozenset(),
}
WAITING = (
    PlacementStatus.PARTICIPANT_ASKED,
    PlacementStatus.HOST_ASKED,
    PlacementStatus.VISIT,
    PlacementStatus.AGREED,
    PlacementStatus.SIGNED,
)
ANSWERS_WAIT = (PlacementStatus.PARTICIPANT_ASKED, PlacementStatus.HOST_ASKED, PlacementStatus.VISIT)
"""Somebody is to answer: the seat is reserved until a day, and not longer."""
BOTH_SAID_YES = (PlacementStatus.AGREED, PlacementStatus.SIGNED)
SEATED = (PlacementStatus.ACTIVE, PlacementStatus.ENDED)


class Answer(Labelled):
    """What somebody who was asked has said."""

    WAITING = "waiting", N_("har inte svarat")
    YES = "yes", N_("ja")
    NO = "no", N_("nej")


class EndReason(Labelled):
    """Why a placement ended."""

    COMPLETED = "completed", N_("gick till slutet")
    WORK = "work", N_("arbete")
    STUDIES = "studies", N_("studier")
    NEXT_PLACE = "next_place", N_("ny arbetsplats")
    HEALTH = "health", N_("gick inte att fortsätta")
    HOST = "host", N_("värden avslutade")
    PARTICIPANT = "participant", N_("deltagaren avslutade")


class ApprovedHow(Labelled):
    """How the participant approved what the host may read."""

    OWN_PAGE = "own_page", N_("på Mina sidor")
    TOGETHER = "together", N_("tillsammans vid ett möte")
    PAPER = "paper", N_("på papper")


class VisitKind(Labelled):
    """How participant and host met before they said yes."""

    VISIT = "visit", N_("studiebesök")
    INTERVIEW = "interview", N_("intervju")


class NotRealisedReason(Labelled):
    """Why a proposal never became a placement."""

    PARTICIPANT_NO = "participant_no", N_("deltagaren tackade nej")
    HOST_NO = "host_no", N_("värden tackade nej")
    NO_ANSWER = "no_answer", N_("ingen svarade i tid")
    OTHER_PLACE = "other_place", N_("annan arbetsplats valdes")
    WORK_OR_STUDIES = "work_or_studies", N_("arbete eller studier kom emellan")
    HEALTH = "health", N_("gick inte just nu")
    HOST_CHANGED = "host_changed", N_("värden kunde inte längre")
    CASE_CLOSED = "case_closed", N_("inskrivningen avslutades")
    OTHER = "other", N_("annat skäl")


class Voice(Labelled):
    """Who says something about how it went."""

    PARTICIPANT = "participant", N_("deltagaren")
    HOST = "host", N_("värden")


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later; the last of the month when there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def last_allowed_day(*, starts_on: date, studies_follow: bool) -> date:
    """The last day that a placement may have under the municipality's rule."""
    months = LONGEST_MONTHS + (LONGER_WHEN_STUDIES_MONTHS if studies_follow else 0)
    return months_later(starts_on, months)


def chain_starts_on(*, starts_on: date, earlier: Iterable[tuple[date, date]]) -> date:
    """The day from which the months are counted: the days before, at the same place, are laid in front."""
    return starts_on - timedelta(days=sum((last - first).days + 1 for first, last in earlier))
