"""Comparing places (jämförelse av arbetsplatser): which place a row is about, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .. import place as place_rules
from ..people import OrganisationKind, fold
from ..place import ALL_HALF_DAYS
from ..words import Reason
from .cells import label_key, shown
from .columns import ReadRow
from .compare import ComparedRow, resolve
from .directory import Directory
from .places import HOST_KINDS, PLACE_COLUMNS, PROFILE_KEYS

COLUMNS = {column.key: column for column in PLACE_COLUMNS}
HEADERS = {column.key: column.header for column in PLACE_COLUMNS}
FOR_A_NEW_PLACE: Mapping[str, Any] = {
    "independence_from": 1, "independence_to": 4, "hours_from": 10, "hours_to": 40, "slots": ALL_HALF_DAYS,
    "lowest_swedish": 0, "needs_driving_licence": False, "needs_extract": False, "needs_lifting": False,
}  # fmt: skip
CHECKED_TOGETHER = ("independence_from", "independence_to", "hours_from", "hours_to", "slots", "forms")


@dataclass(frozen=True)
class NewHost:
    """A host that the file adds: an association or a company."""

    name: str
    kind: str


@dataclass(frozen=True)
class KnownCapacity:
    """So many seats from a day to another, or until further notice."""

    id: int
    seats: int
    starts_on: date
    ends_on: date | None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True)
class KnownPlace:
    """A place that is here, in the columns of the file."""

    id: int
    values: Mapping[str, Any]
    closed_on: date | None = None
    capacities: tuple[KnownCapacity, ...] = ()


@dataclass
class PlaceRegister:
    """Every place, with the hosts and agreements that can be named."""

    places: list[KnownPlace]
    directories: Mapping[str, Directory]
    host_kinds: Mapping[int, str]
    by_name: dict[tuple[int, str], list[KnownPlace]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_name = {}
        for place in self.places:
            self.by_name.setdefault((place.values["host"], fold(place.values["name"])), []).append(place)


def seats_on(capacities: Sequence[KnownCapacity], day: date) -> KnownCapacity | None:
    """The seats of the day, else the nearest to come, else the last there were; `capacities` in order of time."""
    ahead = [each for each in capacities if each.ends_on is None or each.ends_on >= day]
    return next(iter(ahead or capacities[-1:]), None)


class PlaceComparison:
    """Compares the rows of one file of places, in order."""

    def __init__(self, register: PlaceRegister, *, today: date) -> None:
        self.register = register
        self.today = today
        self.seen: dict[tuple[Any, str], int] = {}
        self.new_hosts: dict[str, NewHost] = {}

    def compare(self, row: ReadRow) -> ComparedRow:
        """What the row would do."""
        compared = ComparedRow(row, HEADERS)
        known = compared.known = self._which(row)
        compared.is_new = known is None
        before = known.values if known else {}
        resolve(
            compared,
            COLUMNS,
            self.register.directories,
            before,
            elsewhere=lambda text: self._host(text, row),
        )
        for key in ("host", "name"):
            if key not in row.values and key not in row.failed:
                compared.refuse(key, Reason("{column} behövs på varje rad.", column=HEADERS[key]))
        self._refuse_if_seen(compared)
        if known and known.closed_on and known.closed_on < self.today:
            compared.refuse("name", Reason("Arbetsplatsen stängdes {day}. En import öppnar den inte igen.",
                                           day=known.closed_on))  # fmt: skip
        if not compared.errors:
            self._compare_host(compared)
            self._compare_profile(compared)
            self._compare_seats(compared)
        return compared

    def _which(self, row: ReadRow) -> KnownPlace | None:
        host = self.register.directories["host"].find(row.values.get("host", ""))
        if isinstance(host, Reason):
            return None
        alike = self.register.by_name.get((host, fold(row.values.get("name", ""))), [])
        exact = [place for place in alike if place.values["name"] == row.values.get("name")]
        return next(iter(exact or alike), None)

    def _host(self, text: str, row: ReadRow) -> NewHost | Reason | None:
        """A host that is not here yet, when the row says that it is an association or a company."""
        kind = row.values.get("host_kind")
        if kind in HOST_KINDS and label_key(text) not in self.register.directories["host"].keys:
            return self.new_hosts.setdefault(label_key(text), NewHost(text[:120], kind))
        close = self.register.directories["host"].close_to(text)
        if label_key(text) in self.register.directories["host"].keys or close or kind:
            return None
        return Reason(
            '{text} finns inte i Stegvis. Är det en ny förening eller ett nytt företag, skriv det i "{column}".',
            text=shown(text), column=HEADERS["host_kind"],
        )  # fmt: skip

    def _refuse_if_seen(self, compared: ComparedRow) -> None:
        row = compared.row
        key = (compared.values.get("host"), fold(row.values.get("name", "")))
        if key[0] is None or not key[1]:
            return
        if key in self.seen:
            compared.refuse(
                "name", Reason("Samma arbetsplats står redan på rad {row}. Ta bort den ena raden.", row=self.seen[key])
            )
        self.seen.setdefault(key, row.number)

    def _compare_host(self, compared: ComparedRow) -> None:
        host, kind = compared.values["host"], compared.values.get("host_kind")
        if isinstance(host, NewHost):
            compared.notices.append(Reason("{name} läggs till som värd.", name=host.name))
        elif kind and kind != self.register.host_kinds[host]:
            now = OrganisationKind(self.register.host_kinds[host]).label
            compared.refuse("host_kind", Reason("Värden är {kind} i Stegvis.", kind=now))

    def _compare_profile(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        if known is None:
            for key, default in FOR_A_NEW_PLACE.items():
                values.setdefault(key, default)
            values.setdefault("opened_on", values.get("seats_from", self.today))
            for key in ("field", "forms", "seats"):
                if key not in values:
                    compared.refuse(key, Reason("{column} behövs för en ny arbetsplats.", column=HEADERS[key]))
            compared.change("host", None, values["host"])
        before = known.values if known else {}
        changed = compared.differing(PROFILE_KEYS, before)
        after = {**before, **values}
        if set(CHECKED_TOGETHER) & set(changed) and after.get("forms"):
            for reason in place_rules.reasons_not_to_save(**{key: after[key] for key in CHECKED_TOGETHER}):
                compared.refuse(reason.at or "name", reason)

    # Seats -----------------------------------------------------------------------------------------------------------

    def _compare_seats(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        if compared.errors or not {"seats", "seats_from"} & values.keys():
            return
        if known is None:
            values.setdefault("seats_from", values["opened_on"])
            compared.change("seats", None, values["seats"])
            compared.change("seats_from", None, values["seats_from"])
            return
        now = seats_on(known.capacities, self.today)
        seats = values.get("seats", now.seats if now else None)
        if seats is None:
            compared.refuse("seats", Reason("Skriv antal platser."))
        elif not self._says_what_is_known(known, seats, values.get("seats_from")):
            self._change_seats(compared, now, seats)

    def _says_what_is_known(self, known: KnownPlace, seats: int, since: date | None) -> bool:
        if since is None:
            now = seats_on(known.capacities, self.today)
            return now is not None and now.seats == seats
        return any(each.covers(since) and each.seats == seats for each in known.capacities)

    def _change_seats(self, compared: ComparedRow, now: KnownCapacity | None, seats: int) -> None:
        known, since = compared.known, compared.values.get("seats_from", self.today)
        last = next((each for each in known.capacities if each.ends_on is None), None)
        for reason in place_rules.reasons_not_to_change_capacity(
            seats=seats, from_on=since, current_from=last.starts_on if last else None
        ):
            compared.refuse("seats_from" if reason.at == "from_on" else "seats", reason)
        ended_on = known.capacities[-1].ends_on if known.capacities else None
        if last is None and ended_on and since <= ended_on:
            compared.refuse("seats_from", Reason("Ett annat antal gäller till {day}.", day=ended_on))
        compared.change("seats", now.seats if now else None, seats)
        compared.change("seats_from", now.starts_on if now else None, since)
        compared.found["capacity"] = last
        compared.found["ends_before"] = since - timedelta(days=1)
