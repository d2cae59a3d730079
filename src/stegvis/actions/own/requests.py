"""Requests (begäranden): a participant asks, somebody who may answers, and both stay readable."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import OwnRequest, Participant
from ...queries.own.extract import Content, without
from ...rules import own as rules
from ...rules.history import EventKind
from ...rules.message import MessageKind
from ...rules.own import RequestKind, RequestStatus, Withheld
from ..log import log, stop_if
from ..message import tell_participant


@transaction.atomic
def make_request(
    participant: Participant, *, kind: RequestKind, text: str = "", about: str = "", by: Actor
) -> OwnRequest:
    """Ask for a correction, the names of readers or everything; or complain. Staff do it for somebody who asks aloud.

    A remark stands on what it is about from the day it is made (SoL 14:6), whatever the answer will be.
    """
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    require(by, Permission.REQUEST_MAKE, participant)
    waiting = OwnRequest.objects.filter(participant=participant, status=RequestStatus.WAITING)
    kinds = [RequestKind(each) for each in waiting.values_list("kind", flat=True)]
    stop_if(rules.reasons_not_to_ask(kind=kind, text=text, waiting=kinds))
    request = OwnRequest.objects.create(
        participant=participant, kind=kind, about=about.strip(), text=text.strip(), made_on=timezone.localdate()
    )
    log(EventKind.REQUEST_MADE, request, by=by, kind=kind.value)
    return request


@transaction.atomic
def answer_request(request: OwnRequest, *, answer: RequestStatus, text: str, by: Actor) -> OwnRequest:
    """Answer in words that the participant reads; an answer is given once."""
    request = _locked(request, by)
    kind = RequestKind(request.kind)
    reasons = rules.reasons_not_to_answer(status=RequestStatus(request.status), answer=answer, text=text)
    if kind is RequestKind.FULL_EXTRACT and answer is not RequestStatus.REFUSED:
        reasons.append(rules.EXTRACT_NEEDS_REVIEW)
    stop_if(reasons)
    return _answered(request, answer, text, by)


@transaction.atomic
def release_extract(
    request: OwnRequest, *, content: Content, withheld: list[Withheld], text: str, by: Actor
) -> OwnRequest:
    """Hand out everything after the review of secrecy, besides what is withheld on a stated ground.

    What is handed out is kept as it was reviewed; what is written later is not in it.
    """
    request = _locked(request, by)
    answer = RequestStatus.PARTLY if withheld else RequestStatus.GRANTED
    reasons = rules.reasons_not_to_answer(status=RequestStatus(request.status), answer=answer, text=text)
    stop_if(reasons + rules.reasons_not_to_withhold(withheld))
    request.withheld = [_as_row(each) for each in withheld]
    request.content = without(content, withheld)
    _answered(request, answer, text, by)
    log(EventKind.EXTRACT_MADE, request, by=by, sections=len(request.content["sections"]), withheld=len(withheld))
    return request


def _as_row(one: Withheld) -> dict[str, Any]:
    return {"section": one.section, "row": one.row, "ground": one.ground.strip()}


def _locked(request: OwnRequest, by: Actor) -> OwnRequest:
    request = OwnRequest.objects.select_for_update(of=("self",)).select_related("participant").get(pk=request.pk)
    require(by, Permission.REQUEST_ANSWER, request)
    return request


def _answered(request: OwnRequest, answer: RequestStatus, text: str, by: Actor) -> OwnRequest:
    request.status, request.answer = answer, text.strip()
    request.answered_on, request.answered_by_id = timezone.localdate(), by.user_id
    request.save()
    log(EventKind.REQUEST_ANSWERED, request, by=by, kind=request.kind, answer=answer.value)
    tell_participant(request.participant, MessageKind.ANSWER_TO_REQUEST, request, by=by)
    return request
