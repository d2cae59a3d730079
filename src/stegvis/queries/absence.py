"""Absence (frånvaro) on screen: who is away today, the notices of one case, and a month's hours with coded absence."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from ..access import Actor, Permission, visible_to
from ..models import AbsenceNotice, Case, CoordinatorPeriod, ScheduleSlot
from ..rules.absence import Away, MonthHours, Planned, month_hours
from ..rules.activity import AbsenceKind, Span
from ..rules.schedule import Slot, Times


@dataclass(frozen=True)
class Notice:
    """One notice of a case. `by_self` when the participant said so."""

    pk: int
    kind: AbsenceKind
    starts_on: date
    ends_on: date | None
    reported_by: str
    by_self: bool


@dataclass(frozen=True)
class Absent:
    """Somebody who is away today: what they miss, and the code for those who may read the file."""

    case_id: int
    participant_id: int
    name: str
    coordinator: str
    kind: AbsenceKind | None
    starts_on: date
    ends_on: date | None
    misses: tuple[tuple[Times, str], ...]


def _on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def absence_now(case: Case, today: date) -> AbsenceNotice | None:
    """The notice that holds today, if any. One statement."""
    return AbsenceNotice.objects.filter(_on(today), case=case).first()


def notices_of(case: Case) -> tuple[Notice, ...]:
    """Every notice, the latest first. One statement."""
    rows = AbsenceNotice.objects.filter(case=case).order_by("-starts_on", "-pk")
    return tuple(
        Notice(pk, AbsenceKind(kind), starts_on, ends_on, name or "", user is None)
        for pk, kind, starts_on, ends_on, user, name in rows.values_list(
            "pk", "kind", "starts_on", "ends_on", "reported_by", "reported_by__name"
        )
    )


def absent_today(actor: Actor, today: date) -> tuple[Absent, ...]:
    """Those away today whom the actor is to know of. A host learns that somebody is away, not the code.

    Three statements, however many are away.
    """
    away = visible_to(actor, AbsenceNotice, Permission.ABSENCE_READ).filter(_on(today), case__closed_on__isnull=True)
    current = CoordinatorPeriod.objects.filter(case=OuterRef("case"), ends_on__isnull=True)
    rows = list(
        away.select_related("case__participant")
        .annotate(coordinator=Subquery(current.values("coordinator__name")[:1]))
        .order_by("case__participant__sort_name", "pk")
    )
    if not rows:
        return ()
    cases = [row.case_id for row in rows]
    readable = set(
        visible_to(actor, Case, Permission.PARTICIPANT_READ).filter(pk__among=cases).values_list("pk", flat=True)
    )
    misses = _missed(cases, today)
    return tuple(
        Absent(
            case_id=row.case_id,
            participant_id=row.case.participant_id,
            name=row.case.participant.name,
            coordinator=row.coordinator or "",
            kind=AbsenceKind(row.kind) if row.case_id in readable else None,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            misses=misses.get(row.case_id, ()),
        )
        for row in rows
    )


def _missed(cases: list[int], day: date) -> dict[int, tuple[tuple[Times, str], ...]]:
    slots = ScheduleSlot.objects.filter(_on(day), case__among=cases, weekday=day.isoweekday())
    found: dict[int, tuple[tuple[Times, str], ...]] = {}
    for case, start, end, activity, place in slots.order_by("case_id", "starts_minute").values_list(
        "case_id", "starts_minute", "ends_minute", "activity__name", "placement__place__name"
    ):
        found[case] = (*found.get(case, ()), (Times(start, end), activity or place or ""))
    return found


def hours_of_month(case: Case, *, year: int, month: int, today: date, only_activities: bool = False) -> MonthHours:
    """The hours of a month by the schedule, with the absence in codes; never a word of free text. Two statements.

    Of `only_activities` where what was done at workplaces is told by its approved attendance.
    """
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    reaches_in = Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    slots = ScheduleSlot.objects.filter(reaches_in, case=case).order_by("pk")
    if only_activities:
        slots = slots.filter(activity__isnull=False)
    planned = [
        Planned(Slot(weekday, start, end), Span(starts_on, ends_on))
        for weekday, start, end, starts_on, ends_on in slots.values_list(
            "weekday", "starts_minute", "ends_minute", "starts_on", "ends_on"
        )
    ]
    notices = AbsenceNotice.objects.filter(reaches_in, case=case).order_by("starts_on")
    away = [
        Away(AbsenceKind(kind), Span(starts_on, ends_on))
        for kind, starts_on, ends_on in notices.values_list("kind", "starts_on", "ends_on")
    ]
    return month_hours(planned, away, first=first, last=last, today=today)
