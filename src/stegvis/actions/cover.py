"""Cover (ersättare): somebody has another's whole caseload for a time; protected identity needs a grant of its own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowed, Permission, require
from ..models import AccessGrant, Case, CoordinatorCover, StaffRole, User
from ..rules import handover as rules
from ..rules.history import EventKind, GrantKind
from ..rules.people import Role
from ..rules.words import Reason
from .log import log, stop_if


@transaction.atomic
def arrange_cover(
    coordinator: User, *, substitute: User, starts_on: date, ends_on: date, reason: str, by: Actor
) -> CoordinatorCover:
    """Let a colleague stand in for a coordinator, from a day to a day."""
    require(by, Permission.CASELOAD_MOVE)
    coordinator = User.objects.select_for_update(no_key=True).get(pk=coordinator.pk)
    units = _units_of(coordinator, by=by)
    others = CoordinatorCover.objects.filter(coordinator=coordinator, starts_on__lte=ends_on, ends_on__gte=starts_on)
    other = others.values_list("starts_on", "ends_on").first()
    stop_if(
        rules.reasons_not_to_cover(
            is_same=coordinator.pk == substitute.pk,
            is_coordinator=bool(units),
            is_substitute_coordinator=substitute.is_active and bool(units & _units_of(substitute, by=by)),
            starts_on=starts_on,
            ends_on=ends_on,
            today=timezone.localdate(),
            other_cover=other,
            reason=reason,
        )
    )
    cover = CoordinatorCover.objects.create(
        coordinator=coordinator, substitute=substitute, starts_on=starts_on, ends_on=ends_on, reason=reason.strip()
    )
    log(
        EventKind.COVER_ARRANGED,
        cover,
        by=by,
        happened_on=starts_on,
        coordinator=coordinator.pk,
        substitute=substitute.pk,
        until=ends_on,
    )
    return cover


def _units_of(user: User, *, by: Actor) -> set[int | None]:
    """Where somebody is a coordinator today, as far as whoever asks leads."""
    roles = StaffRole.objects.current(timezone.localdate()).filter(user=user, role=Role.COORDINATOR)
    units: set[int | None] = set(roles.values_list("unit_id", flat=True))
    return units if by.is_system else units & set(by.unit_ids)


def _locked(cover: CoordinatorCover, *, by: Actor) -> CoordinatorCover:
    require(by, Permission.CASELOAD_MOVE)
    rows = CoordinatorCover.objects.select_for_update(of=("self",)).select_related("coordinator", "substitute")
    cover = rows.get(pk=cover.pk)
    if not _units_of(cover.coordinator, by=by):
        raise NotAllowed(Permission.CASELOAD_MOVE)
    return cover


@transaction.atomic
def end_cover(cover: CoordinatorCover, *, by: Actor) -> None:
    """End it now: yesterday was the last day, and what has not lasted a day has not been."""
    cover = _locked(cover, by=by)
    today = timezone.localdate()
    over = cover.ends_on < today
    stop_if([Reason("Ersättningen är redan slut.")] if over else [])
    _end(cover, by=by)


def _end(cover: CoordinatorCover, *, by: Actor) -> None:
    today = timezone.localdate()
    log(EventKind.COVER_ENDED, cover, by=by, coordinator=cover.coordinator_id, substitute=cover.substitute_id)
    _end_grants(cover, by=by)
    if cover.starts_on >= today:
        cover.delete()
    else:
        cover.ends_on = today - timedelta(days=1)
        cover.save(update_fields=["ends_on"])


def _end_grants(cover: CoordinatorCover, *, by: Actor) -> None:
    now = timezone.now()
    grants = AccessGrant.objects.filter(
        user=cover.substitute_id, kind=GrantKind.COVER, participant__in=_participants_of(cover.coordinator_id)
    ).exclude(ends_at__lte=now)
    for grant in grants.select_for_update(of=("self",)).order_by("pk"):
        log(EventKind.ACCESS_ENDED, grant, by=by, kind=GrantKind.COVER.value, user=grant.user_id)
        end_grant(grant, now)


def end_grant(grant: AccessGrant, now: datetime) -> None:
    """It is over at the next request; one that has not begun never will."""
    if grant.starts_at >= now:
        grant.delete()
    else:
        grant.ends_at = now
        grant.save(update_fields=["ends_at"])


def _participants_of(coordinator_id: int) -> list[int]:
    cases = Case.objects.filter(coordinator_periods__coordinator=coordinator_id)
    return list(cases.values_list("participant_id", flat=True))


def end_covers_of(user: User, *, by: Actor) -> None:
    """Somebody leaves: nobody stands in for them, and they stand in for nobody."""
    covers = CoordinatorCover.objects.filter(ends_on__gte=timezone.localdate())
    for cover in [*covers.filter(coordinator=user), *covers.filter(substitute=user)]:
        _end(cover, by=by)


@transaction.atomic
def let_substitute_read(case: Case, *, cover: CoordinatorCover, by: Actor) -> AccessGrant:
    """Let the substitute work with one person with protected identity, for as long as the cover lasts."""
    cover = _locked(cover, by=by)
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.CASELOAD_MOVE, case)
    now = timezone.now()
    starts_at, ends_at = max(now, midnight(cover.starts_on)), midnight(cover.ends_on + timedelta(days=1))
    given = AccessGrant.objects.filter(user=cover.substitute, participant=case.participant, kind=GrantKind.COVER)
    is_theirs = case.coordinator_periods.current().filter(coordinator=cover.coordinator).exists()
    stop_if(
        rules.reasons_not_to_let_substitute_read(
            is_theirs=is_theirs,
            is_protected=case.participant.is_protected,
            is_over=ends_at <= now,
            is_let_in=given.filter(ends_at__gt=now).exists(),
        )
    )
    grant = AccessGrant.objects.create(
        user=cover.substitute,
        participant=case.participant,
        kind=GrantKind.COVER,
        reason=rules.COVERS,
        granted_by_id=by.user_id,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    log(EventKind.ACCESS_GRANTED, grant, by=by, kind=GrantKind.COVER.value, user=grant.user_id)
    return grant


def midnight(day: date) -> datetime:
    """When a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))
