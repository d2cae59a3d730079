"""What stands beside the chain (bredvid kedjan): the week, both voices, meetings, household, cover and remarks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ...access import Permission
from ...models import Case
from ...rules.schedule import week_to_show
from ..cover import StandIn, standing_in
from ..employment import EmploymentRow, employments_of
from ..extract import ExtractRow, extracts_of
from ..meeting.booked import MeetingsPart, meetings_part
from ..meeting.written import classes_held
from ..own.requests import RequestRow, remarks_on
from ..programme import Belonging, belonging_of
from ..rating import TwoVoices, two_voices_of
from ..schedule import Week, week_of


@dataclass(frozen=True)
class Beside:
    """Parts of the participant's page that other stages read; a closed case has no week."""

    week: Week | None
    voices: TwoVoices
    meetings: MeetingsPart
    belonging: Belonging
    stand_in: StandIn | None
    remarks: tuple[RequestRow, ...]
    employments: tuple[EmploymentRow, ...]
    extracts: tuple[ExtractRow, ...]


def beside(case: Case, held: Collection[Permission], *, now: datetime) -> Beside:
    """Everything of the case that the reader's permissions open; the participant of the case is at hand."""
    today = timezone.localdate(now)
    return Beside(
        week=week_of(case, week_to_show(today)) if case.closed_on is None else None,
        voices=two_voices_of(case, for_participant=Permission.RATING_ASK not in held),
        meetings=meetings_part(case, classes=classes_held(held), now=now),
        belonging=belonging_of(case, today=today),
        stand_in=standing_in(case, today=today),
        remarks=remarks_on(case.participant),
        employments=employments_of(case, today=today),
        extracts=extracts_of(case.participant_id),
    )
