"""Filling (fylla platserna): how many can begin when each supervisor's room is counted once."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def most_supervised(wanted: Mapping[int, int], at: Mapping[int, Collection[int]], rooms: Mapping[int, int]) -> int:
    """The largest number that can be supervised at once.

    `wanted` is how many are to be supervised by place, `at` who supervises there, `rooms` how many more each takes.
    One after the other gets a supervisor, and those before move over where that makes room (augmenting paths).
    """
    held: dict[int, list[int]] = {supervisor: [] for supervisor in rooms}

    def found(place: int, tried: set[int]) -> bool:
        for supervisor in at[place]:
            if supervisor in tried:
                continue
            tried.add(supervisor)
            if len(held[supervisor]) < rooms[supervisor]:
                held[supervisor].append(place)
                return True
            for number, other in enumerate(held[supervisor]):
                if found(other, tried):
                    held[supervisor][number] = place
                    return True
        return False

    number = 0
    for place, many in wanted.items():
        for _each in range(many):
            if not found(place, set()):
                break
            number += 1
    return number
