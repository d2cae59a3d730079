"""Schedule (veckan): at what times of which weekdays somebody does what, and never two things at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any, NamedTuple

from .activity import FULL_TIME_HOURS, Span, WeekHours, most_hours
from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason

DAY_MINUTES = 24 * 60
FULL_DAY_HOURS = FULL_TIME_HOURS / 5
WORKING_DAYS = range(1, 6)
WEEKDAYS: Mapping[int, str] = {
    1: N_("måndag"),
    2: N_("tisdag"),
    3: N_("onsdag"),
    4: N_("torsdag"),
    5: N_("fredag"),
    6: N_("lördag"),
    7: N_("söndag"),
}


class EntryKind(Labelled):
    """What an entry of a week is."""

    ACTIVITY = "activity", N_("insats")
    PLACEMENT = "placement", N_("placering")
    MEETING = "meeting", N_("möte")


@dataclass(frozen=True)
class Times:
    """From when to when of a day, in minutes after midnight; written as Swedish writes it, 8.30–12."""

    starts_minute: int
    ends_minute: int

    def __str__(self) -> str:
        return f"{clock(self.starts_minute)}–{clock(self.ends_minute)}"


class Slot(NamedTuple):
    """One stretch of one weekday, 1 (Monday) to 7; minutes after midnight, the last one not included."""

    weekday: int
    starts_minute: int
    ends_minute: int

    @property
    def minutes(self) -> int:
        return self.ends_minute - self.starts_minute

    @property
    def times(self) -> Times:
        return Times(self.starts_minute, self.ends_minute)

    @property
    def at(self) -> str:
        """The field of the form in which the day is written."""
        return f"day_{self.weekday}"

    def meets(self, other: Slot) -> bool:
        """Whether they share a minute."""
        same_day = self.weekday == other.weekday
        return same_day and self.starts_minute < other.ends_minute and other.starts_minute < self.ends_minute


@dataclass(frozen=True)
class Booked:
    """A stretch that something else has already, on the weeks between two days."""

    what: str | Labelled
    slot: Slot
    span: Span


def clock(minute: int, *, sign: str = ".") -> str:
    """9 for nine o'clock, 8.30 for half past eight."""
    hour, rest = divmod(minute, 60)
    return f"{hour}{sign}{rest:02d}" if rest else str(hour)


class Unreadable(ValueError):
    """What was written is no times of a day."""


_BETWEEN = re.compile(r"\s*(?:,|;|\+|&|\boch\b|\band\b)\s*", re.IGNORECASE)
_TIMES = re.compile(
    r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|—|\btill\b|\bto\b)\s*(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?",
    re.IGNORECASE,
)


def read_day(text: str, *, weekday: int) -> list[Slot]:
    """The stretches that somebody wrote for one day: "9–14", "8.30-12, 13-16", "9 till 14 och 15 till 16".

    Raises Unreadable. Whether the times can be is for the rule to say.
    """
    return [_read(part, weekday) for part in _BETWEEN.split(text.strip())] if text.strip() else []


def _read(part: str, weekday: int) -> Slot:
    found = _TIMES.fullmatch(part.strip())
    if found is None:
        raise Unreadable(part)
    hour, minute, to_hour, to_minute = (int(said or 0) for said in found.groups())
    if minute > 59 or to_minute > 59:
        raise Unreadable(part)
    return Slot(weekday, hour * 60 + minute, to_hour * 60 + to_minute)


def written(slots: Iterable[Slot]) -> dict[int, str]:
    """The stretches by weekday, as `read_day` reads them."""
    days: dict[int, list[str]] = {}
    for slot in sorted(slots):
        days.setdefault(slot.weekday, []).append(str(slot.times))
    return {weekday: ", ".join(said) for weekday, said in days.items()}


def hours(slots: Iterable[Slot]) -> float:
    """How many hours of the week they take."""
    return sum(slot.minutes for slot in slots) / 60


def week_to_show(today: date) -> date:
    """A day of the week that is worth showing: on Saturday and Sunday the coming Monday."""
    return today if today.isoweekday() in WORKING_DAYS else today + timedelta(days=8 - today.isoweekday())


def share_days(one: Span, other: Span) -> bool:
    """Whether both run on some day."""
    begins_before_end = other.ends_on is None or one.starts_on <= other.ends_on
    return begins_before_end and (one.ends_on is None or other.starts_on <= one.ends_on)


def reasons_not_to_schedule(
    *,
    status: CaseStatus,
    what: str | Labelled,
    slots: Sequence[Slot],
    from_on: date,
    runs: Span,
    booked: Sequence[Booked],
    is_settled: bool = True,
) -> list[Reason]:
    """Everything that stops these times at once. `runs` is when the activity runs, `booked` what else the week has.

    A placement is settled when it has its seat; until then nothing of the week is taken by it.
    """
    reasons = reasons_not_to_write(status=status)
    if not is_settled:
        reasons.append(Reason("Placeringen är inte startad. Tiderna går att sätta när den är det."))
    reasons += _outside(from_on, runs, what)
    reasons += [reason for slot in slots for reason in _impossible(slot)]
    possible = [slot for slot in slots if not _impossible(slot)]
    reasons += _too_long_days(possible)
    reasons += _with_itself(possible)
    span = Span(from_on, runs.ends_on)
    ahead = [each for each in booked if share_days(each.span, span)]
    reasons += _with_others(possible, ahead, what=what, from_on=from_on)
    return reasons + _too_long_week(possible, ahead, span)


