"""Quality (kvalitet): a random sample of plans, drawn so that it can be drawn again, and what the review found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from .words import N_, Labelled, Reason

MOST_DRAWN = 100
MOST_DAYS_TO_REVIEW = 90
LARGEST_SEED = 2**63 - 1


class SampleKind(Labelled):
    """What is drawn."""

    PLANS = "plans", N_("planer")
    JOURNALS = "journals", N_("journaler")


class ReviewAnswer(Labelled):
    """What the reviewer answers to one question of the checklist."""

    YES = "yes", N_("ja")
    PARTLY = "partly", N_("delvis")
    NO = "no", N_("nej")
    NOT_APPLICABLE = "not_applicable", N_("gäller inte")


SHORTCOMINGS = frozenset({ReviewAnswer.PARTLY, ReviewAnswer.NO})
"""Answers that say that something is missing."""


@dataclass(frozen=True)
class Drawn:
    """Who was drawn, in order; out of how many; and how many with protected identity somebody else stands in for."""

    case_ids: tuple[int, ...]
    drawn_from: int
    passed_over: int


def draw(case_ids: Iterable[int], *, seed: int, size: int, protected: Collection[int] = ()) -> Drawn:
    """The first of all cases in an order that the seed decides: the same in any process and on any computer.

    Somebody with protected identity counts in the population, but nobody is let into such a file by chance: the next
    in order is drawn instead, and the number of such exchanges is told. One who is protected must be reviewed by
    somebody who already has the explicit right to read.
    """
    order = sorted(set(case_ids), key=lambda case_id: _place(case_id, seed))
    left_out = frozenset(protected)
    chosen = [case_id for case_id in order if case_id not in left_out][:size]
    before = order[: order.index(chosen[-1])] if len(chosen) == size and chosen else order
    return Drawn(tuple(chosen), len(order), sum(case_id in left_out for case_id in before))


def _place(case_id: int, seed: int) -> tuple[bytes, int]:
    """Where a case stands in the order of a seed. Python's own random numbers and hashes promise no such thing."""
    return sha256(f"stegvis:{seed}:{case_id}".encode()).digest(), case_id


def reasons_not_to_draw(
    *, size: int, seed: int, found: int, leads_unit: bool, ends_on: date, today: date, own_people: int, reviewer: str
) -> list[Reason]:
    """Who may draw, how many, and until when the reviewer may read; nobody reviews their own work."""
    reasons = reasons_not_to_try(size=size, seed=seed, found=found)
    if not leads_unit:
        reasons.append(Reason("Du drar urval i den enhet du leder.", at="unit"))
    if own_people:
        reasons.append(
            Reason(
                "{name} är koordinator för {count} av de dragna. Välj någon annan som granskar.",
                name=reviewer,
                count=own_people,
                at="reviewer",
            )
        )
    if not today <= ends_on <= today + timedelta(days=MOST_DAYS_TO_REVIEW):
        reasons.append(
            Reason("Granskningen ska sluta inom {days} dagar från i dag.", days=MOST_DAYS_TO_REVIEW, at="ends_on")
        )
    return reasons


def reasons_not_to_try(*, size: int, seed: int, found: int) -> list[Reason]:
    """What a draw needs, saved or not."""
    reasons = []
    if not 1 <= size <= MOST_DRAWN:
        reasons.append(Reason("Dra mellan 1 och {most}.", most=MOST_DRAWN, at="size"))
    if not 0 <= seed <= LARGEST_SEED:
        reasons.append(Reason("Fröet ska vara ett heltal, 0 eller större.", at="seed"))
    if not found:
        reasons.append(Reason("Det finns inget att dra i den enheten och perioden.", at="period"))
    return reasons


def reasons_not_to_review(
    *, is_closed: bool, ends_on: date, today: date, asked: Collection[int], answered: Collection[int]
) -> list[Reason]:
    """A review answers every question of the checklist, while the review lasts."""
    if is_closed:
        return [Reason("Granskningen är avslutad.")]
    if today > ends_on:
        return [Reason("Granskningen slutade {day}. Den som drog urvalet kan dra ett nytt.", day=ends_on)]
    missing = len(set(asked) - set(answered))
    unknown = set(answered) - set(asked)
    reasons = [Reason("Svara på alla frågor. {count} är kvar.", count=missing)] if missing else []
    return [*reasons, Reason("Checklistan har ändrats. Ladda om sidan.")] if unknown else reasons


def reasons_not_to_close(*, is_closed: bool) -> list[Reason]:
    """What is closed stays closed."""
    return [Reason("Granskningen är redan avslutad.")] if is_closed else []


@dataclass(frozen=True)
class Tally:
    """How one question was answered over the reviewed cases."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    not_applicable: int = 0


def tally(answers: Iterable[tuple[int, ReviewAnswer]]) -> Mapping[int, Tally]:
    """The answers to each question, counted."""
    counted: dict[int, Counter[str]] = {}
    for question, answer in answers:
        counted.setdefault(question, Counter())[answer.value] += 1
    return {question: Tally(**numbers) for question, numbers in counted.items()}


def is_without_remark(answers: Iterable[ReviewAnswer]) -> bool:
    """A reviewed plan in which nothing is missing, not even in part."""
    return not any(answer in SHORTCOMINGS for answer in answers)
