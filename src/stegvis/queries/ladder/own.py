"""Two voices on the ladder (två röster): how the participant sees the points, beside those who work here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...models import Case, OwnMark, OwnReport
from ...rules.ladder import Mark, difference_between
from ...rules.words import Reason
from .one import JudgedPoint, judged_points
from .parts import LadderStep

REPORTS_SHOWN = 5


@dataclass(frozen=True)
class TwoVoices:
    """One point as both see it; nothing where one of them has not said. The difference is in words."""

    pk: int
    text: str
    step: int
    own: Mark | None
    own_on: date | None
    judged: Mark | None
    judged_on: date | None
    difference: Reason


@dataclass(frozen=True)
class Report:
    """What the participant has written about the own development."""

    written_on: date
    text: str


@dataclass(frozen=True)
class OwnPicture:
    """The participant's own picture of the ladder, and the latest of what they have written."""

    rows: tuple[TwoVoices, ...]
    reports: tuple[Report, ...]

    @property
    def has_answered(self) -> bool:
        return any(row.own for row in self.rows)


def own_picture(case: Case, steps: tuple[LadderStep, ...], *, given_name: str) -> OwnPicture:
    """Two statements. The points of the step somebody is on, and those of other steps that they have set a mark on."""
    own = {row.criterion_id: row for row in OwnMark.objects.filter(case=case)}
    rows = [
        _both(point, step.number, own.get(point.pk), given_name)
        for step in steps
        for point in judged_points(step)
        if step.number == case.step or point.pk in own
    ]
    reports = OwnReport.objects.filter(case=case).order_by("-written_on", "-pk").values_list("written_on", "text")
    return OwnPicture(
        rows=tuple(rows),
        reports=tuple(Report(*row) for row in reports[:REPORTS_SHOWN]),
    )


def _both(point: JudgedPoint, step: int, row: OwnMark | None, given_name: str) -> TwoVoices:
    own = Mark(row.mark) if row else None
    judged = point.mark if point.marked_on else None
    return TwoVoices(
        point.pk,
        point.text,
        step,
        own,
        row.marked_on if row else None,
        judged,
        point.marked_on,
        difference_between(own=own, judged=judged, name=given_name),
    )


def own_marks(case: Case) -> dict[int, Mark]:
    """What the participant has said, by point."""
    return {key: Mark(mark) for key, mark in OwnMark.objects.filter(case=case).values_list("criterion", "mark")}
