"""Letters (brev): a plain document to read on paper, made by typst from texts that are never its source."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from .documents import DocumentFailed, pdf

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "letter" / "letter.typ"
LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
UNSHOWN = "□"
"""What stands where no font has the sign, such as a picture sign that was typed on a phone."""
KEPT = "\n\t"


@dataclass(frozen=True)
class Table:
    """Rows of texts under headings; the first column takes the room that is left."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("every row of a letter's table is as long as its headings")


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs, a list and a table under it; each may be missing."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Letter:
    """A document for a participant: what it is, the facts that matter, and sections in plain words.

    `facts` are pairs of label and value; `signatures` are the words under lines to sign on.
    """

    title: str
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    footer: str = ""
    language: str = "sv"
    signatures: tuple[str, ...] = ()


def letter_pdf(letter: Letter, *, made_at: datetime | None = None) -> bytes:
    """The letter as a tagged PDF (PDF/UA-1); a sign that no font has is replaced, and the rest is kept."""
    data = as_data(letter)
    when = made_at or timezone.now()
    try:
        return pdf(TEMPLATE, data, made_at=when)
    except DocumentFailed as failure:
        lacking = _lacking(str(failure))
        if not lacking:
            raise
        return pdf(TEMPLATE, _without(data, lacking), made_at=when)


def as_data(letter: Letter) -> dict[str, Any]:
    """What the template is given: texts, and nothing that typst would read as its own."""
    data = asdict(letter) | {"municipality": settings.MUNICIPALITY, "language": letter.language.partition("-")[0]}
    readable: dict[str, Any] = _each_text(data, _printable)
    return readable


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(each, change) for each in value]
    return value


def _printable(text: str) -> str:
    """Without control signs, which a document may not hold; with one kind of line break."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in KEPT or unicodedata.category(sign) not in {"Cc", "Cs"})


def _lacking(diagnostic: str) -> frozenset[str]:
    """The signs that no font has, out of what typst said."""
    texts = LACKING.findall(diagnostic)
    return frozenset("".join(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts))


def _without(data: dict[str, Any], lacking: frozenset[str]) -> dict[str, Any]:
    signs = re.compile(f"[{re.escape(''.join(sorted(lacking)))}]+")
    without: dict[str, Any] = _each_text(data, lambda text: signs.sub(UNSHOWN, text))
    return without
