"""Courses and job tracks (kurser, jobbspår) on screen: what there is, who takes part, and who took part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from ..access import Actor, Permission, visible_to
from ..models import Activity, ActivityType, Case, Course, Project
from ..rules.activity import ActivityKind


@dataclass(frozen=True)
class CourseRow:
    """One line of the list."""

    pk: int
    name: str
    kind: ActivityKind
    is_job_track: bool
    unit: str
    project: str
    starts_on: date
    ends_on: date
    hours_per_week: float
    seats: int
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.seats - self.taken)


@dataclass(frozen=True)
class Courses:
    """Those that run or come, and those that have ended."""

    current: tuple[CourseRow, ...]
    ended: tuple[CourseRow, ...]


@dataclass(frozen=True)
class TakesPart:
    """Somebody on the course whom the reader may know of."""

    activity_id: int
    case_id: int
    participant_id: int
    name: str
    coordinator: str
    starts_on: date
    ends_on: date | None
    may_end: bool


@dataclass(frozen=True)
class CoursePage:
    """A course with those who take part; `others` are those whom the reader may not know of, but who have a seat."""

    row: CourseRow
    people: tuple[TakesPart, ...]
    others: int


def courses(*, today: date, most_ended: int = 20) -> Courses:
    """One statement for each half. Whoever ended early has left the seat."""
    rows = _rows(today)
    return Courses(
        tuple(_row(each) for each in rows.filter(ends_on__gte=today).order_by("starts_on", "name", "pk")),
        tuple(_row(each) for each in rows.filter(ends_on__lt=today).order_by("-ends_on", "name", "pk")[:most_ended]),
    )


def _rows(today: date) -> QuerySet[Course]:
    """Taken is counted today, or on the first day of what has not begun, or on the last of what has ended."""
    ahead = Q(activities__ends_on__isnull=True) | Q(activities__ends_on__gte=today)
    to_the_end = Q(activities__ends_on__isnull=True) | Q(activities__ends_on=F("ends_on"))
    counted = Q(ends_on__gte=today) & ahead | Q(ends_on__lt=today) & to_the_end
    return Course.objects.select_related("unit", "project").annotate(taken=Count("activities", filter=counted))


def _row(course: Course) -> CourseRow:
    return CourseRow(
        pk=course.pk,
        name=course.name,
        kind=ActivityKind(course.kind),
        is_job_track=course.is_job_track,
        unit=course.unit.name,
        project=course.project.name if course.project else "",
        starts_on=course.starts_on,
        ends_on=course.ends_on,
        hours_per_week=float(course.hours_per_week),
        seats=course.seats,
        taken=course.taken,  # type: ignore[attr-defined]  # annotated
    )


def course_page(actor: Actor, course: Course, *, today: date) -> CoursePage:
    """One course with those whom the reader may know of. Six statements, however many take part."""
    row = _row(_rows(today).get(pk=course.pk))
    total = course.activities.count()
    own = set(visible_to(actor, Activity, Permission.ACTIVITY_WRITE).filter(course=course).values_list("pk", flat=True))
    rows = (
        visible_to(actor, Activity, Permission.PARTICIPANT_NAME)
        .filter(course=course)
        .select_related("case__participant")
        .prefetch_related("case__coordinator_periods__coordinator")
        .order_by("case__participant__sort_name", "starts_on", "pk")
    )
    people = tuple(_part(each, may_end=each.pk in own, today=today) for each in rows)
    return CoursePage(row, people, total - len(people))


def _part(activity: Activity, *, may_end: bool, today: date) -> TakesPart:
    person = activity.case.participant
    current = [each for each in activity.case.coordinator_periods.all() if each.ends_on is None]
    return TakesPart(
        activity_id=activity.pk,
        case_id=activity.case_id,
        participant_id=person.pk,
        name=person.name,
        coordinator=current[0].coordinator.name if current else "",
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        may_end=may_end and (activity.ends_on is None or activity.ends_on > today),
    )


def cases_to_add(actor: Actor, course: Course) -> QuerySet[Case]:
    """Open cases that the actor may add, by name; those who take part already are not offered."""
    cases = visible_to(actor, Case, Permission.ACTIVITY_WRITE).filter(closed_on__isnull=True)
    there = course.activities.filter(ends_on__gte=course.ends_on).values("case")
    return cases.exclude(pk__in=there).select_related("participant").order_by("participant__sort_name", "pk")


def took_part(course: Course) -> QuerySet[Case]:
    """Everybody who took part, also those who ended early: whom the evaluation is sent to."""
    return Case.objects.filter(pk__in=course.activities.values("case")).select_related("participant").order_by("pk")


def types_on(day: date) -> QuerySet[ActivityType]:
    """What the catalogue (insatspaletten) offers on a day."""
    holds = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return ActivityType.objects.filter(holds, valid_from__lte=day).order_by("kind", "name")


def projects_on(day: date) -> QuerySet[Project]:
    """The projects that run on a day."""
    runs = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return Project.objects.filter(runs, starts_on__lte=day).order_by("name")
