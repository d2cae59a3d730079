"""Today (Idag): the worklist of whoever asks, from the rules, in a number of statements that never grows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from stegvis.access import AFTER_EXIT_DAYS, Actor, Permission, may, visible_to
from stegvis.models import (
    Activity,
    Case,
    CaseEvent,
    CoordinatorPeriod,
    IntakeMapping,
    Placement,
    Plan,
    PlanAction,
    Referral,
    Snooze,
    StepMove,
    User,
)
from stegvis.rules.exit import Outcome
from stegvis.rules.people import Role
from stegvis.rules.placement import WAITING, PlacementStatus
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer
from stegvis.rules.referral import ReferralStatus
from stegvis.rules.today import (
    CaseFacts,
    PlacementFacts,
    WorkLine,
    WorkRule,
    host_question_line,
    in_order,
    lines_of,
    referral_line,
)

AGES = (30, 60, 90)


@dataclass(frozen=True)
class Person:
    """Who a line is about: the key of the person, the name, the step (0 where there is no case)."""

    participant_id: int
    name: str
    step: int


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


def today_of(actor: Actor, *, day: date) -> Today:
    """Everything for one reader on one day, in as many statements whatever the caseload."""
    rows = _cases(actor, day)
    facts = [_facts(row, placements) for row, placements in rows]
    people = {row["pk"]: Person(row["participant_id"], _name(row), row["step"]) for row, _ in rows}
    lines = [(line, people[line.case_id]) for case in facts for line in lines_of(case, today=day)]
    lines += [*_referral_lines(actor, day), *_host_questions(actor, day, known=set(people))]
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
        done=_done(actor, day, rows),
        open_cases=len(still_open),
        case_ceiling=User.objects.values_list("case_ceiling", flat=True).get(pk=actor.signed_in_id),
        without_activity=sum(not case.runs_now for case in still_open),
        without_coordinator=_without_coordinator(actor),
        plan_ages=_plan_ages(still_open, day),
    )


def _cases(actor: Actor, day: date) -> list[tuple[dict, list[PlacementFacts]]]:
    """The caseload: for a coordinator the own cases, for a manager those of the unit that nobody has."""
    mine = CoordinatorPeriod.objects.filter(coordinator=actor.user_id, case=OuterRef("pk"))
    own = Exists(mine.filter(Q(ends_on__isnull=True) | Q(ends_on=OuterRef("closed_on"))))
    nobody = ~Exists(CoordinatorPeriod.objects.filter(case=OuterRef("pk"), ends_on__isnull=True))
    in_unit = Q(nobody & Q(unit__in=actor.unit_ids, closed_on__isnull=True))
    wanted = own | in_unit if may(actor, Permission.COORDINATOR_ASSIGN) else own
    cases = visible_to(actor, Case).filter(wanted, _recent(day))
    rows = list(_with_dates(cases, day).values(*COLUMNS))
    placements = _placements([row["pk"] for row in rows])
    return [(row, placements[row["pk"]]) for row in rows]


def _recent(day: date) -> Q:
    return Q(closed_on__isnull=True) | Q(
        closed_on__gte=day - timedelta(days=AFTER_EXIT_DAYS), exit__confirmed_on__isnull=True
    )


COLUMNS = (
    "pk",
    "participant_id",
    "opened_on",
    "step",
    "mapped_on",
    "plan_made_on",
    "plan_answer",
    "plan_answered_on",
    "plan_comment",
    "late_text",
    "late_on",
    "runs",
    "activity_ended_on",
    "placement_ended_on",
    "on_step_since",
    "has_coordinator",
    "participant__given_name",
    "participant__family_name",
    "exit__exited_on",
    "exit__outcome",
    "exit__confirmed_on",
)


def _with_dates(cases: QuerySet[Case], day: date) -> QuerySet[Case]:
    plan = Plan.objects.filter(case=OuterRef("pk")).order_by("-version")
    late = (
        PlanAction.objects.filter(
            plan=OuterRef("plan_id"),
            owner__in=[ActionOwner.COORDINATOR, ActionOwner.BOTH],
            status__in=[ActionStatus.TO_DO, ActionStatus.STARTED],
            due_on__lt=day,
        )
        .order_by("due_on", "position")
        .values("text", "due_on")
    )
    of_case = {"case": OuterRef("pk")}
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    activities = Activity.objects.filter(**of_case)
    placements = Placement.objects.filter(**of_case).seated()
    return cases.annotate(
        plan_id=Subquery(plan.values("pk")[:1]),
        plan_made_on=Subquery(plan.values("made_on")[:1]),
        plan_answer=Subquery(plan.values("answer")[:1]),
        plan_answered_on=Subquery(plan.values("answered_on")[:1]),
        plan_comment=Subquery(plan.values("answer_comment")[:1]),
        late_text=Subquery(late.values("text")[:1]),
        late_on=Subquery(late.values("due_on")[:1]),
        mapped_on=Subquery(IntakeMapping.objects.filter(**of_case).order_by("-held_on").values("held_on")[:1]),
        on_step_since=Subquery(StepMove.objects.filter(**of_case).order_by("-moved_on").values("moved_on")[:1]),
        runs=Exists(activities.filter(running)) | Exists(placements.filter(running)),
        activity_ended_on=Subquery(activities.filter(ends_on__lt=day).order_by("-ends_on").values("ends_on")[:1]),
        placement_ended_on=Subquery(placements.filter(ends_on__lt=day).order_by("-ends_on").values("ends_on")[:1]),
        has_coordinator=Exists(CoordinatorPeriod.objects.filter(**of_case, ends_on__isnull=True)),
    ).order_by("pk")


def _placements(case_ids: list[int]) -> dict[int, list[PlacementFacts]]:
    rows = Placement.objects.filter(case__among=case_ids, status__in=[*WAITING, PlacementStatus.ACTIVE]).values_list(
        "case_id",
        "pk",
        "place_id",
        "place__name",
        "status",
        "starts_on",
        "ends_on",
        Greatest("proposed_on", F("participant_answered_on")),
        "place__agreement__ends_on",
    )
    found: dict[int, list[PlacementFacts]] = defaultdict(list)
    for case_id, pk, place_id, name, status, starts_on, ends_on, asked_on, agreement_ends_on in rows.order_by("pk"):
        found[case_id].append(
            PlacementFacts(
                placement_id=pk,
                place_id=place_id,
                place_name=name,
                status=PlacementStatus(status),
                starts_on=starts_on,
                ends_on=ends_on,
                asked_on=asked_on,
                agreement_ends_on=agreement_ends_on,
            )
        )
    return found


def _facts(row: dict, placements: list[PlacementFacts]) -> CaseFacts:
    ended = [day for day in (row["activity_ended_on"], row["placement_ended_on"]) if day]
    return CaseFacts(
        case_id=row["pk"],
        first_name=row["participant__given_name"],
        opened_on=row["opened_on"],
        step=row["step"],
        mapped_on=row["mapped_on"],
        plan_made_on=row["plan_made_on"],
        plan_answer=PlanAnswer(row["plan_answer"]) if row["plan_answer"] else None,
        plan_answered_on=row["plan_answered_on"],
        plan_comment=row["plan_comment"] or "",
        late_action=(row["late_text"], row["late_on"]) if row["late_on"] else None,
        runs_now=row["runs"],
        last_ran_on=max(ended, default=None),
        on_step_since=row["on_step_since"],
        placements=tuple(placements),
        has_coordinator=row["has_coordinator"],
        exited_on=row["exit__exited_on"],
        outcome=Outcome(row["exit__outcome"]) if row["exit__outcome"] else None,
        confirmed=row["exit__confirmed_on"] is not None,
    )


def _name(row: dict) -> str:
    return f"{row['participant__given_name']} {row['participant__family_name']}"


def _referral_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """The queue, for those who decide."""
    if not may(actor, Permission.REFERRAL_DECIDE):
        return []
    waiting = (
        visible_to(actor, Referral, Permission.REFERRAL_DECIDE)
        .filter(status=ReferralStatus.RECEIVED)
        .select_related("participant")
        .order_by("received_on", "pk")
    )
    return [
        (
            referral_line(
                referral_id=referral.pk,
                name=referral.participant.given_name,
                received_on=referral.received_on,
                children_in_household=referral.children_in_household,
                today=day,
            ),
            Person(referral.participant_id, referral.participant.name, 0),
        )
        for referral in waiting
    ]


def _host_questions(actor: Actor, day: date, *, known: set[int]) -> list[tuple[WorkLine, Person]]:
    """Those who wait for a host the reader may answer for; in the own caseload the case's own lines say it."""
    if Role.UNIT_MANAGER in actor.roles or Role.COORDINATOR in actor.roles:
        return []
    asked = (
        visible_to(actor, Placement, Permission.PLACEMENT_ANSWER_FOR_HOST)
        .filter(status=PlacementStatus.HOST_ASKED)
        .exclude(case__in=known)
        .select_related("case__participant", "place")
        .order_by("pk")
    )
    return [
        (
            host_question_line(
                placement_id=each.pk,
                case_id=each.case_id,
                name=each.case.participant.given_name,
                place_name=each.place.name,
                asked_on=each.participant_answered_on or each.proposed_on,
                today=day,
            ),
            Person(each.case.participant_id, each.case.participant.name, 0),
        )
        for each in asked
    ]


def _without_coordinator(actor: Actor) -> int:
    """Open cases of the reader's units that nobody has."""
    current = CoordinatorPeriod.objects.filter(case=OuterRef("pk"), ends_on__isnull=True)
    return Case.objects.open().filter(~Exists(current), unit__in=actor.unit_ids).count()


def _done(actor: Actor, day: date, rows: Iterable[tuple[dict, list[PlacementFacts]]]) -> list[Done]:
    people = {row["participant_id"]: Person(row["participant_id"], _name(row), row["step"]) for row, _ in rows}
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
