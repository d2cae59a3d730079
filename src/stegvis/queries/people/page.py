"""The participant's page (deltagarsidan) as one frozen object, by how much the reader may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import compress
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from ...access import Actor, NotAllowed, Permission, may, permissions_on, visible_to
from ...models import (
    Case,
    CoordinatorPeriod,
    IntakeMapping,
    Participant,
    Referral,
    StepMove,
)
from ...models.written import written_once
from ...rules.exit import Outcome
from ...rules.next_step import Standing, what_next
from ...rules.people import Protection
from ...rules.place import PlacementForm
from ...rules.placement import WAITING, PlacementStatus, last_allowed_day
from ...rules.referral import ReferralSource, ReferralStatus
from ..ladder import steps_of
from ..schedule import changes_between
from ..supervisor import places_of
from .beside import beside
from .chain import PlacementRow, ending_of, placements_of, plan_of, runs_of
from .events import latest_events
from .parts import (
    CaseHead,
    CoordinatorNow,
    EarlierCase,
    Level,
    Move,
    ParticipantPage,
    Person,
    PlacementPart,
    ReferralRow,
    ReferredBy,
)
from .readers import readers

BUTTONS = (
    Permission.PARTICIPANT_READ,
    Permission.PARTICIPANT_WORK,
    Permission.PARTICIPANT_NAME,
    Permission.PARTICIPANT_WRITE,
    Permission.ACCESS_GRANT,
    Permission.REFERRAL_CREATE,
    Permission.REFERRAL_DECIDE,
    Permission.COORDINATOR_ASSIGN,
    Permission.MAPPING_WRITE,
    Permission.PLAN_WRITE,
    Permission.ACTIVITY_WRITE,
    Permission.CRITERION_MARK,
    Permission.STEP_MOVE,
    Permission.PLACEMENT_PROPOSE,
    Permission.PLACEMENT_START,
    Permission.PLACEMENT_END,
    Permission.EXIT_WRITE,
    Permission.MEETING_WRITE,
    Permission.NOTE_READ_SENSITIVE,
    Permission.RATING_ASK,
    Permission.SHARING_WRITE,
    Permission.TRANSFER_SEND,
    Permission.CODE_MAKE,
    Permission.REQUEST_MAKE,
    Permission.EMPLOYMENT_WRITE,
    Permission.EXTRACT_NOTE,
)


def participant_page(actor: Actor, participant: Participant, *, now: datetime) -> ParticipantPage:
    """What the actor may see of one person. Raises NotAllowed when that is nothing at all."""
    held = permissions_on(actor, participant, BUTTONS)
    today = timezone.localdate(now)
    if Permission.PARTICIPANT_READ in held:
        return _full(actor, participant, held, now=now, today=today)
    if Permission.PARTICIPANT_WORK in held:
        return _work(participant, held, today=today)
    if Permission.PARTICIPANT_NAME in held:
        return _name(actor, participant, held, today=today)
    raise NotAllowed(Permission.PARTICIPANT_NAME, participant)


def level_of(actor: Actor, participant: Participant) -> Level:
    """The reader's level alone, for the pages beside. Raises NotAllowed when there is none."""
    levels = {
        Permission.PARTICIPANT_READ: Level.FULL,
        Permission.PARTICIPANT_WORK: Level.WORK,
        Permission.PARTICIPANT_NAME: Level.NAME,
    }
    held = permissions_on(actor, participant, levels)
    for permission, level in levels.items():
        if permission in held:
            return level
    raise NotAllowed(Permission.PARTICIPANT_NAME, participant)


def _full(
    actor: Actor, participant: Participant, held: frozenset[Permission], *, now: datetime, today: date
) -> ParticipantPage:
    person = full_person(participant)
    referrals = [_Referral(*row) for row in _referrals(participant.pk)]
    mapped = Exists(IntakeMapping.objects.filter(case=OuterRef("pk")))
    cases = list(_cases(participant).select_related("exit").annotate(is_mapped=mapped))
    for case in cases:
        case.participant = participant
    events, event_count = latest_events(participant.pk)
    page = ParticipantPage(
        level=Level.FULL,
        person=person,
        today=today,
        may=held,
        referred_by=_referred_by(referrals),
        events=events,
        event_count=event_count,
        readers=readers(participant.pk, now=now),
        earlier=tuple(_earlier(case) for case in cases[1:]),
        referrals=_waiting(referrals),
        has_mapping=bool(cases) and cases[0].is_mapped,
        **(_of_case(cases[0], held, now=now) if cases else {}),
    )
    return _with_next_step(page, cases[0] if cases else None)


