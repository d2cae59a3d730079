"""Programmes (program) on screen, and what a person belongs to: programme, household, newcomer's clock, project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..models import Activity, Case
from ..rules.programme import Introduction, introduction
from .household import HouseholdNow, household_of


@dataclass(frozen=True)
class Enrolment:
    """One programme of the case, with its days."""

    programme: str
    starts_on: date
    ends_on: date | None
    reason: str


@dataclass(frozen=True)
class Belonging:
    """What the margin of the participant's page says."""

    programme: str
    since: date
    programmes_before: int
    household: HouseholdNow | None
    children_said: int
    """Children that the referral spoke of; it holds until the household is noted."""
    arrived_on: date | None
    introduction: Introduction | None
    projects: tuple[str, ...]


def enrolments_of(case: Case) -> list[Enrolment]:
    """Every programme of the case, the latest first. One statement."""
    rows = case.enrolments.order_by("-starts_on").values_list("programme__name", "starts_on", "ends_on", "reason")
    return [Enrolment(*row) for row in rows]


def belonging_of(case: Case, *, today: date) -> Belonging:
    """Programme now, household in ages, the newcomer's clock and projects that run. Three statements."""
    enrolments = enrolments_of(case)
    now = enrolments[0] if enrolments else Enrolment(case.programme.name, case.opened_on, case.closed_on, "")
    person = case.participant
    return Belonging(
        programme=now.programme,
        since=now.starts_on,
        programmes_before=max(0, len(enrolments) - 1),
        household=household_of(case, today=today),
        children_said=case.children_in_household,
        arrived_on=person.arrived_on,
        introduction=introduction(started_on=person.introduction_started_on, today=today),
        projects=_projects(case, today),
    )


def _projects(case: Case, today: date) -> tuple[str, ...]:
    """The projects that what runs today counts in, by itself or through its course."""
    running = Activity.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), case=case, starts_on__lte=today)
    rows = running.values_list("project__name", "course__project__name")
    return tuple(sorted({name for row in rows for name in row if name}))
