"""Projects (projekt) on screen: how many have taken part in each, and how many hours that was planned to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..models import Activity, Project
from ..rules.activity import Span, runs_on
from ..rules.programme import Funder
from ..rules.project import planned_hours
from ..rules.suppression import Tally, few_people


@dataclass(frozen=True)
class ProjectRow:
    """One project with what counts in it; None where too few people stand behind the figure."""

    pk: int
    name: str
    funder: Funder
    reference: str
    starts_on: date
    ends_on: date | None
    participants: int | None
    now: int | None
    hours: float | None

    @property
    def is_hidden(self) -> bool:
        return self.participants is None


Counted = tuple[int, Span, float]


def projects(*, today: date) -> tuple[ProjectRow, ...]:
    """Every project, the latest first. Two statements."""
    counted: dict[int, list[Counted]] = defaultdict(list)
    rows = Activity.objects.filter(project__isnull=False, starts_on__lte=today).order_by("pk")
    for project, person, starts_on, ends_on, hours in rows.values_list(
        "project_id", "case__participant_id", "starts_on", "ends_on", "hours_per_week"
    ):
        if project is not None:
            counted[project].append((person, Span(starts_on, ends_on), float(hours)))
    return tuple(_row(each, counted[each.pk], today) for each in Project.objects.order_by("-starts_on", "name"))


def few_on_either_side(now: int, all_together: int) -> bool:
    """Whether those who take part now, or those who have left, are so few that somebody could be told."""
    return any(few_people(Tally(many, many)) for many in (now, all_together - now))


def _row(project: Project, counted: Iterable[Counted], today: date) -> ProjectRow:
    counted = list(counted)
    people = {person for person, _span, _hours in counted}
    now = {person for person, span, _hours in counted if runs_on(span, today)}
    is_hidden = few_people(Tally(len(people), len(people)))
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        funder=Funder(project.funder),
        reference=project.reference,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        participants=None if is_hidden else len(people),
        now=None if is_hidden or few_on_either_side(len(now), len(people)) else len(now),
        hours=None if is_hidden else sum(planned_hours(span, hours, today=today) for _who, span, hours in counted),
    )
