"""Quantity (storhet): a figure as a report states it, with how exactly it is stated.

A whole number is a count and exact. A figure with decimals, a percentage and a ratio are rounded: each stands for
everything that would be written the same way, half of its last digit up and down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ..exchange.cells import FOOTNOTES, as_text, tidy
from ..words import Reason

LONGEST = 60
LARGEST, MOST_DECIMALS = Decimal(10) ** 15, 12
SIGNIFICANT = 12
"""A spreadsheet's own division has sixteen digits, and the last of them are noise."""
HARD_SPACE, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
SHAPE = re.compile(
    r"(?P<about>(?:ca|cirka|c:a|omkring|ungefär)\.?\s+)?"
    r"(?P<sign>[-+\u2212\u2013]\s*)?"
    r"(?P<whole>\d{1,3}(?:[ ']\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d+)"
    r"(?:[.,](?P<decimals>\d+))?"
    r"\s*(?P<unit>%|[a-zåäö][a-zåäö ./:]{0,24})?",
    re.IGNORECASE,
)
PERCENT_WORDS = frozenset(["%", "procent", "proc"])
MONEY = {
    "kr": "kr", "kronor": "kr", "sek": "kr",
    "tkr": "tkr", "tusen kronor": "tkr", "tusen kr": "tkr",
    "mkr": "mkr", "mnkr": "mkr", "milj kr": "mkr", "miljoner kronor": "mkr", "miljoner kr": "mkr",
}  # fmt: skip


class QuantityKind(StrEnum):
    """What sort of number it is. A percentage is kept as a share: 45 % is 0.45."""

    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"


@dataclass(frozen=True)
class Quantity:
    """A value, half of its last digit's place (0 when it is exact), its kind, and kr, tkr or mkr where it said so."""

    value: Decimal
    half: Decimal = Decimal(0)
    kind: QuantityKind = QuantityKind.COUNT
    money: str = ""


@dataclass(frozen=True)
class ReadQuantity:
    """What a cell holds: a quantity, or why it is none; `notice` when something in it was left out."""

    quantity: Quantity | None = None
    reason: Reason | None = None
    notice: Reason | None = None


def read_quantity(raw: Any) -> ReadQuantity:
    """A cell as a quantity: 1 234,5 or 4,8 % or 186 st or ca 1 200, or a number from a spreadsheet."""
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return _checked(_of_number(Decimal(str(raw))), str(raw))
    text = tidy(as_text(raw))
    bare = FOOTNOTES.sub("", text).strip()
    notice = None
    if bare != text:
        notice = Reason("{text} har en upphöjd siffra. Den är läst som en fotnot och räknas inte.", text=text[:LONGEST])
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}(\s*\D*)?", bare):
        return ReadQuantity(
            reason=Reason("{text} kan läsas på två sätt. Skriv tusental med mellanslag och decimaler med komma.",
                          text=bare[:LONGEST])
        )  # fmt: skip
    found = SHAPE.fullmatch(bare)
    if found is None and re.fullmatch(r"\d.*[^\d\s.,]\d", bare):
        return ReadQuantity(
            reason=Reason("”{text}” är inget tal. Är sista siffran en fotnot? Ta då bort den.", text=text[:LONGEST])
        )
    if found is None:
        return ReadQuantity(reason=Reason("”{text}” är inget tal.", text=text[:LONGEST]))
    return _checked(_of_words(found), text, notice)


def _checked(quantity: Quantity | None, text: str, notice: Reason | None = None) -> ReadQuantity:
    """No report has a figure of so many digits; what is that long is something else."""
    if quantity is None or abs(quantity.value) >= LARGEST or _places(quantity.value) > MOST_DECIMALS:
        return ReadQuantity(reason=Reason("”{text}” är inget tal.", text=text[:LONGEST]))
    return ReadQuantity(quantity, notice=notice)


def _of_number(value: Decimal) -> Quantity | None:
    """A spreadsheet's number: as many decimals as it has, but none of the noise of its arithmetic."""
    if not value.is_finite():
        return None
    places = max(0, SIGNIFICANT - 1 - value.adjusted()) if value else 0
    exact = value if _places(value) <= places else round(value, places)
    return Quantity(exact, _half(_places(exact)))


