"""The host's side (värden): meet first, yes or no, and a link for a host without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import HostLink, Placement
from ...rules import own
from ...rules import placement as rules
from ...rules.history import EventKind
from ...rules.message import MessageKind
from ...rules.placement import Answer, NotRealisedReason, PlacementStatus, VisitKind
from ..log import log, stop_if
from ..message import tell_participant
from ..own.codes import new_signs
from ..own.guesses import note_wrong, stop_locked
from .rows import call_off, keep_reserved, locked, shut_links


@transaction.atomic
def plan_visit(placement: Placement, *, kind: VisitKind | None, visit_on: date | None, by: Actor) -> Placement:
    """They want to meet first, or have moved the day. The participant is told."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_ANSWER_FOR_HOST, placement)
    stop_if(
        rules.reasons_not_to_visit(
            status=PlacementStatus(placement.status),
            kind=kind,
            visit_on=visit_on,
            is_approved=placement.presentation_approved_on is not None,
            starts_on=placement.starts_on,
            asked_on=_asked_on(placement) or placement.proposed_on,
        )
    )
    placement.status, placement.visit_kind, placement.visit_on = PlacementStatus.VISIT, kind or "", visit_on
    keep_reserved(placement)
    placement.save()
    log(EventKind.VISIT_PLANNED, placement, by=by, visit_on=visit_on, kind=placement.visit_kind)
    tell_participant(placement.case.participant, MessageKind.PLACE_VISIT, placement, by=by)
    return placement


def _asked_on(placement: Placement) -> date | None:
    """The day when the participant had said yes and approved what the host reads."""
    days = [day for day in (placement.participant_answered_on, placement.presentation_approved_on) if day]
    return min(days, default=None)


@transaction.atomic
def answer_for_host(
    placement: Placement,
    *,
    answer: Answer,
    answered_by: str = "",
    answered_on: date | None = None,
    reason: str = "",
    by: Actor,
) -> Placement:
    """Record what the host says, and who said it. Both yes means agreed; a no ends the proposal."""
    placement = locked(placement)
    require(by, Permission.PLACEMENT_ANSWER_FOR_HOST, placement)
    today = timezone.localdate()
    answered_on = answered_on or today
    said_by = answered_by.strip() or by.name
    stop_if(
        rules.reasons_not_to_answer_for_host(
            status=PlacementStatus(placement.status),
            answer=answer,
            is_approved=placement.presentation_approved_on is not None,
            asked_on=_asked_on(placement),
            answered_on=answered_on,
            answered_by=said_by,
            today=today,
        )
    )
    placement.host_answer, placement.host_answered_on = answer, answered_on
    placement.host_answered_by = said_by
    if answer is Answer.NO:
        call_off(placement, NotRealisedReason.HOST_NO, reason)
    else:
        placement.status = PlacementStatus.AGREED
        keep_reserved(placement)
        placement.save()
    kind = EventKind.HOST_SAID_YES if answer is Answer.YES else EventKind.HOST_SAID_NO
    log(kind, placement, by=by, happened_on=answered_on)
    tell_participant(placement.case.participant, MessageKind.PLACEMENT_ANSWERED, placement, by=by)
    return placement


@dataclass(frozen=True)
class MadeHostLink:
    """A link as it is handed over. The signs are nowhere else and are not seen again."""

    link: HostLink
    signs: str

    @property
    def code(self) -> str:
        """The signs in groups, as one reads them over the phone."""
        return own.as_written(self.signs)


def fingerprint(signs: str) -> str:
    """What is kept of a link."""
    return salted_hmac("stegvis.host.link", signs, algorithm="sha256").hexdigest()


@transaction.atomic
def make_host_link(placement: Placement, *, by: Actor) -> MadeHostLink:
    """A way in to one placement for a host without an account; an earlier one ends."""
    placement = locked(placement)
    require(by, Permission.HOST_LINK_MAKE, placement)
    status, now = PlacementStatus(placement.status), timezone.now()
    days = rules.link_days(status=status, ends_on=placement.ends_on, today=timezone.localdate())
    stop_if(
        rules.reasons_not_to_link(
            status=status, is_approved=placement.presentation_approved_on is not None, link_is_over=not days
        )
    )
    shut_links(placement)
    signs = new_signs()
    link = HostLink.objects.create(
        placement=placement,
        code_hash=fingerprint(signs),
        made_by_id=by.user_id,
        expires_at=now + timedelta(days=days),
    )
    log(EventKind.HOST_LINK_MADE, placement, by=by, days=days)
    return MadeHostLink(link, signs)


@transaction.atomic
def revoke_host_link(placement: Placement, *, by: Actor) -> None:
    """Take the host's link back; whoever came in by it is out at the next page. Twice is the same as once."""
    placement = locked(placement)
    require(by, Permission.HOST_LINK_MAKE, placement)
    if shut_links(placement):
        log(EventKind.HOST_LINK_REVOKED, placement, by=by)


def enter_as_host(typed: str, *, source: str) -> HostLink:
    """The link behind the signs. Raises NotAllowedNow; a wrong one is counted against its source and against itself.

    It may be used again until it ends: a phone that loses its network must lock nobody out.
    """
    signs = own.read_code(typed)
    tried = fingerprint(signs or typed[:60])
    stop_locked(source, tried)
    link = HostLink.objects.filter(code_hash=tried).first() if signs else None
    if link is None:
        note_wrong(source, tried)
        stop_locked(source, tried)
        raise NotAllowedNow([rules.LINK_WRONG])
    now = timezone.now()
    stop_if(rules.reasons_not_to_enter(revoked_at=link.revoked_at, expires_at=link.expires_at, now=now))
    HostLink.objects.filter(pk=link.pk).update(last_used_at=now)
    return link
