"""The week in words (veckan i ord): days in short, hours, and where there is room for more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import gettext, ngettext

from ..rules.activity import FULL_TIME_HOURS
from ..rules.schedule import WEEKDAYS, WORKING_DAYS, Room, Slot
from .answers import as_sentence
from .format import locale, number, times


def short_day(day: date) -> str:
    """Mån, as the head of a column."""
    said = format_date(day, "EEE", locale=locale()).replace(".", "")
    return said[:1].upper() + said[1:]


def hours_number(hours: float) -> str:
    """7 or 7,5."""
    return number(hours, 0 if hours == int(hours) else 1 if hours * 10 == int(hours * 10) else 2)


def days_in_words(weekdays: Sequence[int]) -> str:
    """Torsdag och fredag, without a capital."""
    return format_list([gettext(WEEKDAYS[weekday]) for weekday in weekdays], locale=locale())


def times_in_words(slots: Iterable[Slot]) -> str:
    """Måndag, tisdag och torsdag 9–14; onsdag 13–16: days with the same times are said together."""
    by_day: dict[int, list[str]] = {}
    for slot in sorted(slots):
        by_day.setdefault(slot.weekday, []).append(times(slot.times))
    by_times: dict[str, list[int]] = {}
    for weekday, said in by_day.items():
        by_times.setdefault(", ".join(said), []).append(weekday)
    parts = [gettext("{days} {times}").format(days=days_in_words(days), times=said) for said, days in by_times.items()]
    return as_sentence("; ".join(parts))


def room_in_words(room: Room | None) -> str:
    """Where there is room for more; nothing when not everything has its times."""
    if room is None:
        return ""
    if not room.weekdays:
        return gettext("Veckan är full, {most} timmar.").format(most=FULL_TIME_HOURS)
    days = days_in_words(room.weekdays)
    return _words(room).format(days=days, hours=hours_number(room.hours))


def _words(room: Room) -> str:
    many = 1 if room.hours == 1 else 2
    if len(room.weekdays) == len(WORKING_DAYS):
        return ngettext(
            "Varje dag har plats för {hours} timme till.", "Varje dag har plats för {hours} timmar till.", many
        )
    if len(room.weekdays) == 1:
        return ngettext(
            "På {days} finns plats för {hours} timme till.", "På {days} finns plats för {hours} timmar till.", many
        )
    return ngettext(
        "På {days} finns plats för {hours} timme till var.",
        "På {days} finns plats för {hours} timmar till var.",
        many,
    )
