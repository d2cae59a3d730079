"""Words (ord): reasons, numbers and differences of figures as text in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.rules.indicator.registry import Number, ValueUnit
from stegvis.rules.indicator.table import Cell, Showing
from stegvis.rules.suppression import LEAST_SHOWN
from stegvis.rules.words import N_, Reason


def say(reason: Reason) -> str:
    """A rule's template with its values; years are plain numbers and have no space."""
    return _(reason.template).format(**reason.values)


def in_digits(value: Number, *, unit: ValueUnit = ValueUnit.PEOPLE) -> str:
    """38,4 for shares, 1 234 for the rest; the sign is a real minus."""
    pattern = "#,##0.0" if unit is ValueUnit.PERCENT else "#,##0"
    text = format_decimal(value, format=pattern, locale=(get_language() or "sv").replace("-", "_"))
    return str(text).replace("-", "\N{MINUS SIGN}")


def in_a_row(names: Sequence[str]) -> str:
    """A, B och C."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} och {last}").format(names=", ".join(names[:-1]), last=names[-1])


def difference_in_words(unit: ValueUnit, now: Cell, before: Cell, than: str) -> str:
    """How the value differs from that of the same period a year before; no verdict."""
    if now.value is None:
        return ""
    if before.value is None:
        return _why_not_compared(before, than)
    difference = Decimal(now.value) - Decimal(before.value)
    if not difference:
        return _("Lika som {period}.").format(period=than)
    number = in_digits(abs(difference), unit=unit)
    return _(DIFFERENCES[unit][int(difference > 0)]).format(number=number, period=than)


def direction_in_words(unit: ValueUnit, now: Cell, before: Cell) -> str:
    """Higher or lower than a year before, in one word or two."""
    if now.value is None:
        return _("Döljs") if now.is_hidden else _("Inget att räkna")
    if before.value is None:
        return _("Går inte att jämföra")
    if now.value == before.value:
        return _("Som året före")
    return _(DIRECTIONS[unit][int(now.value > before.value)])


def why_hidden(cell: Cell) -> str:
    """Why a single figure is not shown; empty when it is."""
    if cell.showing is Showing.FEW:
        return _("Färre än {least} i någon grupp, så siffran visas inte.").format(least=LEAST_SHOWN)
    if cell.showing is Showing.NEIGHBOUR:
        return _("Siffran visas inte, annars går en liten grupp bredvid att räkna ut.")
    return ""


def gap_in_words(unit: ValueUnit, women: Cell, men: Cell) -> str:
    """How far women and men lie from each other."""
    if unit not in GAPS or women.value is None or men.value is None:
        return ""
    gap = abs(Decimal(women.value) - Decimal(men.value))
    return _(GAPS[unit]).format(number=in_digits(gap, unit=unit))


def _why_not_compared(before: Cell, than: str) -> str:
    if before.showing is Showing.NOBODY:
        return _("Det finns inget att jämföra med från {period}.").format(period=than)
    return _("Kan inte jämföras: {period} döljs, färre än {least} i någon grupp.").format(
        period=than, least=LEAST_SHOWN
    )


DIFFERENCES = {
    ValueUnit.PERCENT: (
        N_("{number} procentenheter lägre än {period}."),
        N_("{number} procentenheter högre än {period}."),
    ),
    ValueUnit.PEOPLE: (N_("{number} färre än {period}."), N_("{number} fler än {period}.")),
    ValueUnit.SEATS: (N_("{number} färre än {period}."), N_("{number} fler än {period}.")),
    ValueUnit.DAYS: (N_("{number} dagar kortare än {period}."), N_("{number} dagar längre än {period}.")),
}
"""Lower and higher, by unit."""
DIRECTIONS = {
    ValueUnit.PERCENT: (N_("Lägre än året före"), N_("Högre än året före")),
    ValueUnit.PEOPLE: (N_("Färre än året före"), N_("Fler än året före")),
    ValueUnit.SEATS: (N_("Färre än året före"), N_("Fler än året före")),
    ValueUnit.DAYS: (N_("Kortare än året före"), N_("Längre än året före")),
}
GAPS = {ValueUnit.PERCENT: N_("{number} procentenheter"), ValueUnit.DAYS: N_("{number} dagar")}
