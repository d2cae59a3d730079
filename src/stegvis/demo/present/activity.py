"""Weeks (veckor) of the present: Rania's as it is and as it becomes, the others', a job track, and one who is ill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from ...access import Actor, NotAllowedNow
from ...actions.absence import report_absence
from ...actions.course import join_course, save_course
from ...actions.project import save_project
from ...actions.schedule import set_schedule
from ...models import Activity, Case, Course, Placement
from ...rules.activity import AbsenceKind, ActivityKind
from ...rules.programme import Funder
from ...rules.schedule import WORKING_DAYS, Slot
from .around import Present

SYSTEM = Actor.system("Demonstrationen")
CASES = 8
MORNING, EVENING = 9 * 60, 17 * 60
AT_SCHOOL, AT_ARENA = "Åsvalla lärcentrum, sal 12", "Arena Söder, plan 2"


def tell(present: Present) -> None:
    """Rania's week as the picture shows it; the others' in the order their activities came."""
    rania, *others = present.cases[:CASES]
    _rania(rania, present)
    for case in others:
        _fill(case, present)
    _job_track(others, present)
    _ill(present.cases, present)


def _rania(case: Case, present: Present) -> None:
    """Four days at the place, school, a group; when the place has ended, school can be earlier on Wednesdays."""
    placement = case.placements.active().first()
    if placement is not None:
        mornings = [Slot(weekday, 9 * 60, 14 * 60) for weekday in (1, 2, 3, 4)]
        set_schedule(placement, slots=mornings, from_on=placement.starts_on, by=present.coordinator)
    for activity in _running(case, present.today):
        if activity.kind == ActivityKind.SFI:
            late, early = Slot(3, 14 * 60 + 30, 17 * 60 + 30), Slot(3, 13 * 60, 16 * 60)
            friday = Slot(5, 9 * 60, 14 * 60)
            _set(activity, [late, friday], from_on=activity.starts_on, where=AT_SCHOOL, present=present)
            if placement is not None:
                free_from = placement.ends_on + timedelta(days=1)
                _set(activity, [early, friday], from_on=free_from, where=AT_SCHOOL, present=present)
        elif activity.kind == ActivityKind.JOB_SEARCH:
            afternoons = [Slot(weekday, 14 * 60 + 30, 16 * 60 + 30) for weekday in (1, 2)]
            _set(activity, afternoons, from_on=activity.starts_on, where=AT_ARENA, present=present)


def _set(activity: Activity, slots: list[Slot], *, from_on: date, where: str, present: Present) -> None:
    set_schedule(activity, slots=slots, from_on=from_on, where=where, by=present.coordinator)


def _running(case: Case, today: date) -> list[Activity]:
    rows = case.activities.filter(starts_on__lte=today).order_by("starts_on", "pk")
    return [each for each in rows if each.ends_on is None or each.ends_on >= today]


def _fill(case: Case, present: Present) -> None:
    """Each thing after the other, from nine in the morning, over the days that still have room."""
    taken = dict.fromkeys(WORKING_DAYS, MORNING)
    things: list[Activity | Placement] = [*case.placements.active(), *_running(case, present.today)]
    for thing in things:
        slots = list(_spread(round(float(thing.hours_per_week) * 60), taken))
        set_schedule(thing, slots=slots, from_on=thing.starts_on, by=present.coordinator)


def _spread(minutes: int, taken: dict[int, int]) -> Iterator[Slot]:
    """Half-days of at most four hours, the emptiest days first."""
    for weekday in sorted(taken, key=lambda day: (taken[day], day)):
        some = min(minutes, 4 * 60, EVENING - taken[weekday])
        if some < 30:
            continue
        yield Slot(weekday, taken[weekday], taken[weekday] + some)
        taken[weekday] += some
        minutes -= some


def _job_track(cases: Iterable[Case], present: Present) -> None:
    project = save_project(
        None,
        name="Vägen in",
        funder=Funder.ESF,
        reference="2025/00417",
        starts_on=present.ago(400),
        ends_on=present.today + timedelta(days=330),
        by=SYSTEM,
    )
    track = save_course(
        None,
        name="Jobbspår barn och skola",
        kind=ActivityKind.STUDIES,
        is_job_track=True,
        unit=next(iter(cases)).unit,
        project=project,
        starts_on=present.ago(21 + present.today.weekday()),
        ends_on=present.today + timedelta(days=70),
        seats=8,
        hours_per_week=Decimal(6),
        by=present.coordinator,
    )
    for case in cases:
        _join(track, case, present)


def _join(track: Course, case: Case, present: Present) -> None:
    """Those whose week has room, while there are seats."""
    try:
        join_course(track, case=case, starts_on=max(track.starts_on, case.opened_on), by=present.coordinator)
    except NotAllowedNow:
        return


def _ill(cases: tuple[Case, ...], present: Present) -> None:
    """Rania was home one day lately; another has been ill since the last working day, and said so without help."""
    rania, _second, third = cases[:3]
    monday = present.today - timedelta(days=present.today.weekday() + 14)
    report_absence(rania, kind=AbsenceKind.CHILD_ILL, starts_on=monday, ends_on=monday, by=present.coordinator)
    since = present.today
    while since.isoweekday() not in WORKING_DAYS:
        since -= timedelta(days=1)
    report_absence(third, kind=AbsenceKind.ILL, starts_on=since, by=Actor.participant(third.participant))
