"""Log (händelselogg): one line for everything an action does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from ..access import Actor, NotAllowedNow
from ..models import CaseEvent
from ..rules.history import EventKind
from ..rules.words import Reason


def event(
    kind: EventKind, subject: models.Model, /, *, by: Actor, happened_on: date | None = None, **data: Any
) -> CaseEvent:
    """The line for one act, not yet saved. `data` holds keys, dates and numbers, never names or notes."""
    case_id, participant_id = _whose(subject)
    return CaseEvent(
        kind=kind,
        happened_on=happened_on or timezone.localdate(),
        participant_id=participant_id,
        case_id=case_id,
        subject_type=subject._meta.model_name or "",
        subject_id=subject.pk,
        actor_id=by.user_id,
        actor_name=by.name,
        actor_role=by.role_key,
        data={key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()},
    )


def log(kind: EventKind, subject: models.Model, /, *, by: Actor, happened_on: date | None = None, **data: Any) -> None:
    """Add the line for one act, in the transaction of the act."""
    event(kind, subject, by=by, happened_on=happened_on, **data).save()


def log_many(events: Iterable[CaseEvent]) -> None:
    """Add the lines of an act that touches many."""
    CaseEvent.objects.bulk_create(events, batch_size=2_000)


def stop_if(reasons: list[Reason]) -> None:
    """Refuse with every reason at once."""
    if reasons:
        raise NotAllowedNow(reasons)


def _whose(subject: models.Model) -> tuple[int | None, int | None]:
    """The case and the person that something belongs to: itself, or what it leads to."""
    name = subject._meta.model_name
    if name == "participant":
        return None, subject.pk
    if name == "case":
        return subject.pk, subject.participant_id  # type: ignore[attr-defined]
    case = getattr(subject, "case", None)
    if case is not None and name != "referral":
        return case.pk, case.participant_id
    return None, getattr(subject, "participant_id", None)
