"""Household (hushåll): who lives together, children by age and never by name, and whether a parent goes to work."""

from __future__ import annotations

from .words import N_, Labelled


class Occupation(Labelled):
    """What the other adult of the household does, as far as it is known."""

    UNKNOWN = "unknown", N_("inte känt")
    NONE = "none", N_("ingen annan vuxen")
    WORKS = "works", N_("arbetar")
    STUDIES = "studies", N_("studerar")
    NEITHER = "neither", N_("varken arbetar eller studerar")
