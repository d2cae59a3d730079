"""Sentences (meningar): a contradiction in plain words, with both values and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..words import N_, Reason
from .formula import Binary, Call, Part
from .quantity import MINUS, Quantity, QuantityKind, nearest_scale, written
from .table import Row

Where = str | Reason
MOST_IN_A_ROW = 8
SIGNS = {"+": "+", "-": MINUS, "/": "/"}


@dataclass(frozen=True)
class Side:
    """One value of a figure at one place."""

    row: Row
    quantity: Quantity
    is_computed: bool = False

    @property
    def written(self) -> str:
        """As it stands in the report, or as it was computed."""
        return as_written(self.quantity) if self.is_computed or not self.row.text else self.row.text

    @property
    def where(self) -> Where:
        return place_of(self.row)

    @property
    def said(self) -> Reason:
        if self.is_computed:
            return Reason("{value} (räknat, {where})", value=self.written, where=self.where)
        return Reason("{value} ({where})", value=self.written, where=self.where)


@dataclass(frozen=True)
class Said:
    """A contradiction's sentence and its parts."""

    text: Reason
    stated: str
    other: str
    where: tuple[Where, ...]


def place_of(row: Row) -> Where:
    """Where a figure stands: the source, or its row in the file."""
    return row.source or Reason("rad {row}", row=row.number)


def as_written(quantity: Quantity) -> str:
    return written(quantity.value, percent=quantity.kind is QuantityKind.PERCENT)


def repeated(sides: Sequence[Side]) -> Said:
    """The same figure with different values."""
    each: dict[str, list[Side]] = {}
    for side in sides:
        each.setdefault(side.written, []).append(side)
    groups = list(each.values())
    values = [_joined(side.said for side in group) for group in groups]
    label = sides[0].row.name
    first, second = groups[0][0], groups[1][0]
    if len(groups) == 2 and len(sides) == 2:
        text = Reason(
            "{label} är {first} men också {second}. Det skiljer {difference}.",
            label=label, first=first.said, second=second.said, difference=_difference(first.quantity, second.quantity),
        )  # fmt: skip
    else:
        text = Reason("{label} har olika värden: {values}.", label=label, values=_joined(values))
    return Said(text, first.written, second.written, _places(side.row for side in sides))


def unequal(
    rows: Sequence[Row],
    formula: Part,
    computed: Quantity,
    sides: Sequence[Side],
    figures: Mapping[Call, Quantity | Reason],
) -> Said:
    """A figure that is not what its formula makes."""
    row = rows[0]
    stated = row.quantity or Quantity(Decimal(0))
    other = _result(stated, computed)
    where, places = _places(rows), _places(side.row for side in sides)
    elsewhere = bool(places) and set(map(str, places)) != set(map(str, where))
    is_ratio = computed.kind is QuantityKind.RATIO
    template = IN_STEGVIS if isinstance(formula, Call) else TEMPLATES[is_ratio, elsewhere]
    text = Reason(
        template,
        label=row.name,
        stated=row.text,
        where=_joined(where),
        other=other,
        difference=_difference(stated, computed),
        terms=_in_signs(formula, {side.row.id: as_written(side.quantity) for side in sides}, figures),
        figure=str(formula) if isinstance(formula, Call) else "",
        places=_joined(places),
    )
    return Said(text, row.text, other, where)


IN_STEGVIS = N_("{label} är {stated} ({where}), men i Stegvis är {figure} {other}. Det skiljer {difference}.")
TEMPLATES = {
    (False, False): N_("{label} är {stated} ({where}), men {terms} = {other}. Det skiljer {difference}."),
    (False, True): N_("{label} är {stated} ({where}), men {terms} = {other} ({places}). Det skiljer {difference}."),
    (True, False): N_("{label} är {stated} ({where}), men {terms} blir {other}."),
    (True, True): N_("{label} är {stated} ({where}), men {terms} blir {other} ({places})."),
}
"""By whether it is a ratio, and whether its parts stand elsewhere than the figure."""


def _in_signs(part: Part, by_id: Mapping[str, str], figures: Mapping[Call, Quantity | Reason]) -> str:
    """475 + 186, with the values in the places of the ids."""
    if isinstance(part, Call):
        found = figures.get(part)
        return as_written(found) if isinstance(found, Quantity) else str(part)
    if not isinstance(part, Binary):
        return by_id[part.id]
    left, right = _in_signs(part.left, by_id, figures), _in_signs(part.right, by_id, figures)
    if isinstance(part.left, Binary) and part.sign == "/" and part.left.sign != "/":
        left = f"({left})"
    if isinstance(part.right, Binary) and part.sign != "+":
        right = f"({right})"
    return f"{left} {SIGNS[part.sign]} {right}"


def _result(stated: Quantity, computed: Quantity) -> str:
    """What was computed, written in the way of what was stated."""
    if computed.kind is not QuantityKind.RATIO:
        return as_written(computed)
    near = nearest_scale(stated, computed)
    percent = stated.kind is QuantityKind.PERCENT
    exponent = (stated.value * 100 if percent else stated.value).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return written(near.value, percent=percent, decimals=decimals + 1)


def _difference(stated: Quantity, other: Quantity) -> Where:
    near = nearest_scale(stated, other)
    apart = abs(near.value - stated.value)
    if stated.kind is QuantityKind.PERCENT:
        return Reason("{number} procentenheter", number=written(apart * 100, decimals=1))
    return written(apart, decimals=3)


def glued(quantity: Quantity) -> Quantity | None:
    """A whole number without its last digit, if it has one to spare."""
    if quantity.kind is not QuantityKind.COUNT or quantity.half or abs(quantity.value) < 100:
        return None
    return replace(quantity, value=Decimal(int(quantity.value) // 10))


def _places(rows: Iterable[Row]) -> tuple[Where, ...]:
    """Each place once."""
    return tuple({str(place_of(row)): place_of(row) for row in rows}.values())


def _joined(texts: Iterable[Where]) -> Where:
    """One after the other with commas; of very many the first ones, and how many more there are."""
    every = list(texts)
    whole: Where = ""
    for number, text in enumerate(every[:MOST_IN_A_ROW]):
        whole = Reason("{before}, {after}", before=whole, after=text) if number else text
    if more := len(every) - MOST_IN_A_ROW:
        return Reason("{before} och {more} till", before=whole, more=more) if more > 0 else whole
    return whole
