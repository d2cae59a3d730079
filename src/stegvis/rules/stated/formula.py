"""Formula (formel): what a figure is said to be equal to: a sum, a difference or a ratio of ids and named figures.

    formula = term, { ("+" | "-"), term } ;
    term    = factor, { "/", factor } ;
    factor  = id | figure | "(", formula, ")" ;
    figure  = name, ".", name, "(", [ argument, { ",", argument } ], ")" ;

An id is whatever stands in the column id, in any case, also with hyphens and spaces in it; the longest one wins.
Nothing is ever run: the text is read sign by sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..words import Reason

LONGEST = 4000
MOST_PARTS = 200
DEEPEST = 20
SHOWN = 60
MINUSES = str.maketrans("\u2212\u2013\u2014", "---")
NOT_ARITHMETIC = re.compile(r"[*×·^<>=%!&|\[\]{}\"]")
CALL = re.compile(r"([a-zåäö_]\w*(?:\.\w+)+)\s*\(([^()]*)\)", re.IGNORECASE)
CUTS = re.compile(r"[+\-/()]|\Z")


@dataclass(frozen=True)
class Name:
    """An id of the same table."""

    id: str


@dataclass(frozen=True)
class Call:
    """A figure of Stegvis with what it is asked for: ledger.seats(2020-12-31)."""

    name: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})"


@dataclass(frozen=True)
class Binary:
    """Two parts with +, - or / between."""

    sign: str
    left: Part
    right: Part


Part = Name | Call | Binary


class Wrong(Exception):
    """The text is no formula; says why."""

    def __init__(self, template: str, **values: Any) -> None:
        self.reason = Reason(template, **values)


def key_of(text: str) -> str:
    """The form in which ids are compared: one space, small letters, one kind of hyphen."""
    return " ".join(text.translate(MINUSES).split()).casefold()


def read_formula(text: str, ids: Mapping[str, str], *, longest: int) -> Part | Reason:
    """The formula in a cell, or why it is none. `ids` gives each id by its `key_of`; none is longer than `longest`."""
    text = text.strip().removeprefix("=").strip().translate(MINUSES)
    try:
        return _Reader(" ".join(text.split()), ids, longest + 2).whole()
    except Wrong as wrong:
        return wrong.reason


def names_in(part: Part) -> Iterator[str]:
    """The ids that a formula is made of, in order."""
    if isinstance(part, Name):
        yield part.id
    elif isinstance(part, Binary):
        yield from names_in(part.left)
        yield from names_in(part.right)


def calls_in(part: Part) -> Iterator[Call]:
    """The figures of Stegvis that a formula is made of, in order."""
    if isinstance(part, Call):
        yield part
    elif isinstance(part, Binary):
        yield from calls_in(part.left)
        yield from calls_in(part.right)


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, text: str, ids: Mapping[str, str], longest: int) -> None:
        self.text, self.ids, self.longest = text, ids, longest
        self.at, self.depth, self.parts = 0, 0, 1

    def whole(self) -> Part:
        if len(self.text) > LONGEST:
            raise Wrong("Formeln har fler än {most} tecken. Dela upp den på flera rader.", most=LONGEST)
        part = self._sum()
        if self.at < len(self.text):
            self._stop_at_strange_signs(self.text[self.at :])
            raise Wrong("Det finns en högerparentes för mycket." if self.text[self.at] == ")"
                        else "Det saknas +, − eller / före {rest}.", rest=self.text[self.at :][:SHOWN])  # fmt: skip
        return part

    def _stop_at_strange_signs(self, text: str) -> None:
        if found := NOT_ARITHMETIC.search(text):
            raise Wrong("Tecknet {sign} går inte att använda. Stegvis räknar med +, − och /.", sign=found[0])

    def _sum(self) -> Part:
        part = self._ratio()
        while sign := self._sign("+-"):
            part = self._joined(sign, part, self._ratio())
        return part

    def _joined(self, sign: str, left: Part, right: Part) -> Part:
        self.parts += 1
        if self.parts >= MOST_PARTS:
            raise Wrong("Formeln har fler än {most} delar. Dela upp den på flera rader.", most=MOST_PARTS)
        return Binary(sign, left, right)

    def _ratio(self) -> Part:
        part = self._factor()
        while self._sign("/"):
            part = self._joined("/", part, self._factor())
        return part

    def _sign(self, among: str) -> str:
        self._skip_spaces()
        sign = self.text[self.at : self.at + 1]
        if not sign or sign not in among:
            return ""
        self.at += 1
        return sign

    def _skip_spaces(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def _factor(self) -> Part:
        self._skip_spaces()
        if found := CALL.match(self.text, self.at):
            self.at = found.end()
            arguments = tuple(each.strip() for each in found[2].split(",") if each.strip())
            return Call(found[1].casefold(), arguments)
        return self._known() or (self._in_brackets() if self.text[self.at : self.at + 1] == "(" else self._unknown())

    def _known(self) -> Name | None:
        """The longest id of the table that ends where the text or a part of it does."""
        near = self.text[self.at : self.at + self.longest + 1]
        for cut in reversed([found.start() for found in CUTS.finditer(near)]):
            if cut and (known := self.ids.get(key_of(near[:cut]))) is not None and cut <= self.longest:
                self.at += cut
                return Name(known)
        return None

    def _in_brackets(self) -> Part:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Wrong("Formeln har för många parenteser i varandra. Dela upp den på flera rader.")
        self.at += 1
        part = self._sum()
        if not self._sign(")"):
            raise Wrong("Det saknas en högerparentes.")
        self.depth -= 1
        return part

    def _unknown(self) -> Part:
        cut = next(CUTS.finditer(self.text, self.at))
        text = self.text[self.at : cut.start()].strip()
        if not text:
            raise Wrong("Formeln slutar mitt i. Skriv ett id efter tecknet." if self.at >= len(self.text)
                        else "Det saknas ett id före {sign}.", sign=self.text[self.at : self.at + 1])  # fmt: skip
        self._stop_at_strange_signs(text)
        if re.fullmatch(r"[\d\s.,]+", text):
            raise Wrong("{text} är ett tal och inget id. Ge talet en egen rad och skriv radens id här.", text=text)
        if re.fullmatch(r"[a-zåäö_]\w*(\.\w+)+", text, re.IGNORECASE):
            raise Wrong("Skriv inom parentes vad siffran gäller, till exempel {text}(2020).", text=text[:SHOWN])
        if close := get_close_matches(key_of(text), list(self.ids), n=1):
            raise Wrong("{text} finns inte i kolumnen id. Menar du {close}?",
                        text=text[:SHOWN], close=self.ids[close[0]])  # fmt: skip
        raise Wrong("{text} finns inte i kolumnen id. Lägg till en rad för den eller rätta stavningen.",
                    text=text[:SHOWN])  # fmt: skip
