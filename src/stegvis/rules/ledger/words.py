"""Slices and measures of the ledger (uppdelning, mått): what a row is about and what is counted in it."""

from __future__ import annotations

from ..words import N_, Labelled


class By(Labelled):
    """What the ledger is divided by."""

    DEPARTMENT = "department", N_("förvaltning")
    COMMITTEE = "committee", N_("nämnd")
    KIND = "kind", N_("slags arbetsgivare")
    FORM = "form", N_("form")
    UNIT = "unit", N_("enhet")


class Measure(Labelled):
    """What is counted on each day. Seats are stock; a placement is flow and is never added to them."""

    PLACES = "places", N_("arbetsplatser")
    SEATS = "seats", N_("platser")
    OCCUPIED = "occupied", N_("upptagna")
    RESERVED = "reserved", N_("reserverade")
    FREE = "free", N_("fria")
    OVER = "over", N_("över")
    SUPERVISOR_HOURS = "supervisor_hours", N_("handledartimmar i veckan")
