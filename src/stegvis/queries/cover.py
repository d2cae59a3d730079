"""Cover (ersättare) on screen: whom somebody stands in for, who stands in for a case's coordinator, and who read so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..access import Actor, Permission, visible_to
from ..models import AccessGrant, Case, CoordinatorCover, CoordinatorPeriod
from ..rules.history import GrantKind
from ..rules.people import Protection


@dataclass(frozen=True)
class StandIn:
    """Who stands in for the coordinator of a case, until when."""

    name: str
    for_name: str
    until: date
    reads: bool


def standing_in(case: Case, *, today: date) -> StandIn | None:
    """One statement. `reads` is False while the case has protected identity and no grant has been given."""
    covers = CoordinatorCover.objects.on(today).filter(
        coordinator__coordinator_periods__case=case, coordinator__coordinator_periods__ends_on__isnull=True
    )
    grants = Q(substitute__grants__participant=case.participant_id, substitute__grants__ends_at__gt=timezone.now())
    row = (
        covers.annotate(let_in=Count("substitute__grants", filter=grants))
        .values_list("substitute__name", "coordinator__name", "ends_on", "let_in")
        .first()
    )
    if row is None:
        return None
    name, for_name, until, let_in = row
    return StandIn(name, for_name, until, reads=not case.participant.is_protected or bool(let_in))


@dataclass(frozen=True)
class Covering:
    """Somebody's caseload that the reader has for a time: how many, and how many of them need a grant."""

    coordinator_id: int
    name: str
    until: date
    participants: int
    need_grant: int


def covering(actor: Actor, *, today: date) -> tuple[Covering, ...]:
    """Those the reader stands in for today. One statement, whoever asks."""
    had = _current().filter(coordinator=OuterRef("coordinator")).order_by().values("coordinator")
    protected = ~Q(case__participant__protection=Protection.NONE) & ~Q(case__participant__in=actor.granted)
    covers = CoordinatorCover.objects.on(today).filter(substitute=actor.user_id).order_by("ends_on", "pk")
    rows = covers.values_list(
        "coordinator_id",
        "coordinator__name",
        "ends_on",
        Coalesce(Subquery(had.annotate(many=Count("pk")).values("many")), 0),
        Coalesce(Subquery(had.annotate(closed=Count("pk", filter=protected)).values("closed")), 0),
    )
    return tuple(Covering(*row) for row in rows)


def _current() -> QuerySet[CoordinatorPeriod]:
    return CoordinatorPeriod.objects.current().filter(case__closed_on__isnull=True)


@dataclass(frozen=True)
class StoodIn:
    """A time when somebody stood in for whoever had the person."""

    user_id: int
    first: date
    last: date


def stood_in(participant_id: int) -> tuple[StoodIn, ...]:
    """Every time somebody was a substitute for one person's coordinator: with it a reading says "ersättare"."""
    rows = CoordinatorCover.objects.filter(
        Q(coordinator__coordinator_periods__ends_on__isnull=True)
        | Q(coordinator__coordinator_periods__ends_on__gte=F("starts_on")),
        coordinator__coordinator_periods__case__participant=participant_id,
        coordinator__coordinator_periods__starts_on__lte=F("ends_on"),
    )
    found = rows.order_by("pk").values_list("substitute_id", "starts_on", "ends_on").distinct()
    return tuple(StoodIn(*row) for row in found)


def was_substitute(times: tuple[StoodIn, ...], user_id: int | None, day: date) -> bool:
    """Whether who read that day did it as a substitute."""
    return any(each.user_id == user_id and each.first <= day <= each.last for each in times)


@dataclass(frozen=True)
class NeedsGrant:
    """Somebody with protected identity whom a substitute reaches only with a grant; `until` when it has been given."""

    case_id: int
    participant_id: int
    name: str
    is_let_in: bool


@dataclass(frozen=True)
class CoverPage:
    """One cover: who, for whom, when and why; how many follow along, and those who need a grant each."""

    pk: int
    coordinator_id: int
    name: str
    substitute: str
    starts_on: date
    ends_on: date
    reason: str
    participants: int
    needs: tuple[NeedsGrant, ...]
    hidden: int


def cover_page(actor: Actor, cover: CoordinatorCover) -> CoverPage:
    """Three statements. Whom the reader may not see is only counted."""
    theirs = _current().filter(coordinator=cover.coordinator_id)
    protected = ~Q(case__participant__protection=Protection.NONE)
    numbers = theirs.aggregate(all=Count("pk"), closed=Count("pk", filter=protected))
    seen = visible_to(actor, Case, Permission.CASELOAD_MOVE).filter(coordinator_periods__in=theirs)
    rows = list(
        seen.exclude(participant__protection=Protection.NONE)
        .order_by("participant__sort_name", "pk")
        .values_list("pk", "participant_id", "participant__given_name", "participant__family_name")
    )
    given = set(
        AccessGrant.objects.filter(
            user=cover.substitute_id, kind=GrantKind.COVER, ends_at__gt=timezone.now()
        ).values_list("participant_id", flat=True)
    )
    return CoverPage(
        pk=cover.pk,
        coordinator_id=cover.coordinator_id,
        name=cover.coordinator.name,
        substitute=cover.substitute.name,
        starts_on=cover.starts_on,
        ends_on=cover.ends_on,
        reason=cover.reason,
        participants=numbers["all"] - numbers["closed"],
        needs=tuple(NeedsGrant(pk, person, f"{given_name} {family}", person in given)
                    for pk, person, given_name, family in rows),
        hidden=numbers["closed"] - len(rows),
    )  # fmt: skip
