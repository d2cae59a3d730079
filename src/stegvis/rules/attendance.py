"""Attendance (närvaro): who came to which place on which day, in codes, and the month that is approved."""

from __future__ import annotations

from .words import N_, Labelled


class AttendanceKind(Labelled):
    """What one day became. Why somebody is ill is never asked."""

    PRESENT = "present", N_("närvarande")
    LATE = "late", N_("sen ankomst")
    ABSENT = "absent", N_("frånvarande")
    CANCELLED_BY_HOST = "cancelled_by_host", N_("inställt av arbetsplatsen")


class IncidentKind(Labelled):
    """What happened at the workplace."""

    NEAR_MISS = "near_miss", N_("tillbud")
    ACCIDENT = "accident", N_("olycka")
    WORK_ENVIRONMENT = "work_environment", N_("brist i arbetsmiljön")
