"""Words (ord): labelled states and reasons, kept as templates so that they can be translated where they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Word(str):
    """A Swedish text of the program's own, that the catalogue translates; what people have written is a plain `str`."""

    __slots__ = ()


def N_(text: str) -> Word:  # noqa: N802 (the usual name of the gettext marker)
    """Mark a Swedish text for translation without translating it here."""
    return Word(text)


class Labelled(StrEnum):
    """A stored key with the Swedish word for it: `ACTIVE = "active", N_("pågår")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of key and Swedish word, in the order of definition."""
        return [(member.value, member.label) for member in cls]


@dataclass(frozen=True, init=False)
class Reason:
    """Why something is not possible: a Swedish template, its values, and the field it stands at (if any)."""

    template: str
    values: dict[str, Any] = field(hash=False)
    at: str | None

    def __init__(self, template: str, *, at: str | None = None, **values: Any) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "at", at)

    def __str__(self) -> str:
        return self.template.format(**self.values)
