"""Participants in the columns of a file (deltagare), for comparing and for export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Max, Q

from ...access import Actor, Permission, visible_to
from ...models import (
    Baseline,
    Case,
    CoordinatorPeriod,
    Participant,
    Place,
    PlaceCapacity,
    Placement,
    Referral,
    StaffRole,
)
from ...rules.exchange import (
    PARTICIPANT_COLUMNS,
    KnownPerson,
    KnownPlacement,
    ReadRow,
    Register,
    SeatBook,
    Sitting,
    written,
)
from ...rules.people import Protection, Role
from ...rules.placement import PlacementStatus
from ...rules.referral import ReferralStatus
from .directories import among, organisation_names, participant_directories

PERSON = (
    "given_name", "family_name", "identity_number", "born_on", "gender", "protection", "language", "phone", "email",
    "travel_zone",
)  # fmt: skip
CASE = ("number", "unit_id", "programme_id", "referred_on", "opened_on", "step", "independence_level")
IN_FILE = {"number": "case_number", "unit_id": "unit", "programme_id": "programme"}


def participant_register(rows: Sequence[ReadRow], *, by: Actor, today: date, to_write: bool = False) -> Register:
    """Everything the rows are compared with; `to_write` locks the people and their cases and places.

    Twenty statements (nineteen for the system), whatever the number of rows.
    """
    directories = participant_directories(organisation_names())
    cases = _cases_named_in(rows)
    ids = _ids_of_interest(rows, [participant_id for participant_id, _ in cases.values()])
    people = known_people(ids, visible=_visible_ids(ids, by), to_write=to_write)
    return Register(
        people=people,
        cases=cases,
        directories=directories,
        coordinators=frozenset(
            StaffRole.objects.current(today).filter(role=Role.COORDINATOR).values_list("user_id", flat=True)
        ),
        places=_places(to_write=to_write),
        seats=_seats(),
    )


def _cases_named_in(rows: Iterable[ReadRow]) -> dict[str, tuple[int, bool]]:
    numbers = {row.values["case_number"] for row in rows if "case_number" in row.values}
    found = Case.objects.filter(among("number", numbers, CharField()))
    rows_of_cases = found.values_list("number", "participant_id", "closed_on")
    return {number: (participant_id, closed_on is not None) for number, participant_id, closed_on in rows_of_cases}


def _ids_of_interest(rows: Iterable[ReadRow], from_cases: Iterable[int]) -> list[int]:
    """Everybody whom some row may be about: by number, by case, by our own key, or born on the same day."""
    numbers, keys, days = set(), set(from_cases), set()
    for row in rows:
        if number := row.values.get("identity_number"):
            numbers.add(number.digits)
        keys.add(row.values.get("stegvis_number", 0))
        days.add(row.values.get("born_on") or (number.born_on if number else None))
    days.discard(None)
    may_be = (
        among("identity_number", numbers, CharField())
        | among("pk", keys, BigIntegerField())
        | among("born_on", days, DateField())
    )
    return list(Participant.objects.filter(may_be).values_list("pk", flat=True))


def _visible_ids(ids: Sequence[int], by: Actor) -> frozenset[int]:
    if by.is_system:
        return frozenset(ids)
    visible = visible_to(by, Participant, Permission.PARTICIPANT_NAME)
    return frozenset(visible.filter(among("pk", ids, BigIntegerField())).values_list("pk", flat=True))


def known_people(ids: Sequence[int], *, visible: frozenset[int], to_write: bool = False) -> list[KnownPerson]:
    """People in the columns of a file, with their open case, coordinator and running placements.

    Eight statements without joins: right after a large import the database knows nothing yet about the new rows, and
    plans joins badly.
    """
    their = among("participant_id", ids, BigIntegerField())
    people = Participant.objects.filter(among("pk", ids, BigIntegerField())).order_by("sort_name", "pk")
    cases = Case.objects.filter(their, closed_on__isnull=True)
    if to_write:
        people, cases = people.select_for_update(of=("self",)), cases.select_for_update(of=("self",))
    open_cases = {row[1]: row for row in cases.values_list("pk", "participant_id", *CASE)}
    of_cases = among("case_id", [row[0] for row in open_cases.values()], BigIntegerField())
    closed = dict(
        Case.objects.filter(their, closed_on__isnull=False)
        .values_list("participant_id")
        .annotate(last=Max("closed_on"))
        .order_by()
    )
    referrals = Referral.objects.filter(their, status=ReferralStatus.RECEIVED)
    waiting = set(referrals.values_list("participant_id", flat=True))
    locked = set(Baseline.objects.filter(of_cases, locked_on__isnull=False).values_list("case_id", flat=True))
    around = Around(open_cases, closed, waiting, locked, *_periods(of_cases), _running(of_cases))
    return [_person(row, around, visible) for row in people.values_list("pk", *PERSON)]


@dataclass(frozen=True)
class Around:
    """What stands around the people.

    By person: the open case, the last closing day, who has a referral waiting. By case: whether the
    starting point is locked, the coordinator's period, the last day of the one before, the placements that run.
    """

    open_cases: dict[int, tuple[Any, ...]]
    closed: dict[int, date]
    waiting: set[int]
    locked: set[int]
    periods: dict[int, tuple[int, int, date]]
    ended: dict[int, date]
    placements: dict[int, list[KnownPlacement]]


def _person(row: tuple[Any, ...], around: Around, visible: frozenset[int]) -> KnownPerson:
    pk = row[0]
    values: dict[str, Any] = {"stegvis_number": pk, **dict(zip(PERSON, row[1:], strict=True))}
    case_id, _, *case = around.open_cases.get(pk, (None, pk))
    if case_id:
        values |= {IN_FILE.get(name, name): value for name, value in zip(CASE, case, strict=True)}
    period = around.periods.get(case_id or 0)
    if period:
        values |= {"coordinator": period[1], "coordinator_since": period[2]}
    running = tuple(around.placements.get(case_id or 0, ()))
    if running:
        values |= running[0].values
    return KnownPerson(
        id=pk,
        values=values,
        is_visible=pk in visible,
        is_protected=values["protection"] != Protection.NONE,
        case_id=case_id,
        last_closed_on=around.closed.get(pk),
        has_waiting_referral=pk in around.waiting,
        baseline_is_locked=case_id in around.locked,
        period_id=period[0] if period else None,
        last_period_ended_on=around.ended.get(case_id or 0),
        placements=running,
    )


def _periods(of_cases: Q) -> tuple[dict[int, tuple[int, int, date]], dict[int, date]]:
    """The coordinator of each case now, and the last day of those before."""
    now, ended = {}, {}
    rows = CoordinatorPeriod.objects.filter(of_cases).order_by("starts_on")
    for pk, case, coordinator, starts_on, ends_on in rows.values_list(
        "pk", "case_id", "coordinator_id", "starts_on", "ends_on"
    ):
        if ends_on is None:
            now[case] = (pk, coordinator, starts_on)
        else:
            ended[case] = ends_on
    return now, ended


def _running(of_cases: Q) -> dict[int, list[KnownPlacement]]:
    """The placements that run, the latest first."""
    found = defaultdict(list)
    rows = Placement.objects.active().filter(of_cases).order_by("-starts_on", "-pk")
    for pk, case, place, form, starts_on, ends_on, hours, seat in rows.values_list(
        "pk", "case_id", "place_id", "form", "starts_on", "ends_on", "hours_per_week", "seat"
    ):
        values = {"place": place, "form": form, "placement_from": starts_on, "placement_to": ends_on}
        found[case].append(KnownPlacement(pk, seat or 0, {**values, "hours_per_week": hours}))
    return found


def _places(*, to_write: bool) -> dict[int, dict[str, Any]]:
    rows = Place.objects.order_by("pk")
    if to_write:
        rows = rows.select_for_update(of=("self",))
    return {row["pk"]: dict(row) for row in rows.values("pk", "name", "forms", "opened_on", "closed_on")}


def _seats() -> SeatBook:
    """Capacity, who sits and what is promised, everywhere. Three statements."""
    capacities = defaultdict(list)
    intervals = PlaceCapacity.objects.values_list("place_id", "starts_on", "ends_on", "seats")
    for place, first, last, count in intervals:
        capacities[place].append((first, last, count))
    sittings = defaultdict(list)
    seated = Placement.objects.seated().order_by("pk")
    for place, seat, starts_on, ends_on, pk in seated.values_list("place_id", "seat", "starts_on", "ends_on", "pk"):
        sittings[place].append(Sitting(seat or 0, starts_on, ends_on, pk))
    promised = defaultdict(list)
    agreed = Placement.objects.filter(status=PlacementStatus.AGREED)
    for place, starts_on, ends_on in agreed.values_list("place_id", "starts_on", "ends_on"):
        promised[place].append((starts_on, ends_on))
    return SeatBook(capacities, promised, sittings)


def export_participants(*, by: Actor) -> tuple[list[int], Iterator[list[Any]]]:
    """Whom the export holds (their ids, for the reading log), and the rows of the file. Fourteen statements."""
    visible = visible_to(by, Participant, Permission.PARTICIPANT_READ).order_by("sort_name", "pk")
    ids = list(visible.values_list("pk", flat=True))
    people = known_people(ids, visible=frozenset(ids))
    directories = participant_directories(organisation_names())
    columns = [column for column in PARTICIPANT_COLUMNS if column.refers_to]

    def rows() -> Iterator[list[Any]]:
        for person in people:
            cells = dict(person.values)
            for column in columns:
                if cells.get(column.key) is not None:
                    cells[column.key] = directories[column.refers_to].labels[cells[column.key]]
            yield written(cells, PARTICIPANT_COLUMNS)

    return ids, rows()
