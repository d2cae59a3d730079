"""Half-days in words (halvdagar): whole days by name, several in a row as one stretch."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ..rules.place import ALL_HALF_DAYS, half_days

DAYS = (
    gettext_noop("måndag"),
    gettext_noop("tisdag"),
    gettext_noop("onsdag"),
    gettext_noop("torsdag"),
    gettext_noop("fredag"),
)
SHORTEST_STRETCH = 3


def in_words(slots: int) -> str:
    """måndag–torsdag, fredag förmiddag. Nothing for no half-day at all."""
    if slots == ALL_HALF_DAYS:
        return _("alla vardagar, hela dagen")
    parts: list[str] = []
    whole: list[str] = []
    for number, day in enumerate(DAYS):
        both = slots >> 2 * number & 0b11
        if both == 0b11:
            whole.append(_(day))
            continue
        parts += _stretch(whole) + [_(name) for name in half_days(both << 2 * number)]
        whole = []
    return ", ".join(parts + _stretch(whole))


def _stretch(days: list[str]) -> list[str]:
    return [f"{days[0]}–{days[-1]}"] if len(days) >= SHORTEST_STRETCH else days
