"""Quality (kvalitet): samples drawn for review, the checklist, and what the reviewer found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.quality import ReviewAnswer, SampleKind
from .people import Organisation, User
from .plan import Plan
from .privacy import AccessGrant
from .referral import Case
from .tracking import ends_after_start, known, together, tracked


@tracked()
class ReviewQuestion(models.Model):
    """One question of the checklist (granskningsfråga), valid for a time."""

    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            known("kind", SampleKind, name="review_question_kind_known"),
            ends_after_start(name="review_question_valid_to_after_from", start="valid_from", end="valid_to"),
            models.UniqueConstraint(
                fields=["key", "kind"], condition=Q(valid_to__isnull=True), name="review_question_once_at_a_time"
            ),
        ]


@tracked()
class ReviewSample(models.Model):
    """A random sample (urval) of one unit and one period; the same seed on the same records draws the same people."""

    kind = models.CharField(max_length=20)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    seed = models.BigIntegerField()
    size = models.PositiveSmallIntegerField()
    drawn_from = models.PositiveIntegerField()
    drawn_on = models.DateField()
    drawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="reviews")
    ends_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["-drawn_on", "-id"]
        constraints = [
            known("kind", SampleKind, name="review_sample_kind_known"),
            ends_after_start(name="review_sample_ends_after_drawn", start="drawn_on"),
        ]


@tracked()
class ReviewItem(models.Model):
    """One case of a sample, with the reviewer's reading right while the review lasts."""

    sample = models.ForeignKey(ReviewSample, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.ForeignKey(AccessGrant, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "position"], name="review_item_position_once"),
            models.UniqueConstraint(fields=["sample", "case"], name="review_item_case_once"),
            together("reviewed_on", "reviewed_by", name="review_item_reviewed_by_somebody"),
        ]


@tracked()
class ReviewFinding(models.Model):
    """The answer to one question about one case of a sample (granskningssvar)."""

    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="findings")
    question = models.ForeignKey(ReviewQuestion, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"note"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "question"], name="review_finding_once"),
            known("answer", ReviewAnswer, name="review_finding_answer_known"),
        ]
