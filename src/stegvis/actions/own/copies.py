"""Copies (kopior): what leaves Stegvis for the person it is about, with a line for each time."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, Permission, require
from ...models import Participant
from ...queries.own.extract import Content, copy_of, extract_of
from ...rules.history import EventKind
from ..log import log


@transaction.atomic
def take_copy(participant: Participant, *, by: Actor) -> Content:
    """The participant's own copy, at once."""
    require(by, Permission.OWN_PAGES, participant)
    content = copy_of(participant, made_at=timezone.now())
    log(EventKind.OWN_COPY_TAKEN, participant, by=by)
    return content


@transaction.atomic
def make_extract(participant: Participant, *, by: Actor) -> Content:
    """Everything, by command, for whoever runs the installation; the review of secrecy is theirs to do."""
    if not by.is_system:
        raise NotAllowed(Permission.REQUEST_ANSWER, participant)
    content = extract_of(participant, made_at=timezone.now())
    log(EventKind.EXTRACT_MADE, participant, by=by, sections=len(content["sections"]))
    return content
