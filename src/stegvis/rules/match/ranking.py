"""Ranking (ordning): places that can be proposed, best first, and blocked ones, nearest to opening first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..words import Reason
from .blocks import Block, Code, blocks, cost, said_to
from .score import PartKind, Score, score
from .values import ChosenBecause, Offer, Wanted

FAR = 10_000


@dataclass(frozen=True)
class Suggestion:
    """A place that can be proposed, with its number in the list from 1."""

    rank: int
    offer: Offer
    score: Score


@dataclass(frozen=True)
class Blocked:
    """A place that cannot, with every reason the reader may know."""

    offer: Offer
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Ranking:
    """Every place that was tried, in one of two lists."""

    suggestions: tuple[Suggestion, ...]
    blocked: tuple[Blocked, ...]

    @property
    def tried(self) -> int:
        return len(self.suggestions) + len(self.blocked)

    def most_common(self) -> list[tuple[Code, int]]:
        """How many places each rule stops, most first."""
        counts = Counter(block.code for each in self.blocked for block in each.blocks)
        return sorted(counts.items(), key=lambda row: (-row[1], list(Code).index(row[0])))


def rank(wanted: Wanted, offers: Iterable[Offer], *, reads_file: bool) -> Ranking:
    """Try every place. The order never depends on the order the places came in: the key of the place breaks ties."""
    fits: list[tuple[Offer, Score]] = []
    stopped: list[Blocked] = []
    for offer in offers:
        if found := blocks(wanted, offer):
            stopped.append(Blocked(offer, said_to(found, reads_file=reads_file)))
        else:
            fits.append((offer, score(wanted, offer)))
    fits.sort(key=_best_first)
    stopped.sort(key=_nearest_first)
    suggestions = tuple(Suggestion(number, offer, made) for number, (offer, made) in enumerate(fits, start=1))
    return Ranking(suggestions, tuple(stopped))


def _best_first(row: tuple[Offer, Score]) -> tuple[int, int, int, str, int]:
    """More points; then nearer to the wish; then a shorter journey; then the name."""
    offer, made = row
    towards_goal = next(part.points for part in made.parts if part.kind is PartKind.GOAL)
    return -made.total, -towards_goal, _minutes(offer), offer.name, offer.key


def _nearest_first(row: Blocked) -> tuple[int, int, int, str, int]:
    """Fewer reasons; then the smaller change; then a shorter journey; then the name."""
    return len(row.blocks), cost(row.blocks), _minutes(row.offer), row.offer.name, row.offer.key


def _minutes(offer: Offer) -> int:
    return FAR if offer.travel_minutes is None else offer.travel_minutes


def reasons_not_to_choose(*, rank: int, because: ChosenBecause | None, words: str) -> list[Reason]:
    """Another place than the first is chosen for a reason that stays in the file."""
    reasons = []
    if rank > 1 and because is None:
        reasons.append(Reason("Välj varför du föreslår plats {rank} i stället för 1.", at="because", rank=rank))
    if rank > 1 and because is ChosenBecause.OTHER and not words.strip():
        reasons.append(Reason("Skriv skälet med egna ord.", at="words"))
    return reasons
