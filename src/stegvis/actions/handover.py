"""Handover (överlämning): the one place where a case gets a coordinator, and a caseload that goes to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowed, Permission, require, visible_to
from ..models import AccessGrant, Case, CoordinatorPeriod, Participant, StaffRole, User
from ..queries.referral import coordinators_by_load
from ..rules import case as case_rules
from ..rules import handover as rules
from ..rules.history import EventKind, GrantKind
from ..rules.message import Channel, MessageKind
from ..rules.people import Role
from ..rules.referral import IS_COORDINATOR, Load
from ..rules.words import Reason
from .cover import end_covers_of, end_grant, midnight
from .log import log, stop_if
from .message import tell_participant
from .privacy import head_ids, let_read_protected, without_grant

AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True)
class Change:
    """One case that gets a coordinator; `current` is the period of whoever has it until then."""

    case: Case
    coordinator_id: int
    from_on: date
    reason: str = ""
    over_ceiling_because: str = ""
    current: CoordinatorPeriod | None = None

    @property
    def starts_on(self) -> date:
        """A period that has not begun is taken over whole, from its own first day."""
        current = self.current
        return current.starts_on if current and current.starts_on > timezone.localdate() else self.from_on

    @property
    def takes_over_whole(self) -> bool:
        return self.current is not None and self.current.starts_on == self.starts_on


@transaction.atomic
def change_coordinator(case: Case, *, to: User, from_on: date, reason: str, by: Actor) -> CoordinatorPeriod:
    """Give one case a coordinator from a day on; whoever calls has asked whether `by` may."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    latest = _latest_periods([case]).get(case.pk)
    stop_if(_reasons_not_to_change(case, to.pk, latest, _coordinators_of([case]), from_on=from_on, reason=reason))
    current = latest if latest and latest.ends_on is None else None
    change = Change(case=case, coordinator_id=to.pk, from_on=from_on, reason=reason.strip(), current=current)
    return begin_periods([change], note=partial(log, by=by), by=by)[0]


@transaction.atomic
def hand_over(
    to: Mapping[int, int], *, from_on: date, reason: str, over_ceiling_because: str = "", by: Actor
) -> list[CoordinatorPeriod]:
    """Give each case (key) to a coordinator (key): all of them, or none and every reason."""
    cases = _locked(to, by=by)
    loads = _loads_of(cases)
    reasons = rules.reasons_not_to_hand_over(
        to=to, reason=reason, loads=loads, over_ceiling_because=over_ceiling_because
    )
    latest, coordinators = _latest_periods(cases), _coordinators_of(cases)
    for case in cases:
        about_one = _reasons_not_to_change(
            case, to[case.pk], latest.get(case.pk), coordinators, from_on=from_on, reason=reason.strip() or "-"
        )
        reasons += rules.about(case.participant.name, about_one)
    stop_if(reasons)
    above = {load.coordinator_id for load in rules.above_ceiling(loads, Counter(to.values()))}
    changes = [
        Change(
            case=case,
            coordinator_id=to[case.pk],
            from_on=from_on,
            reason=reason.strip(),
            over_ceiling_because=over_ceiling_because.strip() if to[case.pk] in above else "",
            current=period if (period := latest.get(case.pk)) and period.ends_on is None else None,
        )
        for case in cases
    ]
    return begin_periods(changes, note=partial(log, by=by), by=by)


def _locked(to: Mapping[int, int], *, by: Actor) -> list[Case]:
    """The cases and those who get them, each sort in the order of their keys, so that two at once wait and not lock."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("participant")
    cases = list(rows.filter(pk__in=list(to)).order_by("pk"))
    list(User.objects.select_for_update(no_key=True).filter(pk__in=set(to.values())).order_by("pk"))
    may_move = visible_to(by, Case, Permission.CASELOAD_MOVE).filter(pk__in=list(to)).values_list("pk", flat=True)
    if beyond := to.keys() - set(may_move):
        raise NotAllowed(Permission.CASELOAD_MOVE, next((case for case in cases if case.pk in beyond), None))
    return cases


def _loads_of(cases: Iterable[Case]) -> list[Load]:
    """Each coordinator of the cases' units once."""
    units = sorted({case.unit_id for case in cases})
    today = timezone.localdate()
    loads = (load for unit in units for load in coordinators_by_load(unit, today=today))
    return list({load.coordinator_id: load for load in loads}.values())


def _latest_periods(cases: Iterable[Case]) -> dict[int, CoordinatorPeriod]:
    """The latest period of each case: the current one where there is one."""
    rows = CoordinatorPeriod.objects.filter(case__in=list(cases)).order_by("case_id", "starts_on")
    return {row.case_id: row for row in rows}


def _coordinators_of(cases: Iterable[Case]) -> set[tuple[int, int | None]]:
    """Who is a coordinator where today, as (user, unit)."""
    roles = StaffRole.objects.current(timezone.localdate()).filter(
        role=Role.COORDINATOR, unit__in={case.unit_id for case in cases}, user__is_active=True
    )
    return set(roles.values_list("user_id", "unit_id"))


def _reasons_not_to_change(
    case: Case,
    to: int,
    latest: CoordinatorPeriod | None,
    coordinators: set[tuple[int, int | None]],
    /,
    *,
    from_on: date,
    reason: str,
) -> list[Reason]:
    has_one = latest is not None and latest.ends_on is None
    return case_rules.reasons_not_to_assign(
        status=case.status,
        from_on=from_on,
        today=timezone.localdate(),
        current_since=latest.starts_on if latest and has_one else None,
        last_ended_on=latest.ends_on if latest else None,
        is_coordinator_here=(to, case.unit_id) in coordinators,
        is_same_coordinator=latest is not None and has_one and latest.coordinator_id == to,
        reason=reason,
    )


