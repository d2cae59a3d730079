"""The introduction that a new installation begins with (introduktionens punkter), in the order one walks through it."""

from __future__ import annotations

from datetime import date

from ...access import Actor
from ...models import IntroductionPoint
from ...rules.history import EventKind
from ..log import log

VALID_FROM = date(2020, 1, 1)
ROWS = (
    "Hälsa på arbetslaget och visa runt",
    "Arbetstider, raster och var man äter",
    "Vem man frågar, och hur man anmäler frånvaro",
    "Utrymning, brandsläckare och första hjälpen",
    "Skyddskläder, maskiner och det man inte får göra ensam",
    "Tystnadsplikt och hur vi pratar med dem vi möter",
)


def lay_in(*, by: Actor) -> None:
    """Add the points that are missing, by their words."""
    rows = IntroductionPoint.objects.filter(organisation__isnull=True)
    there, last = dict(rows.values_list("text", "position")), max(rows.values_list("position", flat=True), default=0)
    for text in ROWS:
        if text not in there:
            last += 1
            point = IntroductionPoint.objects.create(position=last, text=text, valid_from=VALID_FROM)
            log(EventKind.CATALOGUE_CHANGED, point, by=by)
