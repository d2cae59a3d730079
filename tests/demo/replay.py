"""The demonstration told again through the real actions: each event becomes the act that leaves such an event."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions import (
    activity,
    assessment,
    exit,
    ladder,
    people,
    place,
    placement,
    plan,
    privacy,
    referral,
    supervisor,
    today,
)
from stegvis.demo import rows
from stegvis.demo.world import World
from stegvis.demo.write import copy, empty
from stegvis.models import (
    Activity,
    Agreement,
    Case,
    CaseEvent,
    Criterion,
    Exit,
    ExtractShown,
    Organisation,
    Participant,
    Place,
    Placement,
    Plan,
    PlanAction,
    Programme,
    Referral,
    StaffRole,
    Supervisor,
    User,
)
from stegvis.rules.activity import ActivityKind
from stegvis.rules.assessment import Swedish
from stegvis.rules.exit import CASE_CLOSED, Outcome
from stegvis.rules.history import EventKind, GrantKind
from stegvis.rules.ladder import Mark
from stegvis.rules.people import Gender, Role
from stegvis.rules.place import PlacementForm, PlaceStatus
from stegvis.rules.placement import Answer, ApprovedHow, EndReason, NotRealisedReason
from stegvis.rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer, PlannedAction
from stegvis.rules.referral import ReferralSource, ReturnReason

GIVEN = (
    rows.Organisation, rows.OrganisationLink, rows.User, rows.Programme, rows.Ladder, rows.Step, rows.Criterion,
    rows.TravelTime, rows.Agreement, rows.AgreementCeiling,
)  # fmt: skip
"""Tables that no action writes: they are there from the beginning."""
TOLD = tuple(table for table in rows.TABLES if table not in {*GIVEN, rows.AccessLog, rows.CaseEvent})
"""Tables that the actions fill."""
EVENT = [field.name for field in fields(rows.CaseEvent)]


class Replay:
    """Goes through the events in order, with the clock at each event's time."""

    def __init__(self, world: World, clock: Callable[[datetime], None]) -> None:
        self.clock = clock
        self.events = [dict(zip(EVENT, event, strict=True)) for event in world.events]
        for event in self.events:
            event["data"] = json.loads(event["data"])
        self.rows = {table.__name__.lower(): {row.id: row for row in world.rows[table]} for table in rows.TABLES}
        self.goals: dict[int, list[rows.PlanGoal]] = {}
        for row in world.rows[rows.PlanGoal]:
            self.goals.setdefault(row.plan_id, []).append(row)
        self.things: dict[int, list[rows.PlanAction]] = {}
        for row in world.rows[rows.PlanAction]:
            self.things.setdefault(row.plan_id, []).append(row)
        self.last_mark = {
            event["subject_id"]: event["id"] for event in self.events if event["kind"] == EventKind.CRITERION_MARKED
        }
        empty()
        for table in GIVEN:
            copy(table, world.rows[table])
        copy(rows.StaffRole, [row for row in world.rows[rows.StaffRole] if row.role == Role.ADMINISTRATOR])

    def run(self) -> None:
        """Every act that has not yet left its lines."""
        while (done := CaseEvent.objects.count()) < len(self.events):
            event = self.events[done]
            self.clock(event["recorded_at"])
            act = self._closing(done) or event
            by = self._actor(act["actor_id"])
            row = self.rows[act["subject_type"]][act["subject_id"]]
            ACTS[EventKind(act["kind"])](self, act, row, by)
            assert CaseEvent.objects.count() > done, act

    def _actor(self, user: int) -> Actor:
        """Read anew for each act, as each request does: somebody may just have been let in."""
        return Actor.of(User.objects.get(pk=user))

    def _closing(self, position: int) -> dict[str, Any] | None:
        """The exit that the lines from here on belong to: what runs beside ends first."""
        first = self.events[position]
        for event in self.events[position:]:
            if event["case_id"] != first["case_id"] or event["actor_id"] != first["actor_id"]:
                return None
            if event["kind"] == EventKind.EXITED:
                return event
            if event["kind"] == EventKind.ACTIVITY_ENDED:
                continue
            given_up = event["kind"] == EventKind.PLACEMENT_GIVEN_UP
            if not given_up or self.rows["placement"][event["subject_id"]].end_comment != CASE_CLOSED:
                return None
        return None


def plain(value: Any) -> Any:
    """Times of the day and kinds of number do not matter, days and amounts do."""
    if isinstance(value, datetime):
        return timezone.localdate(value)
    return float(value) if isinstance(value, Decimal) else value


def simulated(world: World, table: type) -> dict[int, dict[str, Any]]:
    """What the simulation says stands in a table."""
    columns = rows.columns(table)
    return {row.id: {column: plain(getattr(row, column)) for column in columns} for row in world.rows[table]}


