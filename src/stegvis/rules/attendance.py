"""Attendance (närvaro): who came to which place on which day, in codes, and the month that is approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .absence import Planned
from .activity import Span, runs_on
from .placement import SEATED, PlacementStatus
from .words import N_, Labelled, Reason

WORKDAYS_A_WEEK = 5
MOST_DAYS_AHEAD = 31
LONGEST_WITHOUT_LINE_DAYS = 14
"""A mark may lie on a phone for that long before the time that the phone says is taken for a slip."""


class AttendanceKind(Labelled):
    """What one day became. Why somebody is ill is never asked."""

    PRESENT = "present", N_("närvarande")
    LATE = "late", N_("sen ankomst")
    ABSENT = "absent", N_("frånvarande")
    CANCELLED_BY_HOST = "cancelled_by_host", N_("inställt av arbetsplatsen")


class AbsenceCode(Labelled):
    """Why somebody was away, in fixed codes: those of a notice, and that there was none."""

    ILL = "ill", N_("sjuk")
    CHILD_ILL = "child_ill", N_("vård av barn")
    OTHER = "other", N_("annat giltigt skäl")
    UNREPORTED = "unreported", N_("ingen anmälan")


class IncidentKind(Labelled):
    """What happened at the workplace."""

    NEAR_MISS = "near_miss", N_("tillbud")
    ACCIDENT = "accident", N_("olycka")
    WORK_ENVIRONMENT = "work_environment", N_("brist i arbetsmiljön")


# What is planned -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seated:
    """A placement as attendance sees it: its days, its hours, its times of the week where somebody has set them."""

    runs: Span
    hours_per_week: float
    has_shifts: bool = False
    slots: Sequence[Planned] = field(default=())

    def minutes_on(self, day: date) -> int:
        """Planned minutes of a day: by the times that hold then, else a fifth of the week from Monday to Friday.

        On a public holiday nobody is expected but where the place works in shifts and the times say so.
        """
        if not runs_on(self.runs, day):
            return 0
        holding = [each for each in self.slots if runs_on(each.span, day)]
        if is_holiday(day) and not (holding and self.has_shifts):
            return 0
        if holding:
            return sum(each.slot.minutes for each in holding if each.slot.weekday == day.isoweekday())
        return round(self.hours_per_week * 60 / WORKDAYS_A_WEEK) if day.isoweekday() <= WORKDAYS_A_WEEK else 0

    def days_of(self, month: date) -> dict[date, int]:
        """Planned minutes of each day of a month that has any."""
        days = {day: self.minutes_on(day) for day in days_of_month(month)}
        return {day: minutes for day, minutes in days.items() if minutes}


MONTHS = (
    N_("januari"), N_("februari"), N_("mars"), N_("april"), N_("maj"), N_("juni"),
    N_("juli"), N_("augusti"), N_("september"), N_("oktober"), N_("november"), N_("december"),
)  # fmt: skip
MONTH_DAYS = 7
"""So long after its end a month is approved."""


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return first_of_month(first_of_month(month) + timedelta(days=32))


def month_before(month: date) -> date:
    return first_of_month(first_of_month(month) - timedelta(days=1))


def days_of_month(month: date) -> list[date]:
    first = first_of_month(month)
    return [first + timedelta(days=count) for count in range((next_month(month) - first).days)]


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday (lag 1989:253), or an eve that is counted with them (semesterlagen)."""
    if (day.month, day.day) in {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}:
        return True
    midsummer, all_saints = _saturday_from(date(day.year, 6, 20)), _saturday_from(date(day.year, 10, 31))
    easter = _easter(day.year)
    moving = {easter + timedelta(days=count) for count in (-2, 0, 1, 39, 49)}
    return day in moving | {midsummer, midsummer - timedelta(days=1), all_saints}


