"""Rings (ringar): ids whose formulas lead back to themselves, so that nothing can be computed from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def rings(leads_to: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Each set of ids that reach each other, in the order in which a way goes round (Tarjan, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    found: list[tuple[str, ...]] = []
    for start in leads_to:
        if start in order:
            continue
        work = [(start, iter(leads_to.get(start, ())))]
        _enter(start, order, low, path)
        while work:
            node, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    _leave(node, path, leads_to, found)
            elif following not in order:
                _enter(following, order, low, path)
                work.append((following, iter(leads_to.get(following, ()))))
            elif following in path:
                low[node] = min(low[node], order[following])
    return found


def _enter(node: str, order: dict[str, int], low: dict[str, int], path: list[str]) -> None:
    order[node] = low[node] = len(order)
    path.append(node)


def _leave(node: str, path: list[str], leads_to: Mapping[str, Sequence[str]], found: list[tuple[str, ...]]) -> None:
    at = path.index(node)
    members = tuple(path[at:])
    del path[at:]
    if len(members) > 1 or node in leads_to.get(node, ()):
        found.append(members)
