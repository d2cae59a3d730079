"""Employments (anställningar): the list with what ends soon, one with its decisions and placements, and a person's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from ..access import Actor, Permission, visible_to
from ..models import Case, Employment, Placement, SupportDecision
from ..rules.employment import Contract, Support, SupportRule, support_rule
from ..rules.place import PlacementForm
from ..rules.placement import SEATED, WAITING, PlacementStatus
from ..rules.today.employments import TOLD_BEFORE_DAYS
from .paging import Paging

ENDING, ENDED = "ending", "ended"


@dataclass(frozen=True)
class EmploymentRow:
    """One line: what it is, how long, and until when the state's support is decided (None: no decision)."""

    pk: int
    participant_id: int
    name: str
    contract: Contract
    support: Support
    starts_on: date
    ends_on: date | None
    hours_per_week: float
    decided_until: date | None
    is_over: bool
    ends_soon: bool
    support_ends_soon: bool


@dataclass(frozen=True)
class Employments:
    """The page of the list: its rows, how many are found, and how many of all end soon."""

    rows: tuple[EmploymentRow, ...]
    paging: Paging
    ending: int


def with_decisions(rows: QuerySet[Employment]) -> QuerySet[Employment]:
    return rows.annotate(decided_until=Max("decisions__ends_on")).select_related("case__participant")


def ends_soon(today: date) -> Q:
    """It ends within some weeks and nothing follows, or its support does; `decided_until` must be there."""
    soon = today + timedelta(days=TOLD_BEFORE_DAYS)
    itself = Q(ends_on__lte=soon, renewed_by__isnull=True)
    supported = ~Q(support=Support.NONE) & Q(decided_until__lte=soon) & (Q(ends_on=None) | Q(ends_on__gt=soon))
    return (Q(ends_on=None) | Q(ends_on__gte=today)) & (itself | supported)


def employments(
    actor: Actor, *, support: Support | None = None, only: str = "", page: int = 1, today: date
) -> Employments:
    """One page of the list, the first to end first: three statements. `only` is "ending" or "ended", or nothing."""
    mine = with_decisions(visible_to(actor, Employment, Permission.EMPLOYMENT_WRITE))
    rows = mine.filter(ends_on__lt=today) if only == ENDED else mine.exclude(ends_on__lt=today)
    if only == ENDING:
        rows = rows.filter(ends_soon(today))
    if support is not None:
        rows = rows.filter(support=support)
    paging = Paging.of(rows.count(), page)
    shown = rows.select_related("renewed_by").order_by("ends_on", "pk")[paging.rows]
    listed = tuple(row_of(each, today=today) for each in shown)
    return Employments(listed, paging, mine.filter(ends_soon(today)).count())


def row_of(one: Employment, *, today: date) -> EmploymentRow:
    """One employment, that was asked for `with_decisions`."""
    soon = today + timedelta(days=TOLD_BEFORE_DAYS)
    is_over = one.ends_on is not None and one.ends_on < today
    decided_until: date | None = getattr(one, "decided_until", None)
    ends = one.ends_on is not None and one.ends_on <= soon
    support_ends = one.support != Support.NONE and decided_until is not None and decided_until <= soon
    return EmploymentRow(
        pk=one.pk,
        participant_id=one.case.participant_id,
        name=one.case.participant.name,
        contract=Contract(one.contract),
        support=Support(one.support),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        hours_per_week=float(one.hours_per_week),
        decided_until=decided_until,
        is_over=is_over,
        ends_soon=ends and not is_over and not hasattr(one, "renewed_by"),
        support_ends_soon=support_ends and not is_over and not ends,
    )


def employments_of(case: Case, *, today: date) -> tuple[EmploymentRow, ...]:
    """Those of one enrolment, newest first. One statement."""
    rows = with_decisions(Employment.objects.filter(case=case)).select_related("renewed_by")
    return tuple(row_of(each, today=today) for each in rows.order_by("-starts_on", "-pk"))


@dataclass(frozen=True)
class Resting:
    """A placement that rests on an employment, or could."""

    pk: int
    place: str
    host: str
    form: PlacementForm
    status: PlacementStatus
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class EmploymentPage:
    """One employment: its decisions, what rests on it and what could, and the rule of its support."""

    row: EmploymentRow
    decisions: tuple[SupportDecision, ...]
    resting: tuple[Resting, ...]
    others: tuple[Resting, ...]
    rule: SupportRule | None


def employment_page(one: Employment, *, today: date) -> EmploymentPage:
    """Three statements, for somebody who may write it."""
    row = with_decisions(Employment.objects.filter(pk=one.pk)).select_related("renewed_by").get()
    placements = Placement.objects.filter(case=one.case_id, status__in=[*SEATED, *WAITING, PlacementStatus.SIGNED])
    placements = placements.select_related("place__host").order_by("-starts_on", "-pk")
    rows = list(placements)
    free = [each for each in rows if each.employment_id is None and _meets(each, one)]
    return EmploymentPage(
        row=row_of(row, today=today),
        decisions=tuple(one.decisions.order_by("-starts_on")),
        resting=_resting(each for each in rows if each.employment_id == one.pk),
        others=_resting(each for each in free if each.status != PlacementStatus.ENDED),
        rule=support_rule(Support(one.support), on=one.starts_on),
    )


def _meets(placement: Placement, one: Employment) -> bool:
    """Whether any of its days are days of the employment."""
    return placement.ends_on >= one.starts_on and (one.ends_on is None or placement.starts_on <= one.ends_on)


def _resting(placements: Iterable[Placement]) -> tuple[Resting, ...]:
    return tuple(
        Resting(
            pk=each.pk,
            place=each.place.name,
            host=each.place.host.name,
            form=PlacementForm(each.form),
            status=PlacementStatus(each.status),
            starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for each in placements
    )
