"""One placement (placering) as its page shows it, by how much the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from ...access import Actor, Permission, permissions_on, visible_to
from ...models import HostLink, Placement, PlacementEvaluation, PlacementExtension
from ...rules.place import Seats
from ...rules.placement import (
    ANSWERS_WAIT,
    WAITING,
    Answer,
    PlacementStatus,
    Voice,
    has_expired,
    may_be_evaluated,
)
from ...rules.words import Reason
from ..agreement import agreement_for
from ..extract import not_shown
from ..supervisor import supervisor_for
from .seats import seats_at
from .way import WayPart, way_of

ACTS = (
    Permission.EXTRACT_NOTE,
    Permission.PARTICIPANT_WORK,
    Permission.PLACEMENT_PROPOSE,
    Permission.PLACEMENT_ANSWER,
    Permission.PLACEMENT_ANSWER_FOR_HOST,
    Permission.HOST_LINK_MAKE,
    Permission.PLACEMENT_START,
    Permission.PLACEMENT_END,
    Permission.PLACEMENT_EXTEND,
    Permission.PLACEMENT_EVALUATE,
    Permission.INTRODUCTION_MARK,
)


@dataclass(frozen=True)
class Voices:
    """What each has written of how it went; None where nothing is written yet."""

    participant: PlacementEvaluation | None
    host: PlacementEvaluation | None
    is_time: bool

    def of(self, voice: Voice) -> PlacementEvaluation | None:
        return self.participant if voice is Voice.PARTICIPANT else self.host


@dataclass(frozen=True)
class PlacementPage:
    """The page. For the host's side only name, approved presentation and schedule are meant to be shown: `is_short`."""

    placement: Placement
    status: PlacementStatus
    is_short: bool
    may: frozenset[Permission]
    way: tuple[WayPart, ...]
    reasons_not_to_start: tuple[Reason, ...]
    voices: Voices
    extensions: tuple[PlacementExtension, ...]
    link_until: datetime | None
    link_used_at: datetime | None
    renewal: Placement | None
    has_expired: bool

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def answer_waits(self) -> bool:
        return self.status in ANSWERS_WAIT

    @property
    def is_approved(self) -> bool:
        return self.placement.presentation_approved_on is not None

    @property
    def shows_presentation(self) -> bool:
        """The host's side reads what the participant has approved, and nothing before."""
        return not self.is_short or self.is_approved


def readable(actor: Actor) -> QuerySet[Placement]:
    """Placements the reader may open. The host's side sees somebody first when that person has said yes."""
    rows = visible_to(actor, Placement, Permission.PLACEMENT_READ)
    if actor.is_system or actor.placement_id is not None:
        return rows
    by_work = visible_to(actor, Placement, Permission.PARTICIPANT_WORK).values("pk")
    return rows.filter(Q(participant_answer=Answer.YES) | Q(pk__in=by_work))


def placement_page(placement: Placement, actor: Actor, *, told: Sequence[Reason] | None = None) -> PlacementPage:
    """The way and the acts of one placement; `placement` comes with its case, person and place.

    `told` is what whoever just tried to start it was told; without it the page asks what would be said.
    """
    acts = permissions_on(actor, placement, ACTS)
    status, today = PlacementStatus(placement.status), timezone.localdate()
    link = _open_link(placement)
    return PlacementPage(
        placement=placement,
        status=status,
        is_short=Permission.PARTICIPANT_WORK not in acts,
        may=acts,
        way=way_of(placement),
        reasons_not_to_start=_reasons_not_to_start(placement, status, told),
        voices=voices_of(placement),
        extensions=tuple(placement.extensions.order_by("decided_on", "pk").select_related("decided_by")),
        link_until=link.expires_at if link else None,
        link_used_at=link.last_used_at if link else None,
        renewal=placement.renewals.exclude(status=PlacementStatus.NOT_REALISED).first(),
        has_expired=has_expired(status=status, until=placement.reserved_until, today=today),
    )


def voices_of(placement: Placement) -> Voices:
    """Both evaluations, side by side."""
    found = {Voice(each.voice): each for each in placement.evaluations.order_by("voice")}
    is_time = may_be_evaluated(
        status=PlacementStatus(placement.status), ends_on=placement.ends_on, today=timezone.localdate()
    )
    return Voices(found.get(Voice.PARTICIPANT), found.get(Voice.HOST), is_time)


def _open_link(placement: Placement) -> HostLink | None:
    links = HostLink.objects.filter(placement=placement, revoked_at__isnull=True, expires_at__gt=timezone.now())
    return links.order_by("-pk").first()


def _reasons_not_to_start(
    placement: Placement, status: PlacementStatus, told: Sequence[Reason] | None
) -> tuple[Reason, ...]:
    """What would be said now, with nothing locked; asked when both have said yes."""
    if status not in (PlacementStatus.AGREED, PlacementStatus.SIGNED):
        return ()
    if told is not None:
        return tuple(told)
    place, first, last = placement.place, placement.starts_on, placement.ends_on
    seats = seats_at(placement.place_id, starts_on=first, ends_on=last)
    _agreement, not_covered = agreement_for(place, form=placement.form, starts_on=first, ends_on=last)
    _supervisor, not_supervised = supervisor_for(
        place, hours=placement.supervision_hours, starts_on=first, ends_on=last
    )
    return tuple(
        placement.reasons_not_to_start(
            seats_free=Seats(seats.intervals, seats.taken).free(first, last),
            not_covered=not_covered,
            not_supervised=not_supervised,
            not_shown=not_shown(placement),
        )
    )
