"""Assessing several people at once (bedöma flera): one save for all, and each person for themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...access import Actor, NotAllowed, NotAllowedNow
from ...models import Case
from ...rules.words import Reason
from .judging import Judgement, mark_criteria


@dataclass(frozen=True)
class Assessed:
    """What came of it: how many points are saved, for whom, and why not for the others (by case)."""

    points: int
    saved: tuple[int, ...]
    refused: Mapping[int, Sequence[Reason]]


def assess(judgements: Mapping[int, Sequence[Judgement]], *, marked_on: date, by: Actor) -> Assessed:
    """Judge the points of several cases (by key), one transaction for each person.

    Somebody who is no longer placed here, or whose case has closed, is refused with the reason; the rest are saved.
    Within one person it is all or nothing.
    """
    cases = Case.objects.in_bulk(list(judgements))
    saved: dict[int, int] = {}
    refused: dict[int, Sequence[Reason]] = {}
    for key, said in sorted(judgements.items()):
        try:
            saved[key] = len(mark_criteria(cases[key], judgements=said, marked_on=marked_on, by=by))
        except (KeyError, NotAllowed):
            refused[key] = [Reason("Är inte längre placerad hos er.")]
        except NotAllowedNow as refusal:
            refused[key] = refusal.reasons
    return Assessed(sum(saved.values()), tuple(saved), refused)
