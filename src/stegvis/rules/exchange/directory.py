"""Directory (uppslag): finding a unit, a programme, a colleague or a place by what somebody wrote in a cell."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..words import Reason
from .cells import label_key, shown

CLOSE_MATCHES = 3


@dataclass(frozen=True)
class Directory:
    """What can be written for each thing (`keys`, folded), and the one way that we write it (`labels`)."""

    keys: Mapping[str, tuple[int, ...]]
    labels: Mapping[int, str]

    @classmethod
    def of(cls, things: Iterable[tuple[int, Iterable[str]]]) -> Directory:
        """From (id, what it is called) with the best name first; we write the first name that is nobody else's."""
        names = {key: [name for name in called if name] for key, called in things}
        keys: dict[str, tuple[int, ...]] = {}
        for key, called in names.items():
            for name in dict.fromkeys(label_key(name) for name in called):
                keys[name] = (*keys.get(name, ()), key)
        labels = {
            key: next((name for name in called if len(keys[label_key(name)]) == 1), called[0] if called else str(key))
            for key, called in names.items()
        }
        return cls(keys, labels)

    def find(self, text: str) -> int | Reason:
        """The one thing that is called so; otherwise why not, with what was perhaps meant."""
        found = self.keys.get(label_key(text), ())
        if len(found) == 1:
            return found[0]
        if found:
            names = sorted(self.labels[key] for key in found)
            return Reason("{text} kan vara flera: {names}. Skriv vilken.", text=shown(text), names="; ".join(names))
        if close := self.close_to(text):
            return Reason("{text} finns inte i Stegvis. Menas {names}?", text=shown(text), names=", ".join(close))
        return Reason("{text} finns inte i Stegvis.", text=shown(text))

    def close_to(self, text: str) -> list[str]:
        """The names that are spelt almost like this, best first."""
        near = difflib.get_close_matches(label_key(text), self.keys, n=CLOSE_MATCHES, cutoff=0.7)
        return list(dict.fromkeys(self.labels[self.keys[name][0]] for name in near))

    @property
    def only(self) -> int | None:
        """The only thing there is, which then needs no naming."""
        return next(iter(self.labels)) if len(self.labels) == 1 else None