def _places(value: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _half(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1) if decimals else Decimal(0)


def _of_words(found: re.Match[str]) -> Quantity:
    digits, decimals = re.sub(r"\D", "", found["whole"]), found["decimals"] or ""
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    if (found["sign"] or "").strip() in ("-", MINUS, "\u2013"):
        value = -value
    unit = " ".join((found["unit"] or "").casefold().replace(".", "").split())
    half = _half(len(decimals))
    if found["about"]:
        half = max(half, _half_of_round(value))
    if unit in PERCENT_WORDS:
        return Quantity(value / 100, max(half, _of_last_digit(len(decimals))) / 100, QuantityKind.PERCENT)
    return Quantity(value, half, money=MONEY.get(unit, ""))


def _half_of_round(value: Decimal) -> Decimal:
    """Of "about 1 200" the last digit that says something is the 2."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and value else Decimal(0)


def _of_last_digit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def rounded_like(stated: Quantity) -> Quantity:
    """The same figure as the result of a division: its last digit is rounded, also when it is a whole number."""
    return stated if stated.half else replace(stated, half=Decimal("0.5"))


def added(left: Quantity, right: Quantity, *, sign: int) -> Quantity | Reason:
    """A sum or a difference; what is not known exactly in its parts adds up."""
    if {left.kind, right.kind} == {QuantityKind.COUNT, QuantityKind.PERCENT}:
        return Reason("Procent och antal går inte att räkna ihop. Skriv % på alla delar eller på ingen.")
    if left.money and right.money and left.money != right.money:
        return Reason("Raden blandar {first} och {second}. Skriv alla belopp i samma enhet.",
                      first=left.money, second=right.money)  # fmt: skip
    kind = left.kind if left.kind == right.kind else QuantityKind.RATIO
    return Quantity(left.value + sign * right.value, left.half + right.half, kind, left.money or right.money)


def divided(left: Quantity, right: Quantity) -> Quantity | Reason:
    """A ratio, as a share."""
    if right.value == 0:
        return Reason("Det går inte att dela med noll.")
    if left.money and right.money and left.money != right.money:
        return Reason("Raden blandar {first} och {second}. Skriv alla belopp i samma enhet.",
                      first=left.money, second=right.money)  # fmt: skip
    value = left.value / right.value
    half = (left.half + abs(value) * right.half) / abs(right.value)
    return Quantity(value, half, QuantityKind.RATIO)


def agree(first: Quantity, second: Quantity) -> bool:
    """Whether two figures can be the same one, with how exactly each is stated."""
    return any(_meet(first, each) for each in _in_the_scales_of(first, second))


def _in_the_scales_of(stated: Quantity, other: Quantity) -> list[Quantity]:
    """A share may be stated in percent without the sign, and the other way around."""
    kinds = {stated.kind, other.kind}
    found = [other]
    if len(kinds) > 1 and kinds != {QuantityKind.RATIO, QuantityKind.PERCENT}:
        scale = Decimal(100) if stated.kind is QuantityKind.COUNT else 1 / Decimal(100)
        if stated.kind is QuantityKind.COUNT or other.kind is QuantityKind.COUNT:
            found.append(replace(other, value=other.value * scale, half=other.half * scale))
    return found


def _meet(first: Quantity, second: Quantity) -> bool:
    """Two exact ends meet; two rounded ones must overlap, for the upper end belongs to the next figure."""
    apart, room = abs(first.value - second.value), first.half + second.half
    return apart < room if first.half and second.half else apart <= room


def nearest_scale(stated: Quantity, other: Quantity) -> Quantity:
    """The other figure in the scale in which it lies nearest to the stated one."""
    return min(_in_the_scales_of(stated, other), key=lambda each: abs(each.value - stated.value))


def written(value: Decimal, *, percent: bool = False, decimals: int | None = None) -> str:
    """A number as a Swedish report writes it: 1 234,5 or 4,8 %; the decimals it has, or at most so many."""
    value = value * 100 if percent else value
    if decimals is not None and abs(value) < LARGEST:
        value = round(value, decimals)
    value = value.normalize() if value else Decimal(0)
    whole, _point, rest = f"{abs(value):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", HARD_SPACE)
    text = f"{groups},{rest}" if rest else groups
    return f"{MINUS if value < 0 else ''}{text}{HARD_SPACE + '%' if percent else ''}"
