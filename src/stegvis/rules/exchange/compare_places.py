"""Comparing places (jämförelse av arbetsplatser): which place a row is about, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .. import place as place_rules
from ..people import OrganisationKind, fold
from ..place import ALL_HALF_DAYS, ExtractLaw, PlaceStatus
from ..words import Reason
from .cells import label_key, shown
from .columns import ReadRow
from .compare import ComparedRow, resolve
from .directory import Directory
from .places import HOST_KINDS, PLACE_COLUMNS, PROFILE_KEYS
from .unknown import HostChoice, UnknownHosts

COLUMNS = {column.key: column for column in PLACE_COLUMNS}
HEADERS = {column.key: column.header for column in PLACE_COLUMNS}
FOR_A_NEW_PLACE: Mapping[str, Any] = {
    "independence_from": 1, "independence_to": 4, "hours_from": 10, "hours_to": 40, "slots": ALL_HALF_DAYS,
    "lowest_swedish": 0, "needs_driving_licence": False, "needs_lifting": False,
    "extract_law": "", "has_shifts": False,
}  # fmt: skip
LEFT_OUT = object()
"""Stands for a host whose rows somebody chose to leave out."""
CHECKED_TOGETHER = ("independence_from", "independence_to", "hours_from", "hours_to", "slots", "forms")


@dataclass(frozen=True)
class NewHost:
    """A host that the file adds: an association or a company, or one that somebody chose to add under another."""

    name: str
    kind: str
    parent: int | None = None
    is_chosen: bool = False
    """Nobody knew it before: its places are proposed and have no seats yet."""


@dataclass(frozen=True)
class KnownCapacity:
    """So many seats from a day to another, or until further notice."""

    id: int
    seats: int
    starts_on: date
    ends_on: date | None

    @property
    def interval(self) -> place_rules.Interval:
        return self.starts_on, self.ends_on, self.seats

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True)
class KnownPlace:
    """A place that is here, in the columns of the file."""

    id: int
    values: Mapping[str, Any]
    status: PlaceStatus = PlaceStatus.OPEN
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

    def __init__(self, register: PlaceRegister, *, today: date, unknown: UnknownHosts | None = None) -> None:
        self.register = register
        self.unknown = unknown or UnknownHosts()
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
        if compared.values.get("host") is LEFT_OUT:
            compared.is_left_out, compared.errors = True, []
            compared.notices = [Reason("Raden lämnas ut. {name} finns inte i Stegvis.", name=row.values["host"])]
            return compared
        self._refuse_if_seen(compared)
        if known and known.closed_on and known.closed_on < self.today:
            closed = Reason(
                "Arbetsplatsen stängdes {day}. En import öppnar den inte igen. Lämna ut raden, eller skriv "
                "ett nytt namn.",
                day=known.closed_on,
            )
            compared.refuse("name", closed)
        if not compared.errors:
            self._compare_host(compared)
            self._compare_profile(compared)
            self._compare_seats(compared)
        return compared

    def _which(self, row: ReadRow) -> KnownPlace | None:
        host = self._known_host(row.values.get("host", ""))
        if host is None:
            return None
        alike = self.register.by_name.get((host, fold(row.values.get("name", ""))), [])
        exact = [place for place in alike if place.values["name"] == row.values.get("name")]
        return next(iter(exact or alike), None)

    def _known_host(self, text: str) -> int | None:
        """The host that is called so, or that somebody has said it is."""
        host = self.register.directories["host"].find(text)
        if not isinstance(host, Reason):
            return host
        chosen = self.unknown.found.get(label_key(text))
        return chosen.to if chosen is not None and chosen.do == HostChoice.MAP else None

    def _host(self, text: str, row: ReadRow) -> Any:
        """What is chosen for a host that nobody knows; else one that the row says is an association or a company."""
        directory = self.register.directories["host"]
        if (kind := row.values.get("host_kind")) in HOST_KINDS and label_key(text) not in directory.keys:
            return self._stated_host(text, row)
        chosen = self.unknown.meet(label_key(text), text, directory.close_to(text))
        match chosen.do:
            case HostChoice.MAP if chosen.to in directory.labels:
                return chosen.to
            case HostChoice.LEAVE:
                return LEFT_OUT
            case HostChoice.CREATE:
                added = NewHost(chosen.text, chosen.kind, chosen.parent, is_chosen=True)
                return self.new_hosts.setdefault(label_key(text), added)
        return None if kind in HOST_KINDS else self._stated_host(text, row)

    def _stated_host(self, text: str, row: ReadRow) -> NewHost | Reason | None:
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
            if host.is_chosen:
                compared.notices.append(
                    Reason("Arbetsplatsen föreslås. Platserna kommer när den är godkänd och öppnad.")
                )
        elif kind and kind != self.register.host_kinds[host]:
            now = OrganisationKind(self.register.host_kinds[host]).label
            compared.refuse("host_kind", Reason("Värden är {kind} i Stegvis.", kind=now))

    def _compare_profile(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        if known is None:
            for key, default in FOR_A_NEW_PLACE.items():
                values.setdefault(key, default)
            is_proposed = _is_proposed(values["host"])
            if not is_proposed:
                values.setdefault("opened_on", values.get("seats_from", self.today))
            for key in ("field", "forms") if is_proposed else ("field", "forms", "seats"):
                if key not in values:
                    compared.refuse(key, Reason("{column} behövs för en ny arbetsplats.", column=HEADERS[key]))
            compared.change("host", None, values["host"])
        before = known.values if known else {}
        self._compare_extract(compared, before)
        changed = compared.differing(PROFILE_KEYS, before)
        after = {**before, **values}
        if set(CHECKED_TOGETHER) & set(changed) and after.get("forms"):
            for reason in place_rules.reasons_not_to_save(**{key: after[key] for key in CHECKED_TOGETHER}):
                compared.refuse(reason.at or "name", reason)

    def _compare_extract(self, compared: ComparedRow, before: Mapping[str, Any]) -> None:
        """Whether an extract is needed is what the law says; needed without a law, it is not stated yet."""
        values, said = compared.values, compared.row.values
        needed, named = said.get("needs_extract"), said.get("extract_law", ExtractLaw.NONE)
        if needed is False and named != ExtractLaw.NONE:
            compared.refuse("extract_law", Reason("Raden säger att utdrag inte behövs. Ta bort lagen."))
        elif needed is False:
            values["extract_law"] = ExtractLaw.NONE.value
        elif needed and named == ExtractLaw.NONE:
            values["extract_law"] = before.get("extract_law") or ExtractLaw.UNSTATED.value

    # Seats -----------------------------------------------------------------------------------------------------------

    def _compare_seats(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        if compared.errors or not SEATS & values.keys() or _is_proposed(values["host"]):
            return
        if known is None:
            self._first_seats(compared)
            return
        now = seats_on(known.capacities, self.today)
        seats = values.get("seats", now.seats if now else None)
        if seats is None:
            compared.refuse("seats", Reason("Skriv antal platser."))
        elif not self._says_what_is_known(known, seats, values.get("seats_from"), values.get("seats_until")):
            self._change_seats(compared, now, seats)

    def _first_seats(self, compared: ComparedRow) -> None:
        values = compared.values
        since, until = values.setdefault("seats_from", values["opened_on"]), values.get("seats_until")
        if until is not None and until < since:
            compared.refuse("seats_until", Reason("Sista dagen ligger före den första."))
        for key in sorted(SEATS & values.keys()):
            compared.change(key, None, values[key])
        compared.found["intervals"] = ((since, until, values["seats"]),)

    def _says_what_is_known(self, known: KnownPlace, seats: int, since: date | None, until: date | None) -> bool:
        if since is None:
            now = seats_on(known.capacities, self.today)
            return now is not None and now.seats == seats and until in (None, now.ends_on)
        return any(
            each.covers(since) and each.seats == seats and (until is None or each.covers(until))
            for each in known.capacities
        )

    def _change_seats(self, compared: ComparedRow, now: KnownCapacity | None, seats: int) -> None:
        known, values = compared.known, compared.values
        since, until = values.get("seats_from", self.today), values.get("seats_until", known.closed_on)
        intervals = tuple(each.interval for each in known.capacities)
        reasons = _reasons_about_status(known.status) or place_rules.reasons_not_to_change_capacity(
            seats=seats, from_on=since, until=until, intervals=intervals, today=self.today
        )
        for reason in reasons:
            compared.refuse(SEAT_COLUMNS.get(reason.at or "", "seats"), reason)
        compared.change("seats", now.seats if now else None, seats)
        compared.change("seats_from", now.starts_on if now else None, since)
        if until is not None:
            compared.change("seats_until", now.ends_on if now else None, until)
        if not reasons:
            compared.found["intervals"] = place_rules.with_seats(intervals, seats=seats, first=since, last=until)


SEATS = frozenset({"seats", "seats_from", "seats_until"})
SEAT_COLUMNS = {"from_on": "seats_from", "until": "seats_until"}


def _is_proposed(host: Any) -> bool:
    return isinstance(host, NewHost) and host.is_chosen


def _reasons_about_status(status: PlaceStatus) -> list[Reason]:
    if status is PlaceStatus.OPEN:
        return []
    if status is PlaceStatus.PAUSED:
        return [Reason("Arbetsplatsen vilar. Öppna den på dess sida, eller lämna antalet tomt.")]
    return [Reason("Arbetsplatsen är {status}. Antalet bestäms när den öppnas; lämna det tomt.", status=status.label)]
