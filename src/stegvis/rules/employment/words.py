"""Contract, state support and who decides (avtal, stöd, beslut): the words of subsidised employment."""

from __future__ import annotations

from ..words import N_, Labelled


class Contract(Labelled):
    """The collective agreement that an employment follows."""

    BEA = "bea", N_("BEA")
    HOK_AB = "hok_ab", N_("HÖK och AB")
    OTHER = "other", N_("annat kollektivavtal")


class Support(Labelled):
    """State support for an employment (domain facts §5). Ended ones are kept for history."""

    NONE = "none", N_("utan stöd")
    INTRODUCTION_JOB = "introduction_job", N_("introduktionsjobb")
    NEW_START_JOB = "new_start_job", N_("nystartsjobb")
    WAGE_SUBSIDY = "wage_subsidy", N_("lönebidrag")
    DEVELOPMENT = "development", N_("utveckling i anställning")
    SECURITY = "security", N_("trygghet i anställning")
    OSA = "osa", N_("OSA, skyddat arbete hos offentlig arbetsgivare")
    ESTABLISHMENT_JOB = "establishment_job", N_("etableringsjobb")
    EXTRA_SERVICE = "extra_service", N_("extratjänst")