def stored(table: type) -> dict[int, dict[str, Any]]:
    """What stands in the table."""
    found = apps.get_model("stegvis", table.__name__).objects.values(*rows.columns(table))
    return {row["id"]: {column: plain(value) for column, value in row.items()} for row in found}


Event = dict[str, Any]


def give_role(replay: Replay, event: Event, row: rows.StaffRole, by: Actor) -> None:
    unit = Organisation.objects.get(pk=row.unit_id) if row.unit_id else None
    people.give_role(User.objects.get(pk=row.user_id), role=Role(row.role), unit=unit, starts_on=row.starts_on, by=by)


def end_role(replay: Replay, event: Event, row: rows.StaffRole, by: Actor) -> None:
    people.end_role(StaffRole.objects.get(pk=row.id), ends_on=row.ends_on, by=by)


def register(replay: Replay, event: Event, row: rows.Participant, by: Actor) -> None:
    people.register_participant(
        given_name=row.given_name,
        family_name=row.family_name,
        identity_number=row.identity_number or "",
        born_on=row.born_on,
        gender=Gender(row.gender),
        language=row.language,
        phone=row.phone,
        email=row.email,
        travel_zone=row.travel_zone,
        by=by,
    )


def change(replay: Replay, event: Event, row: rows.Participant, by: Actor) -> None:
    people.change_participant(Participant.objects.get(pk=row.id), protection=row.protection, by=by)


def receive(replay: Replay, event: Event, row: rows.Referral, by: Actor) -> None:
    referral.receive_referral(
        Participant.objects.get(pk=row.participant_id),
        unit=Organisation.objects.get(pk=row.unit_id),
        source=ReferralSource(row.source),
        received_on=row.received_on,
        receives_income_support=row.receives_income_support,
        children_in_household=row.children_in_household,
        wish=row.wish,
        referrer_name=row.referrer_name,
        from_paper=row.from_paper,
        first_step=row.first_step,
        first_independence_level=row.first_independence_level,
        by=by,
    )


def accept(replay: Replay, event: Event, row: rows.Referral, by: Actor) -> None:
    case = next(each for each in replay.rows["case"].values() if each.referral_id == row.id)
    periods = replay.rows["coordinatorperiod"].values()
    period = next(each for each in periods if each.case_id == case.id)
    referral.accept_referral(
        Referral.objects.get(pk=row.id),
        programme=Programme.objects.get(pk=case.programme_id),
        coordinator=User.objects.get(pk=period.coordinator_id),
        opened_on=case.opened_on,
        accepted_anyway_because=row.accepted_anyway_because,
        by=by,
    )


def send_back(replay: Replay, event: Event, row: rows.Referral, by: Actor) -> None:
    referral.return_referral(
        Referral.objects.get(pk=row.id), reason=ReturnReason(row.return_reason), comment=row.return_comment, by=by
    )


def change_coordinator(replay: Replay, event: Event, row: rows.CoordinatorPeriod, by: Actor) -> None:
    referral.assign_coordinator(
        Case.objects.get(pk=row.case_id),
        coordinator=User.objects.get(pk=row.coordinator_id),
        from_on=row.starts_on,
        reason=row.reason,
        by=by,
    )


def hold_mapping(replay: Replay, event: Event, row: rows.IntakeMapping, by: Actor) -> None:
    found = assessment.Found(
        own_words=row.own_words,
        strengths=row.strengths,
        obstacles=row.obstacles,
        wishes=row.wishes,
        hours_per_week=row.hours_per_week,
        slots=row.slots,
        longest_travel_minutes=row.longest_travel_minutes,
        swedish=Swedish(row.swedish),
        has_driving_licence=row.has_driving_licence,
        can_lift=row.can_lift,
    )
    case = Case.objects.get(pk=row.case_id)
    assessment.hold_mapping(
        case, held_on=row.held_on, found=found, step=row.step, independence_level=row.independence_level, by=by
    )


def save_plan(replay: Replay, event: Event, row: rows.Plan, by: Actor) -> None:
    plan.save_plan(
        Case.objects.get(pk=row.case_id),
        goals=[goal.text for goal in replay.goals[row.id]],
        actions=[
            PlannedAction(each.text, ActionOwner(each.owner), each.due_on, ActionStatus(each.first_status))
            for each in replay.things[row.id]
        ],
        base_version=row.version - 1,
        change_reason=row.change_reason,
        own_words=row.own_words,
        by=by,
    )


def answer_plan(replay: Replay, event: Event, row: rows.Plan, by: Actor) -> None:
    plan.answer_plan(
        Plan.objects.get(pk=row.id),
        answer=PlanAnswer(row.answer),
        comment=row.answer_comment,
        how=AnsweredHow(row.answered_how),
        by=by,
    )


