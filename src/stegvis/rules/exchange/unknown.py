"""Unknown hosts (okända värdar): what a file names and nobody knows, and what somebody chooses to do about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..people import OrganisationKind
from ..words import N_, Labelled, Reason

UNDER_SOMETHING = frozenset({OrganisationKind.DEPARTMENT, OrganisationKind.UNIT, OrganisationKind.MUNICIPAL_COMPANY})
"""Hosts that lie under another in the municipality."""


class HostChoice(Labelled):
    """What to do with the rows of a host that nobody knows."""

    MAP = "map", N_("samma som en som finns")
    CREATE = "create", N_("lägg till värden, arbetsplatserna föreslås")
    LEAVE = "leave", N_("lämna ut raderna")


@dataclass(frozen=True)
class UnknownHost:
    """A host as the file writes it, how many rows it has, what it may be, and what is chosen ("" is nothing yet)."""

    text: str
    rows: int = 0
    close: tuple[str, ...] = ()
    do: str = ""
    to: int | None = None
    kind: str = ""
    parent: int | None = None

    def plain(self) -> dict[str, Any]:
        """As plain values, to be kept with the run."""
        return asdict(self)


@dataclass
class UnknownHosts:
    """Every unknown host of a file by its folded name; what was chosen earlier stays."""

    found: dict[str, UnknownHost] = field(default_factory=dict)

    @classmethod
    def of(cls, plain: Mapping[str, Mapping[str, Any]]) -> UnknownHosts:
        """As it was kept; the rows are counted anew."""
        return cls(
            {key: UnknownHost(**{**each, "rows": 0, "close": tuple(each["close"])}) for key, each in plain.items()}
        )

    def meet(self, key: str, text: str, close: list[str]) -> UnknownHost:
        """A row names the host; the answer says what is chosen."""
        known = self.found.get(key, UnknownHost(text[:120], close=tuple(close)))
        self.found[key] = UnknownHost(**{**known.plain(), "rows": known.rows + 1, "close": known.close})
        return self.found[key]

    def plain(self) -> dict[str, dict[str, Any]]:
        """As plain values, to be kept with the run; what no row names any more is left out."""
        return {key: each.plain() for key, each in self.found.items() if each.rows}


def reasons_not_to_choose(*, do: str, to: int | None, kind: str, parent: int | None, may_add: bool) -> list[Reason]:
    """A choice says what it must; the municipality's own parts are added by whoever keeps the organisation."""
    if do == HostChoice.MAP:
        return [] if to is not None else [Reason("Välj vilken värd det är.", at="to")]
    if do != HostChoice.CREATE:
        return []
    reasons = []
    if not kind:
        reasons.append(Reason("Välj vad det är för slags värd.", at="kind"))
    elif kind in UNDER_SOMETHING and parent is None:
        reasons.append(Reason("Välj vad den ligger under.", at="parent"))
    if kind in UNDER_SOMETHING and not may_add:
        reasons.append(Reason("Kommunens egna delar läggs till av HR eller en administratör.", at="kind"))
    return reasons