def _outside(from_on: date, runs: Span, what: str | Labelled) -> list[Reason]:
    if from_on < runs.starts_on:
        return [
            Reason(
                "Tiderna kan gälla tidigast från {day}, då {what} börjar.", at="from_on", day=runs.starts_on, what=what
            )
        ]
    if runs.ends_on is not None and from_on > runs.ends_on:
        return [Reason("Välj en dag till och med {day}, då {what} slutar.", at="from_on", day=runs.ends_on, what=what)]
    return []


def _impossible(slot: Slot) -> list[Reason]:
    if slot.starts_minute >= DAY_MINUTES or slot.ends_minute > DAY_MINUTES:
        return [
            Reason(
                "Ett dygn har 24 timmar. Skriv klockslag mellan 0 och 24 i stället för {times}.",
                at=slot.at,
                times=slot.times,
            )
        ]
    if slot.ends_minute <= slot.starts_minute:
        return [Reason("Sluttiden måste komma efter starttiden, inte {times}.", at=slot.at, times=slot.times)]
    return []


def _too_long_days(slots: Sequence[Slot]) -> list[Reason]:
    reasons = []
    for weekday in sorted({slot.weekday for slot in slots}):
        minutes = sum(slot.minutes for slot in slots if slot.weekday == weekday)
        if minutes > DAY_MINUTES:
            reasons.append(
                Reason(
                    "På {weekday} blir det {hours} timmar, och dygnet har 24.",
                    at=f"day_{weekday}",
                    weekday=WEEKDAYS[weekday],
                    hours=minutes / 60,
                )
            )
    return reasons


def _with_itself(slots: Sequence[Slot]) -> list[Reason]:
    return [
        Reason(
            "På {weekday} går {times} och {other_times} in i varandra.",
            at=one.at,
            weekday=WEEKDAYS[one.weekday],
            times=one.times,
            other_times=other.times,
        )
        for one, other in combinations(sorted(slots), 2)
        if one.meets(other)
    ]


def _with_others(
    slots: Sequence[Slot], booked: Sequence[Booked], *, what: str | Labelled, from_on: date
) -> list[Reason]:
    collisions: dict[tuple[Slot, Slot, str], Reason] = {}
    for slot in sorted(slots):
        for other in sorted(booked, key=lambda each: (each.slot, each.span.starts_on)):
            if slot.meets(other.slot):
                key = (slot, other.slot, str(other.what))
                collisions.setdefault(key, _collision(slot, other, what, from_on))
    return list(collisions.values())


def _collision(slot: Slot, other: Booked, what: str | Labelled, from_on: date) -> Reason:
    said: dict[str, Any] = {
        "at": slot.at,
        "weekday": WEEKDAYS[slot.weekday],
        "times": slot.times,
        "what": what,
        "other": other.what,
        "other_times": other.slot.times,
    }
    if other.span.starts_on > from_on:
        return Reason(
            "På {weekday} {times} krockar {what} med {other} {other_times}, som börjar {day}.",
            day=other.span.starts_on,
            **said,
        )
    return Reason("På {weekday} {times} krockar {what} med {other} {other_times}.", **said)


def _too_long_week(slots: Sequence[Slot], booked: Sequence[Booked], span: Span) -> list[Reason]:
    """A week is never more than full time, on any day while the times hold."""
    others = [WeekHours(each.span, each.slot.minutes / 60) for each in booked]
    total = hours(slots) + most_hours(others, from_on=span.starts_on, to_on=span.ends_on)
    if not slots or total <= FULL_TIME_HOURS:
        return []
    return [
        Reason(
            "Veckan skulle få {hours} timmar. Det är mer än heltid, {most} timmar.", hours=total, most=FULL_TIME_HOURS
        )
    ]


@dataclass(frozen=True)
class Room:
    """The working days that have the most hours left, and how many each."""

    weekdays: tuple[int, ...]
    hours: float


def room_in(hours_of_days: Mapping[int, float]) -> Room:
    """Where there is room for more, up to full time; no days when there is none."""
    total = FULL_TIME_HOURS - sum(hours_of_days.values())
    left = {day: FULL_DAY_HOURS - hours_of_days.get(day, 0.0) for day in WORKING_DAYS}
    most = max(left.values())
    if most <= 0 or total <= 0:
        return Room((), 0.0)
    days = tuple(day for day in WORKING_DAYS if left[day] == most)
    return Room(days, min(most, total / len(days)))
