"""Freshness (aktualitet): when a host is asked whether the place still stands, and when the place rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..words import N_, Labelled, Reason
from .way import LONGEST_PAUSE_DAYS, PlaceStatus


class ConfirmationAnswer(Labelled):
    """What a host says when asked whether the place is still as it stands."""

    WAITING = "waiting", N_("har inte svarat")
    AS_IT_STANDS = "as_it_stands", N_("stämmer")
    CHANGED = "changed", N_("ändrat")
    ENOUGH = "enough", N_("har nog just nu")
    SILENT = "silent", N_("svarade inte")


@dataclass(frozen=True)
class Freshness:
    """From a day: how long a place stands unconfirmed, how long a question waits, and whose rule it is."""

    valid_from: date
    days: int
    answer_days: int
    source: str


FRESHNESS = (Freshness(date(2020, 1, 1), 180, 14, N_("kommunens rutin för arbetsplatser")),)
LINK_DAYS = 30
"""So long a host can answer by the link of one question."""
TIMES_ASKED = 2
MOST_NEW_QUESTIONS = 10
"""So many hosts are asked for the first time on one morning, those longest silent first: somebody has to phone them."""


class FreshStep(Labelled):
    """What follows for a place that nobody has confirmed."""

    NOTHING = "nothing", N_("inget")
    ASK = "ask", N_("fråga värden")
    ASK_AGAIN = "ask_again", N_("fråga en gång till")
    REST = "rest", N_("låt vila")


def freshness_on(day: date) -> Freshness:
    """The rule that holds on the day."""
    return max((each for each in FRESHNESS if each.valid_from <= day), key=lambda each: each.valid_from)


def fresh_until(sign_of_life: date, *, today: date) -> date:
    """The day from which the host is asked."""
    return sign_of_life + timedelta(days=freshness_on(today).days)


def fresh_step(
    *, status: PlaceStatus, sign_of_life: date, asked_on: Sequence[date], has_people: bool, today: date
) -> FreshStep:
    """Asked twice, then it rests; never one with people in it.

    `sign_of_life` is the last day that somebody confirmed the place or was there, else when it opened; `asked_on` the
    questions without an answer since then, in order.
    """
    if status is not PlaceStatus.OPEN or has_people or today < fresh_until(sign_of_life, today=today):
        return FreshStep.NOTHING
    if not asked_on:
        return FreshStep.ASK
    if today < asked_on[-1] + timedelta(days=freshness_on(today).answer_days):
        return FreshStep.NOTHING
    return FreshStep.REST if len(asked_on) >= TIMES_ASKED else FreshStep.ASK_AGAIN


def reasons_not_to_answer(
    *, answered: ConfirmationAnswer, answer: ConfirmationAnswer, comment: str, until: date | None, today: date
) -> list[Reason]:
    """One answer to each question; what has changed is said, and so is until when a host has enough."""
    reasons = []
    if answered is not ConfirmationAnswer.WAITING:
        reasons.append(Reason("Frågan är redan besvarad."))
    if answer is ConfirmationAnswer.CHANGED and not comment.strip():
        reasons.append(Reason("Skriv vad som har ändrats.", at="comment"))
    if answer is ConfirmationAnswer.ENOUGH:
        if until is None:
            reasons.append(Reason("Välj till vilken dag det räcker.", at="until"))
        elif not 0 < (until - today).days <= LONGEST_PAUSE_DAYS:
            reasons.append(Reason("Välj en dag inom ett år.", at="until"))
    return reasons
