"""Suppression (dölja små tal): which cells of a table are hidden, so that nobody can be told from a figure.

A cell about few people is hidden; then so many of its neighbours that nothing hidden can be computed from what is
shown: never one hidden cell alone under a sum, never hidden cells that together are few, and no hidden cell that the
sums of the whole table determine (solved exactly). That a hidden cell can be narrowed to a range is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST_SHOWN = 5
PRIME = 2_147_483_647
"""Equations of zeros and ones are solved modulo a prime: exact as long as no determinant is a multiple of it."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are counted in a cell, out of how many."""

    count: int
    base: int


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A cell that is the sum of others. The neighbour to hide is a part of it, or the total when that goes first."""

    total: Key
    parts: tuple[Key, ...]
    total_goes_first: bool = False


Sensitive = Callable[[Tally], bool]


def few_people(tally: Tally, least: int = LEAST_SHOWN) -> bool:
    """One to four people; nobody at all tells nothing about anybody."""
    return 0 < tally.base < least


def few_on_either_side(tally: Tally, least: int = LEAST_SHOWN) -> bool:
    """Of a share: few who are counted, or few who are not. None or all tells something about everyone there."""
    return tally.base > 0 and (tally.count < least or tally.base - tally.count < least)


def hidden(
    cells: Mapping[Key, Tally], sums: Sequence[Sum[Key]], *, sensitive: Sensitive, already: Iterable[Key] = ()
) -> frozenset[Key]:
    """The cells to hide: the sensitive ones, those `already` hidden elsewhere, and the neighbours they need."""
    chosen = {key for key, tally in cells.items() if sensitive(tally)} | (set(already) & set(cells))
    search = _Search(cells, sums, sensitive)
    while (key := search.next_to_hide(chosen)) is not None:
        chosen.add(key)
    return frozenset(chosen)


class _Search(Generic[Key]):
    """Finds one more cell to hide, until there is none to find."""

    def __init__(self, cells: Mapping[Key, Tally], sums: Sequence[Sum[Key]], sensitive: Sensitive) -> None:
        self.cells, self.sums, self.sensitive = cells, sums, sensitive
        self.order = {key: place for place, key in enumerate(cells)}

    def next_to_hide(self, chosen: set[Key]) -> Key | None:
        for each in self.sums:
            if self._tells(each, chosen) and (key := self._cheapest(each, chosen)) is not None:
                return key
        if not (found := determined(chosen, self.sums)):
            return None
        near = [each for each in self.sums if found & {each.total, *each.parts}]
        return self._any_shown(near, chosen) or self._any_shown(self.sums, chosen)

    def _any_shown(self, sums: Iterable[Sum[Key]], chosen: set[Key]) -> Key | None:
        """The smallest part that is shown beside something hidden, otherwise a sum of something hidden."""
        touched = [each for each in sums if chosen & {each.total, *each.parts}]
        parts = [key for each in touched for key in each.parts if not each.total_goes_first]
        totals = [each.total for each in touched]
        rest = [key for each in touched for key in each.parts]
        return self._smallest(parts, chosen) or self._smallest(totals, chosen) or self._smallest(rest, chosen)

    def _smallest(self, keys: Iterable[Key], chosen: set[Key]) -> Key | None:
        shown = [key for key in keys if key not in chosen and self.cells[key].base]
        return min(shown, key=lambda key: (self.cells[key].base, self.order[key]), default=None)

    def _tells(self, each: Sum[Key], chosen: set[Key]) -> bool:
        """Whether this sum gives away one of its cells, or few people together."""
        behind = [key for key in each.parts if key in chosen]
        if each.total in chosen:
            return not behind
        if not behind:
            return False
        together = Tally(sum(self.cells[key].count for key in behind), sum(self.cells[key].base for key in behind))
        return len(behind) == 1 or self.sensitive(together)

    def _cheapest(self, each: Sum[Key], chosen: set[Key]) -> Key | None:
        """The smallest part that is shown and not empty; the sum itself when a hidden part is alone under it."""
        if each.total_goes_first and (key := self._smallest([each.total], chosen)) is not None:
            return key
        if (key := self._smallest(each.parts, chosen)) is not None:
            return key
        is_alone = sum(key in chosen for key in each.parts) < 2
        return self._smallest([each.total], chosen) if is_alone else None


def determined(unknown: set[Key], sums: Iterable[Sum[Key]]) -> set[Key]:
    """The unknown cells that the sums determine, whatever the numbers are."""
    rows: dict[Key, dict[Key, int]] = {}
    for each in sums:
        row = {key: 1 for key in each.parts if key in unknown}
        if each.total in unknown:
            row[each.total] = PRIME - 1
        _reduce_into(rows, row)
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _reduce_into(rows: dict[Key, dict[Key, int]], row: dict[Key, int]) -> None:
    """Add an equation to a reduced system and keep it reduced: each pivot stands in its own row alone."""
    for pivot in [key for key in row if key in rows]:
        _subtract(row, rows[pivot], row[pivot])
    if not row:
        return
    pivot, factor = next(iter(row.items()))
    inverse = pow(factor, -1, PRIME)
    row = {key: value * inverse % PRIME for key, value in row.items()}
    for other in rows.values():
        if pivot in other:
            _subtract(other, row, other[pivot])
    rows[pivot] = row


def _subtract(row: dict[Key, int], other: Mapping[Key, int], factor: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - value * factor) % PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)
