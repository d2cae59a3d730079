"""Half-days (halvdagar) as people write them in a cell: "alla", "må fm, ti em", "mån–fre fm"."""

from __future__ import annotations

import re

from ..place import ALL_HALF_DAYS
from ..words import Reason
from .cells import as_text, shown

SHORT_DAYS = ("må", "ti", "on", "to", "fr")
DAY_WORDS = {
    word: day
    for day, words in enumerate(
        (
            "må mån måndag måndagar mo mon monday",
            "ti tis tisdag tisdagar tu tue tuesday",
            "on ons onsdag onsdagar we wed wednesday",
            "to tor tors torsdag torsdagar th thu thursday",
            "fr fre fredag fredagar fri friday",
        )
    )
    for word in words.split()
}
HALF_WORDS = {
    word: half
    for half, words in enumerate(
        (
            "fm förmiddag förmiddagar förmiddagen am morning mornings",
            "em eftermiddag eftermiddagar eftermiddagen pm afternoon afternoons",
        )
    )
    for word in words.split()
}
ALL_WORDS = frozenset({"alla", "alltid", "all", "alla halvdagar", "alla dagar", "heltid", "hela veckan", "varje dag"})


def read_half_days(raw: object) -> int | Reason:
    """A bit for each half-day, Monday morning first. A day alone is both halves, a half alone the same days."""
    text = as_text(raw).casefold().replace("–", "-").replace("—", "-")
    if text.strip(" .") in ALL_WORDS:
        return ALL_HALF_DAYS
    slots, days = 0, list(range(5))
    for part in re.split(r"[,;/\n+]| och | samt | and ", text):
        if part.strip():
            found = _days_and_halves(part.strip(" ."))
            if not found:
                return Reason(
                    '{text} går inte att läsa. Skriv till exempel "må fm, ti em" eller "alla".', text=shown(part)
                )
            days = found[0] or days
            slots |= sum({1 << (day * 2 + half) for day in days for half in found[1] or (0, 1)})
    return slots


def _days_and_halves(part: str) -> tuple[list[int], list[int]] | None:
    """What one part names, as "må fm", "mån-fre em", "tisdag" or "fm"; None when a word is unknown."""
    days: list[int] = []
    halves: list[int] = []
    for word in re.sub(r"\s*-\s*", "-", part).split():
        first, _, last = word.strip(".").partition("-")
        if first in DAY_WORDS and (not last or last in DAY_WORDS):
            days += range(DAY_WORDS[first], DAY_WORDS[last or first] + 1)
        elif word.strip(".") in HALF_WORDS:
            halves.append(HALF_WORDS[word.strip(".")])
        else:
            return None
    return days, halves


def write_half_days(slots: int) -> str:
    """The shortest of what `read_half_days` reads back."""
    if slots == ALL_HALF_DAYS:
        return "alla"
    parts = []
    for day, name in enumerate(SHORT_DAYS):
        halves = slots >> (day * 2) & 3
        if halves:
            parts.append({1: f"{name} fm", 2: f"{name} em", 3: name}[halves])
    return ", ".join(parts)
