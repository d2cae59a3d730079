"""The way (vägen) of one placement: every part with how far it has come, its day, and who noted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ...models import CaseEvent, Placement
from ...rules.history import EventKind
from ...rules.placement import SEATED, Answer, PlacementStatus, VisitKind
from ...rules.words import N_


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


def way_of(placement: Placement) -> tuple[WayPart, ...]:
    """From the question to the last day, in the order it goes; one statement, for who noted what."""
    noted = _noted_by(placement)
    status = PlacementStatus(placement.status)
    proposer = placement.proposed_by.name if placement.proposed_by else ""
    parts = [
        WayPart(N_("Föreslagen"), Stage.DONE, placement.proposed_on, proposer),
        *_participant(placement, status, noted),
        *_visit(placement, status, noted),
        _host(placement, status),
        *_signed(placement, status),
        *_running(placement, status),
    ]
    if status is not PlacementStatus.NOT_REALISED:
        return tuple(parts)
    over = [part for part in parts if part.stage in (Stage.DONE, Stage.STOPPED)]
    return (*over, WayPart(N_("Blev inte av"), Stage.STOPPED, noted.day_over, noted.who_over))


@dataclass(frozen=True)
class Noted:
    """Who wrote down what, from the history."""

    who: dict[str, str]
    day_over: date | None
    who_over: str


OVER = (
    EventKind.PLACEMENT_GIVEN_UP,
    EventKind.RESERVATION_EXPIRED,
    EventKind.PARTICIPANT_SAID_NO,
    EventKind.HOST_SAID_NO,
)


def _noted_by(placement: Placement) -> Noted:
    rows = CaseEvent.objects.filter(
        participant_id=placement.case.participant_id, subject_type="placement", subject_id=placement.pk
    ).order_by("pk")
    who, day_over, who_over = {}, None, ""
    for kind, name, day in rows.values_list("kind", "actor_name", "happened_on"):
        who[kind] = name
        if kind in OVER:
            day_over, who_over = day, name
    return Noted(who, day_over, who_over)


def _participant(placement: Placement, status: PlacementStatus, noted: Noted) -> list[WayPart]:
    """The answer, and what the host may read: two things the participant decides."""
    asked = status is PlacementStatus.PARTICIPANT_ASKED
    answer, day = Answer(placement.participant_answer), placement.participant_answered_on
    if answer is Answer.NO:
        return [WayPart(N_("Deltagaren tackade nej"), Stage.STOPPED, day, noted.who.get("participant_said_no", ""))]
    said_yes = answer is Answer.YES
    first = WayPart(N_("Deltagaren tillfrågad"), Stage.NOW if asked else Stage.COMING)
    if said_yes:
        first = WayPart(N_("Deltagaren tackade ja"), Stage.DONE, day, noted.who.get("participant_said_yes", ""))
    approved_on = placement.presentation_approved_on
    if approved_on is not None:
        who = noted.who.get("presentation_approved", "")
        return [first, WayPart(N_("Presentationen godkänd"), Stage.DONE, approved_on, who)]
    return [first, WayPart(N_("Presentationen godkänns"), Stage.NOW if said_yes else Stage.COMING)]


VISITS = {VisitKind.VISIT: N_("Studiebesök"), VisitKind.INTERVIEW: N_("Intervju")}


def _visit(placement: Placement, status: PlacementStatus, noted: Noted) -> list[WayPart]:
    if placement.visit_on is None or not placement.visit_kind:
        return []
    stage = Stage.NOW if status is PlacementStatus.VISIT else Stage.DONE
    who = noted.who.get("visit_planned", "")
    return [WayPart(VISITS[VisitKind(placement.visit_kind)], stage, placement.visit_on, who)]


def _host(placement: Placement, status: PlacementStatus) -> WayPart:
    answer, day, who = Answer(placement.host_answer), placement.host_answered_on, placement.host_answered_by
    if answer is Answer.YES:
        return WayPart(N_("Värden tackade ja"), Stage.DONE, day, who)
    if answer is Answer.NO:
        return WayPart(N_("Värden tackade nej"), Stage.STOPPED, day, who)
    return WayPart(N_("Värden tillfrågad"), Stage.NOW if status is PlacementStatus.HOST_ASKED else Stage.COMING)


def _signed(placement: Placement, status: PlacementStatus) -> list[WayPart]:
    """Placements from before agreements were signed here have no day for it."""
    if placement.signed_on is not None:
        return [WayPart(N_("Överenskommelsen klar"), Stage.DONE, placement.signed_on, placement.signed_for_host_by)]
    if status in SEATED:
        return []
    return [WayPart(N_("Överenskommelse"), Stage.NOW if status is PlacementStatus.AGREED else Stage.COMING)]


def _running(placement: Placement, status: PlacementStatus) -> list[WayPart]:
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
    stage = Stage.NOW if status is PlacementStatus.SIGNED else Stage.COMING
    return [WayPart(N_("Börjar"), stage, placement.starts_on)]
