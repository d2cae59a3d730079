"""Filling (fylla platserna): how many can begin when each supervisor's room is counted once."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping


def most_supervised(wanted: Mapping[int, int], at: Mapping[int, Collection[int]], rooms: Mapping[int, int]) -> int:
    """The largest number that can be supervised at once.

    `wanted` is how many are to be supervised by place, `at` who supervises there, `rooms` how many more each takes.
    One after the other gets a supervisor, and those before move over where that makes room (augmenting paths).
    """
    held: dict[int, list[int]] = {supervisor: [] for supervisor in rooms}
    number = 0
    for place, many in wanted.items():
        for _each in range(many):
            if not _given(place, held, at=at, rooms=rooms):
                break
            number += 1
    return number


def _given(
    place: int, held: dict[int, list[int]], *, at: Mapping[int, Collection[int]], rooms: Mapping[int, int]
) -> bool:
    """Give one more at the place a supervisor: `asked` is who asks each supervisor, `leaves` whom each would leave."""
    asked: dict[int, int] = {}
    leaves: dict[int, int] = {}
    waiting = deque([place])
    while waiting:
        asks = waiting.popleft()
        for supervisor in at[asks]:
            if supervisor in asked:
                continue
            asked[supervisor] = asks
            if len(held[supervisor]) < rooms[supervisor]:
                _move_over(place, supervisor, held, asked=asked, leaves=leaves)
                return True
            for other in held[supervisor]:
                if other != place and other not in leaves:
                    leaves[other] = supervisor
                    waiting.append(other)
    return False


def _move_over(
    place: int, supervisor: int, held: dict[int, list[int]], *, asked: Mapping[int, int], leaves: Mapping[int, int]
) -> None:
    """Each takes whoever asked, and is left by whom that made room for, back to the place where it began."""
    while True:
        asks = asked[supervisor]
        held[supervisor].append(asks)
        if asks == place:
            return
        supervisor = leaves[asks]
        held[supervisor].remove(asks)
