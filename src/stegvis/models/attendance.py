"""Attendance (närvaro): one mark for each day, the month that is approved, the introduction and what went wrong."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..rules.attendance import AbsenceCode, AttendanceKind, IncidentKind
from .people import Organisation, User
from .place import Place
from .placement import Placement
from .tracking import known, tracked

SUPERSEDES_THE_SAME_DAY = """
    IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stegvis_attendancemark m
        WHERE m.id = NEW.supersedes_id AND m.placement_id = NEW.placement_id AND m.day = NEW.day
    ) THEN
        RAISE EXCEPTION 'mark % is of another placement or day', NEW.supersedes_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_supersedes_same_day';
    END IF;
    RETURN NEW;
"""


class AttendanceMarkQuerySet(models.QuerySet["AttendanceMark"]):
    def counting(self) -> AttendanceMarkQuerySet:
        """Those that nobody has superseded: at most one for each placement and day."""
        return self.filter(superseded_by__isnull=True)


@tracked()
class AttendanceMark(models.Model):
    """What one day of one placement became (närvaro), in minutes planned and attended.

    A mark is never overwritten: a later one says which it `supersedes`, and the one nobody supersedes counts. `sent_id`
    is made where the mark is set, so that the same mark sent twice over a bad line is one; `marked_at` is when it was
    set there, which may be long before it came.
    """

    append_only = True

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="attendance")
    day = models.DateField()
    kind = models.CharField(max_length=20)
    absence = models.CharField(max_length=20, blank=True)
    planned_minutes = models.PositiveSmallIntegerField()
    attended_minutes = models.PositiveSmallIntegerField()
    sent_id = models.UUIDField(unique=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    marked_at = models.DateTimeField(default=timezone.now)
    marked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    marked_by_name = models.CharField(max_length=120)

    objects = AttendanceMarkQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset({"absence", "marked_by_name"})

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            known("kind", AttendanceKind, name="attendance_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=AttendanceKind.ABSENT, absence__in=[code.value for code in AbsenceCode])
                | ~Q(kind=AttendanceKind.ABSENT) & Q(absence=""),
                name="attendance_absence_has_code",
            ),
            models.CheckConstraint(
                condition=Q(attended_minutes__lte=F("planned_minutes"), planned_minutes__lte=24 * 60),
                name="attendance_minutes_within_planned",
            ),
            models.UniqueConstraint(
                fields=["placement", "day"], condition=Q(supersedes__isnull=True), name="attendance_one_first_mark"
            ),
        ]
        indexes = [models.Index(fields=["placement", "day"], name="attendance_of_placement")]
        triggers = [
            pgtrigger.Trigger(
                name="supersedes_the_same_day",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("supersedes_id", "placement_id", "day"),
                func=SUPERSEDES_THE_SAME_DAY,
            )
        ]


@tracked()
class AttendanceMonth(models.Model):
    """A month of one placement, approved by the work supervisor (godkänd månad): minutes, and absence in codes.

    `absence_minutes` maps a code to minutes (an `AbsenceCode`, or the kind of a day that was late or cancelled), so
    that attended and absent together are what was planned. Approved again after a correction, it is a new row with the
    next version.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="months")
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    planned_minutes = models.PositiveIntegerField()
    attended_minutes = models.PositiveIntegerField()
    absence_minutes = models.JSONField(default=dict)
    approved_on = models.DateField()
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"absence_minutes"})

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "month", "version"], name="attendance_month_version_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="attendance_month_first_day"),
            models.CheckConstraint(
                condition=Q(attended_minutes__lte=F("planned_minutes")), name="attendance_month_within_planned"
            ),
        ]


@tracked()
class IntroductionPoint(models.Model):
    """One point of the introduction of a new person at a workplace (introduktion); of one host, or of all."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


@tracked()
class IntroductionDone(models.Model):
    """A point of the introduction gone through with somebody (genomgången punkt)."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="introduction")
    point = models.ForeignKey(IntroductionPoint, models.PROTECT, related_name="+")
    done_on = models.DateField()
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "point"], name="introduction_point_done_once")]


@tracked()
class Incident(models.Model):
    """Something that went wrong or nearly did at a place (tillbud). Goes to the manager, never into a rating."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="incidents")
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, blank=True, related_name="incidents")
    kind = models.CharField(max_length=20)
    happened_on = models.DateField()
    text = models.TextField()
    reported_on = models.DateField()
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    handled_on = models.DateField(null=True, blank=True)
    handled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    measures = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"text", "measures"})

    class Meta:
        ordering = ["-happened_on", "-id"]
        constraints = [
            known("kind", IncidentKind, name="incident_kind_known"),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True, measures="") | Q(handled_on__isnull=False) & ~Q(measures=""),
                name="incident_handled_with_measures",
            ),
        ]
