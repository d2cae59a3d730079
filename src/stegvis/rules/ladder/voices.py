"""Two voices (två röster): how the participant's picture of a point differs from the professional's, in words only."""

from __future__ import annotations

from ..words import Reason
from .moving import Mark

ORDER = (Mark.RED, Mark.YELLOW, Mark.GREEN)


def difference_between(*, own: Mark | None, judged: Mark | None, name: str) -> Reason:
    """What there is to talk about. Neither of the two is the right answer, and none is added up."""
    if own is None and judged is None:
        return Reason("ingen har sagt något än")
    if own is None:
        return Reason("{name} har inte svarat", name=name)
    if judged is None:
        return Reason("inte bedömd än")
    if own is judged:
        return Reason("lika")
    if ORDER.index(own) > ORDER.index(judged):
        return Reason("{name} ser mer gjort", name=name)
    return Reason("{name} ser mindre gjort", name=name)
