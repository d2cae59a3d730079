"""Ladder (utvecklingstrappa): its steps and points, where each case stands, and the moves."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ..rules.ladder import MOST_STEPS, Mark
from .people import User
from .referral import Case
from .tracking import ends_after_start, known, tracked


class LadderQuerySet(models.QuerySet["Ladder"]):
    def on(self, day: date) -> LadderQuerySet:
        """Those in force on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def of_our_own(self) -> LadderQuerySet:
        """Those that people climb; the common one only says what their steps correspond to."""
        return self.filter(is_common=False)

    def usual(self, day: date) -> LadderQuerySet:
        """The one that is followed where nothing else is said: of our own in force, the one that began first."""
        return self.of_our_own().on(day).order_by("valid_from", "pk")[:1]


@tracked()
class Ladder(models.Model):
    """A set of steps, valid for a time (trappa)."""

    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_common = models.BooleanField(default=False, db_default=False)

    objects = LadderQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [ends_after_start(name="ladder_valid_to_after_from", start="valid_from", end="valid_to")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Step(models.Model):
    """One step of a ladder (steg)."""

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    plain_name = models.CharField(max_length=120, blank=True, db_default="")
    common_step = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="mapped_steps")

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["ladder", "number"], name="step_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def on(self, day: date) -> CriterionQuerySet:
        """Those that are asked about on a day; one without dates always is."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


@tracked()
class Criterion(models.Model):
    """One point of a step (punkt). What has been judged is never taken away: the point ends on a day."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=80)
    plain_text = models.CharField(max_length=160, blank=True, db_default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = CriterionQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["step__number", "position"]
        constraints = [
            models.UniqueConstraint(fields=["step", "position"], name="criterion_position_once"),
            ends_after_start(name="criterion_valid_to_after_from", start="valid_from", end="valid_to"),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class CriterionMark(models.Model):
    """Where one point stands for one case now; what it was before is in the history (bedömning).

    `since` is the day it came to stand so; judging it the same again moves `marked_on` alone. Nothing: as `marked_on`.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10)
    marked_on = models.DateField()
    since = models.DateField(null=True, blank=True)
    marked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"note"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "criterion"], name="criterion_mark_once"),
            known("mark", Mark, name="criterion_mark_known"),
            ends_after_start(name="criterion_mark_since_before_judged", start="since", end="marked_on"),
        ]


@tracked()
class StepMove(models.Model):
    """A move on the ladder, up or down (stegförflyttning)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="step_moves")
    from_step = models.PositiveSmallIntegerField()
    to_step = models.PositiveSmallIntegerField()
    moved_on = models.DateField()
    moved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        ordering = ["moved_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_step__range=(1, MOST_STEPS), to_step__range=(1, MOST_STEPS))
                & ~Q(from_step=F("to_step")),
                name="step_move_on_ladder",
            ),
            models.CheckConstraint(
                condition=Q(to_step__gt=F("from_step")) | ~Q(reason=""), name="step_move_down_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "moved_on"], name="step_move_of_case"),
            models.Index(fields=["moved_on"], name="step_move_by_day"),
        ]


@tracked()
class OwnMark(models.Model):
    """Where the participant puts one point: the participant's own picture, beside the mark of those who work here."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="own_marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10)
    marked_on = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "criterion"], name="own_mark_once"),
            known("mark", Mark, name="own_mark_known"),
        ]


@tracked()
class OwnReport(models.Model):
    """What the participant writes about the own development, in own words (egen berättelse)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="own_reports")
    written_on = models.DateField()
    text = models.TextField()

    personal: ClassVar[frozenset[str]] = frozenset({"text"})

    class Meta:
        ordering = ["-written_on", "-id"]
