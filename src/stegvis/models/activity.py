"""Activity (insats): what a participant does, beside each other, with hours a week."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.activity import AbsenceKind, ActivityKind
from .people import Organisation, User
from .placement import Placement
from .programme import Project
from .referral import Case
from .tracking import Minutes, ends_after_start, known, never_overlap, tracked


@tracked()
class ActivityType(models.Model):
    """One line of the catalogue (insatspaletten): what the municipality offers, with the hours it usually takes."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80, unique=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("kind", ActivityKind, name="activity_type_kind_known"),
            ends_after_start(name="activity_type_valid_to_after_from", start="valid_from", end="valid_to"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=40), name="activity_type_hours_within_week"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Course(models.Model):
    """A course or a job track (kurs, jobbspår) that several take part in; it ends with an evaluation."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    is_job_track = models.BooleanField(default=False)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="courses")
    starts_on = models.DateField()
    ends_on = models.DateField()
    seats = models.PositiveSmallIntegerField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            known("kind", ActivityKind, name="course_kind_known"),
            ends_after_start(name="course_ends_after_start"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="course_has_seats"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=40), name="course_hours_within_week"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Activity(models.Model):
    """One activity of one case (insats). A placement is not one of these; both stand in the timeline."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80, blank=True)
    type = models.ForeignKey(ActivityType, models.PROTECT, null=True, blank=True, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="activities")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="activities")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)

    personal: ClassVar[frozenset[str]] = frozenset({"name"})

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            known("kind", ActivityKind, name="activity_kind_known"),
            ends_after_start(name="activity_ends_after_start"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=40), name="activity_hours_within_week"
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_on"], name="activity_of_case")]


@tracked()
class ScheduleSlot(models.Model):
    """One stretch of one weekday in somebody's week (tid i veckan), for an activity or a placement.

    Weekdays are 1 (Monday) to 7; times are minutes after midnight. Two slots of one case never share a minute.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="slots")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="slots")
    placement = models.ForeignKey(Placement, models.CASCADE, null=True, blank=True, related_name="slots")
    weekday = models.PositiveSmallIntegerField()
    starts_minute = models.PositiveSmallIntegerField()
    ends_minute = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    where = models.CharField(max_length=120, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"where"})

    class Meta:
        ordering = ["weekday", "starts_minute", "id"]
        constraints = [
            ends_after_start(name="schedule_slot_ends_after_start"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="schedule_slot_weekday_known"),
            models.CheckConstraint(
                condition=Q(ends_minute__gt=models.F("starts_minute"), ends_minute__lte=24 * 60),
                name="schedule_slot_within_day",
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False, placement__isnull=True)
                | Q(activity__isnull=True, placement__isnull=False),
                name="schedule_slot_for_one_thing",
            ),
            never_overlap("case_id", "weekday", name="schedule_slots_never_collide", within=Minutes()),
        ]
        indexes = [models.Index(fields=["case", "weekday", "starts_minute"], name="schedule_slot_of_case")]


@tracked()
class AbsenceNotice(models.Model):
    """Somebody says that they cannot come (sjukanmälan). A code and days; never why somebody is ill."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="absence_notices")
    kind = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"kind"})

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            known("kind", AbsenceKind, name="absence_notice_kind_known"),
            ends_after_start(name="absence_notice_ends_after_start"),
            never_overlap("case_id", name="absence_notices_never_overlap"),
        ]
