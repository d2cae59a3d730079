"""Codes (engångskoder) to the own pages: made once, shown once, used once, and taken back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import AccessCode, Participant
from ...rules import own as rules
from ...rules.history import EventKind
from ..log import log, stop_if
from .guesses import note_wrong, stop_locked


@dataclass(frozen=True)
class NewCode:
    """A code as it is handed over. The signs are nowhere else and are not seen again."""

    code: AccessCode
    signs: str


def fingerprint(signs: str) -> str:
    """What is kept of a code."""
    return salted_hmac("stegvis.own.code", signs, algorithm="sha256").hexdigest()


def new_signs() -> str:
    """The signs of a code that nobody can guess."""
    return "".join(secrets.choice(rules.LETTERS) for _ in range(rules.GROUPS * rules.IN_A_GROUP))


@transaction.atomic
def make_code(participant: Participant, *, days: int = rules.DAYS_OF_A_CODE, by: Actor) -> NewCode:
    """A new code for somebody; the ones that were not used are taken back, so that one slip counts at a time."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    require(by, Permission.CODE_MAKE, participant)
    stop_if(rules.reasons_not_to_make(days=days))
    now = timezone.now()
    for unused in AccessCode.objects.usable(now).filter(participant=participant):
        _take_back(unused, by=by)
    signs = new_signs()
    code = AccessCode.objects.create(
        participant=participant,
        code_hash=fingerprint(signs),
        made_by_id=by.user_id,
        expires_at=now + timedelta(days=days),
    )
    log(EventKind.CODE_MADE, code, by=by, days=days)
    return NewCode(code, rules.as_written(signs))


@transaction.atomic
def revoke_code(code: AccessCode, *, by: Actor) -> AccessCode:
    """Take a code back; whoever came in by it is out at the next page. Twice is the same as once."""
    code = AccessCode.objects.select_for_update(of=("self",)).get(pk=code.pk)
    require(by, Permission.CODE_MAKE, code)
    if code.revoked_at is None:
        _take_back(code, by=by)
    return code


def _take_back(code: AccessCode, *, by: Actor) -> None:
    code.revoked_at = timezone.now()
    code.save()
    log(EventKind.CODE_REVOKED, code, by=by)


def use_code(typed: str, *, source: str) -> AccessCode:
    """Let somebody in by a code, once. Raises NotAllowedNow; a wrong code is counted against its source."""
    stop_locked(source)
    signs = rules.read_code(typed)
    code = AccessCode.objects.filter(code_hash=fingerprint(signs)).first() if signs else None
    if code is None:
        note_wrong(source)
        stop_locked(source)
        raise NotAllowedNow([rules.CODE_WRONG])
    return _use(code)


@transaction.atomic
def _use(code: AccessCode) -> AccessCode:
    code = AccessCode.objects.select_for_update(of=("self",)).select_related("participant").get(pk=code.pk)
    now = timezone.now()
    stop_if(
        rules.reasons_not_to_use(used_at=code.used_at, revoked_at=code.revoked_at, expires_at=code.expires_at, now=now)
    )
    code.used_at = now
    code.save()
    log(EventKind.CODE_USED, code, by=Actor.participant(code.participant))
    return code
