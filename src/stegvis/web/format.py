"""How dates, numbers and reasons are written on screen (skrivsätt), in the reader's language."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext

from stegvis.rules.schedule import Times
from stegvis.rules.schedule import clock as hour_and_minute
from stegvis.rules.words import Reason, Word

NOTHING = "–"
HARD_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LONG_INTEGER = 10_000

Number = int | float | Decimal


class Labelled(Protocol):
    """A state or kind with its Swedish word."""

    label: str


def locale() -> Locale:
    return _locale(get_language() or "sv")


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def as_day(value: date) -> date:
    """The local day of a moment; a date is already one."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _by_pattern(value: date | None, pattern: str) -> str:
    if value is None:
        return NOTHING
    return format_date(as_day(value), pattern, locale=locale()).replace(".", "")


def full_date(value: date | None) -> str:
    """24 november 2026, for running text."""
    return _by_pattern(value, "d MMMM y")


def day_and_month(value: date | None) -> str:
    """24 november, where the year is clear."""
    return _by_pattern(value, "d MMMM")


def short_date(value: date | None) -> str:
    """24 nov 2026, for narrow places."""
    return _by_pattern(value, "d MMM y")


def weekday_and_date(value: date | None) -> str:
    """Fredag 20 november 2026, for the head of a page."""
    text = _by_pattern(value, "EEEE d MMMM y")
    return text[:1].upper() + text[1:]


def weekday_and_day(value: date | None) -> str:
    """fredag 20 november, where the year is clear and a sentence goes on."""
    return _by_pattern(value, "EEEE d MMMM")


def weekday_and_number(value: date | None) -> str:
    """Fre 20, for the days of a week."""
    return capitalized(_by_pattern(value, "EEE d"))


def capitalized(text: str) -> str:
    """With a capital first, the rest as it is."""
    return text[:1].upper() + text[1:]


def month_and_year(value: date | None) -> str:
    """oktober 2026, in the reader's language."""
    return _by_pattern(value, "LLLL y")


def iso_date(value: date | None) -> str:
    """2026-11-24, for tables of records."""
    return NOTHING if value is None else as_day(value).isoformat()


def clock(value: datetime | None) -> str:
    """14.10 in Swedish, 14:10 in English."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%H.%M" if locale().language == "sv" else "%H:%M")


def times(value: Times) -> str:
    """9–14 or 8.30–12 in Swedish, 8:30–12 in English; in words where a dash would turn around."""
    sign = "." if locale().language == "sv" else ":"
    start, end = (hour_and_minute(minute, sign=sign) for minute in (value.starts_minute, value.ends_minute))
    return gettext("{start}–{end}").format(start=start, end=end)


def moment(value: datetime | None) -> str:
    """18 november 2026 kl. 14.10."""
    if value is None:
        return NOTHING
    return gettext("{date} kl. {clock}").format(date=full_date(value), clock=clock(value))


def week(value: date) -> int:
    """The ISO week (vecka) of a day."""
    return as_day(value).isocalendar().week


def number(value: Number | None, decimals: int = 0) -> str:
    """1 234,5 with spaces that do not break; always as many decimals as asked for."""
    if value is None:
        return NOTHING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, format=pattern, locale=locale())
    return text.replace("-", MINUS)


def percent(share: Number | None, decimals: int = 0) -> str:
    """A share between 0 and 1 as 38,4 %."""
    if share is None:
        return NOTHING
    space = HARD_SPACE if locale().language == "sv" else ""
    return f"{number(share * 100, decimals)}{space}%"


def reason(value: Reason | str) -> str:
    """A rule's reason in the reader's language; what people have written passes through as it is."""
    if isinstance(value, str):
        return value
    return gettext(value.template).format(**{name: _in_words(said) for name, said in value.values.items()})


def label(state: Labelled | None) -> str:
    """The word of a state or kind in the reader's language."""
    return NOTHING if state is None else gettext(state.label)


def _in_words(value: Any) -> object:
    """Labels of states are Swedish source strings; dates and decimals follow the language, a year has no space."""
    if hasattr(value, "label"):
        return label(value)
    if isinstance(value, Reason | Times):
        return reason(value) if isinstance(value, Reason) else times(value)
    if isinstance(value, date):
        return full_date(value)
    if isinstance(value, int | float | Decimal):
        return _number_in_words(value)
    return gettext(value) if isinstance(value, Word) else value


def _number_in_words(value: Number) -> object:
    if isinstance(value, int):
        return number(value) if abs(value) >= LONG_INTEGER else value
    return number(value, 0 if value == int(value) else 1)
