"""Named figures (siffror med namn): every figure of Stegvis that a report can be held against."""

from __future__ import annotations

from ...rules.stated import Call, Quantity
from ...rules.words import Reason
from .asking import Asking, NamedFigure
from .indicators import OF_INDICATORS
from .places import OF_PLACES

FIGURES: dict[str, NamedFigure] = {**OF_PLACES, **OF_INDICATORS}
"""Each by the name that stands before the bracket. A stage with figures of its own adds them here."""


def look_up(asking: Asking, call: Call) -> Quantity | Reason:
    """The value of a named figure, or why there is none."""
    named = FIGURES.get(call.name)
    if named is None:
        known = ", ".join(FIGURES)
        return Reason(
            "Stegvis har ingen siffra som heter {name}. De som finns är {known}.", name=call.name, known=known
        )
    return named.answer(asking, call)