def _saturday_from(first: date) -> date:
    return first + timedelta(days=(6 - first.isoweekday()) % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


# One day -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """What somebody says of one day: the kind, the code of an absence, the minutes of a late arrival."""

    kind: AttendanceKind
    absence: AbsenceCode | None = None
    late_minutes: int = 0

    def attended(self, planned_minutes: int) -> int:
        match self.kind:
            case AttendanceKind.PRESENT:
                return planned_minutes
            case AttendanceKind.LATE:
                return planned_minutes - self.late_minutes
        return 0

    @property
    def code(self) -> str:
        """What of the month the time that is missing counts as."""
        return self.absence.value if self.absence else self.kind.value


def reasons_not_to_mark(
    *, said: Said, day: date, today: date, status: PlacementStatus, runs: Span, planned_minutes: int
) -> list[Reason]:
    """Everything that stops a mark at once."""
    reasons = []
    if status not in SEATED:
        reasons.append(Reason("Placeringen är inte startad, så det finns ingen närvaro att notera."))
    elif not runs_on(runs, day):
        reasons.append(Reason("Placeringen pågår inte den dagen.", at="day"))
    elif not planned_minutes:
        reasons.append(Reason("Ingen tid är planerad den dagen. Ändra tiderna först.", at="day"))
    if day > today and said.kind in (AttendanceKind.PRESENT, AttendanceKind.LATE):
        reasons.append(Reason("Dagen har inte varit än. Före dagen går det bara att skriva att någon inte kommer."))
    if day > today + timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Det är mer än en månad dit.", at="day"))
    if said.kind is AttendanceKind.ABSENT and said.absence is None:
        reasons.append(Reason("Välj varför.", at="absence"))
    if said.kind is AttendanceKind.LATE and not 1 <= said.late_minutes < max(planned_minutes, 2):
        reasons.append(Reason("Skriv hur många minuter, mellan 1 och {most}.", at="late", most=planned_minutes - 1))
    return reasons


def time_of_mark(*, said_at: datetime | None, now: datetime) -> datetime:
    """When the mark was set: as the phone says, unless that has not been yet or lies too far back."""
    if said_at is None or not now - timedelta(days=LONGEST_WITHOUT_LINE_DAYS) <= said_at <= now:
        return now
    return said_at


# One month -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DayMark:
    """A mark that counts: what was planned, what was attended, and the code of the rest."""

    day: date
    code: str
    planned_minutes: int
    attended_minutes: int

    @property
    def absent_minutes(self) -> int:
        return self.planned_minutes - self.attended_minutes


@dataclass(frozen=True)
class MonthSum:
    """A month added up from the marks that count. `absence_minutes` by code; attended and absent make planned."""

    planned_minutes: int
    attended_minutes: int
    absence_minutes: Mapping[str, int]


def month_sum(marks: Iterable[DayMark]) -> MonthSum:
    marks = list(marks)
    absent: dict[str, int] = {}
    for mark in sorted(marks, key=lambda each: each.code):
        if mark.absent_minutes:
            absent[mark.code] = absent.get(mark.code, 0) + mark.absent_minutes
    planned, attended = (sum(getattr(mark, name) for mark in marks) for name in ("planned_minutes", "attended_minutes"))
    return MonthSum(planned, attended, absent)


def unmarked_days(planned: Iterable[date], marked: Iterable[date]) -> list[date]:
    """Days with planned time that nobody has said anything of."""
    return sorted({*planned} - {*marked})


def code_label(code: str) -> str:
    """The Swedish word for what absent time counts as."""
    return AbsenceCode(code).label if code in {*AbsenceCode} else AttendanceKind(code).label


CODES: tuple[str, ...] = (
    *(code.value for code in AbsenceCode),
    AttendanceKind.LATE.value,
    AttendanceKind.CANCELLED_BY_HOST.value,
)
"""Everything that absent time of a month may count as, in the order of the tables."""


def reasons_not_to_approve(
    *, month: date, today: date, runs: Span, unmarked: Sequence[date], has_marks: bool, has_changed: bool
) -> list[Reason]:
    """A month is approved when it is over (or the placement is), with every day said, as somebody has just read it."""
    reasons = []
    if min(next_month(month), (runs.ends_on or today) + timedelta(days=1)) > today:
        reasons.append(Reason("Månaden är inte slut. Den går att godkänna från {day}.", day=next_month(month)))
    if len(unmarked) == 1:
        reasons.append(Reason("{day} saknar närvaro. Fyll i den först.", day=unmarked[0]))
    elif unmarked:
        reasons.append(
            Reason("{many} dagar saknar närvaro, den första {day}. Fyll i dem först.", many=len(unmarked),
                   day=unmarked[0])
        )  # fmt: skip
    elif not has_marks:
        reasons.append(Reason("Månaden har inga dagar att godkänna."))
    if has_changed:
        reasons.append(Reason("Någon har ändrat närvaron sedan du läste. Läs igenom igen innan du godkänner."))
    return reasons


# Introduction and incidents ------------------------------------------------------------------------------------------

INTRODUCTION_DAYS = 7
INCIDENT_DAYS = 3


def reasons_not_to_tick(*, status: PlacementStatus, done_on: date, starts_on: date, today: date) -> list[Reason]:
    """A point of the introduction is gone through once somebody has started, and not before it has been."""
    reasons = []
    if status not in (*SEATED, PlacementStatus.SIGNED, PlacementStatus.AGREED):
        reasons.append(Reason("Introduktionen börjar när båda har tackat ja."))
    if done_on > today:
        reasons.append(Reason("Dagen har inte varit än.", at="done_on"))
    elif done_on < starts_on - timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Dagen ligger mer än en månad före starten, {day}.", at="done_on", day=starts_on))
    return reasons


def reasons_not_to_report(*, text: str, happened_on: date, opened_on: date | None, today: date) -> list[Reason]:
    """What happened is told in some words, on a day that has been."""
    reasons = []
    if not text.strip():
        reasons.append(Reason("Skriv kort vad som hände.", at="text"))
    if happened_on > today:
        reasons.append(Reason("Dagen har inte varit än.", at="happened_on"))
    if opened_on is not None and happened_on < opened_on:
        reasons.append(Reason("Arbetsplatsen öppnade {day}.", at="happened_on", day=opened_on))
    return reasons


def reasons_not_to_handle(*, handled_on: date | None, measures: str) -> list[Reason]:
    """An incident is handled once, with what was done."""
    reasons = []
    if handled_on is not None:
        reasons.append(Reason("Det är redan hanterat, {day}.", day=handled_on))
    if not measures.strip():
        reasons.append(Reason("Skriv vad ni har gjort eller ska göra.", at="measures"))
    return reasons
