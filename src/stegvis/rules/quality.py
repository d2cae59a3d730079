"""Quality (kvalitet): a random sample of plans, drawn so that it can be drawn again, and what the review found."""

from __future__ import annotations

from .words import N_, Labelled


class SampleKind(Labelled):
    """What is drawn."""

    PLANS = "plans", N_("planer")
    JOURNALS = "journals", N_("journaler")


class ReviewAnswer(Labelled):
    """What the reviewer answers to one question of the checklist."""

    YES = "yes", N_("ja")
    PARTLY = "partly", N_("delvis")
    NO = "no", N_("nej")
    NOT_APPLICABLE = "not_applicable", N_("gäller inte")
