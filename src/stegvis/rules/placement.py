"""Placement (placering): two voices say yes, a seat is taken, and it ends in time."""

from __future__ import annotations

from datetime import date

from .case import CaseStatus
from .words import N_, Labelled, Reason

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
    PlacementStatus.AGREED: frozenset({PlacementStatus.SIGNED, PlacementStatus.ACTIVE, PlacementStatus.NOT_REALISED}),
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


def reasons_not_to_propose(
    *,
    case_status: CaseStatus,
    starts_on: date,
    ends_on: date,
    hours_per_week: float,
    studies_follow: bool,
    has_waiting_at_place: bool,
) -> list[Reason]:
    """What makes a proposal meaningless from the start."""
    reasons = []
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if ends_on <= starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    elif ends_on > last_allowed_day(starts_on=starts_on, studies_follow=studies_follow):
        reasons.append(
            Reason("En placering är längst {months} månader, {more} om studier följer.", at="ends_on",
                   months=LONGEST_MONTHS, more=LONGEST_MONTHS + LONGER_WHEN_STUDIES_MONTHS)
        )  # fmt: skip
    if not 1 <= hours_per_week <= 40:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och 40.", at="hours_per_week"))
    if has_waiting_at_place:
        reasons.append(Reason("Det finns redan ett förslag på den här arbetsplatsen som väntar på svar."))
    return reasons


def reasons_not_to_answer(
    *, status: PlacementStatus, asked: PlacementStatus, answer: Answer, answered_on: date, today: date
) -> list[Reason]:
    """Only the one who is asked answers, and only once."""
    reasons = []
    if status is not asked:
        reasons.append(Reason("Läget är ”{status}”, så det går inte att svara nu.", status=status.label))
    if answer is Answer.WAITING:
        reasons.append(Reason("Välj ja eller nej.", at="answer"))
    if answered_on > today:
        reasons.append(Reason("Svaret kan inte ha ett datum som inte har varit än.", at="answered_on"))
    return reasons


def reasons_not_to_start(
    *, status: PlacementStatus, case_status: CaseStatus, seats_free: int, both_said_yes: bool
) -> list[Reason]:
    """Every reason at once, in the words the coordinator reads; empty means go."""
    reasons = []
    if PlacementStatus.ACTIVE not in MOVES[status]:
        reasons.append(Reason("Läget är ”{status}”, så placeringen kan inte startas.", status=status.label))
    if not both_said_yes:
        reasons.append(Reason("Deltagaren och värden har inte båda tackat ja."))
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if seats_free < 1:
        reasons.append(Reason("Arbetsplatsen är full."))
    return reasons


def reasons_not_to_end(*, status: PlacementStatus, ended_on: date, starts_on: date, today: date) -> list[Reason]:
    """A placement that runs can end, on a day from its first day until today."""
    reasons = []
    if PlacementStatus.ENDED not in MOVES[status]:
        reasons.append(Reason("Läget är ”{status}”, så placeringen kan inte avslutas.", status=status.label))
    if ended_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="ended_on", day=starts_on))
    if ended_on > today:
        reasons.append(Reason("Sista dagen kan inte vara ett datum som inte har varit än.", at="ended_on"))
    return reasons


def reasons_not_to_give_up(*, status: PlacementStatus, reason: str) -> list[Reason]:
    """What never came about has a reason."""
    reasons = []
    if PlacementStatus.NOT_REALISED not in MOVES[status]:
        reasons.append(Reason("Läget är ”{status}”, så förslaget kan inte dras tillbaka.", status=status.label))
    if not reason.strip():
        reasons.append(Reason("Skriv varför det inte blev av.", at="reason"))
    return reasons
