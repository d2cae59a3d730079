"""Cells (celler): what stands in one cell of a file, read strictly, with a plain reason when it cannot be.

A cell is what a spreadsheet gives: text, a number, a date, a yes or no, or nothing. Digits are never picked out of
running text: "18 dagar1" is a number with a footnote glued to it, and nobody can tell which digit is which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from ..people import IdentityNumber, fold, read_identity_number
from ..words import Labelled, Reason

EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 3654, 73050
"""1910-01-01 and 2099-12-31 as Excel counts days. A lone year, 1990, lies below and is never taken for a day."""
SHOWN_AT_MOST = 40
FOOTNOTES = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079]")
EXCEL_ERRORS = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SAKNAS!|REFERENS!|VÄRDEFEL!|NAMN\?|OGILTIGT!)\Z")
SHORTENED = re.compile(r"\d[.,]\d+E\+?\d+\Z", re.IGNORECASE)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mar mars march", "apr april", "maj may", "jun juni june",
            "jul juli july", "aug augusti august", "sep sept september", "okt oktober oct october",
            "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NOTHING_SEEN = " \t\r\n\u00a0\u202f\ufeff\u200b"
YES = frozenset(["ja", "j", "yes", "y", "x", "1", "sant", "true", "✓", "✔"])
NO = frozenset(["nej", "n", "no", "0", "falskt", "false"])


def is_empty(raw: Any) -> bool:
    """Nothing stands in the cell."""
    return raw is None or (isinstance(raw, str) and not raw.strip(NOTHING_SEEN))


def tidy(text: str) -> str:
    """The same letters in the same way: composed, plain line breaks, no spaces at the ends, no invisible signs."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\ufeff", "").replace("\u200b", "")
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def shown(raw: Any) -> str:
    """What stood in the cell, short enough for a sentence."""
    text = tidy(raw) if isinstance(raw, str) else str(raw)
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_AT_MOST else text[: SHOWN_AT_MOST - 1] + "…"


def as_text(raw: Any) -> str:
    """A cell as text: a whole number without decimals, a day as 2026-11-21."""
    if isinstance(raw, bool):
        return "ja" if raw else "nej"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if not (raw.hour or raw.minute) else raw.isoformat(" ", "minutes")
    return tidy(str(raw))


def error_from_excel(raw: Any) -> Reason | None:
    """A formula that went wrong leaves its own word in the cell."""
    if isinstance(raw, str) and raw.lstrip().startswith("#") and EXCEL_ERRORS.match(tidy(raw).upper()):
        return Reason("Formeln i cellen gick fel i Excel ({text}). Skriv värdet i stället.", text=shown(raw))
    return None


def read_text(raw: Any, *, at_most: int, lines: bool = False) -> str | Reason:
    """Text, at most so many characters; on one line unless `lines`."""
    text = as_text(raw)
    if not lines:
        text = " ".join(text.split())
    if len(text) > at_most:
        return Reason("Texten har {length} tecken. Högst {most} får plats.", length=len(text), most=at_most)
    if not text.isprintable() and any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text):
        return Reason("Texten innehåller tecken som inte går att läsa. Skriv den på nytt.")
    if "\ufffd" in text:
        return Reason("Texten innehåller tecken som inte går att läsa. Skriv den på nytt.")
    return text


def read_phone(raw: Any) -> str | Reason:
    """A phone number; the first zero comes back when a spreadsheet has taken it for a number and dropped it."""
    text = read_text(raw, at_most=40)
    if isinstance(text, Reason):
        return text
    if re.fullmatch(r"[1-9]\d{6,8}", text):
        return f"0{text}"
    if not re.fullmatch(r"[+0-9][0-9 ()\-/+–]{4,}(\s*\D{0,20}\d*)?", text):
        return Reason("{text} är inte ett telefonnummer.", text=shown(raw))
    return text


def read_email(raw: Any) -> str | Reason:
    """An e-mail address; an angle-bracketed one from an address book is taken out of its brackets."""
    text = read_text(raw, at_most=254)
    if isinstance(text, Reason):
        return text
    if brackets := re.fullmatch(r"[^<>]*<([^<>]+)>", text):
        text = brackets[1].strip()
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}", text):
        return Reason("{text} är inte en e-postadress.", text=shown(raw))
    return text


