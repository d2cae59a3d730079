"""Referrals and intake (anvisningar och mottagning) on screen: the queue, own referrals, who has room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from ..access import Actor, visible_to
from ..models import Case, CoordinatorPeriod, Participant, Referral, StaffRole
from ..rules.exit import Outcome
from ..rules.people import Role
from ..rules.referral import Load, ReferralSource, ReferralStatus, ReturnReason, by_load
from ..rules.words import Reason
from .household import children_at_home
from .paging import Paging

ROWS_ON_PAGE = 50


@dataclass(frozen=True)
class ReferralRow:
    """One line of the queue, or of the referrer's own."""

    pk: int
    participant_id: int
    name: str
    received_on: date
    days_waiting: int
    source: ReferralSource
    referrer: str
    children: int
    receives_income_support: bool
    status: ReferralStatus
    outcome: Reason | None


@dataclass(frozen=True)
class ReferralList:
    """One page of the list, with how many there are of each sort."""

    rows: list[ReferralRow]
    waiting: int
    decided: int
    shows_waiting: bool
    paging: Paging


def referral_list(actor: Actor, *, today: date, shows_waiting: bool | None, page: int) -> ReferralList:
    """The queue (children in the household first, then income support, then who has waited longest), or the decided.

    When neither is asked for: the queue, unless it is empty. Two statements, whatever the number of rows.
    """
    visible = visible_to(actor, Referral)
    is_waiting = Q(status=ReferralStatus.RECEIVED)
    numbers = visible.aggregate(waiting=Count("pk", filter=is_waiting), decided=Count("pk", filter=~is_waiting))
    if shows_waiting is None:
        shows_waiting = bool(numbers["waiting"]) or not numbers["decided"]
    paging = Paging.of(numbers["waiting" if shows_waiting else "decided"], page, size=ROWS_ON_PAGE)
    at_home = children_at_home("children_in_household", person="participant_id", today=today)
    visible = visible.annotate(at_home=at_home)
    chosen = in_queue_order(visible.filter(is_waiting)) if shows_waiting else _latest_first(visible.exclude(is_waiting))
    rows = _rows(chosen[paging.rows], today)
    return ReferralList(rows, numbers["waiting"], numbers["decided"], shows_waiting, paging)


def in_queue_order(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Who goes before whom while they wait; `at_home` is the children there are, by the household or the referral."""
    has_children = ExpressionWrapper(Q(at_home__gt=0), output_field=BooleanField())
    return referrals.order_by(has_children.desc(), "-receives_income_support", "received_on", "pk")


def _latest_first(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    return referrals.order_by("-decided_at", "-pk")


def _rows(referrals: QuerySet[Referral], today: date) -> list[ReferralRow]:
    chosen = referrals.select_related("participant", "referred_by", "case", "case__exit")
    return [_row(referral, today) for referral in chosen]


def _row(referral: Referral, today: date) -> ReferralRow:
    return ReferralRow(
        pk=referral.pk,
        participant_id=referral.participant_id,
        name=referral.participant.name,
        received_on=referral.received_on,
        days_waiting=(today - referral.received_on).days,
        source=ReferralSource(referral.source),
        referrer=referral.referrer_name,
        children=getattr(referral, "at_home", referral.children_in_household),
        receives_income_support=referral.receives_income_support,
        status=ReferralStatus(referral.status),
        outcome=outcome_of(referral),
    )


def outcome_of(referral: Referral) -> Reason | None:
    """What came of a referral, as much as its referrer may know; nothing while it waits."""
    if referral.status == ReferralStatus.RETURNED:
        return Reason("Återsänd: {reason}.", reason=ReturnReason(referral.return_reason))
    case: Case | None = getattr(referral, "case", None)
    if case is None:
        return None
    if case.closed_on is None:
        return Reason("Inskriven sedan {day}.", day=case.opened_on)
    ending = getattr(case, "exit", None)
    if ending is None:
        return Reason("Avslutad {day}.", day=case.closed_on)
    return Reason("Avslutad {day}: {outcome}.", day=case.closed_on, outcome=Outcome(ending.outcome))


@dataclass(frozen=True)
class EarlierCase:
    """One enrolment before this referral."""

    number: str
    opened_on: date
    closed_on: date | None
    outcome: Outcome | None


def earlier_cases(referral: Referral) -> list[EarlierCase]:
    """The person's earlier enrolments, latest first."""
    cases = Case.objects.filter(participant=referral.participant_id).exclude(referral=referral.pk)
    rows = cases.order_by("-opened_on", "-pk").values_list("number", "opened_on", "closed_on", "exit__outcome")
    return [
        EarlierCase(number, opened_on, closed_on, Outcome(outcome) if outcome else None)
        for number, opened_on, closed_on, outcome in rows
    ]


def coordinators_by_load(unit_id: int, *, today: date) -> list[Load]:
    """Those who are coordinators in the unit today, most room first; the load counts open cases in every unit."""
    has_now = Q(user__coordinator_periods__ends_on__isnull=True, user__coordinator_periods__isnull=False)
    rows = (
        StaffRole.objects.current(today)
        .filter(role=Role.COORDINATOR, unit=unit_id, user__is_active=True)
        .values("user_id", "user__name", "user__case_ceiling")
        .annotate(open_cases=Count("user__coordinator_periods", filter=has_now, distinct=True))
    )
    return by_load(
        Load(row["user_id"], row["user__name"], row["open_cases"], row["user__case_ceiling"]) for row in rows
    )


def coordinator_periods(case: Case) -> list[CoordinatorPeriod]:
    """Who has had the case, latest first."""
    return list(case.coordinator_periods.select_related("coordinator").order_by("-starts_on"))


def person_with_number(digits: str) -> Participant | None:
    """The one person with a full identity number; whoever asks is logged by the view."""
    return Participant.objects.filter(identity_number=digits).first()
