"""One placement (placering) as its page shows it, by how much the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from ..access import Actor, Permission, permissions_on, visible_to
from ..models import Placement
from ..rules.place import Seats
from ..rules.placement import WAITING, Answer, PlacementStatus
from ..rules.words import N_, Reason
from .match import seats_of

ACTS = (
    Permission.PARTICIPANT_WORK,
    Permission.PLACEMENT_PROPOSE,
    Permission.PLACEMENT_ANSWER_FOR_HOST,
    Permission.PLACEMENT_START,
    Permission.PLACEMENT_END,
)


class Stage(StrEnum):
    """How far one part of the way has come."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"
    STOPPED = "stopped"


@dataclass(frozen=True)
class WayPart:
    """One part of the way: what, how far, when, and who."""

    label: str
    stage: Stage
    day: date | None = None
    who: str = ""


@dataclass(frozen=True)
class PlacementPage:
    """The page. For the host's side only name, presentation and schedule are meant to be shown: `is_short`."""

    placement: Placement
    status: PlacementStatus
    is_short: bool
    may: frozenset[Permission]
    way: tuple[WayPart, ...]
    reasons_not_to_start: tuple[Reason, ...]

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING


def readable(actor: Actor) -> QuerySet[Placement]:
    """Placements the reader may open. The host's side sees somebody first when that person has said yes."""
    rows = visible_to(actor, Placement, Permission.PLACEMENT_READ)
    if actor.is_system:
        return rows
    by_work = visible_to(actor, Placement, Permission.PARTICIPANT_WORK).values("pk")
    return rows.filter(Q(participant_answer=Answer.YES) | Q(pk__in=by_work))


def placement_page(placement: Placement, actor: Actor) -> PlacementPage:
    """The way and the acts of one placement; `placement` comes with its case, person and place."""
    acts = permissions_on(actor, placement, ACTS)
    status = PlacementStatus(placement.status)
    return PlacementPage(
        placement=placement,
        status=status,
        is_short=Permission.PARTICIPANT_WORK not in acts,
        may=acts,
        way=_way(placement, status),
        reasons_not_to_start=_reasons_not_to_start(placement, status),
    )


def _reasons_not_to_start(placement: Placement, status: PlacementStatus) -> tuple[Reason, ...]:
    if status is not PlacementStatus.AGREED:
        return ()
    seats = seats_of(from_on=placement.starts_on, places=[placement.place_id]).get(placement.place_id, Seats(()))
    without_promises = Seats(seats.intervals, seats.taken)
    free = without_promises.free(placement.starts_on, placement.ends_on)
    return tuple(placement.reasons_not_to_start(seats_free=free))


def _way(placement: Placement, status: PlacementStatus) -> tuple[WayPart, ...]:
    proposer = placement.proposed_by.name if placement.proposed_by else ""
    return (
        WayPart(N_("Föreslagen"), Stage.DONE, placement.proposed_on, proposer),
        _answer(
            N_("Deltagaren tillfrågad"), N_("Deltagaren tackade ja"), N_("Deltagaren tackade nej"),
            Answer(placement.participant_answer), placement.participant_answered_on,
            is_now=status is PlacementStatus.PARTICIPANT_ASKED,
        ),
        _answer(
            N_("Värden tillfrågad"), N_("Värden tackade ja"), N_("Värden tackade nej"),
            Answer(placement.host_answer), placement.host_answered_on,
            is_now=status is PlacementStatus.HOST_ASKED, who=placement.host_answered_by,
        ),
        *_running(placement, status),
    )  # fmt: skip


def _answer(asked: str, yes: str, no: str, answer: Answer, day: date | None, *, is_now: bool, who: str = "") -> WayPart:
    if answer is Answer.YES:
        return WayPart(yes, Stage.DONE, day, who)
    if answer is Answer.NO:
        return WayPart(no, Stage.STOPPED, day, who)
    return WayPart(asked, Stage.NOW if is_now else Stage.COMING)


def _running(placement: Placement, status: PlacementStatus) -> list[WayPart]:
    if status is PlacementStatus.NOT_REALISED:
        return [WayPart(N_("Blev inte av"), Stage.STOPPED)]
    if status is PlacementStatus.ENDED:
        return [
            WayPart(N_("Började"), Stage.DONE, placement.starts_on),
            WayPart(N_("Slutade"), Stage.DONE, placement.ends_on),
        ]
    if status is PlacementStatus.ACTIVE:
        return [
            WayPart(N_("Började"), Stage.DONE, placement.starts_on),
            WayPart(N_("Slutar"), Stage.NOW, placement.ends_on),
        ]
    stage = Stage.NOW if status is PlacementStatus.AGREED else Stage.COMING
    return [WayPart(N_("Börjar"), stage, placement.starts_on)]
