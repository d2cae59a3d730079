"""What a conversation begins from (samtalets underlag): the questions to both voices, and what is typed already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...models import Case, ConversationDraft, InstrumentVersion
from ...rules.rating import TWO_VOICES, Given, Respondent, is_due
from ..rating import form_of, version_of

USUAL_DAYS = 91


@dataclass(frozen=True)
class Questions:
    """The questions to one voice: the version, and what that voice has answered so far of what waits."""

    version: InstrumentVersion
    answers: Mapping[str, Given]
    last_on: date | None
    is_due: bool


def questions_to(case: Case, respondent: Respondent, *, today: date) -> Questions | None:
    """What waits for an answer, otherwise what is in force; nothing when there are no such questions."""
    rated = case.ratings.filter(version__instrument__key=TWO_VOICES, respondent=respondent)
    waiting = rated.filter(answered_on__isnull=True).select_related("version__instrument").order_by("asked_on").first()
    last_on = _last_on(rated)
    version = waiting.version if waiting else version_of(TWO_VOICES, today)
    if version is None:
        return None
    every = version.instrument.every_days or USUAL_DAYS
    return Questions(
        version=version,
        answers=form_of(waiting).answers if waiting else {},
        last_on=last_on,
        is_due=waiting is not None or is_due(last_on, today, every),
    )


def _last_on(rated: Any) -> date | None:
    finished = rated.filter(answered_on__isnull=False).order_by("-answered_on")
    day: date | None = finished.values_list("answered_on", flat=True).first()
    return day


@dataclass(frozen=True)
class Draft:
    """What somebody typed of a conversation that is not saved, and when."""

    typed: Mapping[str, Any]
    typed_at: datetime


def draft_of(case: Case, user_id: int | None) -> Draft | None:
    """The writer's own draft. One statement."""
    row = ConversationDraft.objects.filter(case=case, user=user_id).first()
    return Draft(row.typed, row.typed_at) if row else None
