"""Travel times (restider): the columns of the file, and what each row would do; one direction counts for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..people import fold
from ..words import N_, Reason
from .cells import read_text, read_whole_number
from .columns import Column, ReadRow
from .compare import ComparedRow
from .directory import Directory

LONGEST_MINUTES = 300
Pair = tuple[str, str]


def _zone(raw: Any, today: date) -> str | Reason:
    return read_text(raw, at_most=40)


TRAVEL_COLUMNS: tuple[Column, ...] = (
    Column(
        key="from_zone",
        header=N_("Från zon"),
        read=_zone,
        example="Söder",
        aliases=("Från", "Reszon från", "From", "From zone"),
    ),
    Column(
        key="to_zone",
        header=N_("Till zon"),
        read=_zone,
        example="Centrum",
        aliases=("Till", "Reszon till", "To", "To zone"),
    ),
    Column(
        key="minutes",
        header=N_("Minuter"),
        read=lambda raw, today: read_whole_number(raw, least=0, most=LONGEST_MINUTES),
        example="25",
        aliases=("Restid", "Min", "Tid", "Minutes"),
        hint=N_("Med buss och till fots. Står bara ena riktningen gäller den åt båda hållen."),
    ),
)
TRAVEL_NEED = ("from_zone", "to_zone", "minutes")
HEADERS = {column.key: column.header for column in TRAVEL_COLUMNS}


@dataclass(frozen=True)
class KnownTime:
    """So many minutes between two zones."""

    id: int
    values: Mapping[str, Any]


@dataclass
class TravelRegister:
    """Every travel time, and the zones that places, participants or travel times name."""

    times: Mapping[Pair, KnownTime]
    zones: Mapping[str, str]
    """Folded name → as it is written."""
    used: frozenset[str]
    directories: Mapping[str, Directory]


class TravelComparison:
    """Compares the rows of one file of travel times."""

    def __init__(self, register: TravelRegister, rows: Iterable[ReadRow]) -> None:
        self.register = register
        self.seen: dict[Pair, int] = {}
        self.zones = dict(register.zones)
        self.pairs = {self._pair(row) for row in rows if {"from_zone", "to_zone"} <= row.values.keys()}

    def _pair(self, row: ReadRow) -> Pair:
        return self._known(row.values["from_zone"]), self._known(row.values["to_zone"])

    def _known(self, zone: str) -> str:
        """As the zone is written already, here or earlier in the file; a zone is never there in two spellings."""
        return self.zones.setdefault(fold(zone), zone)

    def compare(self, row: ReadRow) -> ComparedRow:
        """What the row would do."""
        compared = ComparedRow(row, HEADERS)
        for key in TRAVEL_NEED:
            if key in row.failed:
                compared.refuse(key, row.failed[key].reason)
            elif key not in row.values:
                compared.refuse(key, Reason("{column} behövs på varje rad.", column=HEADERS[key]))
        compared.values = dict(row.values)
        if not {"from_zone", "to_zone"} <= row.values.keys():
            return compared
        pair = self._pair(row)
        compared.values |= {"from_zone": pair[0], "to_zone": pair[1]}
        if pair in self.seen:
            compared.refuse(
                "from_zone", Reason("Samma sträcka står redan på rad {row}. Ta bort den ena.", row=self.seen[pair])
            )
        self.seen.setdefault(pair, row.number)
        compared.known = self.register.times.get(pair)
        compared.is_new = compared.known is None
        if not compared.errors:
            self._compare_minutes(compared, pair)
        return compared

    def _compare_minutes(self, compared: ComparedRow, pair: Pair) -> None:
        minutes = compared.values["minutes"]
        if compared.is_new:
            compared.change("from_zone", None, pair[0])
            compared.change("to_zone", None, pair[1])
            compared.change("minutes", None, minutes)
        else:
            compared.differing(["minutes"], compared.known.values)
        back = (pair[1], pair[0])
        if pair[0] != pair[1] and back not in self.pairs:
            self._compare_back(compared, back, minutes)
        for zone in pair:
            if zone not in self.register.used:
                compared.notices.append(Reason("Ingen arbetsplats eller deltagare har zonen {zone} än.", zone=zone))

    def _compare_back(self, compared: ComparedRow, back: Pair, minutes: int) -> None:
        known = self.register.times.get(back)
        before = known.values["minutes"] if known else None
        compared.found["back"] = (back, known.id if known else None)
        compared.notices.append(
            Reason("Gäller även {start} till {end}, som inte står i filen.", start=back[0], end=back[1])
        )
        if before != minutes:
            compared.changes.setdefault("minutes", (before, minutes))
