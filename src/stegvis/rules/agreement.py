"""Agreement (avtal): parties, ceilings for each form, a period, and who counts against it."""

from __future__ import annotations

from .words import N_, Labelled


class AgreementKind(Labelled):
    """The agreement that a place rests on."""

    OSA_ORDER = "osa_order", N_("OSA-beställning")
    CIVIC_PARTNERSHIP = "civic_partnership", N_("idéburet offentligt partnerskap")
    INTERNAL = "internal", N_("intern överenskommelse")
    PROCUREMENT = "procurement", N_("villkor i upphandling")