def _of_case(case: Case, held: frozenset[Permission], *, now: datetime) -> dict[str, Any]:
    """What belongs to the enrolment the page is about."""
    today = timezone.localdate(now)
    placements, periods = placements_of(case), _periods(case.pk)
    return {
        "case": CaseHead(
            pk=case.pk,
            unit=case.unit.name,
            step=case.step,
            independence_level=case.independence_level,
            is_open=case.closed_on is None,
            number=case.number,
            programme=case.programme.name,
            opened_on=case.opened_on,
            closed_on=case.closed_on,
        ),
        "coordinator": _coordinator(case, periods),
        "coordinator_changes": changes_between(periods),
        "ladder": steps_of(case, today=today),
        "moves": _moves(case),
        "runs": runs_of(case, placements, today=today),
        "plan": plan_of(case, today=today),
        "placement": _active(placements, today=today),
        "waiting": tuple(_part(each) for each in placements if each.status in WAITING),
        "ending": ending_of(case),
        "beside": beside(case, held, now=now),
    }


def _work(participant: Participant, held: frozenset[Permission], *, today: date) -> ParticipantPage:
    """What the work needs: the points, the placement and its hours. No plan, no activities, no events, no numbers."""
    case = _cases(participant).first()
    person = _only_name(participant)
    if case is None:
        return ParticipantPage(level=Level.WORK, person=person, today=today, may=held)
    placements = placements_of(case)
    return ParticipantPage(
        level=Level.WORK,
        person=person,
        today=today,
        may=held,
        case=_head_without_history(case),
        coordinator=_coordinator(case, _periods(case.pk)),
        ladder=steps_of(case, today=today),
        runs=tuple(run for run in runs_of(case, placements, today=today) if not run.is_activity),
        placement=_active(placements, today=today),
    )


def _name(actor: Actor, participant: Participant, held: frozenset[Permission], *, today: date) -> ParticipantPage:
    """The name and the coordinator; and of what is the reader's own: their placements, their referrals."""
    case = _cases(participant).first()
    own = visible_to(actor, Referral).filter(participant=participant).order_by("-received_on", "-pk")
    return ParticipantPage(
        level=Level.NAME,
        person=_only_name(participant),
        today=today,
        may=held,
        case=CaseHead(pk=case.pk, unit=case.unit.name, step=0, independence_level=0, is_open=case.closed_on is None)
        if case
        else None,
        coordinator=_coordinator(case, _periods(case.pk)) if case else None,
        waiting=tuple(_part(each) for each in _own_placements(actor, case)) if case else (),
        referrals=tuple(ReferralRow(each.pk, ReferralStatus(each.status), each.received_on) for each in own),
    )


def full_person(participant: Participant) -> Person:
    """The person for those who may read the file. The last four figures of the number are shown only when asked for."""
    number = participant.identity_number or ""
    return Person(
        pk=participant.pk,
        given_name=participant.given_name,
        name=participant.name,
        is_protected=participant.is_protected,
        protection=Protection(participant.protection),
        masked_number=f"{number[2:8]}-••••" if number else "",
        is_coordination_number=bool(number) and int(number[6:8]) > 60,
        born_on=participant.born_on,
        language=participant.language,
        phone=participant.phone,
        email=participant.email,
        travel_zone=participant.travel_zone,
    )


def _only_name(participant: Participant) -> Person:
    return Person(participant.pk, participant.given_name, participant.name, participant.is_protected)


def _cases(participant: Participant) -> QuerySet[Case]:
    """The open case first, then the latest."""
    cases = Case.objects.filter(participant=participant).select_related("unit", "programme")
    return cases.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")


def _head_without_history(case: Case) -> CaseHead:
    return CaseHead(
        pk=case.pk,
        unit=case.unit.name,
        step=case.step,
        independence_level=case.independence_level,
        is_open=case.closed_on is None,
    )


@written_once
def _periods(case: int) -> QuerySet[CoordinatorPeriod, tuple[Any, ...]]:
    rows = CoordinatorPeriod.objects.filter(case=case).order_by("-starts_on")
    return rows.values_list("coordinator__name", "starts_on", "ends_on")


def _coordinator(case: Case, periods: list[tuple[str, date, date | None]]) -> CoordinatorNow | None:
    """The current one; of a closed case the last one, who still has the outcome to confirm."""
    if not periods or (periods[0][2] is not None and case.closed_on is None):
        return None
    return CoordinatorNow(name=periods[0][0], since=periods[0][1], before=len(periods) - 1)


