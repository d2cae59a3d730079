"""Mark a day (markera närvaro): one mark counts for each placement and day, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, NotAllowedNow, Permission, require
from ...models import AttendanceMark, Placement
from ...queries.attendance.day import marked_day
from ...queries.attendance.seated import counting_marks, seated_by_placement
from ...rules.activity import Span
from ...rules.attendance import Said, reasons_not_to_mark, time_of_mark
from ...rules.history import EventKind
from ...rules.placement import PlacementStatus
from ...rules.words import Reason
from ..log import log, stop_if

NOBODY_HERE = Reason("Är inte längre placerad hos er.")


class MarkedMeanwhile(NotAllowedNow):
    """Somebody else has said something different of the same day since the page was read; `standing` is what counts."""

    def __init__(self, standing: AttendanceMark) -> None:
        super().__init__([Reason("{who} har markerat något annat.", who=standing.marked_by_name)])
        self.standing = standing


@dataclass(frozen=True)
class ToMark:
    """One mark as it comes from a page or a phone: `seen` is the mark it was set on top of, None where none stood."""

    said: Said
    sent_id: UUID
    seen: int | None = None
    said_at: datetime | None = None


@transaction.atomic
def mark_attendance(placement: Placement, *, day: date, mark: ToMark, by: Actor) -> AttendanceMark:
    """Say what a day became. The same mark sent again is one; what already stands so is not said twice.

    Raises MarkedMeanwhile when somebody else's mark counts than the one that was seen, and says something different.
    """
    placement = Placement.objects.select_for_update(of=("self",)).select_related("case", "place").get(pk=placement.pk)
    require(by, Permission.ATTENDANCE_MARK, placement)
    sent = AttendanceMark.objects.filter(sent_id=mark.sent_id).first()
    if sent is not None:
        stop_if(
            [] if (sent.placement_id, sent.day) == (placement.pk, day) else [Reason("Markeringen är redan sparad.")]
        )
        return sent
    standing = counting_marks([placement.pk], first=day, last=day).first()
    if standing is not None and marked_day(standing).said == mark.said:
        return standing
    planned = seated_by_placement([placement], first=day, last=day)[placement.pk].minutes_on(day)
    stop_if(
        reasons_not_to_mark(
            said=mark.said,
            day=day,
            today=timezone.localdate(),
            status=PlacementStatus(placement.status),
            runs=Span(placement.starts_on, placement.ends_on),
            planned_minutes=planned,
        )
    )
    if standing is not None and standing.pk != mark.seen and not _is_own_earlier(standing, mark, by):
        raise MarkedMeanwhile(standing)
    return _save(placement, day, mark, planned, standing, by=by)


def _is_own_earlier(standing: AttendanceMark, mark: ToMark, by: Actor) -> bool:
    """Whether what stands is the same person's, from before: over a bad line it may not have been seen as sent."""
    said_at = time_of_mark(said_at=mark.said_at, now=timezone.now())
    return by.user_id is not None and standing.marked_by_id == by.user_id and standing.marked_at <= said_at


def _save(
    placement: Placement, day: date, mark: ToMark, planned: int, standing: AttendanceMark | None, *, by: Actor
) -> AttendanceMark:
    saved = AttendanceMark.objects.create(
        placement=placement,
        day=day,
        kind=mark.said.kind,
        absence=mark.said.absence or "",
        planned_minutes=planned,
        attended_minutes=mark.said.attended(planned),
        sent_id=mark.sent_id,
        supersedes=standing,
        marked_at=time_of_mark(said_at=mark.said_at, now=timezone.now()),
        marked_by_id=by.user_id,
        marked_by_name=by.name,
    )
    log(EventKind.ATTENDANCE_MARKED, placement, by=by, happened_on=day, mark=saved.pk, day=day)
    return saved


@dataclass(frozen=True)
class DayMarked:
    """What came of a day: the placements saved, why not for others, and where two have said different things."""

    saved: tuple[int, ...]
    refused: Mapping[int, Sequence[Reason]]
    differing: Mapping[int, AttendanceMark]


def mark_many(marks: Mapping[int, ToMark], *, day: date, by: Actor) -> DayMarked:
    """Mark several people (by the key of the placement), each for themselves: what stops one stops nobody else."""
    placements = Placement.objects.in_bulk(list(marks))
    saved: list[int] = []
    refused: dict[int, Sequence[Reason]] = {}
    differing: dict[int, AttendanceMark] = {}
    for key, mark in sorted(marks.items()):
        try:
            mark_attendance(placements[key], day=day, mark=mark, by=by)
            saved.append(key)
        except (KeyError, NotAllowed):
            refused[key] = [NOBODY_HERE]
        except MarkedMeanwhile as meanwhile:
            differing[key] = meanwhile.standing
        except NotAllowedNow as refusal:
            refused[key] = refusal.reasons
    return DayMarked(tuple(saved), refused, differing)