def read_date(raw: Any) -> date | Reason:
    """A day as people and Excel write it: 2026-11-21, 20261121, 21/11 2026, 21.11.2026, 21 november 2026, 46347."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float):
        return _not_a_date(raw) if isinstance(raw, bool) else _date_of_number(raw)
    text = as_text(raw).casefold()
    if FOOTNOTES.search(text):
        return _footnote(raw)
    if re.fullmatch(r"\d{5}|\d{8}", text):
        return _date_of_number(int(text))
    return _date_of_words(text) or _not_a_date(raw)


def _date_of_number(number: float) -> date | Reason:
    if 10_000_000 <= number < 100_000_000 and float(number).is_integer():
        digits = str(int(number))
        return _day(digits[:4], digits[4:6], digits[6:]) or _not_a_date(digits)
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return EXCEL_DAY_ZERO + timedelta(days=int(number))
    return _not_a_date(as_text(number))


def _date_of_words(text: str) -> date | None:
    text = re.sub(r"[t ]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?\Z", "", text)
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", text):
        return _day(found[1], found[2], found[3])
    if found := re.fullmatch(r"(\d{1,2})[-/. ]\s?(\d{1,2})[-/. ]\s?(\d{4})", text):
        return _day(found[3], found[2], found[1])
    found = re.fullmatch(r"(?:den )?(\d{1,2})(?::e)?[ .\-]*([a-zåäö]+)[ .,\-]*(\d{4})", text)
    if found and found[2] in MONTHS:
        return _day(found[3], MONTHS[found[2]], found[1])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _not_a_date(raw: Any) -> Reason:
    text = as_text(raw)
    if re.fullmatch(r"\d{1,2}[-/. ]+\w+[-/. ]+\d{2}|\d{6}|\d{2}-\d{2}-\d{2}", text):
        return Reason("Skriv datumet med hela årtalet, till exempel 2026-11-21.")
    return Reason("{text} är inte ett datum. Skriv till exempel 2026-11-21.", text=shown(text))


def _footnote(raw: Any) -> Reason:
    return Reason("{text} har en upphöjd siffra, troligen en fotnot. Ta bort den.", text=shown(raw))


def read_number(raw: Any, *, least: int, most: int, decimals: int = 0) -> Decimal | Reason:
    """A number within bounds, with decimal comma or point and spaces between thousands."""
    if isinstance(raw, bool):
        return Reason("Skriv ett tal mellan {least} och {most}.", least=least, most=most)
    text = as_text(raw)
    if FOOTNOTES.search(text):
        return _footnote(raw)
    compact = re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", text).replace("−", "-").replace(",", ".")
    try:
        number = Decimal(compact)
    except InvalidOperation:
        return Reason("{text} är inte ett tal. Skriv bara siffror.", text=shown(raw))
    if not number.is_finite() or not least <= number <= most:
        return Reason("{text} ligger utanför {least}–{most}.", text=shown(raw), least=least, most=most)
    rounded = round(number, decimals)
    if abs(rounded - number) > Decimal("0.000001"):
        return (
            Reason("Skriv talet med högst {decimals} decimaler.", decimals=decimals)
            if decimals
            else Reason("{text} är inte ett heltal.", text=shown(raw))
        )
    return rounded


def read_whole_number(raw: Any, *, least: int, most: int) -> int | Reason:
    """A whole number within bounds."""
    number = read_number(raw, least=least, most=most)
    return number if isinstance(number, Reason) else int(number)


def read_identity(raw: Any, *, today: date) -> IdentityNumber | Reason:
    """An identity number, also from a cell that Excel has taken for a number (and dropped the first zeros of)."""
    text = as_text(raw).removeprefix("'")
    if FOOTNOTES.search(text):
        return Reason("Numret har en upphöjd siffra, troligen en fotnot. Ta bort den.")
    if SHORTENED.match(text):
        return Reason("Excel har kortat av numret. Gör om kolumnen till text och skriv numret på nytt.")
    if re.fullmatch(r"\d{6,9}", text):
        text = text.zfill(10)
    return read_identity_number(text, today=today)


def read_yes_or_no(raw: Any) -> bool | Reason:
    """Yes or no, in the usual ways to tick a cell."""
    word = as_text(raw).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    return Reason("Skriv ja eller nej. Nu står det {text}.", text=shown(raw))


@lru_cache(maxsize=20_000)
def label_key(text: str) -> str:
    """The form in which labels and headings are compared: folded, and only letters and digits."""
    return re.sub(r"[^0-9a-zåäö]+", " ", fold(text.replace("_", " "))).strip()


def meanings(keys: type[Labelled], more: Mapping[str, Iterable[str]] = {}) -> dict[str, str]:
    """What can be written for each key of an enum: the key itself, its Swedish word, and `more` by key."""
    found = {}
    for key in keys:
        for word in (key.value, key.label, *more.get(key.value, ())):
            found[label_key(word)] = key.value
    return found


def read_label(raw: Any, *, words: Mapping[str, str], choices: Iterable[str]) -> str | Reason:
    """One of a set of words, by its key, its Swedish word or a known other way to say it."""
    key = words.get(label_key(as_text(raw)))
    if key is not None:
        return key
    return Reason("{text} finns inte att välja. Välj bland: {choices}.", text=shown(raw), choices=", ".join(choices))


def read_labels(raw: Any, *, words: Mapping[str, str], choices: Iterable[str]) -> tuple[str, ...] | Reason:
    """Several of a set of words, with comma, semicolon, slash or line break between; in the order of the set."""
    choices, found = tuple(choices), set()
    for part in re.split(r"[,;/\n]| och | and ", as_text(raw)):
        if part.strip():
            key = read_label(part, words=words, choices=choices)
            if isinstance(key, Reason):
                return key
            found.add(key)
    return tuple(key for key in dict.fromkeys(words.values()) if key in found)