@written_once
def _moved(case: int) -> QuerySet[StepMove, tuple[Any, ...]]:
    rows = StepMove.objects.filter(case=case).order_by("moved_on", "pk")
    return rows.values_list("from_step", "to_step", "moved_on", "reason")


def _moves(case: Case) -> tuple[Move, ...]:
    return tuple(Move(*row) for row in _moved(case.pk))


def _active(placements: list[PlacementRow], *, today: date) -> PlacementPart | None:
    """The placement that runs; the rule about the longest time is shown where it bites."""
    active = next((each for each in placements if each.status == PlacementStatus.ACTIVE), None)
    if active is None:
        return None
    last = last_allowed_day(starts_on=active.starts_on, studies_follow=active.studies_follow)
    used = max(0, (min(today, active.ends_on) - active.starts_on).days)
    return _part(active, used_days=used, most_days=(last - active.starts_on).days)


def _part(placement: PlacementRow, *, used_days: int = 0, most_days: int = 0) -> PlacementPart:
    return PlacementPart(
        pk=placement.pk,
        place_id=placement.place_id,
        place=placement.place,
        host=placement.host,
        supervisor=placement.supervisor,
        form=PlacementForm(placement.form),
        status=PlacementStatus(placement.status),
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        hours_per_week=float(placement.hours_per_week),
        used_days=used_days,
        most_days=most_days,
    )


def _own_placements(actor: Actor, case: Case) -> list[PlacementRow]:
    """Those a host may know of: where the reader supervises or receives, or keeps the municipality's places."""
    asked = PlacementStatus.PARTICIPANT_ASKED
    shown = (*(status for status in WAITING if status is not asked), PlacementStatus.ACTIVE)
    own = [each for each in placements_of(case) if each.status in shown]
    if may(actor, Permission.PLACE_WRITE):
        return own
    at = set(places_of(actor.user_id, timezone.localdate()))
    is_theirs = [actor.user_id in (each.supervisor_user_id, each.manager_id) or each.place_id in at for each in own]
    return list(compress(own, is_theirs))


class _Referral(NamedTuple):
    pk: int
    status: str
    source: str
    received_on: date
    referrer_name: str
    referred_by: str | None


@written_once
def _referrals(participant: int) -> QuerySet[Referral, tuple[Any, ...]]:
    rows = Referral.objects.filter(participant=participant).order_by("-received_on", "-pk")
    return rows.values_list("pk", "status", "source", "received_on", "referrer_name", "referred_by__name")


def _referred_by(referrals: list[_Referral]) -> ReferredBy | None:
    if not referrals:
        return None
    latest = referrals[0]
    return ReferredBy(latest.referred_by or latest.referrer_name, ReferralSource(latest.source), latest.received_on)


def _waiting(referrals: list[_Referral]) -> tuple[ReferralRow, ...]:
    waiting = [each for each in referrals if each.status == ReferralStatus.RECEIVED]
    return tuple(ReferralRow(each.pk, ReferralStatus(each.status), each.received_on) for each in waiting)


def _earlier(case: Case) -> EarlierCase:
    ending = getattr(case, "exit", None)
    return EarlierCase(case.number, case.opened_on, case.closed_on, Outcome(ending.outcome) if ending else None)


def _with_next_step(page: ParticipantPage, case: Case | None) -> ParticipantPage:
    return replace(page, next_step=what_next(_standing(page, case), today=page.today))


def _standing(page: ParticipantPage, case: Case | None) -> Standing:
    waiting = page.waiting[0] if page.waiting else None
    step = page.step_now
    return Standing(
        given_name=page.person.given_name,
        has_case=case is not None,
        is_open=case is not None and case.closed_on is None,
        has_waiting_referral=bool(page.referrals),
        has_coordinator=page.coordinator is not None,
        has_mapping=page.has_mapping,
        plan_made_on=page.plan.made_on if page.plan else None,
        plan_answer=page.plan.answer if page.plan else Standing.plan_answer,
        placement_ends_on=page.placement.ends_on if page.placement else None,
        waiting_place=waiting.place if waiting else "",
        waiting_status=waiting.status if waiting else None,
        step=case.step if case else 1,
        last_step=page.ladder[-1].number if page.ladder else Standing.last_step,
        step_is_reached=step is not None and step.is_reached,
        exited_on=page.ending.exited_on if page.ending else None,
        outcome_confirmed=page.ending is not None and page.ending.confirmed_on is not None,
        follow_up=page.beside.meetings.follow_up if page.beside else None,
        meeting_on=_next_meeting_on(page),
    )


def _next_meeting_on(page: ParticipantPage) -> date | None:
    booked = page.beside.meetings.next if page.beside else None
    return timezone.localdate(booked.starts_at) if booked else None
