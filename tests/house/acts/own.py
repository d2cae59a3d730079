"""Own pages: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.own import codes, copies, reach, requests
from stegvis.models import OwnRequest
from stegvis.queries.own.extract import extract_of
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.message import Channel
from stegvis.rules.own import PageLanguage, RequestKind, RequestStatus
from stegvis.rules.people import Role
from tests import factories as make

from .declared import BY, Act, leaves


def asked(kind: RequestKind) -> Any:
    person = make.case(make.participant(reach_by=Channel.SMS, phone="070-123 45 67")).participant
    return OwnRequest.objects.create(participant=person, kind=kind, text="Det stämmer inte.", made_on=make.today())


@leaves("own.codes.make_code", Kind.CODE_MADE)
def _() -> Act:
    person = make.case().participant
    return lambda: codes.make_code(person, by=BY)


@leaves("own.codes.revoke_code", Kind.CODE_REVOKED)
def _() -> Act:
    made = codes.make_code(make.case().participant, by=BY)
    return lambda: codes.revoke_code(made.code, by=BY)


@leaves("own.reach.choose_how_to_be_reached", Kind.PARTICIPANT_CHANGED)
def _() -> Act:
    person = make.participant()
    says: dict[str, Any] = {"reach_by": Channel.SMS, "phone": "070-123 45 67", "email": ""}
    return lambda: reach.choose_how_to_be_reached(
        person, **says, page_language=PageLanguage.ARABIC, by=Actor.participant(person)
    )


@leaves("own.reach.note_how_to_be_reached", Kind.PARTICIPANT_CHANGED)
def _() -> Act:
    person = make.case().participant
    return lambda: reach.note_how_to_be_reached(
        person, reach_by=Channel.SMS, phone="070-123 45 67", email="", page_language=PageLanguage.ARABIC, by=BY
    )


@leaves("own.reach.choose_page_language", Kind.PARTICIPANT_CHANGED)
def _() -> Act:
    person = make.participant()
    return lambda: reach.choose_page_language(person, language=PageLanguage.ARABIC, by=Actor.participant(person))


@leaves("own.reach.set_page_language", Kind.PARTICIPANT_CHANGED)
def _() -> Act:
    maria = make.user(role=Role.COORDINATOR, at=make.unit())
    person = make.case(coordinator=maria).participant
    return lambda: reach.set_page_language(person, language=PageLanguage.ARABIC, by=Actor.of(maria))


@leaves("own.requests.make_request", Kind.REQUEST_MADE)
def _() -> Act:
    person = make.case().participant
    return lambda: requests.make_request(person, kind=RequestKind.COMPLAINT, text="Ingen svarar.", by=BY)


@leaves("own.requests.answer_request", Kind.REQUEST_ANSWERED, Kind.MESSAGE_NOTED)
def _() -> Act:
    row = asked(RequestKind.CORRECTION)
    return lambda: requests.answer_request(row, answer=RequestStatus.GRANTED, text="Rättat.", by=BY)


@leaves("own.requests.release_extract", Kind.REQUEST_ANSWERED, Kind.EXTRACT_MADE, Kind.MESSAGE_NOTED)
def _() -> Act:
    row = asked(RequestKind.FULL_EXTRACT)
    content = extract_of(row.participant, made_at=timezone.now() - timedelta(minutes=1))
    return lambda: requests.release_extract(row, content=content, withheld=[], text="Här är allt.", by=BY)


@leaves("own.copies.take_copy", Kind.OWN_COPY_TAKEN)
def _() -> Act:
    person = make.case().participant
    return lambda: copies.take_copy(person, by=Actor.participant(person))


@leaves("own.copies.make_extract", Kind.EXTRACT_MADE)
def _() -> Act:
    person = make.case().participant
    return lambda: copies.make_extract(person, by=BY)
