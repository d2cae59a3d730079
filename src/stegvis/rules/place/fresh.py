"""Freshness (aktualitet): when a host is asked whether the place still stands, and when the place rests."""

from __future__ import annotations

from ..words import N_, Labelled


class ConfirmationAnswer(Labelled):
    """What a host says when asked whether the place is still as it stands."""

    WAITING = "waiting", N_("har inte svarat")
    AS_IT_STANDS = "as_it_stands", N_("stämmer")
    CHANGED = "changed", N_("ändrat")
    ENOUGH = "enough", N_("har nog just nu")
