"""Programme (program): dated enrolments within one case, and the projects that activities count in."""

from __future__ import annotations

from .words import N_, Labelled


class Funder(Labelled):
    """Who pays for a project."""

    ESF = "esf", N_("Europeiska socialfonden")
    FINSAM = "finsam", N_("samordningsförbundet")
    MUNICIPALITY = "municipality", N_("kommunen")
    OTHER = "other", N_("annan")