def change_action(replay: Replay, event: Event, row: rows.Plan, by: Actor) -> None:
    data = event["data"]
    action = PlanAction.objects.get(plan=row.id, position=data["position"])
    plan.change_action(action, status=ActionStatus(data["status"]), by=by)


def add_activity(replay: Replay, event: Event, row: rows.Activity, by: Actor) -> None:
    activity.add_activity(
        Case.objects.get(pk=row.case_id),
        kind=ActivityKind(row.kind),
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.planned_ends_on,
        hours_per_week=Decimal(row.hours_per_week),
        by=by,
    )


def end_activity(replay: Replay, event: Event, row: rows.Activity, by: Actor) -> None:
    activity.end_activity(Activity.objects.get(pk=row.id), ends_on=event["happened_on"], by=by)


def mark(replay: Replay, event: Event, row: rows.CriterionMark, by: Actor) -> None:
    data = event["data"]
    criterion = Criterion.objects.get(pk=data["criterion"])
    note = row.note if replay.last_mark[row.id] == event["id"] else ""
    judgement = ladder.Judgement(criterion, Mark(data["mark"]), note)
    ladder.mark_criteria(Case.objects.get(pk=row.case_id), judgements=[judgement], by=by)


def move(replay: Replay, event: Event, row: rows.StepMove, by: Actor) -> None:
    ladder.move_step(Case.objects.get(pk=row.case_id), to_step=row.to_step, reason=row.reason, by=by)


def save_place(replay: Replay, event: Event, row: rows.Place, by: Actor) -> None:
    """Proposed, then profiled. The agreement of a place has no act of its own yet."""
    profile = place.Profile(**{field.name: getattr(row, field.name) for field in fields(place.Profile)})
    if event["data"]["is_new"]:
        place.propose_place(host=Organisation.objects.get(pk=row.host_id), profile=profile, by=by)
        Place.objects.filter(pk=row.id).update(agreement=Agreement.objects.get(pk=row.agreement_id))
    else:
        manager = User.objects.filter(pk=row.manager_id).first()
        one = Place.objects.get(pk=row.id)
        place.profile_place(one, profile=profile, responsible=place.Responsible(manager), by=by)


def move_place(replay: Replay, event: Event, row: rows.Place, by: Actor) -> None:
    one, data = Place.objects.get(pk=row.id), event["data"]
    if data["to"] == PlaceStatus.OPEN:
        place.open_place(one, opened_on=event["happened_on"], seats=data["seats"], by=by)
    elif data["to"] == PlaceStatus.APPROVED:
        place.approve_place(one, by=by)
    elif data.get("passed"):
        place.pass_union(one, note=row.union_note, by=by)
    else:
        place.note_union(one, noted_on=event["happened_on"], note=row.union_note, by=by)


def save_supervisor(replay: Replay, event: Event, row: rows.Supervisor, by: Actor) -> None:
    """Appointed at the place that the line names; then what else is known of them."""
    if "place" in event["data"]:
        room = next(each for each in replay.rows["supervisorroom"].values() if each.supervisor_id == row.id)
        at = Place.objects.get(pk=event["data"]["place"])
        supervisor.appoint_supervisor(at, name=row.name, people=room.people, by=by)
    else:
        supervisor.save_supervisor(
            Supervisor.objects.get(pk=row.id),
            name=row.name,
            user=User.objects.filter(pk=row.user_id).first(),
            trained_on=row.trained_on,
            by=by,
        )


def change_capacity(replay: Replay, event: Event, row: rows.Place, by: Actor) -> None:
    seats = event["data"]["seats"]
    place.change_capacity(Place.objects.get(pk=row.id), seats=seats, from_on=event["happened_on"], by=by)


