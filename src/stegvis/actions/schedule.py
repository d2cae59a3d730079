"""Schedule (veckan): set the times of one activity or placement from a day on; end them with what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import AbsenceNotice, Activity, Case, Placement, ScheduleSlot
from ..queries.schedule import seen_as, slots_of
from ..rules import schedule as rules
from ..rules.activity import ActivityKind, Span
from ..rules.history import EventKind
from ..rules.message import MessageKind
from ..rules.place import PlacementForm
from ..rules.schedule import Booked, Slot
from ..rules.words import Labelled, Reason
from .log import log, stop_if
from .message import tell_participant

Thing = TypeVar("Thing", bound=Activity | Placement)


@transaction.atomic
def set_schedule(
    thing: Thing,
    *,
    slots: Iterable[tuple[int, int, int]],
    from_on: date,
    where: str = "",
    seen: str | None = None,
    by: Actor,
) -> Thing:
    """Set the times (weekday, from and to in minutes after midnight) from a day on; what held before stays as history.

    `seen` names the rows that the times were written on top of; somebody else's change is never overwritten unseen.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=thing.case_id)
    rows: Any = type(thing)._default_manager.select_for_update(of=("self",))
    thing = rows.get(pk=thing.pk)
    require(by, Permission.ACTIVITY_WRITE, case)
    wanted = sorted(Slot(*slot) for slot in slots)
    standing = list(slots_of(thing).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=from_on)))
    keep = [row for row in standing if _stays(row, wanted, from_on, thing.ends_on, where.strip())]
    if len(keep) == len(standing) == len(set(wanted)):
        return thing
    stop_if(_reasons(case, thing, wanted, from_on=from_on) + _overwritten(thing, seen))
    _end_from([row for row in standing if row not in keep], from_on)
    held = {_slot(row) for row in keep}
    ScheduleSlot.objects.bulk_create(
        _row(thing, slot, from_on=from_on, where=where) for slot in wanted if slot not in held
    )
    log(EventKind.SCHEDULE_SET, thing, by=by, happened_on=from_on, hours=rules.hours(wanted))
    if thing.ends_on is None or thing.ends_on >= timezone.localdate():
        tell_participant(case.participant, MessageKind.WEEK_CHANGED, case, by=by)
    return thing


def _slot(row: ScheduleSlot) -> Slot:
    return Slot(row.weekday, row.starts_minute, row.ends_minute)


def _stays(row: ScheduleSlot, wanted: list[Slot], from_on: date, ends_on: date | None, where: str) -> bool:
    """Whether the row says what is wanted, on all the days that are asked for."""
    return row.starts_on <= from_on and row.ends_on == ends_on and row.where == where and _slot(row) in wanted


def _reasons(case: Case, thing: Activity | Placement, wanted: list[Slot], *, from_on: date) -> list[Reason]:
    return rules.reasons_not_to_schedule(
        status=case.status,
        what=_name(thing),
        slots=wanted,
        from_on=from_on,
        runs=Span(thing.starts_on, thing.ends_on),
        booked=_booked(case, thing, from_on),
        is_settled=isinstance(thing, Activity) or thing.seat is not None,
    )


def _booked(case: Case, thing: Activity | Placement, from_on: date) -> list[Booked]:
    """What everything else in the week has from the day on."""
    ahead = ScheduleSlot.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=from_on), case=case)
    rows = ahead.exclude(pk__in=slots_of(thing).values("pk"))
    return [
        Booked(_name(of), _slot(row), Span(row.starts_on, row.ends_on))
        for row in rows.select_related("activity", "placement")
        if (of := row.activity or row.placement) is not None
    ]


def _name(thing: Activity | Placement) -> str | Labelled:
    """The name of an activity, or its kind; of a placement its form."""
    return thing.name or ActivityKind(thing.kind) if isinstance(thing, Activity) else PlacementForm(thing.form)


def _overwritten(thing: Activity | Placement, seen: str | None) -> list[Reason]:
    if seen is None or seen == seen_as(slots_of(thing).values_list("pk", flat=True)):
        return []
    return [Reason("Någon har ändrat tiderna sedan du öppnade sidan. Se vad som gäller nu, och spara igen.", at="seen")]


def _row(thing: Activity | Placement, slot: Slot, *, from_on: date, where: str) -> ScheduleSlot:
    return ScheduleSlot(
        case_id=thing.case_id,
        activity_id=thing.pk if isinstance(thing, Activity) else None,
        placement_id=thing.pk if isinstance(thing, Placement) else None,
        weekday=slot.weekday,
        starts_minute=slot.starts_minute,
        ends_minute=slot.ends_minute,
        starts_on=from_on,
        ends_on=thing.ends_on,
        where=where.strip(),
    )


def _end_from(rows: Iterable[ScheduleSlot], day: date) -> None:
    end_slots(ScheduleSlot.objects.filter(pk__in=[row.pk for row in rows]), last_day=day - timedelta(days=1))


def end_slots(slots: QuerySet[ScheduleSlot] | QuerySet[AbsenceNotice], *, last_day: date) -> None:
    """End times with what they belong to. What had not begun never will; the field history remembers it."""
    slots.filter(starts_on__gt=last_day).delete()
    slots.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)).update(ends_on=last_day)


def end_week(case: Case, *, last_day: date) -> None:
    """End every time of a case, and what was said of absence after it."""
    end_slots(ScheduleSlot.objects.filter(case=case), last_day=last_day)
    end_slots(AbsenceNotice.objects.filter(case=case), last_day=last_day)
