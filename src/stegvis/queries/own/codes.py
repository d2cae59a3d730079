"""Codes (koder till Mina sidor) on screen: which are out, used or over. The signs are nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ...models import AccessCode, Participant

MOST_SHOWN = 10


class CodeState(StrEnum):
    """Where a code stands."""

    OUT = "out"
    USED = "used"
    TAKEN_BACK = "taken_back"
    OVER = "over"


@dataclass(frozen=True)
class CodeRow:
    """One code: who made it and when, until when, and where it stands."""

    pk: int
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None
    state: CodeState

    @property
    def can_be_taken_back(self) -> bool:
        return self.state in (CodeState.OUT, CodeState.USED)


def codes_of(person: Participant, *, now: datetime) -> tuple[CodeRow, ...]:
    """The latest ones. One statement."""
    rows = AccessCode.objects.filter(participant=person).select_related("made_by").order_by("-made_at", "-pk")
    return tuple(
        CodeRow(
            row.pk, row.made_at, row.made_by.name if row.made_by else "", row.expires_at, row.used_at, _state(row, now)
        )
        for row in rows[:MOST_SHOWN]
    )


def _state(row: AccessCode, now: datetime) -> CodeState:
    if row.revoked_at is not None:
        return CodeState.TAKEN_BACK
    if row.used_at is not None:
        return CodeState.USED
    return CodeState.OVER if row.expires_at <= now else CodeState.OUT
