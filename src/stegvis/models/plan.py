"""Plan (handlingsplan): versions that stay readable, with goals and dated actions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer
from .people import User
from .referral import Case
from .tracking import known, tracked


@tracked()
class PlanDirection(models.Model):
    """A direction that a participant can choose (inriktning); the municipality's own list."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(default=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Plan(models.Model):
    """One version of a case's plan (handlingsplan). A saved version is never rewritten; only its answer is added."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    change_reason = models.CharField(max_length=200, blank=True)
    direction = models.ForeignKey(PlanDirection, models.PROTECT, null=True, blank=True, related_name="+")
    own_words = models.CharField(max_length=500, blank=True, db_default="")
    answer = models.CharField(max_length=20, default=PlanAnswer.WAITING)
    answer_comment = models.TextField(blank=True)
    answered_how = models.CharField(max_length=20, blank=True, db_default="")
    answered_on = models.DateField(null=True, blank=True)
    answer_recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"change_reason", "own_words", "answer_comment"})

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="plan_version_once"),
            known("answer", PlanAnswer, name="plan_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=PlanAnswer.WAITING, answered_on__isnull=True)
                | ~Q(answer=PlanAnswer.WAITING) & Q(answered_on__isnull=False),
                name="plan_answered_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=Q(answered_how="") | Q(answered_how__in=[how.value for how in AnsweredHow]),
                name="plan_answered_how_known",
            ),
            models.CheckConstraint(
                condition=~Q(answer=PlanAnswer.DISAGREED) | ~Q(answer_comment=""), name="plan_disagreed_with_comment"
            ),
        ]

    @property
    def answer_label(self) -> str:
        return PlanAnswer(self.answer).label


@tracked()
class PlanGoal(models.Model):
    """One goal of one version (mål)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    personal: ClassVar[frozenset[str]] = frozenset({"text"})

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="plan_goal_position_once")]


@tracked()
class PlanAction(models.Model):
    """One thing to do: what, who, when (nästa steg)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=20)
    due_on = models.DateField()
    status = models.CharField(max_length=20, default=ActionStatus.TO_DO)

    personal: ClassVar[frozenset[str]] = frozenset({"text"})

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_action_position_once"),
            known("owner", ActionOwner, name="plan_action_owner_known"),
            known("status", ActionStatus, name="plan_action_status_known"),
        ]


@tracked()
class PlanTemplate(models.Model):
    """Things to do that often belong together (planmall)."""

    name = models.CharField(max_length=80, unique=True)
    is_open = models.BooleanField(default=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class PlanTemplateAction(models.Model):
    """One thing to do of a template; its last day is counted from the day the template is used."""

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=20)
    due_after_days = models.PositiveSmallIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "position"], name="plan_template_action_position_once"),
            known("owner", ActionOwner, name="plan_template_action_owner_known"),
        ]
