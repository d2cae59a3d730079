"""Attendance (närvaro): mark a day, approve a month, go through the introduction, report what went wrong."""

from .approving import approve_month, approve_months, note_sent
from .incident import handle_incident, report_incident
from .introduction import tick_points
from .marking import DayMarked, MarkedMeanwhile, ToMark, mark_attendance, mark_many

__all__ = [
    "DayMarked",
    "MarkedMeanwhile",
    "ToMark",
    "approve_month",
    "approve_months",
    "handle_incident",
    "mark_attendance",
    "mark_many",
    "note_sent",
    "report_incident",
    "tick_points",
]
