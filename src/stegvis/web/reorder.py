"""Order (ordning): one thing of a list a place up or down."""

from collections.abc import Sequence


def one_step(keys: Sequence[int], key: int | None, *, up: bool) -> list[int]:
    """The keys with one a place up or down; as they were when it stands at the end already, or is not there."""
    order = [each for each in keys if each != key]
    if key is not None and key in keys:
        order.insert(max(0, keys.index(key) + (-1 if up else 1)), key)
    return order
