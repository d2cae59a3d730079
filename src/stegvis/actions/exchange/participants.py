"""Writing participants (skriva deltagare): the rows of one comparison, in bulk, each with its lines in the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from ...access import Actor
from ...models import (
    AccessGrant,
    Baseline,
    Case,
    CaseEvent,
    CoordinatorPeriod,
    Participant,
    Placement,
    Programme,
    ProgrammeEnrolment,
    StaffRole,
)
from ...queries.exchange.comparison import Tell
from ...queries.exchange.directories import among
from ...rules.exchange import ComparedRow, KnownPlacement, RowKind
from ...rules.history import EventKind, GrantKind
from ...rules.people import BECAME_PROTECTED, Gender, Protection, Role
from ...rules.placement import Answer, PlacementStatus
from ...rules.referral import IS_COORDINATOR
from ..handover import Change, begin_periods
from ..log import event, log_many
from ..protection import shut_out
from ..referral import next_case_number

AT_ONCE = 1_000
PERSON = (
    "given_name", "family_name", "identity_number", "born_on", "gender", "protection", "language", "phone", "email",
    "travel_zone",
)  # fmt: skip
EMPTY_PERSON: dict[str, Any] = {
    "identity_number": None, "born_on": None, "gender": Gender.UNKNOWN.value, "protection": Protection.NONE.value,
}  # fmt: skip
CASE = {
    "unit": "unit_id", "programme": "programme_id", "referred_on": "referred_on", "opened_on": "opened_on",
    "step": "step", "independence_level": "independence_level",
}  # fmt: skip
PLACEMENT = {
    "form": "form", "placement_from": "starts_on", "placement_to": "ends_on", "hours_per_week": "hours_per_week",
}  # fmt: skip
FROM_FILE = "Läst från fil"


def write_participants(rows: Iterable[ComparedRow], *, run: int, by: Actor, today: date, tell: Tell) -> None:
    """Write every row that creates or changes somebody, in the transaction of the caller."""
    writing = Writing([row for row in rows if row.kind in (RowKind.CREATE, RowKind.UPDATE)], run, by, today)
    steps = (
        writing.people, writing.new_cases, writing.changed_cases, writing.coordinators, writing.grants,
        writing.placements,
    )  # fmt: skip
    for number, step in enumerate(steps):
        tell(len(writing.rows) * number // len(steps), len(writing.rows))
        step()
    log_many(writing.events)


@dataclass
class Writing:
    """One file on its way in: the rows, and what has been made of each (by the row's number)."""

    rows: Sequence[ComparedRow]
    run: int
    by: Actor
    today: date
    participants: dict[int, Participant] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    events: list[CaseEvent] = field(default_factory=list)

    def note(self, kind: EventKind, subject: models.Model, /, happened_on: date | None = None, **data: Any) -> None:
        """A line in the log, with the run that it came from."""
        on = happened_on or self.today
        self.events.append(event(kind, subject, by=self.by, happened_on=on, run=self.run, **data))

    # People ----------------------------------------------------------------------------------------------------------

    def people(self) -> None:
        new = [row for row in self.rows if row.is_new]
        made = [Participant(**_person_values(row.values)) for row in new]
        Participant.objects.bulk_create(made, batch_size=AT_ONCE)
        for row, participant in zip(new, made, strict=True):
            self.participants[row.number] = participant
            self.note(EventKind.PARTICIPANT_REGISTERED, participant)
        self._changed_people([row for row in self.rows if not row.is_new])

    def _changed_people(self, rows: Iterable[ComparedRow]) -> None:
        changed: list[tuple[Participant, list[str]]] = []
        for row in rows:
            columns = [key for key in PERSON if key in row.changes]
            participant = Participant(pk=row.known.id, **_person_values({**row.known.values, **_changed(row, columns)}))
            self.participants[row.number] = participant
            if columns:
                changed.append((participant, columns))
                self.note(EventKind.PARTICIPANT_CHANGED, participant, columns=columns)
        update_rows(Participant, changed)

    # Cases -----------------------------------------------------------------------------------------------------------

    def new_cases(self) -> None:
        """Cases that have a number of their own first, so that the numbers we make come after them."""
        opening = [row for row in self.rows if row.found.get("opens_case")]
        self._open([row for row in opening if row.values.get("case_number")])
        self._open(list(self._numbered([row for row in opening if not row.values.get("case_number")])))
        Baseline.objects.bulk_create(
            [
                Baseline(case=case, step=case.step, independence_level=case.independence_level, set_on=case.referred_on)
                for case in self.cases.values()
            ],
            batch_size=AT_ONCE,
        )
        ProgrammeEnrolment.objects.bulk_create(
            [
                ProgrammeEnrolment(case=case, programme_id=case.programme_id, starts_on=case.opened_on)
                for case in self.cases.values()
            ],
            batch_size=AT_ONCE,
        )

    def _numbered(self, rows: Iterable[ComparedRow]) -> Iterator[ComparedRow]:
        following: dict[int, int] = {}
        for row in rows:
            year = row.values["opened_on"].year
            if year not in following:
                following[year] = int(next_case_number(year).split("-")[1])
            row.values["case_number"] = f"{year}-{following[year]:05d}"
            following[year] += 1
            yield row

    def _open(self, rows: Sequence[ComparedRow]) -> None:
        made = [
            Case(
                participant=self.participants[row.number],
                number=row.values["case_number"],
                **{column: row.values[key] for key, column in CASE.items()},
            )
            for row in rows
        ]
        Case.objects.bulk_create(made, batch_size=AT_ONCE)
        for row, case in zip(rows, made, strict=True):
            self.cases[row.number] = case
            self.note(EventKind.CASE_OPENED, case, case.opened_on)

    def changed_cases(self) -> None:
        changed: list[tuple[Case, list[str]]] = []
        starting_points: dict[int, Case] = {}
        for row in self.rows:
            if row.number in self.cases or not row.known or not row.known.case_id:
                continue
            columns = [key for key in CASE if key in row.changes]
            values = {**row.known.values, **_changed(row, columns)}
            case = Case(
                pk=row.known.case_id,
                participant=self.participants[row.number],
                number=row.known.values["case_number"],
                **{column: values[key] for key, column in CASE.items()},
            )
            self.cases[row.number] = case
            if columns:
                changed.append((case, [CASE[key] for key in columns]))
                self.note(EventKind.CASE_CHANGED, case, columns=columns)
            if {"step", "independence_level"} & set(columns) and not row.known.baseline_is_locked:
                starting_points[row.known.case_id] = case
        update_rows(Case, changed)
        self._move_starting_points(starting_points)
        self._move_programmes(
            {case.pk: case for case, columns in changed if {"programme_id", "opened_on"} & {*columns}}
        )

    def _move_starting_points(self, cases: dict[int, Case]) -> None:
        """Until the first mapping the starting point is what the case says."""
        baselines = list(Baseline.objects.filter(case__in=list(cases), locked_on__isnull=True))
        for baseline in baselines:
            case = cases[baseline.case_id]
            baseline.step, baseline.independence_level = case.step, case.independence_level
        Baseline.objects.bulk_update(baselines, ["step", "independence_level"], batch_size=AT_ONCE)

    def _move_programmes(self, cases: dict[int, Case]) -> None:
        """Another programme begins today; what began today, or on a first day that was wrong, is put right."""
        enrolments = ProgrammeEnrolment.objects.filter(case__in=list(cases)).order_by("case_id", "starts_on")
        of_case: dict[int, list[ProgrammeEnrolment]] = defaultdict(list)
        for enrolment in enrolments:
            of_case[enrolment.case_id].append(enrolment)
        new = []
        for key, case in cases.items():
            if key not in of_case:
                new.append(ProgrammeEnrolment(case=case, programme_id=case.programme_id, starts_on=case.opened_on))
                continue
            first, last = of_case[key][0], of_case[key][-1]
            first.starts_on = min(case.opened_on, first.ends_on or case.opened_on)
            if last.programme_id != case.programme_id and last.starts_on >= self.today:
                last.programme_id = case.programme_id
            elif last.programme_id != case.programme_id:
                last.ends_on = self.today - timedelta(days=1)
                new.append(
                    ProgrammeEnrolment(
                        case=case, programme_id=case.programme_id, starts_on=self.today, reason=FROM_FILE
                    )
                )
        moved = [each for rows in of_case.values() for each in rows]
        ProgrammeEnrolment.objects.bulk_update(moved, ["programme", "starts_on", "ends_on"], batch_size=AT_ONCE)
        ProgrammeEnrolment.objects.bulk_create(new, batch_size=AT_ONCE)
        programmes = dict(Programme.objects.values_list("pk", "key")) if new else {}
        for enrolment in new:
            self.note(
                EventKind.PROGRAMME_STARTED,
                enrolment,
                enrolment.starts_on,
                programme=programmes[enrolment.programme_id],
            )

    # Coordinators ----------------------------------------------------------------------------------------------------

    def coordinators(self) -> None:
        """Move starts that were wrong, then let the new ones begin as they do everywhere."""
        moved: list[tuple[CoordinatorPeriod, list[str]]] = []
        changes: list[Change] = []
        for row in self.rows:
            before = row.known.period_id if row.known and row.known.case_id else None
            if row.found.get("gives_coordinator"):
                changes.append(self._change(row, before))
            elif "coordinator_since" in row.changes and before:
                period = CoordinatorPeriod(pk=before, starts_on=row.values["coordinator_since"])
                moved.append((period, ["starts_on"]))
                self.note(EventKind.CASE_CHANGED, self.cases[row.number], columns=["coordinator_since"])
        update_rows(CoordinatorPeriod, moved)
        begin_periods(changes, note=self.note, by=self.by)

    def _change(self, row: ComparedRow, before: int | None) -> Change:
        case, current = self.cases[row.number], None
        if before:
            known = row.known.values
            current = CoordinatorPeriod(
                pk=before, case=case, coordinator_id=known["coordinator"], starts_on=known["coordinator_since"]
            )
        return Change(
            case=case,
            coordinator_id=row.values["coordinator"],
            from_on=row.values["coordinator_since"],
            reason=FROM_FILE if before else "",
            current=current,
        )

    def grants(self) -> None:
        """Those who must work with somebody with protected identity get the explicit grant with the task."""
        protected = [row for row in self.rows if self.participants[row.number].protection != Protection.NONE]
        heads = _heads_of_units() if protected else {}
        granted = _granted([self.participants[row.number] for row in protected]) if protected else set()
        made = [
            AccessGrant(
                user_id=reader,
                participant=self.participants[row.number],
                kind=GrantKind.PROTECTED,
                reason=IS_COORDINATOR if row.found.get("gives_coordinator") else BECAME_PROTECTED,
                granted_by_id=self.by.user_id,
                starts_at=timezone.now(),
            )
            for row in protected
            for reader in sorted(self._readers(row, heads))
            if (self.participants[row.number].pk, reader) not in granted
        ]
        AccessGrant.objects.bulk_create(made, batch_size=AT_ONCE)
        for grant in made:
            self.note(EventKind.ACCESS_GRANTED, grant, kind=GrantKind.PROTECTED.value, user=grant.user_id)
        for row in protected:
            if not row.is_new and row.changes.get("protection", ("", ""))[0] == Protection.NONE:
                shut_out(self.participants[row.number], by=self.by)

    def _readers(self, row: ComparedRow, heads: dict[int, set[int]]) -> set[int]:
        """A new coordinator; the day somebody becomes protected also the coordinator there is and the unit's heads.

        Never whoever imports: a file read in by the administrator opens nobody's file to them.
        """
        case = self.cases.get(row.number)
        became = row.is_new or row.changes.get("protection", ("", ""))[0] == Protection.NONE
        if case is None or not (became or row.found.get("gives_coordinator")):
            return set()
        coordinator = row.values.get("coordinator") or (row.known.values.get("coordinator") if row.known else None)
        readers = {int(coordinator)} if coordinator else set()
        return readers | heads.get(case.unit_id, set()) if became else readers

    # Placements ------------------------------------------------------------------------------------------------------

    def placements(self) -> None:
        """Those that change first, so that seats they leave are free for the new."""
        changed: list[tuple[Placement, list[str]]] = []
        new: list[Placement] = []
        for row in self.rows:
            known: KnownPlacement | None = row.found.get("placement")
            if known:
                changed.append(self._changed_placement(row, known))
            elif "place" in row.changes:
                new.append(self._new_placement(row))
        update_rows(Placement, changed)
        Placement.objects.bulk_create(new, batch_size=AT_ONCE)
        for placement in new:
            self.note(
                EventKind.PLACEMENT_STARTED,
                placement,
                placement.starts_on,
                place=placement.place_id,
                seat=placement.seat,
            )

    def _changed_placement(self, row: ComparedRow, known: KnownPlacement) -> tuple[Placement, list[str]]:
        columns = [key for key in PLACEMENT if key in row.changes]
        values = {**known.values, **_changed(row, columns)}
        placement = Placement(
            pk=known.id,
            case=self.cases[row.number],
            place_id=values["place"],
            seat=row.found["seat"],
            **{column: values[key] for key, column in PLACEMENT.items()},
        )
        self.note(EventKind.IMPORTED, placement, columns=columns)
        return placement, [*(PLACEMENT[key] for key in columns), "seat"]

    def _new_placement(self, row: ComparedRow) -> Placement:
        starts_on = row.values["placement_from"]
        return Placement(
            case=self.cases[row.number],
            place_id=row.values["place"],
            status=PlacementStatus.ACTIVE,
            seat=row.found["seat"],
            proposed_by_id=self.by.user_id,
            proposed_on=starts_on,
            participant_answer=Answer.YES,
            participant_answered_on=starts_on,
            host_answer=Answer.YES,
            host_answered_on=starts_on,
            **{column: row.values[key] for key, column in PLACEMENT.items()},
        )


def _heads_of_units() -> dict[int, set[int]]:
    """Those who lead each unit today."""
    heads: dict[int, set[int]] = defaultdict(set)
    roles = StaffRole.objects.current(timezone.localdate()).filter(role=Role.UNIT_MANAGER, unit__isnull=False)
    for unit, user in roles.values_list("unit_id", "user_id"):
        heads[unit or 0].add(user)
    return heads


def _granted(people: Iterable[Participant]) -> set[tuple[int, int]]:
    """Who may read whose protected file already, as (participant, user)."""
    current = AccessGrant.objects.current(timezone.now()).filter(kind=GrantKind.PROTECTED)
    theirs = current.filter(among("participant_id", [person.pk for person in people], models.BigIntegerField()))
    return set(theirs.values_list("participant_id", "user_id"))


def _person_values(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a person, with what the table wants where nothing is known."""
    return {key: values[key] if values.get(key) is not None else EMPTY_PERSON.get(key, "") for key in PERSON}


def _changed(row: ComparedRow, columns: Iterable[str]) -> dict[str, Any]:
    return {key: row.changes[key][1] for key in columns}


def update_rows(model: type[models.Model], changed: Iterable[tuple[models.Model, list[str]]]) -> None:
    """Update many rows, each in its own columns: those with the same columns together."""
    by_columns: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for row, columns in changed:
        by_columns[tuple(sorted(set(columns)))].append(row)
    for together, rows in by_columns.items():
        model._default_manager.bulk_update(rows, together, batch_size=AT_ONCE)
