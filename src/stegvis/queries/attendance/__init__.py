"""Attendance (närvaro) on screen: the day of a unit, its month, what one person has been there, what went wrong."""

from .day import DayList, DayRow, HostOfDay, MarkedDay, day_list, day_row
from .month import MonthList, MonthRow, month_list, month_of
from .seated import counting_marks, month_marks, seated_by_placement

__all__ = [
    "DayList",
    "DayRow",
    "HostOfDay",
    "MarkedDay",
    "MonthList",
    "MonthRow",
    "counting_marks",
    "day_list",
    "day_row",
    "month_list",
    "month_marks",
    "month_of",
    "seated_by_placement",
]
