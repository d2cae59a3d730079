"""Asking (frågan): whose question it is, and a figure of Stegvis that it can name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ...access import Actor
from ...rules.indicator.period import Period
from ...rules.ledger import By, Ledger
from ...rules.stated import Call, Quantity
from ...rules.words import Reason
from ..indicator import Figure


@dataclass
class Asking:
    """Whose question it is and on which day, with what the whole table asks about read once."""

    by: Actor
    today: date
    calls: tuple[Call, ...] = ()
    figures: dict[Period, dict[str, Figure]] = field(default_factory=dict)
    ledgers: dict[tuple[By, date], Ledger] = field(default_factory=dict)


@dataclass(frozen=True)
class NamedFigure:
    """A figure of Stegvis that `equals` can name: what it is, an example, and who answers."""

    label: str
    example: str
    answer: Callable[[Asking, Call], Quantity | Reason]
