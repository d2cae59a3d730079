"""Asking (frågan): propose, approve what the host reads, answer, meet first, remind, and give up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..case import CaseStatus
from ..words import Reason
from .states import (
    ANSWERS_WAIT,
    LONGER_WHEN_STUDIES_MONTHS,
    LONGEST_MONTHS,
    MOVES,
    WAITING,
    Answer,
    NotRealisedReason,
    PlacementStatus,
    VisitKind,
    last_allowed_day,
)

RESERVED_DAYS = 10
"""The municipality's own rule: a seat is kept so many days for somebody who is to answer. In force since 2026."""
MOST_REMINDERS = 2
MOST_PRESENTATION = 600


def reserved_until(*, today: date, visit_on: date | None = None) -> date:
    """The last day that the seat is kept: some days from the answer, or from the visit that is to be."""
    return max(today, visit_on or today) + timedelta(days=RESERVED_DAYS)


def has_expired(*, status: PlacementStatus, until: date | None, today: date) -> bool:
    """Whether nobody answered in time. What has no day does not expire."""
    return status in ANSWERS_WAIT and until is not None and until < today


def reasons_not_to_propose(
    *,
    case_status: CaseStatus,
    starts_on: date,
    ends_on: date,
    hours_per_week: float,
    studies_follow: bool,
    has_waiting_at_place: bool,
    not_open: Iterable[Reason] = (),
) -> list[Reason]:
    """What makes a proposal meaningless from the start."""
    reasons = []
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    reasons += not_open
    if ends_on <= starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    elif ends_on > last_allowed_day(starts_on=starts_on, studies_follow=studies_follow):
        reasons.append(too_long())
    if not 1 <= hours_per_week <= 40:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och 40.", at="hours_per_week"))
    if has_waiting_at_place:
        reasons.append(Reason("Det finns redan ett förslag på den här arbetsplatsen som väntar på svar."))
    return reasons


def too_long() -> Reason:
    """The municipality's longest time, in words."""
    return Reason("En placering är längst {months} månader, {more} om studier följer.", at="ends_on",
                  months=LONGEST_MONTHS, more=LONGEST_MONTHS + LONGER_WHEN_STUDIES_MONTHS)  # fmt: skip


def reasons_not_to_approve(*, status: PlacementStatus, text: str) -> list[Reason]:
    """What the host reads is decided until the placement has begun."""
    reasons = []
    if status not in WAITING:
        reasons.append(Reason("Läget är ”{status}”, så presentationen kan inte ändras.", status=status.label))
    if len(text.strip()) > MOST_PRESENTATION:
        reasons.append(Reason("Skriv högst {most} tecken.", at="presentation", most=MOST_PRESENTATION))
    return reasons


def reasons_not_to_answer_for_participant(
    *, status: PlacementStatus, answer: Answer, has_said_yes: bool, answered_on: date, today: date
) -> list[Reason]:
    """The participant answers once, and may change a yes to a no until it begins."""
    reasons = []
    may = status in WAITING if answer is Answer.NO else status is PlacementStatus.PARTICIPANT_ASKED and not has_said_yes
    if not may:
        reasons.append(_not_asked_now(status))
    return reasons + _about_the_answer(answer, answered_on, today)


def reasons_not_to_answer_for_host(
    *,
    status: PlacementStatus,
    answer: Answer,
    is_approved: bool,
    asked_on: date | None,
    answered_on: date,
    answered_by: str,
    today: date,
) -> list[Reason]:
    """Only the host that is asked answers, after the participant has approved what the host reads."""
    reasons = []
    if PlacementStatus.AGREED not in MOVES[status]:
        reasons.append(_not_asked_now(status))
    elif not is_approved and answer is Answer.YES:
        reasons.append(NOT_APPROVED)
    if not answered_by.strip():
        reasons.append(Reason("Skriv ditt namn.", at="answered_by"))
    if asked_on is not None and answered_on < asked_on:
        reasons.append(Reason("Värden tillfrågades {day}. Välj det datumet eller ett senare.", at="answered_on",
                              day=asked_on))  # fmt: skip
    return reasons + _about_the_answer(answer, answered_on, today)


NOT_APPROVED = Reason("Deltagaren har inte godkänt presentationen. Först då får värden läsa den och svara.")


def _not_asked_now(status: PlacementStatus) -> Reason:
    return Reason("Läget är ”{status}”, så det går inte att svara nu.", status=status.label)


def _about_the_answer(answer: Answer, answered_on: date, today: date) -> list[Reason]:
    reasons = []
    if answer is Answer.WAITING:
        reasons.append(Reason("Välj ja eller nej.", at="answer"))
    if answered_on > today:
        reasons.append(Reason("Svaret kan inte ha ett datum som inte har varit än.", at="answered_on"))
    return reasons


def reasons_not_to_visit(
    *,
    status: PlacementStatus,
    kind: VisitKind | None,
    visit_on: date | None,
    is_approved: bool,
    starts_on: date,
    asked_on: date,
) -> list[Reason]:
    """They meet after the host was asked and before the first day; the day of a visit may be moved."""
    reasons = []
    if status not in (PlacementStatus.HOST_ASKED, PlacementStatus.VISIT):
        reasons.append(Reason("Läget är ”{status}”, så inget besök kan bokas nu.", status=status.label))
    elif not is_approved:
        reasons.append(NOT_APPROVED)
    if kind is None:
        reasons.append(Reason("Välj studiebesök eller intervju.", at="visit_kind"))
    if visit_on is None:
        reasons.append(Reason("Skriv vilken dag ni ses.", at="visit_on"))
    elif visit_on < asked_on:
        reasons.append(Reason("Värden tillfrågades {day}. Välj det datumet eller ett senare.", at="visit_on",
                              day=asked_on))  # fmt: skip
    elif visit_on >= starts_on:
        reasons.append(Reason("Besöket ska vara före första dagen, {day}.", at="visit_on", day=starts_on))
    return reasons


def reasons_not_to_remind(*, status: PlacementStatus, reminders: int) -> list[Reason]:
    """Somebody who is asked is reminded at most so many times; each keeps the seat some days more."""
    reasons = []
    if status not in ANSWERS_WAIT:
        reasons.append(Reason("Läget är ”{status}”, så ingen väntar på att svara.", status=status.label))
    if reminders >= MOST_REMINDERS:
        reasons.append(Reason("Påminnelse är redan skickad {most} gånger.", most=MOST_REMINDERS))
    return reasons


def reasons_not_to_give_up(*, status: PlacementStatus, because: NotRealisedReason | None, words: str) -> list[Reason]:
    """What never came about has a reason, and words when the reason is another."""
    reasons = []
    if PlacementStatus.NOT_REALISED not in MOVES[status]:
        reasons.append(Reason("Läget är ”{status}”, så förslaget kan inte dras tillbaka.", status=status.label))
    if because is None:
        reasons.append(Reason("Välj varför det inte blev av.", at="because"))
    if because is NotRealisedReason.OTHER and not words.strip():
        reasons.append(Reason("Skriv varför det inte blev av.", at="reason"))
    return reasons
