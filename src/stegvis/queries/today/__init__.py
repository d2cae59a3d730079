"""Today (Idag): the worklist of whoever asks, from the rules, in a number of statements that never grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from stegvis.access import Actor
from stegvis.models import Case, CaseEvent, CoordinatorPeriod, Snooze, User
from stegvis.queries.cover import Covering, covering
from stegvis.rules.today import CaseFacts, WorkLine, WorkRule, in_order, lines_of

from .attendance import incident_lines, introduction_lines, month_lines
from .caseload import caseload
from .employers import employer_lines
from .employments import employment_lines
from .known import known_of
from .person import Person
from .placements import placement_lines
from .places import place_lines
from .queues import host_questions, referral_lines, request_lines, sharing_lines, transfer_lines

__all__ = ["Done", "Person", "Put", "Today", "today_of"]

AGES = (30, 60, 90)


@dataclass(frozen=True)
class Put:
    """A line put off: who it is about, the rule, the day it comes back, and why it can wait."""

    person: Person
    rule: WorkRule
    until: date
    reason: str


@dataclass(frozen=True)
class Done:
    """Something the reader has done today: the event, who it was about, the time."""

    label: str
    person: Person | None
    at: object


@dataclass(frozen=True)
class Today:
    """The whole page: lines in order with who they are about, what is put off, and the caseload in short."""

    lines: list[tuple[WorkLine, Person]]
    put_off: list[Put]
    done: list[Done]
    open_cases: int
    case_ceiling: int
    without_activity: int
    without_coordinator: int | None
    plan_ages: tuple[int, int, int, int]
    covering: tuple[Covering, ...]


def today_of(actor: Actor, *, day: date) -> Today:
    """Everything for one reader on one day, in as many statements whatever the caseload."""
    covers = covering(actor, today=day)
    known = known_of(caseload(actor, day, covered=[each.coordinator_id for each in covers]), day)
    facts = [case for _, case in known]
    people = {case.case_id: person for person, case in known}
    lines = [(line, people[line.case_id]) for case in facts for line in lines_of(case, today=day)]
    lines += [*referral_lines(actor, day), *host_questions(actor, day, known=set(people))]
    lines += [*sharing_lines(actor, day, people=people), *placement_lines(actor, day, people=people)]
    lines += [*transfer_lines(actor, day), *request_lines(actor, day), *place_lines(actor, day)]
    lines += [*incident_lines(actor, day), *introduction_lines(actor, day), *month_lines(actor, day)]
    lines += employment_lines(actor, day, people=people)
    lines += employer_lines(actor, day, people=people)
    put_off = {(each.rule, each.subject_id): each for each in Snooze.objects.filter(user=actor.user_id, until__gt=day)}
    ordered = {id(line): number for number, line in enumerate(in_order([line for line, _ in lines], today=day))}
    lines.sort(key=lambda pair: ordered[id(pair[0])])
    still_open = [case for case in facts if case.exited_on is None]
    return Today(
        lines=[pair for pair in lines if (pair[0].rule, pair[0].subject_id) not in put_off],
        put_off=[
            Put(person, line.rule, row.until, row.reason)
            for line, person in lines
            if (row := put_off.get((line.rule, line.subject_id)))
        ],
        done=_done(actor, day, people.values()),
        open_cases=len(still_open),
        case_ceiling=User.objects.values_list("case_ceiling", flat=True).get(pk=actor.signed_in_id),
        without_activity=sum(not case.runs_now for case in still_open),
        without_coordinator=_without_coordinator(actor),
        plan_ages=_plan_ages(still_open, day),
        covering=covers,
    )


def _without_coordinator(actor: Actor) -> int:
    """Open cases of the reader's units that nobody has."""
    current = CoordinatorPeriod.objects.filter(case=OuterRef("pk"), ends_on__isnull=True)
    return Case.objects.open().filter(~Exists(current), unit__in=actor.unit_ids).count()


def _done(actor: Actor, day: date, caseload: Iterable[Person]) -> list[Done]:
    people = {person.participant_id: person for person in caseload}
    since = timezone.make_aware(datetime.combine(day, time.min))
    today = CaseEvent.objects.filter(recorded_at__gte=since, recorded_at__lt=since + timedelta(days=1))
    events = today.filter(actor_id=actor.user_id).order_by("-pk")[:20]
    return [Done(event.label, people.get(event.participant_id or 0), event.recorded_at) for event in events]


def _plan_ages(cases: list[CaseFacts], day: date) -> tuple[int, int, int, int]:
    """How many plans are younger than 30, 60, 90 days, and older."""
    counts = [0, 0, 0, 0]
    for case in cases:
        if case.plan_made_on is not None:
            counts[sum((day - case.plan_made_on).days > age for age in AGES)] += 1
    return counts[0], counts[1], counts[2], counts[3]
