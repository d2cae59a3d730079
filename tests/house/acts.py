"""Every action with the smallest world it succeeds in, and the kinds of line that it leaves in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions import (
    activity,
    assessment,
    exchange,
    exit,
    ladder,
    match,
    people,
    place,
    placement,
    plan,
    privacy,
    referral,
    settings,
    today,
)
from stegvis.actions.exchange import participants as participants_file
from stegvis.actions.exchange import places as places_file
from stegvis.actions.exchange import runs
from stegvis.models import Criterion, Exit, ImportRun, Plan
from stegvis.queries.exchange.comparison import ComparedFile, compare_file
from stegvis.queries.match import Ask
from stegvis.rules.activity import ActivityKind
from stegvis.rules.exchange import FileKind
from stegvis.rules.exit import Outcome
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.history import GrantKind
from stegvis.rules.ladder import Mark
from stegvis.rules.people import Role
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import Answer, EndReason, PlacementStatus
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer, PlannedAction
from stegvis.rules.referral import ReferralSource, ReturnReason
from tests import factories as make
from tests.actions.test_exchange import PLACE_HEADINGS, file_of, place_row, row

BY = make.SYSTEM
Act = Callable[[], object]
DECLARED: dict[str, tuple[Callable[[], Act], set[Kind]]] = {}
LEAVE_NO_LINE = {
    "exchange.export.export": "reads; every person in the file stands in the log of readings",
    "exchange.runs.accept_import": "the run itself says who and when; what it saves leaves the lines",
    "exchange.runs.preview_import": "reads; everybody who was looked up stands in the log of readings",
    "exchange.runs.start_import": "the run itself says who and when",
    "exchange.runs.try_again": "the run itself says who and when",
    "log.event": "makes the line",
    "log.log": "adds the line",
    "privacy.log_read": "a row in the log of readings",
}


def leaves(name: str, *kinds: Kind) -> Callable[[Callable[[], Act]], Callable[[], Act]]:
    """Declare the world of an action: a function that prepares it and gives the act."""

    def declare(world: Callable[[], Act]) -> Callable[[], Act]:
        DECLARED[name] = (world, set(kinds))
        return world

    return declare


# Referral and intake

REFERRED = {"source": ReferralSource.SOCIAL_SERVICES, "receives_income_support": True}


@leaves("referral.receive_referral", Kind.REFERRAL_RECEIVED)
def _() -> Act:
    person, unit = make.participant(), make.unit()
    return lambda: referral.receive_referral(person, unit=unit, received_on=make.today(), by=BY, **REFERRED)


@leaves("referral.refer_new_person", Kind.PARTICIPANT_REGISTERED, Kind.REFERRAL_RECEIVED)
def _() -> Act:
    person = {"given_name": "Amal", "family_name": "Öberg", "born_on": make.LONG_AGO}
    unit = make.unit()
    return lambda: referral.refer_new_person(person, unit=unit, received_on=make.today(), by=BY, **REFERRED)


@leaves("referral.accept_referral", Kind.REFERRAL_ACCEPTED, Kind.CASE_OPENED, Kind.COORDINATOR_ASSIGNED)
def _() -> Act:
    one, programme, maria = make.referral(), make.programme(), make.user(role=Role.COORDINATOR, at=make.unit())
    return lambda: referral.accept_referral(one, programme=programme, coordinator=maria, opened_on=make.today(), by=BY)


@leaves("referral.return_referral", Kind.REFERRAL_RETURNED)
def _() -> Act:
    one = make.referral()
    return lambda: referral.return_referral(one, reason=ReturnReason.NOT_YET_READY, comment="Skicka beslutet", by=BY)


@leaves("referral.assign_coordinator", Kind.COORDINATOR_CHANGED)
def _() -> Act:
    case, other = make.case(coordinator=make.user()), make.user(role=Role.COORDINATOR, at=make.unit())
    return lambda: referral.assign_coordinator(case, coordinator=other, from_on=make.today(), reason="Sjuk", by=BY)


# Mapping, plan, ladder, activity


@leaves("assessment.hold_mapping", Kind.MAPPING_HELD, Kind.BASELINE_LOCKED)
def _() -> Act:
    case = make.case()
    return lambda: assessment.hold_mapping(
        case, held_on=make.today(), found=assessment.Found(), step=1, independence_level=1, by=BY
    )


def saved_plan() -> Plan:
    actions = [PlannedAction("Ringa", ActionOwner.BOTH, make.today())]
    return plan.save_plan(make.case(), goals=["Arbete"], actions=actions, base_version=0, by=BY)


@leaves("plan.save_plan", Kind.PLAN_SAVED)
def _() -> Act:
    return saved_plan


@leaves("plan.answer_plan", Kind.PLAN_DISAGREED)
def _() -> Act:
    one = saved_plan()
    return lambda: plan.answer_plan(one, answer=PlanAnswer.DISAGREED, comment="Svenskan först", by=BY)


@leaves("plan.change_action", Kind.PLAN_ACTION_CHANGED)
def _() -> Act:
    line = saved_plan().actions.get()
    return lambda: plan.change_action(line, status=ActionStatus.DONE, by=BY)


@leaves("ladder.mark_criterion", Kind.CRITERION_MARKED)
def _() -> Act:
    make.ladder(1)
    case, point = make.case(), Criterion.objects.order_by("pk").first()
    return lambda: ladder.mark_criterion(case, criterion=point, mark=Mark.GREEN, by=BY)


@leaves("ladder.mark_criteria", Kind.CRITERION_MARKED)
def _() -> Act:
    make.ladder(1)
    case, said = make.case(), [ladder.Judgement(point, Mark.YELLOW) for point in Criterion.objects.all()]
    return lambda: ladder.mark_criteria(case, judgements=said, by=BY)


@leaves("ladder.move_step", Kind.STEP_DOWN)
def _() -> Act:
    case = make.case(step=2)
    return lambda: ladder.move_step(case, to_step=1, reason="Borta länge", by=BY)


@leaves("activity.add_activity", Kind.ACTIVITY_ADDED)
def _() -> Act:
    case = make.case()
    return lambda: activity.add_activity(
        case, kind=ActivityKind.SFI, starts_on=make.today(), ends_on=None, hours_per_week=Decimal(8), by=BY
    )


@leaves("activity.end_activity", Kind.ACTIVITY_ENDED)
def _() -> Act:
    one = make.activity(make.case(), ends_on=None)
    return lambda: activity.end_activity(one, ends_on=make.today(), by=BY)


# Place, match, placement, exit


def profile(name: str) -> place.Profile:
    return place.Profile(name=name, field="kitchen", forms=["work_experience"])


@leaves("place.save_place", Kind.PLACE_SAVED)
def _() -> Act:
    host = make.unit("Drivhuset")
    return lambda: place.save_place(
        place=None, host=host, profile=profile("Köket"), opened_on=make.today(), seats=2, by=BY
    )


@leaves("place.change_capacity", Kind.CAPACITY_CHANGED)
def _() -> Act:
    one = make.place()
    return lambda: place.change_capacity(one, seats=4, from_on=make.today(), by=BY)


@leaves("place.close_place", Kind.PLACE_CLOSED)
def _() -> Act:
    one = make.place()
    return lambda: place.close_place(one, closed_on=make.today(), by=BY)


@leaves("match.propose_from_match", Kind.PLACEMENT_PROPOSED)
def _() -> Act:
    case, one = make.case(), make.place(field="kitchen")
    make.mapping(case, wishes=["kitchen"])
    ask = Ask(starts_on=make.today(), ends_on=make.today() + timedelta(weeks=12), hours_per_week=20)
    return lambda: match.propose_from_match(case, place=one, ask=ask, form=PlacementForm.WORK_EXPERIENCE, by=BY)


@leaves("placement.propose_placement", Kind.PLACEMENT_PROPOSED)
def _() -> Act:
    case, one = make.case(), make.place()
    start = make.today()
    return lambda: placement.propose_placement(
        case,
        place=one,
        form=PlacementForm.WORK_EXPERIENCE,
        starts_on=start,
        ends_on=start + timedelta(weeks=12),
        hours_per_week=Decimal(20),
        by=BY,
    )


@leaves("placement.answer_for_participant", Kind.PARTICIPANT_SAID_YES)
def _() -> Act:
    asked = make.placement(make.case(), make.place(), PlacementStatus.PARTICIPANT_ASKED)
    return lambda: placement.answer_for_participant(asked, answer=Answer.YES, by=BY)


@leaves("placement.answer_for_host", Kind.HOST_SAID_YES)
def _() -> Act:
    asked = make.placement(make.case(), make.place(), PlacementStatus.HOST_ASKED)
    return lambda: placement.answer_for_host(asked, answer=Answer.YES, answered_by="Åse Lindgren", by=BY)


@leaves("placement.start_placement", Kind.PLACEMENT_STARTED)
def _() -> Act:
    agreed = make.placement(make.case(), make.place(), PlacementStatus.AGREED, starts_on=make.today())
    return lambda: placement.start_placement(agreed, by=BY)


@leaves("placement.end_placement", Kind.PLACEMENT_ENDED)
def _() -> Act:
    running = make.placement(make.case(), make.place())
    return lambda: placement.end_placement(running, ended_on=make.today(), because=EndReason.WORK, by=BY)


@leaves("placement.give_up_placement", Kind.PLACEMENT_GIVEN_UP)
def _() -> Act:
    asked = make.placement(make.case(), make.place(), PlacementStatus.HOST_ASKED)
    return lambda: placement.give_up_placement(asked, reason="Ville inte", by=BY)


@leaves("exit.close_case", Kind.EXITED, Kind.ACTIVITY_ENDED, Kind.PLACEMENT_GIVEN_UP)
def _() -> Act:
    case = make.case()
    make.activity(case, ends_on=None)
    make.placement(case, make.place(), PlacementStatus.AGREED)
    return lambda: exit.close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=BY)


@leaves("exit.confirm_outcome", Kind.OUTCOME_CONFIRMED)
def _() -> Act:
    day = make.today() - timedelta(days=40)
    ending = Exit.objects.create(case=make.case(closed_on=day), exited_on=day, outcome=Outcome.MOVED)
    return lambda: exit.confirm_outcome(ending, held=True, by=BY)


# People, privacy, settings, today


@leaves("people.register_participant", Kind.PARTICIPANT_REGISTERED)
def _() -> Act:
    return lambda: people.register_participant(given_name="Amal", family_name="Öberg", born_on=make.LONG_AGO, by=BY)


@leaves("people.change_participant", Kind.PARTICIPANT_CHANGED)
def _() -> Act:
    person = make.participant()
    return lambda: people.change_participant(person, phone="070-123 45 67", by=BY)


@leaves("people.give_role", Kind.ROLE_GIVEN)
def _() -> Act:
    maria, unit = make.user(), make.unit()
    return lambda: people.give_role(maria, role=Role.COORDINATOR, unit=unit, starts_on=make.today(), by=BY)


@leaves("people.end_role", Kind.ROLE_ENDED)
def _() -> Act:
    role = make.user(role=Role.COORDINATOR, at=make.unit()).roles.get()
    return lambda: people.end_role(role, ends_on=make.today(), by=BY)


@leaves("privacy.open_with_reason", Kind.ACCESS_GRANTED)
def _() -> Act:
    person, by = make.case().participant, make.actor(Role.COORDINATOR)
    return lambda: privacy.open_with_reason(person, reason="Maria är akut sjuk", by=by)


def granted() -> Any:
    person, reader = make.participant(), make.user()
    return privacy.grant_access(person, to=reader, kind=GrantKind.TEAM, reason="Språkstöd", ends_at=None, by=BY)


@leaves("privacy.grant_access", Kind.ACCESS_GRANTED)
def _() -> Act:
    return granted


@leaves("privacy.let_read_protected", Kind.ACCESS_GRANTED)
def _() -> Act:
    person, reader = make.participant(protection="marked"), make.user()
    return lambda: privacy.let_read_protected(person, reader.pk, because="Koordinator", by=BY)


@leaves("privacy.end_access", Kind.ACCESS_ENDED)
def _() -> Act:
    grant = granted()
    return lambda: privacy.end_access(grant, by=BY)


@leaves("settings.register_user", Kind.USER_REGISTERED)
def _() -> Act:
    return lambda: settings.register_user(name="Nils Berg", username="nils.berg", by=BY)


@leaves("settings.change_user", Kind.USER_CHANGED)
def _() -> Act:
    nils = make.user("Nils Berg")
    return lambda: settings.change_user(nils, name="Nils Berg", email="", case_ceiling=20, is_active=True, by=BY)


@leaves("settings.note_password_link", Kind.PASSWORD_LINK_MADE)
def _() -> Act:
    nils = make.user("Nils Berg")
    return lambda: settings.note_password_link(nils, by=BY)


@leaves("today.snooze", Kind.WORK_SNOOZED)
def _() -> Act:
    case, by = make.case(), make.actor(Role.COORDINATOR)
    until = make.today() + timedelta(days=2)
    return lambda: today.snooze(rule="objection", subject_id=case.pk, until=until, reason="Möte på onsdag", by=by)


# Files

PEOPLE_IN_FILE = {Kind.IMPORTED, Kind.PARTICIPANT_REGISTERED, Kind.CASE_OPENED}


def compared(kind: FileKind, by: Actor = BY) -> tuple[ComparedFile, ImportRun]:
    """A file with one new person, or one new place, compared with what is here."""
    make.unit()
    make.unit("Drivhuset", takes_participants=False)
    make.programme()
    content = file_of(row()) if kind is FileKind.PARTICIPANTS else file_of(place_row(), headings=PLACE_HEADINGS)
    run = ImportRun.objects.create(kind=kind, content=content, file_name="lista.csv", started_at=timezone.now())
    return compare_file(kind, content, by=by, today=make.today(), to_write=True), run


@leaves("exchange.files.import_file", *PEOPLE_IN_FILE)
def _() -> Act:
    make.unit()
    make.programme()
    return lambda: exchange.import_file(FileKind.PARTICIPANTS, content=file_of(row()), file_name="lista.csv", by=BY)


@leaves("exchange.runs.write", *PEOPLE_IN_FILE)
def _() -> Act:
    found, run = compared(FileKind.PARTICIPANTS)
    return lambda: runs.write(found, run, by=BY, today=make.today())


@leaves("exchange.participants.write_participants", *PEOPLE_IN_FILE - {Kind.IMPORTED})
def _() -> Act:
    found, run = compared(FileKind.PARTICIPANTS)
    return lambda: participants_file.write_participants(
        found.rows, run=run.pk, by=BY, today=make.today(), tell=lambda *_: None
    )


@leaves("exchange.places.write_places", Kind.PLACE_SAVED, Kind.CAPACITY_CHANGED)
def _() -> Act:
    found, run = compared(FileKind.PLACES)
    return lambda: places_file.write_places(found.rows, run=run.pk, by=BY, today=make.today(), tell=lambda *_: None)


@leaves("exchange.runs.apply_import", *PEOPLE_IN_FILE)
def _() -> Act:
    _found, run = compared(FileKind.PARTICIPANTS)
    runs.preview_import(run, by=BY)
    run.refresh_from_db()
    runs.accept_import(run, by=BY)
    return lambda: runs.apply_import(run, by=BY)