def propose(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    placement.propose_placement(
        Case.objects.get(pk=row.case_id),
        place=Place.objects.get(pk=row.place_id),
        form=PlacementForm(row.form),
        starts_on=row.starts_on,
        ends_on=row.planned_ends_on,
        hours_per_week=Decimal(row.hours_per_week),
        studies_follow=row.studies_follow,
        presentation=row.presentation,
        points=row.points,
        chosen_because=row.chosen_because,
        by=by,
    )


def participant_answers(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    said_no = event["kind"] == EventKind.PARTICIPANT_SAID_NO
    answer, reason = (Answer.NO, row.end_comment) if said_no else (Answer.YES, "")
    approved = None if said_no else ApprovedHow.TOGETHER
    placement.answer_for_participant(
        Placement.objects.get(pk=row.id), answer=answer, reason=reason, approved=approved, by=by
    )


def host_answers(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    said_no = event["kind"] == EventKind.HOST_SAID_NO
    answer, reason = (Answer.NO, row.end_comment) if said_no else (Answer.YES, "")
    placement.answer_for_host(
        Placement.objects.get(pk=row.id), answer=answer, answered_by=row.host_answered_by, reason=reason, by=by
    )


def sign(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    one = Placement.objects.get(pk=row.id)
    placement.sign_placement(one, signed_on=row.signed_on, signed_for_host_by=row.signed_for_host_by, by=by)


def start(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    """That an extract was shown at the place is no line of the story; it is shown on the day before it is asked for."""
    one = Placement.objects.select_related("case", "place").get(pk=row.id)
    if one.place.extract_law:
        day = row.proposed_on
        ExtractShown.objects.create(
            participant_id=one.case.participant_id, law=one.place.extract_law, extract_date=day, shown_on=day,
            shown_to_id=by.user_id,
        )  # fmt: skip
    placement.start_placement(Placement.objects.get(pk=row.id), by=by)


def end(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    placement.end_placement(
        Placement.objects.get(pk=row.id),
        ended_on=event["happened_on"],
        because=EndReason(row.ended_because),
        comment=row.end_comment,
        by=by,
    )


def give_up(replay: Replay, event: Event, row: rows.Placement, by: Actor) -> None:
    because = NotRealisedReason(row.not_realised_because)
    placement.give_up_placement(Placement.objects.get(pk=row.id), because=because, reason=row.end_comment, by=by)


def close(replay: Replay, event: Event, row: rows.Exit, by: Actor) -> None:
    exit.close_case(
        Case.objects.get(pk=row.case_id),
        exited_on=row.exited_on,
        outcome=Outcome(row.outcome),
        lasts_a_month=row.lasts_a_month,
        comment=row.comment,
        by=by,
    )


def confirm(replay: Replay, event: Event, row: rows.Exit, by: Actor) -> None:
    exit.confirm_outcome(Exit.objects.get(pk=row.id), held=row.outcome_held, by=by)


def grant(replay: Replay, event: Event, row: rows.AccessGrant, by: Actor) -> None:
    participant = Participant.objects.get(pk=row.participant_id)
    if row.kind == GrantKind.BREAK_GLASS:
        privacy.open_with_reason(participant, reason=row.reason, by=by)
    else:
        to = User.objects.get(pk=row.user_id)
        privacy.grant_access(
            participant, to=to, kind=GrantKind(row.kind), reason=row.reason, ends_at=row.ends_at, by=by
        )


def snooze(replay: Replay, event: Event, row: rows.Snooze, by: Actor) -> None:
    until = date.fromisoformat(event["data"]["until"])
    today.snooze(rule=row.rule, subject_id=row.subject_id, until=until, reason=row.reason, by=by)


ACTS: dict[EventKind, Callable[[Replay, Event, Any, Actor], None]] = {
    EventKind.ROLE_GIVEN: give_role,
    EventKind.ROLE_ENDED: end_role,
    EventKind.PARTICIPANT_REGISTERED: register,
    EventKind.PARTICIPANT_CHANGED: change,
    EventKind.REFERRAL_RECEIVED: receive,
    EventKind.REFERRAL_ACCEPTED: accept,
    EventKind.REFERRAL_RETURNED: send_back,
    EventKind.COORDINATOR_CHANGED: change_coordinator,
    EventKind.MAPPING_HELD: hold_mapping,
    EventKind.PLAN_SAVED: save_plan,
    EventKind.PLAN_AGREED: answer_plan,
    EventKind.PLAN_DISAGREED: answer_plan,
    EventKind.PLAN_ACTION_CHANGED: change_action,
    EventKind.ACTIVITY_ADDED: add_activity,
    EventKind.ACTIVITY_ENDED: end_activity,
    EventKind.CRITERION_MARKED: mark,
    EventKind.STEP_UP: move,
    EventKind.STEP_DOWN: move,
    EventKind.PLACE_SAVED: save_place,
    EventKind.PLACE_MOVED: move_place,
    EventKind.SUPERVISOR_SAVED: save_supervisor,
    EventKind.CAPACITY_CHANGED: change_capacity,
    EventKind.PLACEMENT_PROPOSED: propose,
    EventKind.PARTICIPANT_SAID_YES: participant_answers,
    EventKind.PARTICIPANT_SAID_NO: participant_answers,
    EventKind.HOST_SAID_YES: host_answers,
    EventKind.HOST_SAID_NO: host_answers,
    EventKind.PLACEMENT_SIGNED: sign,
    EventKind.PLACEMENT_STARTED: start,
    EventKind.PLACEMENT_ENDED: end,
    EventKind.PLACEMENT_GIVEN_UP: give_up,
    EventKind.EXITED: close,
    EventKind.OUTCOME_CONFIRMED: confirm,
    EventKind.ACCESS_GRANTED: grant,
    EventKind.WORK_SNOOZED: snooze,
}