def begin_periods(changes: Sequence[Change], *, note: Callable[..., None], by: Actor) -> list[CoordinatorPeriod]:
    """Write what the rules have allowed: the periods, their lines, who may read on, and what the participants are told.

    `note` adds a line to the history as `log` does; a file that is read in adds its own number to each.
    """
    _end_before(changes)
    periods = [_period(each) for each in changes]
    CoordinatorPeriod.objects.bulk_create([each for each in periods if each.pk is None], batch_size=AT_ONCE)
    for change, period in zip(changes, periods, strict=True):
        kind = EventKind.COORDINATOR_CHANGED if change.current else EventKind.COORDINATOR_ASSIGNED
        note(kind, period, happened_on=period.starts_on, coordinator=period.coordinator_id)
    end_reading({each.case: each.current.coordinator_id for each in changes if each.current}, note=note)
    for change in changes:
        _let_read(change, by=by)
    _tell(periods, by=by)
    return periods


def _end_before(changes: Iterable[Change]) -> None:
    ended = []
    for each in changes:
        if each.current and not each.takes_over_whole:
            each.current.ends_on = each.starts_on - timedelta(days=1)
            ended.append(each.current)
    CoordinatorPeriod.objects.bulk_update(ended, ["ends_on"], batch_size=AT_ONCE)


def _period(change: Change) -> CoordinatorPeriod:
    """The new period, not yet saved; or the one that never began, now with somebody else."""
    period = CoordinatorPeriod(
        case=change.case,
        coordinator_id=change.coordinator_id,
        starts_on=change.starts_on,
        reason=change.reason,
        over_ceiling_because=change.over_ceiling_because,
    )
    if change.current and change.takes_over_whole:
        period.pk = change.current.pk
        period.save(force_update=True)
    return period


def end_reading(before: Mapping[Case, int], *, note: Callable[..., None]) -> None:
    """What whoever had a case was let read for its sake ends with the period, and so does a substitute's part."""
    of_person = {case.participant_id: (case, coordinator) for case, coordinator in before.items()}
    now = timezone.now()
    given = AccessGrant.objects.filter(
        participant__in=list(of_person), kind__in=(GrantKind.PROTECTED, GrantKind.COVER)
    ).exclude(ends_at__lte=now)
    for grant in given.select_for_update(of=("self",)).order_by("pk"):
        case, coordinator = of_person[grant.participant_id]
        own = grant.kind == GrantKind.PROTECTED
        if own and (grant.user_id != coordinator or coordinator in head_ids(case.unit_id)):
            continue
        note(EventKind.ACCESS_ENDED, grant, kind=grant.kind, user=grant.user_id)
        end_grant(grant, now)


def _let_read(change: Change, *, by: Actor) -> None:
    person = change.case.participant
    if person.is_protected and without_grant(person, [change.coordinator_id]):
        let_read_protected(person, change.coordinator_id, because=IS_COORDINATOR, by=by)


def _tell(periods: Sequence[CoordinatorPeriod], *, by: Actor) -> None:
    """Those who want messages hear that they have a coordinator, however it came about."""
    keys = [period.case.participant_id for period in periods]
    wanting = Participant.objects.filter(pk__in=keys).exclude(reach_by=Channel.NONE).in_bulk()
    for period in periods:
        if person := wanting.get(period.case.participant_id):
            tell_participant(person, MessageKind.NEW_COORDINATOR, period, by=by)


def leave_without_coordinator(user: User, *, unit_id: int | None, ends_on: date, is_known: bool, by: Actor) -> int:
    """Somebody stops being a coordinator: refused while they have cases, unless whoever does it knows.

    Then the cases stand without a coordinator on the unit manager's page of the day. Says how many they are.
    """
    periods = CoordinatorPeriod.objects.current().filter(coordinator=user, case__closed_on__isnull=True)
    if unit_id is not None:
        periods = periods.filter(case__unit=unit_id)
    left = list(periods.select_for_update(of=("self",)).select_related("case").order_by("case_id"))
    stop_if(rules.reasons_not_to_leave(name=user.name, cases=len(left), is_known=is_known))
    note = partial(log, by=by)
    for period in left:
        note(EventKind.COORDINATOR_LEFT, period, happened_on=ends_on, coordinator=user.pk)
        if period.starts_on > ends_on and period.starts_on > timezone.localdate():
            period.delete()
            continue
        period.ends_on = max(ends_on, period.starts_on)
        period.save(update_fields=["ends_on"])
    end_reading({period.case: user.pk for period in left}, note=note)
    end_covers_of(user, by=by)
    return len(left)


@transaction.atomic
def extend_reading(case: Case, *, to: User, reason: str, ends_on: date, by: Actor) -> AccessGrant:
    """Let whoever had the case read on, to the end of a day: something is left to tell."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.CASELOAD_MOVE, case)
    periods = case.coordinator_periods.filter(coordinator=to)
    stop_if(
        rules.reasons_not_to_extend(
            had_case=periods.exists(),
            has_case=periods.current().exists(),
            reason=reason,
            ends_on=ends_on,
            today=timezone.localdate(),
        )
    )
    grant = AccessGrant.objects.create(
        user=to,
        participant=case.participant,
        kind=GrantKind.EXTENSION,
        reason=reason.strip(),
        granted_by_id=by.user_id,
        starts_at=timezone.now(),
        ends_at=midnight(ends_on + timedelta(days=1)),
    )
    log(EventKind.ACCESS_GRANTED, grant, by=by, kind=GrantKind.EXTENSION.value, user=to.pk)
    return grant
