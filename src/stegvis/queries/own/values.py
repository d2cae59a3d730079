"""What a value says (värdenas ord), where the table holds a number or a bundle that nobody reads as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.core import Locale
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from ...rules.place import half_days
from ...rules.schedule import WEEKDAYS
from ...rules.sharing import SharedPart


def locale() -> Locale:
    return Locale.parse((get_language() or "sv").replace("-", "_"))


def weekday(number: int) -> str:
    """Måndag for 1."""
    return gettext(WEEKDAYS[number])


def time_of_day(minutes: int) -> str:
    """09:00 for 540 minutes after midnight."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def half_days_in_words(slots: int) -> str:
    """Every half-day whose bit is set, Monday first."""
    return ", ".join(gettext(each) for each in half_days(slots))


def parts_shared(content: Mapping[str, Any]) -> str:
    """Which parts went out; each of them stands in its own section, and the file holds all of it."""
    return ", ".join(gettext(SharedPart(part).label) for part in content["parts"])


def number(value: float) -> str:
    """12 for 12.0, and 7,5."""
    return str(format_decimal(value, locale=locale()))
