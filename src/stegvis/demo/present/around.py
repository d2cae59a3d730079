"""Around whom the present happens (runt vem): the cases it is told of, and the people who act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ...access import Actor
from ...models import Case


@dataclass(frozen=True)
class Present:
    """The open cases of the first coordinator, those with a story first; and the people who act."""

    today: date
    cases: tuple[Case, ...]
    coordinator: Actor
    manager: Actor

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)
